"""How the school stands to its edition: states, who answers, by when, what the records say."""

from datetime import date
from pathlib import Path

import pytest
from builders import at_noon, opened, taken_back
from readiness_parts import channel, teachers

from dlschool.domain.access import Role
from dlschool.domain.readiness import Judgement, Proof, State
from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.services import editions, history, readiness, versions
from dlschool.services.opening import Store


def test_nobody_has_looked_at_a_new_schools_requirements(db: Store) -> None:
    found = readiness.summary(db)
    assert found.edition.key == "order-137-97-2022"
    assert found.counts == {"met": 0, "partly": 0, "not-met": 0, "not-needed": 0, "unseen": 7}
    assert found.asked == 7


def test_states_are_counted_and_what_is_not_needed_is_not_asked(db: Store) -> None:
    readiness.judge(db, "channels", State.MET)
    readiness.judge(db, "journal", State.PARTLY)
    readiness.judge(db, "access", State.NOT_NEEDED, remark="интернет жоқ ауыл")
    found = readiness.summary(db)
    assert found.counts == {"met": 1, "partly": 1, "not-met": 0, "not-needed": 1, "unseen": 4}
    assert found.asked == 6


def test_a_second_word_replaces_the_first_and_undo_brings_it_back(db: Store) -> None:
    (who,) = teachers(db, 1)
    readiness.judge(db, "channels", State.NOT_MET, staff_id=who, due=date(2026, 12, 1))
    readiness.judge(db, "channels", State.MET)
    assert readiness.line(db, "channels").who is None
    taken_back(db)
    line = readiness.line(db, "channels")
    assert line.state is State.NOT_MET
    assert line.who
    assert line.who.name == "Әлімова Ж."
    assert line.due == date(2026, 12, 1)


def test_what_cannot_be_is_refused_and_nothing_is_written(db: Store) -> None:
    with pytest.raises(Refused, match="channels"):
        readiness.judge(db, "testing", State.MET)
    with pytest.raises(Refused):
        readiness.judge(db, "channels", State.NOT_NEEDED, remark=" ")
    teachers(db, 1)
    with pytest.raises(Refused, match="Әлімова"):
        readiness.judge(db, "channels", State.MET, staff_id=99)
    with pytest.raises(Refused, match="testing"):
        readiness.save_proof(db, Proof(requirement="testing", name="Шарт"))
    assert readiness.summary(db).count(None) == 7


def test_met_without_anything_to_show_is_doubtful(db: Store) -> None:
    readiness.judge(db, "channels", State.MET)
    assert readiness.line(db, "channels").doubtful
    channel(db)
    assert not readiness.line(db, "channels").doubtful


def test_a_date_presses_only_while_the_requirement_is_not_met(db: Store) -> None:
    channel(db)
    readiness.judge(db, "channels", State.PARTLY, due=date(2026, 11, 20))
    line = readiness.line(db, "channels")
    assert line.due == date(2026, 11, 20)
    assert any("20.11.2026" in found.text.ru for found in line.findings)
    readiness.judge(db, "channels", State.MET, due=date(2026, 11, 20))
    line = readiness.line(db, "channels")
    assert line.due is None
    assert not any("20.11.2026" in found.text.ru for found in line.findings)


def test_another_edition_keeps_the_word_and_says_under_which_it_was_given(db: Store) -> None:
    channel(db)
    readiness.judge(db, "channels", State.MET)
    editions.choose_default(db, "order-137-547-2021")
    line = readiness.line(db, "channels")
    assert line.state is State.MET
    assert any("97/2022" in found.text.ru for found in line.findings)
    readiness.judge(db, "channels", State.NOT_MET)
    line = readiness.line(db, "channels")
    assert not any("97/2022" in one.text.ru for one in line.findings)
    assert line.state is State.NOT_MET
    assert readiness.line(db, "channels", "order-137-97-2022").state is State.MET


def test_the_list_of_an_unread_order_carries_its_note(db: Store) -> None:
    found = readiness.summary(db, "order-349-2023")
    assert found.note
    assert not any(line.requirement.confirmed for line in found.lines)
    with pytest.raises(Refused):
        readiness.summary(db, "order-1")


@pytest.mark.parametrize("role", [Role.TEACHER, Role.PSYCHOLOGIST, Role.VIEWER])
def test_who_does_not_keep_the_readiness_reads_and_writes_nothing(
    role: Role, tmp_path: Path
) -> None:
    db = opened(DataFolder(tmp_path / "school"), at_noon, "Ким А.", role)
    with pytest.raises(Refused, match="дайындығын|готовность"):
        readiness.judge(db, "channels", State.MET)
    assert readiness.summary(db).count(None) == 7
    db.close()


def test_the_journal_names_the_requirement_and_its_fields(db: Store) -> None:
    made = readiness.judge(db, "equipment", State.PARTLY, remark="екі ноутбук керек")
    done = history.actions(db)[0]
    assert history.said(done, "ru") == "Готовность: Минимальное оборудование — Частично"
    assert [text.kk for text in history.records(db, done)] == ["Дайындық талабы Ең аз жабдық"]
    readiness.judge(db, "equipment", State.MET, remark="екі ноутбук келді")
    (newest, *_) = versions.versions(db, "readiness", made)
    said = {change.name.ru: (change.before.ru, change.after.ru) for change in newest.changes}
    assert said["Состояние"] == ("Частично", "Выполнено")


def test_a_judgement_is_of_the_day_it_was_given(db: Store) -> None:
    made = readiness.judge(db, "system", State.MET)
    judged = readiness.line(db, "system").judgement
    assert isinstance(judged, Judgement)
    assert (judged.id, judged.looked_on) == (made, date(2026, 11, 21))
