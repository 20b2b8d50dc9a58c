"""Reports of a school: counted with gaps, kept as versions, sums that agree, nothing by name in totals."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from random import Random

import builders
import pytest

from dlschool.domain.access import Role
from dlschool.domain.case import Ground, OrderKind
from dlschool.domain.report import KEYS, TABLES, Covered, Lack, PeriodKind, Report, sums
from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.services import history, pupils, reports, reports_gaps, sample_year
from dlschool.services.opening import Store
from dlschool.store import cases as case_rows
from dlschool.store import changes

YEAR = "2026-2027"


def ordered(db: Store, **facts: object) -> int:
    """A case with the director's order, written as if it had run on paper."""
    case_id = builders.stored_case(db, **facts)
    with changes.action(db, "Entered by the test"):
        case_rows.save(
            db, builders.order(id=None, case_id=case_id, number=f"{case_id}-о", from_paper=True)
        )
    return case_id


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, sample_year.Lived]]:
    """A whole school year of forty pupils."""
    clock = sample_year.Clock(date(2025, 8, 20))
    db = builders.opened(DataFolder(tmp_path_factory.mktemp("year") / "school"), clock, "Үлгі")
    yield db, sample_year.live(db, clock, Random(1))
    db.close()


def test_a_year_says_what_the_year_brought(lived: tuple[Store, sample_year.Lived]) -> None:
    db, brought = lived
    found = reports.count(db, reports.year(db, "2025-2026")).figures
    for ground, count in brought.cases.items():
        assert found[f"cases_{ground.value}_opened"] == count
    assert found["cases_total_extended"] == brought.extended
    assert found["cases_total_returned"] == brought.returned
    assert found["works_total_planned"] == brought.sittings
    assert found["works_total_taken"] == found["results_total_wrote"] == brought.results
    assert found["school_pupils"] == 40
    assert found["pupils_ground_family"] == 14
    assert found["pupils_ground_repeated"] > 0


def test_every_line_of_sums_is_the_figure_counted_on_its_own(
    lived: tuple[Store, sample_year.Lived],
) -> None:
    db, _ = lived
    for covered in (reports.year(db, "2025-2026"), reports.half(db, "2025-2026", 2)):
        figures = reports.count(db, covered).figures
        for table in (table for table in TABLES if table.total):
            for column in table.counted:
                counted = figures[table.total_key(column)]
                assert sums(table, figures, column) == counted, (table.code, column.key)


def test_terms_add_up_to_the_year(lived: tuple[Store, sample_year.Lived]) -> None:
    """Breaks and August belong to terms: no case, decision, order or sitting falls between them."""
    db, _ = lived
    year = reports.count(db, reports.year(db, "2025-2026")).figures
    terms = [reports.count(db, reports.term(db, "2025-2026", n)).figures for n in (1, 2, 3, 4)]
    for key in ("cases_total_opened", "cases_total_returned", "decisions_total_meetings",
                "orders_total_issued", "materials_total_issued", "works_total_planned"):  # fmt: skip
        assert sum(term[key] for term in terms) == year[key], key


def test_classes_of_a_past_year_are_those_of_that_year(
    lived: tuple[Store, sample_year.Lived],
) -> None:
    """After the change of the year the eleventh grade is gone and everybody else is a grade higher."""
    db, brought = lived
    change = brought.change
    assert change is not None
    found = reports.count(db, reports.year(db, "2025-2026")).figures
    lowest = min(int(line.before[:-1]) for line in change.moved)
    assert found[f"pupils_grade_{lowest}"] > 0
    assert found["pupils_grade_12"] == found["pupils_grade_unknown"] == 0


def test_an_empty_school_has_a_report_of_noughts(db: Store) -> None:
    found = reports.count(db, reports.year(db, YEAR))
    assert set(found.figures) == set(KEYS)
    counted = {key: n for key, n in found.figures.items() if n and not key.startswith("readiness")}
    assert counted == {}
    assert {gap.lack for gap in found.gaps} <= {Lack.NO_READINESS}


def test_what_is_missing_is_named_and_nothing_is_refused(db: Store) -> None:
    pupil_id = builders.stored_pupil(db, sex=None, grade=None, letter="", language="")
    ordered(db, pupil_id=pupil_id)
    waits = builders.stored_case(db, pupil_id=builders.stored_pupil(db, last="Әлиев"))
    of = reports.count(db, reports.year(db, YEAR))
    assert of.figures["pupils_sex_unknown"] == of.figures["pupils_grade_unknown"] == 1
    assert of.figures["pupils_language_unknown"] == of.figures["pupils_total"] == 1
    lines = {line.gap.lack: line for line in reports_gaps.lines(db, of)}
    assert {Lack.SEX, Lack.CLASS, Lack.LANGUAGE, Lack.NO_ORDER} <= set(lines)
    assert lines[Lack.SEX].who.ru == "Сәрсенбаев Өркен Қайратұлы"
    assert "карточке" in lines[Lack.SEX].todo.ru
    number = case_rows.get(db, type(builders.case()), waits)
    assert number is not None
    assert number.number in lines[Lack.NO_ORDER].who.kk


def test_a_blocked_pupil_counts_and_is_not_named(db: Store) -> None:
    from dlschool.domain.personal import Request
    from dlschool.services import personal

    pupil_id = builders.stored_pupil(db, sex=None)
    ordered(db, pupil_id=pupil_id)
    personal.record_request(
        db,
        Request(
            pupil_id=pupil_id, kind="blocking", date=date(2026, 11, 20), applicant="Анасы", wish="—"
        ),
    )
    of = reports.count(db, reports.year(db, YEAR))
    assert of.figures["pupils_total"] == 1
    assert "Сәрсенбаев" not in " ".join(line.who.kk for line in reports_gaps.lines(db, of))


def test_cases_are_counted_by_what_happened_to_them(db: Store) -> None:
    case_id = ordered(db)
    builders.stored_case(db, pupil_id=builders.stored_pupil(db, last="Әлиев"))
    found = reports.count(db, reports.term(db, YEAR, 2)).figures
    assert (found["cases_family_opened"], found["cases_total_opened"]) == (2, 2)
    assert found["cases_total_transferred"] == 0, "the order is of 25 September"
    assert (found["cases_total_running_end"], found["cases_total_waiting_end"]) == (1, 1)
    with changes.action(db, "Entered by the test"):
        back = builders.order(
            id=None, case_id=case_id, kind=OrderKind.RETURN, number="9-о",
            date=date(2026, 11, 16), start=date(2026, 11, 17), until=None,
        )  # fmt: skip
        case_rows.save(db, back)
    found = reports.count(db, reports.term(db, YEAR, 2)).figures
    assert (found["cases_family_returned"], found["cases_total_running_end"]) == (1, 0)
    assert (found["pupils_total"], found["pupils_total_end"]) == (1, 0)


def test_a_version_stays_as_it_was_and_a_correction_wants_a_reason(db: Store) -> None:
    covered = reports.year(db, YEAR)
    first = reports.make(db, covered)
    assert (first.version, first.by) == (1, "Оразова Д.")
    with pytest.raises(Refused, match="1"):
        reports.make(db, covered, "дәл сол")
    ordered(db)
    with pytest.raises(Refused, match="түзетілетінін"):
        reports.make(db, covered)
    second = reports.make(db, covered, "бір іс қалып қойған")
    assert second.version == 2
    assert reports.report(db, first.id or 0) == first
    assert [each.version for each in reports.versions(db, covered)] == [2, 1]
    changed = {d.key.key: (d.before, d.after) for d in reports.compared(db, second).figures}
    assert changed["pupils_total"] == (0, 1)
    assert changed["cases_total_opened"] == (0, 1)
    assert reports.compared(db, first).before is None


def test_a_kept_report_is_a_fact_that_undo_does_not_take_back(db: Store) -> None:
    reports.make(db, reports.year(db, YEAR))
    assert history.actions(db)[0].kind == "record"
    assert history.check(db) == []


def test_a_kept_report_has_no_name_of_a_person_in_the_store(db: Store) -> None:
    pupil_id = builders.stored_pupil(db, sex=None)
    ordered(db, pupil_id=pupil_id)
    kept = reports.make(db, reports.year(db, YEAR))
    facts = str(db.value("select facts from reports where id = ?", (kept.id,)))
    assert "Сәрсенбаев" not in facts
    assert json.loads(facts)["gaps"][0]["pupil_id"] == pupil_id


def test_totals_are_flat_numbered_and_without_names(db: Store) -> None:
    ordered(db)
    totals = reports.totals(db, reports.make(db, reports.term(db, YEAR, 2)))
    assert set(KEYS) <= set(totals)
    assert (totals["period_kind"], totals["period_number"], totals["version"]) == ("term", 2, 1)
    assert all(isinstance(value, (int, str)) for value in totals.values())
    assert "Сәрсенбаев" not in json.dumps(totals, ensure_ascii=False)


@pytest.mark.parametrize(
    ("number", "start", "until", "counted"),
    [
        (1, date(2026, 8, 1), date(2026, 11, 1), date(2026, 10, 25)),
        (2, date(2026, 11, 2), date(2027, 1, 10), date(2026, 11, 21)),
    ],
)
def test_a_term_takes_the_break_after_it_and_the_first_one_august(
    db: Store, number: int, start: date, until: date, counted: date
) -> None:
    found = reports.term(db, YEAR, number)
    assert (found.start, found.until, found.counted_on) == (start, until, counted)


def test_a_period_that_has_not_begun_or_ends_before_it_begins_is_refused(db: Store) -> None:
    with pytest.raises(Refused):
        reports.term(db, YEAR, 3)
    with pytest.raises(Refused):
        reports.term(db, YEAR, 7)
    with pytest.raises(Refused):
        reports.half(db, YEAR, 3)
    with pytest.raises(Refused):
        reports.dates(db, date(2026, 11, 2), date(2026, 11, 1))
    with pytest.raises(Refused, match="2040-2041"):
        reports.year(db, "2040-2041")


def test_the_usual_period_is_the_term_of_today_also_in_a_break(tmp_path: Path) -> None:
    days = {"2026-11-21T12:00": 2, "2026-10-30T12:00": 1, "2027-07-30T12:00": 4}
    for day, number in days.items():
        db = builders.opened(
            DataFolder(tmp_path / day[:10]), lambda d=day: datetime.fromisoformat(d)
        )  # type: ignore[misc]
        found = reports.usual(db)
        assert (found.kind, found.number) == (PeriodKind.TERM, number)
        db.close()


@pytest.mark.parametrize("role", [Role.TEACHER, Role.PSYCHOLOGIST, Role.VIEWER])
def test_a_role_that_may_not_export_does_not_report(tmp_path: Path, role: Role) -> None:
    folder = DataFolder(tmp_path / "school")
    at = datetime.fromisoformat("2026-11-21T12:00")
    builders.opened(folder, lambda: at).close()
    db = builders.opened(folder, lambda: at, "Юсупов", role)
    covered = reports.year(db, YEAR)
    with pytest.raises(Refused):
        reports.count(db, covered)
    made = Report(covered=covered, made_on=at.date(), figures=dict.fromkeys(KEYS, 0))
    with pytest.raises(Refused):
        reports.keep(db, made)
    db.close()


def test_special_needs_are_counted_for_a_secretary_to_whom_they_are_closed(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "school")
    at = datetime.fromisoformat("2026-11-21T12:00")
    db = builders.opened(folder, lambda: at)
    ordered(db, pupil_id=builders.stored_pupil(db, special_needs="логопед"))
    db.close()
    db = builders.opened(folder, lambda: at, "Хатшы", Role.SECRETARY)
    found = reports.count(db, reports.year(db, YEAR)).figures
    assert (found["pupils_needs_yes"], found["school_pupils_needs"]) == (1, 1)
    db.close()


def test_who_left_before_the_last_day_is_not_of_the_school_any_more(db: Store) -> None:
    pupil_id = builders.stored_pupil(db)
    builders.stored_pupil(db, last="Әлиев")
    pupils.leave(db, pupil_id, date(2026, 10, 1))
    assert reports.count(db, reports.year(db, YEAR)).figures["school_pupils"] == 1


def test_any_dates_can_be_reported(db: Store) -> None:
    ordered(db)
    inside = reports.dates(db, date(2026, 10, 1), date(2026, 10, 1))
    outside = reports.dates(db, date(2026, 9, 1), date(2026, 9, 30))
    assert reports.count(db, inside).figures["pupils_total"] == 1
    assert reports.count(db, outside).figures["pupils_total"] == 0


def test_an_annulled_order_is_counted_as_issued_and_annulled(db: Store) -> None:
    case_id = ordered(db)
    (order,) = case_rows.of_case(db, type(builders.order()), case_id)
    with changes.action(db, "Entered by the test"):
        case_rows.save(db, replace(order, annulled=True), order.id)
    found = reports.count(db, reports.year(db, YEAR)).figures
    assert (found["orders_transfer_issued"], found["orders_transfer_annulled"]) == (1, 1)
    assert found["pupils_total"] == 0


def covered_of(*days: date) -> Covered:
    return Covered(kind=PeriodKind.DATES, start=days[0], until=days[1], counted_on=days[1])


def test_a_pupil_with_two_grounds_stands_in_both_and_is_one_person(db: Store) -> None:
    pupil_id = builders.stored_pupil(db)
    ordered(db, pupil_id=pupil_id)
    ordered(db, ground=Ground.WEATHER, pupil_id=None, classes=("8Ә",), reason="Боран")
    found = reports.count(db, covered_of(date(2026, 10, 1), date(2026, 10, 31))).figures
    assert found["pupils_ground_family"] == found["pupils_ground_weather"] == 1
    assert (found["pupils_total"], found["pupils_ground_repeated"]) == (1, 1)
    assert (found["pupils_total_own"], found["pupils_ground_repeated_own"]) == (1, 0)
