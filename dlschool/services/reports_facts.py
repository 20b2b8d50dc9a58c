"""From the school's records to the figures of a report and to what they lack. Everything is read once."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dlschool.domain.calendar import Year
from dlschool.domain.case import WHOLE_CLASSES
from dlschool.domain.learning import Assessment, CatalogueItem, Grade, Loan, Sitting
from dlschool.domain.pupil import LANGUAGE_NAMES, Pupil
from dlschool.domain.record import Decision, Issued, Meeting, Order
from dlschool.domain.report import KEYS, Covered, Gap, Lack
from dlschool.domain.report_shape import UNKNOWN
from dlschool.law.step import CaseOutcome
from dlschool.services import calendar, reports_cases, reports_learning, reports_readiness
from dlschool.services.reports_people import Class, People, classes_then, in_force, people
from dlschool.services.standing import Standing, every_standing
from dlschool.store import cases as case_rows
from dlschool.store import learning as rows
from dlschool.store import pupils as pupil_rows
from dlschool.store import reports as report_rows
from dlschool.store import years as year_rows
from dlschool.store.connection import Store


@dataclass(frozen=True, slots=True)
class _Read:
    """What figures and gaps are counted from."""

    standings: tuple[Standing, ...]
    pupils: dict[int, Pupil]
    classes: dict[int, Class]
    """Each pupil's class on the last day that is counted."""
    people: People


def gather(db: Store, covered: Covered) -> tuple[dict[str, int], tuple[Gap, ...]]:
    """A figure for each of `report.KEYS`, and the gaps."""
    read = _read(db, covered)
    mine = read.people.everybody()
    figures = Counter(dict.fromkeys(KEYS, 0))
    figures.update(_school(read, covered))
    figures.update(_pupils(read))
    figures.update(reports_cases.cases(read.standings, covered))
    figures.update(_papers(db, covered, mine))
    years = {name: calendar.calendar(db, name) for name in calendar.years(db)}
    works = _works(db, covered, years, mine)
    figures.update(reports_learning.sat(works))
    figures.update(reports_learning.results(works))
    grades = _grades(db, covered, years, mine)
    figures.update(reports_learning.put(grades))
    figures.update(reports_learning.attained(grades, mine))
    ready, unready = reports_readiness.figures(db)
    figures.update(ready)
    closed = reports_learning.closed(years, covered) if covered.until < db.today() else set()
    asked = read.people.everybody(own=True) if closed else set()
    found = [*_gaps(read, covered), *unready]
    found += reports_learning.gaps(works, grades, asked, db.today())
    return _known(figures), tuple(sorted(found, key=_place))


def _known(figures: Counter[str]) -> dict[str, int]:
    """By the keys as they are written; raises KeyError for a figure that has no number."""
    found = dict.fromkeys(KEYS, 0)
    for key, count in figures.items():
        found[KEYS[key.replace("-", "_")].key] += count
    return found


def _read(db: Store, covered: Covered) -> _Read:
    standings = every_standing(db)
    pupils = {pupil.id or 0: pupil for pupil in pupil_rows.everyone(db)}
    classes = classes_then(pupils.values(), year_rows.every(db), covered.counted_on)
    found = people(standings, classes, pupils.values(), covered)
    return _Read(standings, pupils, classes, found)


def _school(read: _Read, covered: Covered) -> Iterator[str]:
    for pupil in read.pupils.values():
        if pupil.left_on is None or pupil.left_on > covered.counted_on:
            yield "school_pupils"
            if pupil.special_needs.strip():
                yield "school_pupils_needs"


def _pupils(read: _Read) -> Counter[str]:
    """Pupils by every trait, in the four columns."""
    figures: Counter[str] = Counter()
    for suffix, end, own in (
        ("", False, False),
        ("_end", True, False),
        ("_own", False, True),
        ("_own_end", True, True),
    ):
        found = read.people.everybody(end=end, own=own)
        figures[f"pupils_total{suffix}"] = len(found)
        for pupil_id in found:
            figures.update(f"pupils_{trait}{suffix}" for trait in _traits(read, pupil_id))
        by_ground = read.people.end if end else read.people.period
        several = -len(found)
        for ground, ids in by_ground.items():
            if own and ground in WHOLE_CLASSES:
                continue
            figures[f"pupils_ground_{ground.value}{suffix}"] = len(ids)
            several += len(ids)
        figures[f"pupils_ground_repeated{suffix}"] = several
    return figures


def _traits(read: _Read, pupil_id: int) -> Iterator[str]:
    pupil = read.pupils[pupil_id]
    grade = read.classes[pupil_id][0]
    yield f"grade_{UNKNOWN if grade is None else grade}"
    yield f"sex_{pupil.sex.value if pupil.sex else UNKNOWN}"
    yield f"language_{pupil.language if pupil.language in LANGUAGE_NAMES else UNKNOWN}"
    yield f"needs_{'yes' if pupil.special_needs.strip() else 'no'}"


def _papers(db: Store, covered: Covered, mine: set[int]) -> Counter[str]:
    """Decisions, orders and what was given out."""
    found = reports_cases.decisions(
        case_rows.where(db, Decision, "1", ()), case_rows.where(db, Meeting, "held", ()), covered
    )
    found += reports_cases.orders(case_rows.where(db, Order, "1", ()), covered)
    found += reports_cases.materials(
        rows.where(db, Loan), rows.where(db, CatalogueItem), mine, covered
    )
    return found + reports_cases.given(case_rows.where(db, Issued, "1", ()), covered)


def _works(
    db: Store, covered: Covered, years: dict[str, Year], mine: set[int]
) -> list[reports_learning.Work]:
    assessments = {each.id or 0: each for each in rows.where(db, Assessment)}
    sittings = [each for each in rows.where(db, Sitting) if each.pupil_id in mine]
    return reports_learning.works(
        sittings, assessments, report_rows.newest_points(db), years, covered
    )


def _grades(db: Store, covered: Covered, years: dict[str, Year], mine: set[int]) -> list[Grade]:
    wanted = reports_learning.closed(years, covered)
    names = sorted({year for year, _ in wanted})
    marks = ", ".join("?" * len(names))
    return [
        grade
        for grade in rows.where(db, Grade, f"year in ({marks})", tuple(names))
        if (grade.year, grade.period) in wanted and grade.pupil_id in mine
    ]


def _gaps(read: _Read, covered: Covered) -> Iterator[Gap]:
    """What the cards of the pupils and the cases lack."""
    for pupil_id in read.people.everybody():
        pupil = read.pupils[pupil_id]
        lacks = {
            Lack.SEX: pupil.sex is None,
            Lack.CLASS: read.classes[pupil_id][0] is None,
            Lack.LANGUAGE: not pupil.language,
        }
        yield from (Gap(lack=lack, pupil_id=pupil_id) for lack, is_so in lacks.items() if is_so)
    known = {_plain(each) for each in read.classes.values()}
    for standing in read.standings:
        yield from _of_case(standing, covered, known)


def _plain(of: Class) -> str:
    return f"{of[0]}{of[1]}" if of[0] is not None else ""


def _of_case(standing: Standing, covered: Covered, classes: Iterable[str]) -> Iterator[Gap]:
    case, days = standing.records.case, in_force(standing)
    if any(each.until is None and each.start <= covered.until for each in days):
        yield Gap(lack=Lack.NO_END, pupil_id=case.pupil_id, case=case.number)
    start = standing.period[0]
    waits = standing.assessment.outcome is CaseOutcome.RUNNING and not days
    if waits and start is not None and start <= covered.counted_on:
        yield Gap(lack=Lack.NO_ORDER, pupil_id=case.pupil_id, case=case.number)
    if any(each.meets(covered.start, covered.until) for each in days):
        for name in case.classes:
            if name not in classes:
                yield Gap(lack=Lack.NO_PUPILS, case=case.number, value=name)


def _place(gap: Gap) -> tuple[int, int, str, str]:
    return list(Lack).index(gap.lack), gap.pupil_id or 0, gap.case, gap.value
