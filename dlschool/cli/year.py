"""`year`: the school year: its calendar, its subjects."""

from datetime import date
from typing import Any

import click

from dlschool.cli.output import Place, answer, as_json, place
from dlschool.domain.calendar import Year
from dlschool.domain.calendar_check import term_name
from dlschool.domain.grade_words import comma
from dlschool.i18n import _
from dlschool.law import school_year
from dlschool.services import calendar as calendars
from dlschool.services import class_names, curriculum, possible_days, typical

YEAR = click.option("--year", "name", default="", help="The school year, as 2026-2027.")
CLASS = click.option("--class", "class_name", default="", help="A class, as 8Ә.")


@click.group()
def year() -> None:
    """The school year."""


@year.command()
@YEAR
@CLASS
@as_json
@place
def calendar(here: Place, name: str, class_name: str, as_json: bool) -> None:
    """Terms, breaks, examinations and days off of a year; with --class, of that class.

    \b
    --json: {"year", "start", "until", "source", "terms", "breaks", "exams",
     "six_day_grades", "days_off", "moved", "weeks", "weeks_of_grade_1",
     "own": whether the school edited it, "class"|null,
     "days": [{"date", "kind", "name"}], "lesson_days"}
    """
    name = name or calendars.year_of(here.clock().date())
    with here.school() as db:
        class_name = class_names.known(db, class_name)
        found = calendars.calendar(db, name)
        days = calendars.days_with_cases(db, name, class_name)
        data = {**_data(found), "own": calendars.is_own(db, name)}
    off = {day: what for day, what in days.items() if not what.lessons and what.words}
    data["class"] = class_name or None
    data["days"] = [
        {"date": day.isoformat(), "kind": what.kind, "name": what.words.json()}
        for day, what in off.items()
        if what.words and what.kind != "break"
    ]
    data["lesson_days"] = sum(what.lessons for what in days.values())
    lines = [
        *_spans(found, here.language),
        *(
            f"  {day:%d.%m.%Y}  {what.words[here.language]}"
            for day, what in off.items()
            if what.words and what.kind != "break"
        ),
    ]
    lines.append(_("Days of lessons: {days}.").format(days=data["lesson_days"]))
    answer(data, as_json, lines)


def _spans(found: Year, language: str) -> list[str]:
    """The year, then its terms, breaks and examinations by their first days."""
    named = [
        *((term, term_name(term.number)) for term in found.terms),
        *((pause, pause.name) for pause in found.breaks),
        *((exams, exams.name) for exams in found.exams),
    ]
    return [
        f"{found.year}  {_span(found.start, found.until)}  {found.source[language]}",
        *(
            f"  {_span(span.start, span.until)}  {words[language]}"
            for span, words in sorted(named, key=lambda each: each[0].start)
        ),
    ]


def _data(found: Year) -> dict[str, Any]:
    return {
        **school_year.builtins(found),
        "weeks": found.weeks(),
        "weeks_of_grade_1": found.weeks(1),
    }


def _span(start: date, until: date) -> str:
    return f"{start:%d.%m.%Y}–{until:%d.%m.%Y}"


def _taught(one: curriculum.Taught) -> dict[str, Any]:
    return {
        "id": one.subject.id,
        "key": one.subject.key,
        "name": one.subject.name.json(),
        "kind": one.subject.kind,
        "weekly": None if one.weekly is None else str(one.weekly),
        "staff": one.teaching.staff_id if one.teaching else None,
    }


@year.command()
@YEAR
@CLASS
@click.option("--fill", is_flag=True, help="Take the typical curriculum where there is none yet.")
@as_json
@place
def subjects(here: Place, name: str, class_name: str, fill: bool, as_json: bool) -> None:
    """Subjects, their ids and hours a week of the school's classes, or of the class that is named.

    \b
    --json: {"year", "added", "classes": [{"class", "subjects": [{"id", "key",
     "name", "kind", "weekly"|null, "staff"|null}]}]}
    """
    name = name or calendars.year_of(here.clock().date())
    possible_days.refuse_no_year(name)
    with here.school() as db:
        class_name = class_names.known(db, class_name)
        added = typical.fill(db, name) if fill else 0
        wanted = [class_name] if class_name else [each.name for each in curriculum.classes(db)]
        taught = {each: curriculum.subjects_of(db, name, each) for each in wanted}
    data = [
        {
            "class": each,
            "subjects": [_taught(one) for one in lines],
        }
        for each, lines in taught.items()
    ]
    lines = [
        f"{each:5} {one.subject.id:>5}  {one.subject.name[here.language]}, "
        + _("hours a week: {hours}").format(
            hours="—" if one.weekly is None else comma(str(one.weekly))
        )
        for each, found in taught.items()
        for one in found
    ]
    nothing = _("No subjects of the year {year} yet: give --fill.").format(year=name)
    answer({"year": name, "added": added, "classes": data}, as_json, lines or [nothing])
