"""Consents, requests, blocking and breaches, through the services in a real store."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from builders import at_noon, opened, stored_case, stored_pupil
from scan_files import picture

from dlschool.domain.access import Role
from dlschool.domain.case import Ground, PaperKind
from dlschool.domain.personal import Breach, Consent, Purpose, Request, RequestKind, Standing
from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.services import (
    cases,
    history,
    personal,
    personal_papers,
    printing,
    pupil_import,
    pupils,
    scans,
)
from dlschool.services.case_files import case_file
from dlschool.store import blobs
from dlschool.store.check import check
from dlschool.store.connection import Store

TODAY = date(2026, 11, 21)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Store]:
    store = opened(DataFolder(tmp_path), at_noon, "Оразова Д.")
    yield store
    store.close()


def says(words: str) -> Callable[[Refused], bool]:
    return lambda refused: words in refused.message


def consent(pupil_id: int, **facts: object) -> Consent:
    known = {
        "pupil_id": pupil_id,
        "guardian": "Сәрсенбаева Гүлнұр",
        "date": date(2026, 9, 1),
        "scope": (Purpose.PHOTO, Purpose.PROCESSING),
    }
    return Consent(**{**known, **facts})  # type: ignore[arg-type]


def block(db: Store, pupil_id: int) -> int:
    asked = Request(
        pupil_id=pupil_id, kind=RequestKind.BLOCKING, date=TODAY, applicant="Сәрсенбаева Гүлнұр"
    )
    return personal.record_request(db, asked)


def test_a_consent_is_kept_with_its_purposes_and_stands_until_it_is_withdrawn(db: Store) -> None:
    pupil_id = stored_pupil(db)
    assert personal.consent_of(db, pupil_id) is Standing.NONE
    assert [p.id for p in personal.without_consent(db)] == [pupil_id]
    made = personal.record_consent(db, consent(pupil_id))
    assert personal.consents(db, pupil_id)[0].scope == ("processing", "photo")
    assert personal.consent_of(db, pupil_id) is Standing.GIVEN
    assert personal.without_consent(db) == []
    personal.withdraw(db, made, TODAY)
    assert personal.consent_of(db, pupil_id) is Standing.WITHDRAWN
    assert [p.id for p in personal.without_consent(db)] == [pupil_id]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"guardian": " "}, "who gave"),
        ({"scope": ()}, "Choose what"),
        ({"scope": ("everything",)}, "Choose what"),
        ({"date": date(2026, 11, 22)}, "not come yet"),
        ({"until": date(2026, 8, 1)}, "ends before"),
    ],
)
def test_a_consent_that_says_nothing_is_refused(
    db: Store, facts: dict[str, object], words: str
) -> None:
    pupil_id = stored_pupil(db)
    with pytest.raises(Refused, check=says(words)):
        personal.record_consent(db, consent(pupil_id, **facts))
    assert personal.consents(db, pupil_id) == []


def test_a_withdrawal_before_the_consent_is_refused_and_undo_brings_the_consent_back(
    db: Store,
) -> None:
    made = personal.record_consent(db, consent(stored_pupil(db)))
    with pytest.raises(Refused, check=says("before it was given")):
        personal.withdraw(db, made, date(2026, 8, 1))
    personal.withdraw(db, made, TODAY)
    history.undo(db)
    assert personal.consent_of(db, 1) is Standing.GIVEN


def test_a_blocked_pupil_is_not_changed_printed_or_exported_until_the_blocking_is_lifted(
    db: Store, tmp_path: Path
) -> None:
    case_id = stored_case(db, PaperKind.APPLICATION)
    pupil_id = case_file(db, case_id).case.pupil_id or 0
    shown = printing.prepare(db, "case-papers", case_id=case_id)
    request_id = block(db, pupil_id)
    known = pupils.card(db, pupil_id)
    file = tmp_path / "t.pdf"
    attacks = [
        lambda: pupils.edit_pupil(db, replace(known.pupil, note="x")),
        lambda: pupils.edit_pupil(db, known.pupil, [replace(known.guardians[0], phone="1")]),
        lambda: pupils.leave(db, pupil_id, TODAY),
        lambda: pupils.import_rows(db, [(replace(known.pupil, note="x"), None, pupil_id)], "t"),
        lambda: cases.edit_case(db, replace(case_file(db, case_id).case, note="x")),
        lambda: cases.give_access(db, case_id, TODAY),
        lambda: cases.remove_case(db, case_id),
        lambda: stored_case(db, pupil_id=pupil_id, ground=Ground.HEALTH),
        lambda: printing.prepare_case(db, case_id),
        lambda: printing.prepare_cases(db, [case_id]),
        lambda: printing.prepare(db, "case-papers", case_id=case_id),
        lambda: printing.record(db, shown),
        lambda: personal_papers.prepare_consent(db, pupil_id),
        lambda: history.undo(db, history.undoable(db)[1].id),
    ]
    before = len(history.actions(db, 1000))
    for n, attack in enumerate(attacks):
        with pytest.raises(Refused) as refused:
            attack()
        assert "blocked by the request" in refused.value.message, n
    assert len(history.actions(db, 1000)) == before
    assert pupil_import.export(db, file, "ru") == 0
    personal.lift(db, request_id, TODAY)
    pupils.edit_pupil(db, replace(known.pupil, note="x"))
    assert printing.prepare_case(db, case_id).content
    assert pupil_import.export(db, file, "ru") == 1
    with pytest.raises(Refused, check=says("does not block")):
        personal.lift(db, request_id, TODAY)
    assert check(db) == []


def test_the_register_of_cases_leaves_a_blocked_pupil_out(db: Store) -> None:
    case_id = stored_case(db)
    block(db, case_file(db, case_id).case.pupil_id or 0)
    assert printing.prepare_register(db, "ru").cases == ()


def test_other_pupils_are_not_held_by_a_blocking(db: Store) -> None:
    block(db, stored_pupil(db))
    other = stored_pupil(db, last="Ахметов")
    pupils.edit_pupil(db, replace(pupils.card(db, other).pupil, note="x"))


def test_consents_and_requests_are_written_for_a_blocked_pupil_too(db: Store) -> None:
    pupil_id = stored_pupil(db)
    made = personal.record_consent(db, consent(pupil_id))
    request_id = block(db, pupil_id)
    personal.withdraw(db, made, TODAY)
    personal.answer(db, request_id, "Деректер тексерілуде", TODAY)
    assert personal.requests(db, pupil_id)[0].answer == "Деректер тексерілуде"
    assert personal.requests(db, pupil_id)[0].blocks


def test_a_request_waits_until_it_is_answered(db: Store) -> None:
    asked = Request(pupil_id=stored_pupil(db), kind=RequestKind.ACCESS, date=TODAY, applicant="А")
    made = personal.record_request(db, asked)
    assert [r.id for r in personal.unanswered(db)] == [made]
    for words, day, why in (
        ("", TODAY, "what the school"),
        ("x", date(2026, 11, 20), "earlier"),
        ("x", date(2026, 11, 22), "not come"),
    ):
        with pytest.raises(Refused, check=says(why)):
            personal.answer(db, made, words, day)
    personal.answer(db, made, "Көшірме берілді", TODAY)
    assert personal.unanswered(db) == []


@pytest.mark.parametrize("role", [Role.TEACHER, Role.PSYCHOLOGIST, Role.VIEWER])
def test_who_has_not_the_right_writes_no_register(db: Store, role: Role) -> None:
    pupil_id = stored_pupil(db, grade=8, letter="Ә")
    other = opened(db.folder, db.clock, "Ким А.", role, ("8Ә",))
    attacks = [
        lambda: personal.record_consent(other, consent(pupil_id)),
        lambda: block(other, pupil_id),
        lambda: personal.record_breach(other, Breach(discovered_at="2026-11-20T10:00", what="x")),
        lambda: personal.breaches(other),
        lambda: personal_papers.prepare_access_list(other),
        lambda: personal.destroy_removed_scans(other, pupil_id),
        lambda: pupil_import.export(other, Path("x"), "ru"),
    ]
    for attack in attacks:
        with pytest.raises(Refused, check=says("role does not allow")):
            attack()
    other.close()


def test_a_removed_scan_is_destroyed_for_good_and_only_a_removed_one(db: Store) -> None:
    case_id = stored_case(db, PaperKind.APPLICATION)
    file = case_file(db, case_id)
    paper_id, pupil_id = file.records.papers[0].id or 0, file.case.pupil_id or 0
    kept, gone = (scans.add_scan(db, paper_id, picture(size=size), "a.png") for size in SIZES)
    digest = scans.scan(db, gone).digest
    with pytest.raises(Refused, check=says("no removed scans")):
        personal.destroy_removed_scans(db, pupil_id)
    scans.remove_scan(db, gone)
    assert personal.removed_scans(db, pupil_id) == 1
    assert personal.destroy_removed_scans(db, pupil_id) == 1
    assert blobs.find(db, digest) is None
    assert scans.scan_content(db, kept)
    noted = personal.requests(db, pupil_id)[0]
    assert (noted.kind, noted.done_on) == (RequestKind.DESTRUCTION, TODAY)
    assert check(db) == []
    with pytest.raises(Refused, check=says("destroyed for good")):
        history.undo(db)
    assert check(db) == []


SIZES = ((300, 200), (310, 200))


def test_a_breach_names_its_pupils_and_the_day_it_must_be_told(db: Store) -> None:
    pupil_id = stored_pupil(db, iin="110305500003")
    friday = Breach(
        discovered_at="2026-11-20T10:00",
        what="Жад таяқшасы жоғалды",
        pupils=(pupil_id,),
        responsible="Ким А.",
    )
    made = personal.record_breach(db, friday)
    held = personal.breach(db, made)
    assert held.due == date(2026, 11, 23)
    printout = personal_papers.prepare_breach(db, made, "ru")
    assert printout.pupils == (pupil_id,)
    personal.mark_notified(db, made, TODAY)
    assert not personal.breach(db, made).late(date(2026, 12, 1))
    assert held.late(date(2026, 11, 24))


def test_a_breach_found_in_the_future_or_without_words_is_refused(db: Store) -> None:
    for facts in ({"discovered_at": "2026-11-22T10:00", "what": "x"},
                  {"discovered_at": "2026-11-20T10:00", "what": " "}):  # fmt: skip
        with pytest.raises(Refused):
            personal.record_breach(db, Breach(**facts))
    lost = Breach(discovered_at="2026-11-20T10:00", what="x", pupils=(9,))
    with pytest.raises(Refused, check=says("no pupil")):
        personal.record_breach(db, lost)


def test_printing_a_consent_notes_whose_it_was(db: Store) -> None:
    from dlschool.services import viewings

    pupil_id = stored_pupil(db)
    made = personal.record_consent(db, consent(pupil_id))
    printing.record(db, personal_papers.prepare_consent(db, pupil_id, made, "both"))
    assert [line.what for line in viewings.of_pupil(db, pupil_id)][0] == "printed"
