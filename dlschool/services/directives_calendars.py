"""A calendar of the department: shown beside the school's, used when a person says so.

Its text is a file as `resources/calendars` has them. The school's own days off and its grades that learn
on Saturdays stay, unless the department's calendar names some.
"""

import tomllib
from dataclasses import replace

from dlschool.domain.calendar import Break, Exams, Span, Year
from dlschool.domain.calendar_check import check, term_name
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.law import strict_data
from dlschool.services import calendar, directives
from dlschool.services.directives import words
from dlschool.services.directives_words import title
from dlschool.store import changes
from dlschool.store.connection import Store
from dlschool.store.directives import Directive

KIND = "calendar"
MOST_LETTERS = 200_000
Change = tuple[Text, Text, Text]
"""What differs; how the school has it; how the department has it."""
_ABSENT = Text("—", "—")


def offered(db: Store, found: Directive) -> Year:
    """The year as it would stand. Refused: the text is no calendar: line and key are named."""
    content = words(found.content, "content")
    file = words(found.content, "name") or title(found).kk
    if len(content) > MOST_LETTERS:
        raise Refused(
            N_("The department's message cannot be read here: {field}. Ask it to send it again."),
            field="content",
        )
    try:
        data = tomllib.loads(content)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Refused(strict_data.UNREADABLE, file=file, reason=str(error)) from error
    year = strict_data.convert(file, content, data, Year)
    check(year)
    if not calendar.has_calendar(db, year.year):
        return year
    known = calendar.calendar(db, year.year)
    return replace(
        year,
        days_off=year.days_off or known.days_off,
        six_day_grades=year.six_day_grades or known.six_day_grades,
    )


def compared(db: Store, found: Directive) -> list[Change]:
    """What the department's calendar says otherwise than the school's; empty: they agree."""
    new = offered(db, found)
    old = calendar.calendar(db, new.year) if calendar.has_calendar(db, new.year) else None
    before, after = _lines(old) if old else {}, _lines(new)
    names = list(dict.fromkeys([*before, *after]))
    return [
        (name, before.get(name, _ABSENT), after.get(name, _ABSENT))
        for name in names
        if before.get(name) != after.get(name)
    ]


def _lines(year: Year) -> dict[Text, Text]:
    found = {Text("Оқу жылы", "Учебный год"): _span(year)}
    for term in year.terms:
        found[term_name(term.number)] = _span(term)
    named: list[Break | Exams] = [*year.breaks, *year.exams]
    for pause in named:
        found[pause.name] = _span(pause)
    for moved in year.moved:
        day = f"{moved.worked:%d.%m.%Y}"
        said = f"{moved.rest:%d.%m.%Y}"
        found[Text(f"Демалыс ауысуы: {day}", f"Перенос выходного: {day}")] = Text(said, said)
    for off in year.days_off:
        name = Text(f"Сабақсыз күн: {off.reason}", f"День без занятий: {off.reason}")
        found[name] = _span(off)
    grades = ", ".join(str(grade) for grade in year.six_day_grades)
    found[Text("Алты күндік сыныптар", "Классы шестидневки")] = Text(grades or "—", grades or "—")
    return found


def _span(span: Span) -> Text:
    said = f"{span.start:%d.%m.%Y}–{span.until:%d.%m.%Y}"
    return Text(said, said)


def use(db: Store, directive_id: int) -> None:
    """The school's calendar of that year is the department's from now on. Refused as `offered`; the
    person may not change the calendar; decided already.
    """
    found = directives.waiting(db, directive_id, KIND)
    year = offered(db, found)
    with changes.action(
        db, N_("Calendar of the school year {year}: the department's"), year=year.year
    ):
        calendar.save_calendar(db, year)
        directives.use(db, found)
