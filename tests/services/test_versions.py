"""A record through time: who, what, from, to in words; an earlier version brought back or refused."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from builders import approved_case, guardian, opened, paper, stored_case, stored_pupil

from dlschool.domain.access import CLOSED, Role
from dlschool.domain.case import OrderKind, PaperKind
from dlschool.domain.personal import Request, RequestKind
from dlschool.domain.pupil import Relation
from dlschool.errors import Refused
from dlschool.services import cases, history, orders, personal, printing, pupils, versions
from dlschool.services.opening import Store
from dlschool.services.versions import Version
from dlschool.store import blobs, changes
from dlschool.store.check import check

NOON = datetime.fromisoformat("2026-11-21T12:00")


def corrected(db: Store, pupil_id: int, **facts: object) -> None:
    known = pupils.card(db, pupil_id).pupil
    pupils.edit_pupil(db, replace(known, **facts))  # type: ignore[arg-type]


def fields(version: Version) -> dict[str, tuple[str, str]]:
    return {each.name.ru: (each.before.ru, each.after.ru) for each in version.changes}


def test_a_version_tells_who_what_from_and_to_in_words(db: Store) -> None:
    pupil_id = stored_pupil(db, birth_date=date(2013, 3, 5), home_teaching=False, note="")
    corrected(db, pupil_id, birth_date=date(2013, 5, 3), home_teaching=True, note="жаңа")
    newest, first = versions.versions(db, "pupils", pupil_id)
    assert fields(newest) == {
        "Дата рождения": ("05.03.2013", "03.05.2013"),
        "Обучение на дому": ("нет", "да"),
        "Примечание": ("—", "жаңа"),
    }
    assert (newest.who, newest.at) == ("Оразова Д.", NOON)
    assert newest.record.ru.startswith("Обучающийся ")
    assert (newest.current, first.current) == (True, False)
    assert fields(first)["Дата рождения"] == ("—", "05.03.2013")
    assert "Примечание" not in fields(first)
    assert {name.kk for name in (each.name for each in newest.changes)} == {
        "Туған күні",
        "Үйде оқыту",
        "Ескертпе",
    }


def test_an_earlier_version_is_brought_back_and_that_can_be_undone(db: Store) -> None:
    pupil_id = stored_pupil(db, note="бірінші")
    corrected(db, pupil_id, note="екінші")
    corrected(db, pupil_id, note="үшінші", address="Абай к., 1")
    versions.restore(db, "pupils", pupil_id, versions.versions(db, "pupils", pupil_id)[-1].id)
    assert pupils.card(db, pupil_id).pupil.note == "бірінші"
    said = history.said(history.actions(db, 1)[0], "ru")
    assert "21.11.2026 12:00" in said
    history.undo(db)
    assert pupils.card(db, pupil_id).pupil.note == "үшінші"
    assert check(db) == []


def test_a_removed_record_comes_back_from_its_history(db: Store) -> None:
    case_id = stored_case(db)
    paper_id = cases.add_paper(db, paper(PaperKind.APPLICATION, case_id=case_id))
    cases.remove_paper(db, paper_id)
    removed, added = (v for v in versions.of_case(db, case_id) if v.thing == "papers")
    assert (removed.removed, added.removed) == (True, False)
    with pytest.raises(Refused) as refused:
        versions.restore(db, "papers", paper_id, removed.id)
    assert "removed" in refused.value.message
    versions.restore(db, "papers", paper_id, added.id)
    assert len(cases.records(db, case_id).papers) == 1


def test_words_stand_for_codes_and_numbers_of_records(db: Store) -> None:
    pupil_id = stored_pupil(db, last="Сәрсенбаев")
    pupils.edit_pupil(
        db, pupils.card(db, pupil_id).pupil, [guardian(relation=Relation.MOTHER, main=True)]
    )
    case_id = stored_case(db, pupil_id=pupil_id)
    cases.add_paper(db, paper(PaperKind.APPLICATION, case_id=case_id, details={"by": "guardian"}))
    told = {v.thing: fields(v) for v in versions.of_case(db, case_id)}
    assert told["cases"]["Обучающийся"][1].startswith("Обучающийся Сәрсенбаев")
    assert told["cases"]["Основание"][1] == "По заявлению семьи"
    assert told["papers"]["Вид"][1] == "Заявление"
    assert "Заявитель: " in told["papers"]["Содержание"][1]
    card = {v.thing: fields(v) for v in versions.of_pupil(db, pupil_id)}
    assert card["guardians"]["Кем приходится ребёнку"][1] == "мать"
    assert card["guardians"]["Основной представитель"][1] == "да"


def test_every_shown_field_of_every_thing_exists(db: Store) -> None:
    from dlschool.domain.field_names import FIELD_NAMES
    from dlschool.store import journal_rows

    for thing, names in FIELD_NAMES.items():
        assert set(names) <= set(journal_rows.columns(db, thing)), thing
    assert set(FIELD_NAMES) == changes.THINGS - {"viewings"}


def test_the_same_version_twice_is_refused(db: Store) -> None:
    pupil_id = stored_pupil(db)
    (only,) = versions.versions(db, "pupils", pupil_id)
    with pytest.raises(Refused) as refused:
        versions.restore(db, "pupils", pupil_id, only.id)
    assert "so already" in refused.value.message


def test_a_frozen_order_stays_whatever_its_history(db: Store) -> None:
    case_id = approved_case(db)
    draft = orders.draft_order(db, case_id, OrderKind.TRANSFER, date(2026, 11, 6))
    order_id = orders.issue_order(db, draft)
    printing.print_form(db, "order-transfer", order_id=order_id)
    first = versions.versions(db, "orders", order_id)[-1]
    with pytest.raises(Refused) as refused:
        versions.restore(db, "orders", order_id, first.id)
    assert "printed" in refused.value.message


def test_facts_have_no_earlier_version(db: Store) -> None:
    case_id = approved_case(db)
    printing.print_form(db, "case-papers", case_id=case_id)
    (print_id,) = db.values("select id from prints")
    (version,) = versions.versions(db, "prints", print_id)
    with pytest.raises(Refused) as refused:
        versions.restore(db, "prints", print_id, version.id)
    assert "fact" in refused.value.message


def test_what_stands_in_the_way_of_a_version_is_named(db: Store) -> None:
    pupil_id = stored_pupil(db, iin="", iin_reason="рәсімделуде")
    corrected(db, pupil_id, iin="130305500003", iin_reason="күмәнді")
    with_iin = versions.versions(db, "pupils", pupil_id)[0]
    corrected(db, pupil_id, iin="", iin_reason="рәсімделуде")
    stored_pupil(db, last="Басқа", iin="130305500003", iin_reason="күмәнді")
    with pytest.raises(Refused, match="Басқа"):
        versions.restore(db, "pupils", pupil_id, with_iin.id)


def test_an_altered_line_is_not_brought_back(db: Store) -> None:
    pupil_id = stored_pupil(db, note="бірінші")
    corrected(db, pupil_id, note="екінші")
    first = versions.versions(db, "pupils", pupil_id)[-1]
    db.execute("drop trigger changes_stay")
    db.execute(
        "update changes set after = replace(after, 'бірінші', 'жалған') where id = ?", (first.id,)
    )
    with pytest.raises(Refused) as refused:
        versions.restore(db, "pupils", pupil_id, first.id)
    assert "altered" in refused.value.message


def test_sealed_values_are_shown_to_who_may_open_them_only(db: Store) -> None:
    pupil_id = stored_pupil(db, special_needs="көру қабілеті")
    corrected(db, pupil_id, special_needs="есту қабілеті")
    case_id = stored_case(db, pupil_id=pupil_id)
    cases.add_paper(
        db, paper(PaperKind.PSYCHOLOGIST, case_id=case_id, details={"conclusion": "қорытынды"})
    )
    opens = versions.versions(db, "pupils", pupil_id)[0]
    assert fields(opens)["Особые образовательные потребности"] == ("көру қабілеті", "есту қабілеті")
    secretary = opened(db.folder, db.clock, "Ким А.", Role.SECRETARY)
    closed = versions.versions(secretary, "pupils", pupil_id)[0]
    assert fields(closed)["Особые образовательные потребности"] == (CLOSED, CLOSED)
    (added,) = (v for v in versions.of_case(secretary, case_id) if v.thing == "papers")
    assert fields(added)["Содержание"] == ("—", CLOSED)
    secretary.close()


def test_a_sealed_value_comes_back_whole_by_the_hand_of_who_cannot_read_it(db: Store) -> None:
    pupil_id = stored_pupil(db, special_needs="көру қабілеті", note="бірінші")
    corrected(db, pupil_id, note="екінші", special_needs="басқа")
    secretary = opened(db.folder, db.clock, "Ким А.", Role.SECRETARY)
    first = versions.versions(secretary, "pupils", pupil_id)[-1]
    versions.restore(secretary, "pupils", pupil_id, first.id)
    secretary.close()
    assert pupils.card(db, pupil_id).pupil.special_needs == "көру қабілеті"
    assert check(db) == []


def test_a_role_that_may_not_write_may_not_bring_back(db: Store) -> None:
    pupil_id = stored_pupil(db, note="бірінші")
    corrected(db, pupil_id, note="екінші")
    first = versions.versions(db, "pupils", pupil_id)[-1]
    viewer = opened(db.folder, db.clock, "Ким А.", Role.VIEWER)
    with pytest.raises(Refused):
        versions.restore(viewer, "pupils", pupil_id, first.id)
    with pytest.raises(Refused):
        versions.versions(viewer, "users", 1)
    viewer.close()


def test_a_teacher_reads_the_versions_of_own_pupils_only(db: Store) -> None:
    own = stored_pupil(db, grade=8, letter="Ә")
    other = stored_pupil(db, last="Басқа", grade=9, letter="Б")
    case_id = stored_case(db, pupil_id=other)
    gone = stored_pupil(db, last="Кеткен", grade=9, letter="Б")
    with changes.action(db, "Removed by the test"):
        for row in db.values("select id from guardians where pupil_id = ?", (gone,)):
            changes.delete(db, "guardians", row)
        changes.delete(db, "pupils", gone)
    teacher = opened(db.folder, db.clock, "Ахметов Б.", Role.TEACHER, ("8Ә",))
    assert versions.of_pupil(teacher, own)
    for pupil_id in (other, gone):
        with pytest.raises(Refused):
            versions.of_pupil(teacher, pupil_id)
    with pytest.raises(Refused):
        versions.of_case(teacher, case_id)
    teacher.close()


def test_a_number_that_another_record_had_before_does_not_mix_the_histories(db: Store) -> None:
    one, other = stored_case(db, number="2026/1"), stored_case(db, number="2026/2")
    cases.add_paper(db, paper(PaperKind.APPLICATION, case_id=one))
    assert {v.thing for v in versions.of_case(db, other)} == {"cases"}
    db.clock = lambda: NOON + timedelta(days=1)
    assert {v.thing for v in versions.of_case(db, one)} == {"cases", "papers"}


def test_the_documents_of_one_print_are_one_line_by_their_names(db: Store) -> None:
    case_id = approved_case(db)
    printing.print_case(db, case_id)
    printed = [v for v in versions.of_case(db, case_id) if v.thing == "prints"]
    (line,) = printed
    assert len(line.changes) == db.value("select count(*) from prints") > 1
    assert {change.name.ru for change in line.changes} == {"Форма"}
    assert all(change.after.ru[0].isupper() for change in line.changes)


def test_nothing_of_a_blocked_pupil_comes_back(db: Store) -> None:
    pupil_id = stored_pupil(db, note="бірінші")
    corrected(db, pupil_id, note="екінші")
    newest = history.next_undo(db)
    assert newest is not None
    asked = Request(
        pupil_id=pupil_id, kind=RequestKind.BLOCKING, date=db.today(), applicant="Қасымова Д."
    )
    personal.record_request(db, asked)
    first = versions.versions(db, "pupils", pupil_id)[-1]
    with pytest.raises(Refused):
        versions.restore(db, "pupils", pupil_id, first.id)
    with pytest.raises(Refused):
        history.undo(db, newest.id)
    assert history.why_not(db, [newest]) is not None
    assert pupils.card(db, pupil_id).pupil.note == "екінші"


def test_a_scan_that_was_destroyed_does_not_come_back(db: Store) -> None:
    case_id = stored_case(db)
    paper_id = cases.add_paper(db, paper(PaperKind.APPLICATION, case_id=case_id))
    digest = blobs.put(db, b"%PDF-1.7 a page")
    with changes.action(db, "Entered by the test"):
        row = {"paper_id": paper_id, "position": 1, "digest": digest, "mime": "application/pdf"}
        scan_id = changes.insert(db, "scans", {**row, "size": 15, "pages": 1})
    cases.remove_paper(db, paper_id)
    removed = history.next_undo(db)
    assert removed is not None
    blobs.destroy(db, digest)
    with pytest.raises(Refused) as refused:
        history.undo(db, removed.id)
    assert refused.value.message.startswith("This scan was destroyed for good")
    first = versions.versions(db, "scans", scan_id)[-1]
    with pytest.raises(Refused):
        versions.restore(db, "scans", scan_id, first.id)
    assert check(db) == []


def test_restricted_values_of_an_old_journal_are_closed_too(db: Store) -> None:
    pupil_id = stored_pupil(db, special_needs="көру қабілеті")
    db.execute("drop trigger changes_stay")
    db.execute(
        "update changes set after = json_set(after, '$.special_needs', 'ашық') where thing = 'pupils'"
    )
    secretary = opened(db.folder, db.clock, "Ким А.", Role.SECRETARY)
    for reader, wanted in ((db, "ашық"), (secretary, CLOSED)):
        (version,) = versions.versions(reader, "pupils", pupil_id)
        assert fields(version)["Особые образовательные потребности"] == ("—", wanted)
    secretary.close()
