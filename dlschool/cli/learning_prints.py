"""Forms of the learning period by command: which options each needs, and the service that lays it out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from typing import Any

import click

from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import (
    calendar,
    cases,
    class_names,
    curriculum,
    mark_papers,
    material_prints,
    printing,
    pupils,
    school,
    sitting_papers,
    trace_papers,
    year_papers,
)
from dlschool.services.opening import Store
from dlschool.services.printouts import Printout

ID = click.IntRange(1, 2**63 - 1)
DAY = click.DateTime(["%Y-%m-%d", "%d.%m.%Y"])
_OPTIONS = (
    click.option("--pupil", type=ID, help="Id of the pupil, instead of --case."),
    click.option("--class", "class_name", default="", help="A class, as 8Ә."),
    click.option("--teacher", type=ID, help="Id of the teacher (staff)."),
    click.option("--subject", type=ID, help="Id of the subject, as `year subjects` tells it."),
    click.option("--term", type=click.IntRange(1, 4), help="Of this term; the coming one without."),
    click.option("--year", default="", help="School year, 2026-2027; this one without."),
    click.option("--work", type=ID, help="Id of the SOR or SOCh, as `marks list` tells it."),
    click.option("--plan", type=ID, help="Id of the plan, as `materials list` tells it."),
    click.option("--day", type=DAY, help="Of this day only."),
    click.option("--from", "start", type=DAY, help="First day of a period."),
    click.option("--to", "until", type=DAY, help="Last day of a period."),
)


_FLAGS = {
    "pupil": "--pupil", "class_name": "--class", "teacher": "--teacher", "subject": "--subject",
    "term": "--term", "year": "--year", "work": "--work", "plan": "--plan", "day": "--day",
    "start": "--from", "until": "--to",
}  # fmt: skip


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds what says whose and of which time a form of the learning period is."""
    return reduce(lambda made, option: option(made), reversed(_OPTIONS), command)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the options say; nothing said is None or ""."""

    case_id: int | None = None
    pupil: int | None = None
    class_name: str = ""
    teacher: int | None = None
    subject: int | None = None
    term: int | None = None
    year: str = ""
    work: int | None = None
    plan: int | None = None
    day: datetime | None = None
    start: datetime | None = None
    until: datetime | None = None

    def refuse_idle(self, code: str, blank: bool) -> None:
        """UsageError: an option that this form does not read; it would be passed over unseen."""
        needs = _MAKERS[code][1] if code in _MAKERS and not blank else ""
        for name, flag in _FLAGS.items():
            if getattr(self, name) and flag not in needs.replace("[", "").replace("]", "").split():
                raise click.UsageError(f"{flag} says nothing for {code}")


def is_known(code: str) -> bool:
    return code in _MAKERS


def prepare(db: Store, code: str, asked: Asked, language: str) -> Printout:
    """Refused: the options do not say whose it is; as the service of the form."""
    make, needs = _MAKERS[code]
    made = make(db, asked, language)
    if made is None:
        form = next(form for form in printing.forms() if form.code == code)
        raise Refused(
            N_("Say whose “{form}” is to be printed: {options}; or ask for a blank."),
            form=form.title,
            options=needs,
        )
    return made


def _pupil(db: Store, asked: Asked) -> int | None:
    """The pupil named, or the case's. Refused: there is none; the case is of classes."""
    if asked.pupil is not None:
        pupils.card(db, asked.pupil)
        return asked.pupil
    if asked.case_id is None:
        return None
    found = cases.records(db, asked.case_id).case.pupil_id
    if found is None:
        raise Refused(N_("This is a case of whole classes: name a pupil or a class."))
    return found


def _time(db: Store, asked: Asked) -> tuple[str, int]:
    """Year and term asked for, else those of today, else the coming term of the year."""
    year = asked.year or calendar.year_of(db.today())
    found = calendar.calendar(db, year)
    if asked.term is not None:
        return year, asked.term
    coming = found.coming_term(db.today())
    if coming is None:
        raise Refused(N_("Say of which term of the school year {year}."), year=year)
    return year, coming.number


def _date(said: datetime | None) -> date | None:
    return said.date() if said else None


def _schedule(db: Store, asked: Asked, language: str) -> Printout | None:
    year, term = _time(db, asked)
    if asked.class_name:
        name = class_names.known(db, asked.class_name)
        return sitting_papers.prepare_class(db, name, year, term, language)
    if asked.teacher is not None:
        _refuse_nobody(db, asked.teacher)
        return sitting_papers.prepare_teacher(db, asked.teacher, year, term, language)
    pupil = _pupil(db, asked)
    if pupil is None:
        return None
    return sitting_papers.prepare_pupil(db, pupil, year, term, language)


def _refuse_nobody(db: Store, staff_id: int) -> None:
    known = {person.id: person.name for person in school.staff(db, with_gone=True)}
    if staff_id not in known:
        names = [f"{number} – {name}" for number, name in known.items()]
        raise Refused(
            N_("Nobody of the staff has the number {id}. Known: {known}."), id=staff_id, known=names
        )


def _summons(db: Store, asked: Asked, language: str) -> Printout | None:
    pupil = _pupil(db, asked)
    if pupil is None:
        return None
    year, term = _time(db, asked)
    return sitting_papers.prepare_summons(db, pupil, year, term, _date(asked.day), language)


def _result_sheet(db: Store, asked: Asked, language: str) -> Printout | None:
    return None if asked.work is None else mark_papers.prepare_sheet(db, asked.work, language)


def _analysis(db: Store, asked: Asked, language: str) -> Printout | None:
    if not asked.class_name or asked.subject is None:
        return None
    year, term = _time(db, asked)
    name = class_names.known(db, asked.class_name)
    curriculum.subject(db, asked.subject)
    return mark_papers.prepare_analysis(db, year, name, asked.subject, term, language)


def _card(db: Store, asked: Asked, language: str) -> Printout | None:
    pupil = _pupil(db, asked)
    year = asked.year or calendar.year_of(db.today())
    return None if pupil is None else mark_papers.prepare_cards(db, [pupil], year, language)


def _issued(db: Store, asked: Asked, language: str) -> Printout | None:
    pupil = _pupil(db, asked)
    if pupil is None:
        return None
    return material_prints.prepare_issue(db, pupil, language, on=_date(asked.day))


def _issued_class(db: Store, asked: Asked, language: str) -> Printout | None:
    if not asked.class_name:
        return None
    name = class_names.known(db, asked.class_name)
    return material_prints.prepare_class_issue(db, name, language, on=_date(asked.day))


def _books_out(db: Store, asked: Asked, language: str) -> Printout | None:
    return material_prints.prepare_out(db, class_names.known(db, asked.class_name), language)


def _plan(db: Store, asked: Asked, language: str) -> Printout | None:
    return None if asked.plan is None else material_prints.prepare_plan(db, asked.plan, language)


def _journal(db: Store, asked: Asked, language: str) -> Printout | None:
    start, until = _date(asked.start), _date(asked.until)
    return trace_papers.prepare_journal(db, start, until, case_id=asked.case_id, language=language)


def _act(db: Store, asked: Asked, language: str) -> Printout | None:
    return year_papers.prepare_act(db, asked.year, language)


_MAKERS: dict[str, tuple[Callable[[Store, Asked, str], Printout | None], str]] = {
    "individual-schedule": (_schedule, "--case | --pupil | --class | --teacher [--year --term]"),
    "summons": (_summons, "--case | --pupil [--year --term --day]"),
    "result-sheet": (_result_sheet, "--work"),
    "summative-analysis": (_analysis, "--class --subject [--year --term]"),
    "report-card": (_card, "--case | --pupil [--year]"),
    "issue-sheet": (_issued, "--case | --pupil [--day]"),
    "issue-sheet-class": (_issued_class, "--class [--day]"),
    "books-out": (_books_out, "[--class]"),
    "thematic-plan": (_plan, "--plan"),
    "consultation-journal": (_journal, "[--case --from --to]"),
    "year-change-act": (_act, "[--year]"),
}
"""By code: who lays the form out, and the options that it takes."""

HELP = "\n".join(
    [
        "\b",
        "Of the learning period:",
        *(f"  {code}  {needs}" for code, (_, needs) in _MAKERS.items()),
    ]
)
"""For the command's help."""
