"""Single services on the school year, its subjects and its materials, each a piece of its own."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import builders
import material_builders
from faults import work_change, work_materials, work_year
from faults.piece import Piece, calling

from dlschool.domain.calendar import DayOff, MovedDay
from dlschool.domain.learning import CatalogueItem, Hours, MaterialKind, Subject, Teaching
from dlschool.services import (
    calendar,
    curriculum,
    grade_rules,
    loans,
    materials,
    typical,
    year_change,
)
from dlschool.services.opening import Store
from dlschool.store import changes, years

YEAR, GRADE, LANGUAGE = "2026-2027", 8, "kk"
TODAY = builders.at_noon().date()


def number(rng: Random) -> str:
    return f"№ {rng.randrange(10**9)}"


def day_off(db: Store, rng: Random) -> tuple[str, DayOff]:
    """One that is there."""
    made = work_year.prepare_day_off(db, rng)
    calendar.add_day_off(db, YEAR, made)
    return YEAR, made


def _own_calendar(db: Store, rng: Random) -> tuple[str]:
    return (day_off(db, rng)[0],)


def _moved_day(db: Store, rng: Random) -> tuple[str, MovedDay]:
    known = calendar.calendar(db, YEAR)
    taken = {day for moved in known.moved for day in (moved.rest, moved.worked)}
    days = [date(2026, 9, 1) + timedelta(days=n) for n in range(250)]
    rest, worked = rng.sample([day for day in days if day not in taken], 2)
    return YEAR, MovedDay(rest=rest, worked=worked, reason=number(rng))


def _day_moved(db: Store, rng: Random) -> tuple[str, MovedDay]:
    wanted = _moved_day(db, rng)
    calendar.add_moved_day(db, *wanted)
    return wanted


def _subject(rng: Random) -> Subject:
    name = f"Пән {number(rng)}"
    return Subject(name_kk=name, name_ru=name)


def _new_subject(db: Store, rng: Random) -> tuple[Subject]:
    return (_subject(rng),)


def _known_subject(db: Store, rng: Random) -> tuple[int]:
    """Named by hours, or by nothing: then its row goes."""
    if rng.random() < 0.5:
        return (curriculum.save_subject(db, _subject(rng)),)
    return (_line(db, rng).subject_id,)


def _new_line(db: Store, rng: Random) -> tuple[Any, ...]:
    return YEAR, GRADE, LANGUAGE, _subject(rng), str(rng.randrange(1, 20))


def _line(db: Store, rng: Random) -> Hours:
    curriculum.add_to_grade(db, *_new_line(db, rng))
    return max(curriculum.hours(db, YEAR, GRADE, LANGUAGE), key=lambda line: line.id or 0)


def _known_line(db: Store, rng: Random) -> tuple[int]:
    return (_line(db, rng).id or 0,)


def _teaching(db: Store, rng: Random) -> tuple[Teaching]:
    made = curriculum.save_subject(db, _subject(rng))
    return (Teaching(year=YEAR, class_name="8Ә", subject_id=made, room=number(rng), days=(0, 3)),)


def _taught(db: Store, rng: Random) -> tuple[int]:
    return (curriculum.save_teaching(db, *_teaching(db, rng)),)


def _two_years(db: Store, rng: Random) -> tuple[str, str]:
    """One with subjects, one without."""
    old = work_year.prepare_year(db, rng)
    typical.fill(db, old, [(GRADE, LANGUAGE)])
    return old, work_year.prepare_year(db, rng)


def _rounding(db: Store, rng: Random) -> tuple[str]:
    known = grade_rules.rounding(db, YEAR)
    return ("exact" if known == "half-up" else "half-up",)


def _new_item(db: Store, rng: Random) -> tuple[CatalogueItem]:
    kind = rng.choice([MaterialKind.PROGRAMME, MaterialKind.TEXTBOOK])
    return (CatalogueItem(kind=kind, title=number(rng), copies=3),)


def _copies(db: Store, rng: Random) -> tuple[int, int]:
    return material_builders.book(db, title=number(rng)), rng.randrange(1, 90)


def _full_plan(db: Store, rng: Random) -> tuple[int]:
    made, draft = work_materials.prepare_plan(db, rng)
    work_materials.take_over(db, (made, draft))
    return (made,)


def _plan_and_year(db: Store, rng: Random) -> tuple[int, str]:
    return _full_plan(db, rng)[0], "2027-2028"


def _lent(db: Store, rng: Random) -> tuple[Any, ...]:
    """A loan of a new book."""
    ids = work_materials.prepare_return(db, rng)
    return ids[0], TODAY, f"жоғалған {number(rng)}"


def _gone(db: Store, rng: Random) -> tuple[int]:
    """A book that was lent once and is off the catalogue."""
    wanted = work_materials.prepare_issue(db, rng)
    wanted = wanted._replace(things=wanted.things[:1])
    given = loans.issue(db, wanted.people, wanted.things, TODAY)
    loans.give_back(db, given.loans, TODAY)
    materials.take_off(db, wanted.things[0])
    return (wanted.things[0],)


def _unchanged_year(db: Store, rng: Random) -> tuple[()]:
    done = next(iter(years.every(db)), None)
    if done is not None:
        with changes.action(db, "Taken back: {what}", what="…"):
            changes.delete(db, "years", done.id or 0)
    return ()


def _mark_changed(db: Store) -> None:
    with work_change.summer():
        year_change.mark_changed(db)


def _changed_item(db: Store, rng: Random) -> tuple[CatalogueItem]:
    made = material_builders.book(db, title=number(rng))
    return (replace(materials.item(db, made), author=number(rng)),)


PIECES: dict[str, Piece] = {
    "day of study": calling(day_off, calendar.remove_day_off),
    "moved day": calling(_moved_day, calendar.add_moved_day),
    "moved day back": calling(_day_moved, calendar.remove_moved_day),
    "ministry's calendar": calling(_own_calendar, calendar.use_shipped),
    "subject": calling(_new_subject, curriculum.save_subject),
    "subject gone": calling(_known_subject, curriculum.remove_subject),
    "subject of a grade": calling(_new_line, curriculum.add_to_grade),
    "hours gone": calling(_known_line, curriculum.remove_hours),
    "teacher": calling(_teaching, curriculum.save_teaching),
    "teacher gone": calling(_taught, curriculum.remove_teaching),
    "year copied": calling(_two_years, typical.copy_year),
    "rounding": calling(_rounding, grade_rules.save_rounding),
    "catalogue": calling(_new_item, materials.save_item),
    "catalogue changed": calling(_changed_item, materials.save_item),
    "copies": calling(_copies, materials.more_copies),
    "off the catalogue": calling(_full_plan, materials.take_off),
    "on the catalogue": calling(_gone, materials.put_back),
    "plan copied": calling(_plan_and_year, materials.copy_plan),
    "written off": calling(_lent, loans.write_off),
    "year marked": calling(_unchanged_year, _mark_changed),
}
