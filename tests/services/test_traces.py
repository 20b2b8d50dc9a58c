"""Entries about a pupil, the timeline of a case, what of it may be printed."""

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import builders
import marks_school as marks
import pypdf
import pytest
from builders import opened

from dlschool.domain.access import CLOSED, Role
from dlschool.domain.learning import Trace
from dlschool.domain.personal import Request, RequestKind
from dlschool.domain.trace import CONSULTATIONS, PRINTED, Group, TraceKind
from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.services import (
    cases,
    person_export,
    personal,
    printouts,
    results,
    timeline,
    trace_papers,
    trace_sheet,
    traces,
)
from dlschool.services.opening import Store
from dlschool.store import changes, undoing

TODAY = date(2026, 11, 21)
SECRET = "үйде жанжал болған"


@pytest.fixture
def case_id(db: Store) -> int:
    return builders.stored_case(db, "application", wanted_from=date(2026, 11, 9))


def pupil_of(db: Store, case_id: int) -> int:
    return cases.records(db, case_id).case.pupil_id or 0


def entry(db: Store, of: int, kind: str = "attendance", /, **facts: object) -> Trace:
    known = {
        "pupil_id": pupil_of(db, of), "case_id": of, "date": date(2026, 11, 16),
        "system": "BilimClass", "verified_by": "Оразова Д.", "text": "Алгебра", **facts,
    }  # fmt: skip
    return Trace(kind=kind, **known)  # type: ignore[arg-type]


def test_attendance_says_of_which_lessons(db: Store, case_id: int) -> None:
    for text in ("", "  \n"):
        with pytest.raises(Refused) as refused:
            traces.add(db, entry(db, case_id, text=text, hours="5"))
        assert "қатысқанын" in refused.value.text("kk")
    assert traces.of_case(db, case_id) == []
    made = traces.add(db, entry(db, case_id))
    with pytest.raises(Refused):
        traces.edit(db, replace(traces.entry(db, made), text=""))
    assert traces.entry(db, made).text == "Алгебра"


def test_an_entry_is_kept_tidied_and_taken_back_by_undo(db: Store, case_id: int) -> None:
    made = traces.add(db, entry(db, case_id, text="  Алгебра,\n онлайн  ", hours="1,5"))
    kept = traces.entry(db, made)
    assert (kept.text, kept.hours, kept.case_id) == ("Алгебра, онлайн", "1.5", case_id)
    builders.taken_back(db)
    assert traces.of_case(db, case_id) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "astrologer"},
        {"date": date(2026, 11, 22)},
        {"hours": "көп"},
        {"hours": "25"},
        {"hours": "1_0"},
        {"text": "а" * 501},
        {"pupil_id": 999},
        {"case_id": 999},
        {"kind": "access-system", "system": " "},
    ],
)
def test_an_impossible_entry_is_refused_and_nothing_is_written(
    db: Store, case_id: int, wrong: dict[str, object]
) -> None:
    with pytest.raises(Refused):
        traces.add(db, replace(entry(db, case_id), **wrong))  # type: ignore[arg-type]
    assert traces.of_case(db, case_id) == []


def test_an_entry_on_the_case_of_another_pupil_is_refused(db: Store, case_id: int) -> None:
    other = marks.pupil(db, "Қасымов")
    with pytest.raises(Refused):
        traces.add(db, entry(db, case_id, pupil_id=other))


def test_an_entry_is_changed_and_removed(db: Store, case_id: int) -> None:
    made = traces.add(db, entry(db, case_id))
    traces.edit(db, replace(traces.entry(db, made), text="Геометрия", id=made))
    assert traces.entry(db, made).text == "Геометрия"
    traces.remove(db, made)
    with pytest.raises(Refused):
        traces.entry(db, made)


@pytest.mark.parametrize(
    "kind", ["psychologist", "medical-worker", "inspector", "social-pedagogue"]
)
def test_what_was_said_in_confidence_is_sealed_for_who_has_not_the_seal(
    db: Store, case_id: int, kind: str, tmp_path: Path
) -> None:
    made = traces.add(db, entry(db, case_id, kind, text=SECRET))
    assert traces.entry(db, made).text == SECRET
    stored = changes.stored_row(db, "traces", made)
    assert stored is not None
    assert SECRET not in str(stored["text"])
    with _other(db, tmp_path, Role.SECRETARY) as secretary:
        assert traces.entry(secretary, made).text == CLOSED
        line = timeline.timeline(secretary, case_id)[0]
        assert line.text == CLOSED
        traces.edit(secretary, replace(traces.entry(secretary, made), who="Жұмағұлова Қ."))
    kept = traces.entry(db, made)
    assert (kept.text, kept.who) == (SECRET, "Жұмағұлова Қ.")


def test_a_secretary_writes_a_sealed_entry_and_does_not_read_it_again(
    db: Store, case_id: int, tmp_path: Path
) -> None:
    with _other(db, tmp_path, Role.SECRETARY) as secretary:
        made = traces.add(secretary, entry(secretary, case_id, "inspector", text=SECRET))
        assert traces.entry(secretary, made).text == CLOSED
    assert traces.entry(db, made).text == SECRET


@pytest.mark.parametrize("role", [Role.TEACHER, Role.PSYCHOLOGIST, Role.VIEWER])
def test_roles_that_keep_no_cases_write_no_entries(
    db: Store, case_id: int, tmp_path: Path, role: Role
) -> None:
    draft = entry(db, case_id)
    with _other(db, tmp_path, role) as other, pytest.raises(Refused):
        traces.add(other, draft)


def test_a_teacher_reads_the_entries_of_own_classes_only(
    db: Store, case_id: int, tmp_path: Path
) -> None:
    mine = traces.add(db, entry(db, case_id))
    foreign = traces.add(
        db, entry(db, case_id, case_id=None, pupil_id=marks.pupil(db, "Қасымов", letter="Б"))
    )
    with _other(db, tmp_path, Role.TEACHER, ("8Ә",)) as teacher:
        assert traces.entry(teacher, mine).text == "Алгебра"
        with pytest.raises(Refused):
            traces.entry(teacher, foreign)


def test_nothing_is_written_about_a_blocked_pupil(db: Store, case_id: int) -> None:
    made = traces.add(db, entry(db, case_id, "teacher"))
    pupil_id = pupil_of(db, case_id)
    asked = Request(pupil_id=pupil_id, kind=RequestKind.BLOCKING, date=TODAY, applicant="Ким А.")
    personal.record_request(db, asked)
    with pytest.raises(Refused):
        traces.add(db, entry(db, case_id))
    with pytest.raises(Refused):
        traces.remove(db, made)
    assert traces.consultations(db) == []
    with pytest.raises(Refused):
        printouts.prepare(db, "digital-trace", case_id=case_id)


def test_the_timeline_holds_entries_access_and_points_of_the_period_newest_first(
    db: Store, case_id: int
) -> None:
    pupil_id = pupil_of(db, case_id)
    work = marks.work(db, marks.subject(db), date=date(2026, 11, 18))
    sitting = marks.sitting(db, work, pupil_id, date=date(2026, 11, 18))
    results.enter(db, sitting, "17,5")
    cases.give_access(db, case_id, date(2026, 11, 10))
    traces.add(db, entry(db, case_id))
    traces.add(db, entry(db, case_id, "club", case_id=None, date=date(2026, 11, 20)))
    traces.add(db, entry(db, case_id, "club", case_id=None, date=date(2026, 10, 1)))
    found = timeline.timeline(db, case_id)
    assert [(line.date.day, line.group) for line in found] == [
        (20, Group.SOCIAL), (18, Group.RESULTS), (16, Group.STUDY), (10, Group.ACCESS),
    ]  # fmt: skip
    assert found[1].text == timeline.Text("17,5 / 20 балл", "баллы: 17,5 / 20")
    assert found[0].points == ("annex-2:13.2",)


def test_a_missed_work_is_told_with_its_reason(db: Store, case_id: int) -> None:
    work = marks.work(db, marks.subject(db), date=date(2026, 11, 18))
    sitting = marks.sitting(db, work, pupil_of(db, case_id), date=date(2026, 11, 18))
    results.miss(db, sitting, "ауырды")
    line = timeline.timeline(db, case_id)[0]
    assert isinstance(line.text, timeline.Text)
    assert line.text.ru == "не сдано: ауырды"


def test_a_case_of_classes_has_no_trace(db: Store) -> None:
    case_id = builders.stored_case(db, **_weather())
    assert timeline.timeline(db, case_id) == []
    with pytest.raises(Refused):
        trace_papers.prepare_journal(db, case_id=case_id)


def test_the_printed_trace_shows_what_is_verified_and_counts_what_is_not(
    db: Store, case_id: int
) -> None:
    traces.add(db, entry(db, case_id))
    traces.add(db, entry(db, case_id, "participation", verified_by=""))
    for kind in CONSULTATIONS:
        traces.add(db, entry(db, case_id, kind, text=SECRET, who="Инспектор Құпия"))
    found = trace_sheet.sheet(db, cases.case_file(db, case_id))
    assert found is not None
    assert [line.kind for line in found.lines] == [TraceKind.ATTENDANCE]
    assert found.unverified == 1


@pytest.mark.parametrize("language", ["kk", "ru", "both"])
def test_no_consultation_is_printed_in_the_trace_and_no_secret_in_the_journal(
    db: Store, case_id: int, language: str
) -> None:
    traces.add(db, entry(db, case_id))
    for kind in sorted(CONSULTATIONS - {TraceKind.TEACHER}):
        traces.add(db, entry(db, case_id, kind, text="ҚҰПИЯСӨЗ", who="Бекболатов"))
    traces.add(db, entry(db, case_id, "teacher", text="Бөлшектер", who="Төлегенов"))
    trace = words(printouts.prepare(db, "digital-trace", case_id=case_id, language=language))
    assert "BilimClass" in trace
    for hidden in ("ҚҰПИЯСӨЗ", "Бекболатов", "Бөлшектер", CLOSED):
        assert hidden not in trace
    journal = trace_papers.prepare_journal(db, case_id=case_id, language=language)
    assert "ҚҰПИЯСӨЗ" not in words(journal)
    assert "Бекболатов" in words(journal)
    assert "Бөлшектер" in words(journal)
    assert journal.pupils == (pupil_of(db, case_id),)


def test_the_journal_of_a_period_leaves_out_other_days_and_refuses_a_reversed_one(
    db: Store, case_id: int
) -> None:
    traces.add(db, entry(db, case_id, "teacher", date=date(2026, 11, 2)))
    traces.add(db, entry(db, case_id, "teacher", date=date(2026, 11, 16)))
    found = traces.consultations(db, date(2026, 11, 9), date(2026, 11, 20))
    assert [each.trace.date.day for each in found] == [16]
    with pytest.raises(Refused):
        trace_papers.prepare_journal(db, TODAY, date(2026, 11, 1))


def test_no_consultation_kind_is_among_those_that_print() -> None:
    assert PRINTED.isdisjoint(CONSULTATIONS)


def words(printout: printouts.Printout) -> str:
    pages = pypdf.PdfReader(BytesIO(printout.content)).pages
    return "".join(page.extract_text() for page in pages)


def _weather() -> dict[str, object]:
    case = builders.classes_case()
    return {"classes": case.classes, "ground": case.ground, "wanted_from": None,
            "wanted_until": None}  # fmt: skip


class _other:
    """Another person at the same store."""

    def __init__(self, db: Store, folder: Path, role: Role, classes: tuple[str, ...] = ()) -> None:
        self.made = (db, folder, role, classes)

    def __enter__(self) -> Store:
        _, folder, role, classes = self.made
        self.db = opened(
            DataFolder(folder / "school"),
            lambda: datetime.fromisoformat("2026-11-21T12:00"),
            "Бөтен",
            role=role,
            classes=classes,
        )
        return self.db

    def __exit__(self, *_: object) -> None:
        self.db.close()


def test_an_entry_stays_with_the_pupil_when_its_case_is_removed(db: Store, case_id: int) -> None:
    made = traces.add(db, entry(db, case_id, "inspector", text=SECRET))
    cases.remove_case(db, case_id)
    kept = traces.entry(db, made)
    assert (kept.case_id, kept.text) == (None, SECRET)
    builders.taken_back(db)
    assert traces.entry(db, made).case_id == case_id


def test_undo_writes_nothing_about_a_blocked_pupil(db: Store, case_id: int) -> None:
    traces.add(db, entry(db, case_id))
    asked = Request(
        pupil_id=pupil_of(db, case_id), kind=RequestKind.BLOCKING, date=TODAY, applicant="Ким А."
    )
    newest = changes.history(db, limit=1, undoable=True)[0]
    personal.record_request(db, asked)
    with pytest.raises(Refused):
        undoing.undo(db, newest)


def test_who_asks_for_all_data_gets_the_trace_and_no_more_than_the_maker_may_read(
    db: Store, case_id: int, tmp_path: Path
) -> None:
    traces.add(db, entry(db, case_id, text="Алгебра, онлайн"))
    traces.add(db, entry(db, case_id, "psychologist", text=SECRET))
    pupil_id = pupil_of(db, case_id)
    with _other(db, tmp_path, Role.SECRETARY) as secretary:
        said = str(list(person_export.parts(secretary, pupil_id)))
        assert SECRET not in said
        assert "Алгебра, онлайн" in said
    said = str(list(person_export.parts(db, pupil_id)))
    assert SECRET in said
    assert "Консультация педагога-психолога" in said


@pytest.mark.parametrize("kind", sorted(CONSULTATIONS))
def test_in_an_export_no_consultation_stands_under_the_digital_trace(
    db: Store, case_id: int, kind: str
) -> None:
    traces.add(db, entry(db, case_id, kind, text=SECRET, who="Бекболатов"))
    traces.add(db, entry(db, case_id, text="Алгебра, онлайн"))
    found = {
        part.heading: str(part.lines) for part in person_export.parts(db, pupil_of(db, case_id))
    }
    trace = found[person_export.PART_NAMES["traces"]]
    assert "Алгебра, онлайн" in trace
    assert SECRET not in trace
    assert "Бекболатов" not in trace
    assert "Бекболатов" in found[person_export.CONSULTED]


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2026, 11, 22)])
def test_an_entry_of_an_impossible_day_is_refused(db: Store, case_id: int, day: date) -> None:
    with pytest.raises(Refused):
        traces.add(db, entry(db, case_id, date=day))
    assert traces.of_case(db, case_id) == []


@pytest.mark.parametrize("typed", ["1e0", "٣", "24,01", "0", "1_0", ",5", "-1"])
def test_hours_that_are_no_plain_number_are_refused(typed: str) -> None:
    with pytest.raises(Refused):
        traces.read_hours(typed)
