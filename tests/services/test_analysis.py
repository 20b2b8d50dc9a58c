"""Analysis of a work and the papers of results: levels, shares, aims; sheets and cards print."""

from datetime import date
from io import BytesIO

import marks_school as school
import pypdf
import pytest

from dlschool.domain.learning import Grade, Period, SittingMode, SittingState
from dlschool.domain.personal import Request, RequestKind
from dlschool.errors import Refused
from dlschool.services import analysis, grades, mark_papers, personal, printing, results, viewings
from dlschool.services.opening import Store
from dlschool.store import changes
from dlschool.store import learning as rows

AIMS = ("8.1.1.1", "8.1.1.2", "8.2.1.3")


@pytest.fixture
def algebra(db: Store) -> int:
    return school.subject(db)


def work(db: Store, subject: int, *points: str) -> int:
    """A work of 20 points written by one pupil for each entry; "" was missed."""
    made = school.work(db, subject, aims=AIMS)
    for n, each in enumerate(points):
        held = school.sitting(db, made, school.pupil(db, f"Ким{n}"), mode=SittingMode.REMOTE)
        if each:
            results.enter(db, held, each, aims=AIMS[:1] if each == "5" else ())
        else:
            results.miss(db, held, "ауырды")
    return made


def text(content: bytes) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)


def test_levels_quality_and_success_are_of_those_who_wrote(db: Store, algebra: int) -> None:
    made = work(db, algebra, "5", "7,9", "8", "13", "16,9", "17", "20", "")
    found = analysis.of_work(db, results.assessment(db, made))
    assert found.wrote == 7
    assert [len(names) for names in (found.low, found.middle, found.high)] == [2, 3, 2]
    assert (found.quality, found.success) == ("57.1", "71.4")
    assert found.reached == AIMS[1:]
    assert found.hard == ((AIMS[0], 1),)


def test_a_work_that_nobody_wrote_has_no_shares(db: Store, algebra: int) -> None:
    found = analysis.of_work(db, results.assessment(db, work(db, algebra, "")))
    assert (found.wrote, found.quality, found.success, found.reached) == (0, "", "", ())
    assert found.lines[0].note is not None
    assert "ауырды" in found.lines[0].note.kk


def test_only_the_newest_points_count(db: Store, algebra: int) -> None:
    made = work(db, algebra, "5")
    held = results.register(db, made)[0].sitting.id or 0
    results.sit_again(db, held, "19", "олимпиада")
    found = analysis.of_work(db, results.assessment(db, made))
    assert (len(found.low), len(found.high), found.hard) == (0, 1, ())
    assert found.lines[0].points == "19"


def test_aims_of_the_newest_sitting_count(db: Store, algebra: int) -> None:
    made = work(db, algebra, "5")
    held = results.register(db, made)[0].sitting.id or 0
    results.sit_again(db, held, "15", "олимпиада", aims=AIMS[1:2])
    found = analysis.of_work(db, results.assessment(db, made))
    assert found.hard == ((AIMS[1], 1),)
    assert found.reached == (AIMS[0], AIMS[2])


def test_a_waived_work_is_not_written(db: Store, algebra: int) -> None:
    made = school.work(db, algebra)
    school.sitting(db, made, school.pupil(db), state=SittingState.WAIVED, reason="№ 84-қ")
    found = analysis.of_work(db, results.assessment(db, made))
    assert found.wrote == 0
    assert found.lines[0].note is not None
    assert "№ 84-қ" in found.lines[0].note.ru


@pytest.mark.parametrize("language", ["kk", "ru", "both"])
def test_sheet_and_analysis_are_printed_and_noted_for_every_pupil(
    db: Store, algebra: int, language: str
) -> None:
    made = work(db, algebra, "5", "17", "")
    sheet = mark_papers.prepare_sheet(db, made, language)
    assert "Ким1" in text(sheet.content)
    talk = mark_papers.prepare_analysis(db, school.YEAR, "8Ә", algebra, 1, language)
    assert AIMS[0] in text(talk.content)
    assert len(talk.pupils) == 3
    printing.record(db, talk)
    assert viewings.of_pupil(db, talk.pupils[0])[0].what == "printed"


def test_without_sittings_there_is_nothing_to_print(db: Store, algebra: int) -> None:
    made = school.work(db, algebra)
    with pytest.raises(Refused):
        mark_papers.prepare_sheet(db, made)
    with pytest.raises(Refused):
        mark_papers.prepare_analysis(db, school.YEAR, "8Ә", algebra, 3)


def test_a_report_card_has_every_subject_of_the_class_and_the_verdict(
    db: Store, algebra: int
) -> None:
    geography = school.subject(db, "География", "1")
    someone = school.pupil(db)
    for subject, period, value in (
        (algebra, Period.TERM_1, 5),
        (algebra, Period.ANNUAL, 5),
        (geography, Period.HALF_1, 3),
        (geography, Period.ANNUAL, 3),
    ):
        with changes.action(db, "Grade"):
            rows.save(
                db,
                Grade(
                    pupil_id=someone, subject_id=subject, year=school.YEAR, period=period,
                    grade=value, date=date(2026, 10, 25),
                ),
            )  # fmt: skip
    made = mark_papers.prepare_cards(db, [someone], school.YEAR, "ru")
    said = text(made.content)
    assert "География" in said
    assert "переводится" in said
    card = mark_papers.card(db, grades.pupil(db, someone), school.YEAR)
    by_name = {line.subject.kk: line for line in card.card}
    assert by_name["География"].terms[1] is not None
    assert by_name["География"].terms[1].kk == "3"
    assert by_name["Алгебра"].terms[0] is not None


def test_a_blocked_pupil_is_in_no_printed_list(db: Store, algebra: int) -> None:
    made = work(db, algebra, "5", "17")
    someone = results.register(db, made)[0].pupil.id or 0
    personal.record_request(
        db,
        Request(
            pupil_id=someone, kind=RequestKind.BLOCKING, date=db.today(), applicant="Ким А.",
            wish="дау",
        ),
    )  # fmt: skip
    with pytest.raises(Refused):
        mark_papers.prepare_sheet(db, made)
    with pytest.raises(Refused):
        results.enter(db, results.register(db, made)[0].sitting.id or 0, "6")
