"""Lines of Today about readiness: a date that passes, a certificate or contract that runs out."""

from datetime import date
from pathlib import Path

from builders import at_noon, opened
from readiness_parts import certified, channel, teachers

from dlschool.domain.access import Role
from dlschool.domain.readiness import State
from dlschool.paths import DataFolder
from dlschool.services import readiness, school
from dlschool.services.opening import Store
from dlschool.services.today import Line, Urgency, today


def lines(db: Store) -> list[Line]:
    return [line for line in today(db).lines if line.kind == "readiness"]


def test_a_school_that_has_not_looked_yet_is_not_pressed(db: Store) -> None:
    teachers(db)
    assert lines(db) == []


def test_a_requirement_is_told_of_when_its_date_comes_near_and_when_it_passed(db: Store) -> None:
    (who,) = teachers(db, 1)
    readiness.judge(db, "channels", State.NOT_MET, staff_id=who, due=date(2026, 12, 6))
    assert lines(db) == []
    readiness.judge(db, "channels", State.NOT_MET, staff_id=who, due=date(2026, 12, 5))
    (line,) = lines(db)
    assert (line.urgency, line.screen, line.step) == (Urgency.SOON, "readiness", "channels")
    assert line.points == ("annex-1:1.1",)
    assert "Әлімова Ж." in line.sentence.ru
    readiness.judge(db, "channels", State.NOT_MET, due=date(2026, 11, 20))
    assert [line.urgency for line in lines(db)] == [Urgency.LATE]
    readiness.judge(db, "channels", State.MET, due=date(2026, 11, 20))
    assert lines(db) == []


def test_certificates_that_run_out_are_one_line(db: Store) -> None:
    first, second, third = teachers(db)
    certified(db, first, valid_until=date(2026, 11, 1))
    certified(db, second, valid_until=date(2026, 12, 10))
    certified(db, third)
    (line,) = lines(db)
    assert line.sentence.ru == "истёк срок: 1; скоро истечёт: 1"
    assert (line.urgency, line.until) == (Urgency.LATE, date(2026, 11, 1))
    assert line.subject.kk == "Педагогтердің сертификаттары"


def test_a_contract_is_told_of_as_early_as_the_school_wants(db: Store) -> None:
    channel(db, valid_until=date(2026, 12, 20))
    (line,) = lines(db)
    assert "20.12.2026" in line.sentence.kk
    school.save_setting(db, "certificate_days", 5)
    assert lines(db) == []


def test_who_does_not_keep_the_readiness_is_not_told(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "school")
    owner = opened(folder, at_noon, "Оразова Д.")
    readiness.judge(owner, "channels", State.NOT_MET, due=date(2026, 11, 20))
    owner.close()
    db = opened(folder, at_noon, "Ким А.", Role.TEACHER)
    assert lines(db) == []
    db.close()
