"""Values of the school year's records in words, for the journal: a calendar, days of the week."""

import json

from dlschool.domain.calendar import Span, Year
from dlschool.domain.learning import SubjectKind
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.law import school_year

WEEKDAYS = (
    Text("дүйсенбі", "понедельник"),
    Text("сейсенбі", "вторник"),
    Text("сәрсенбі", "среда"),
    Text("бейсенбі", "четверг"),
    Text("жұма", "пятница"),
    Text("сенбі", "суббота"),
    Text("жексенбі", "воскресенье"),
)
SUBJECT_KINDS = {
    SubjectKind.GRADED: Text("бағаланады", "с оценкой"),
    SubjectKind.PASS_FAIL: Text("сынақ", "зачёт"),
}


def in_words(thing: str, column: str, value: str) -> Text | None:
    """What the column says; None: nothing is to be told of it here."""
    if (thing, column) == ("subjects", "kind"):
        return SUBJECT_KINDS[SubjectKind(value)]
    if (thing, column) == ("teachings", "days"):
        return _joined([WEEKDAYS[day] for day in json.loads(value)])
    if (thing, column) == ("calendars", "content"):
        try:
            return _year(school_year.unpacked(value))
        except Refused:
            return None
    return None


def _year(year: Year) -> Text:
    """Terms, breaks and days off with their dates."""
    parts = [Text("тоқсандар: ", "четверти: "), _days(year.terms)]
    parts += [Text("; каникулдар: ", "; каникулы: "), _days(year.breaks)]
    if year.days_off:
        parts += [Text("; сабақсыз күндер: ", "; дни без занятий: "), _days(year.days_off)]
    if year.moved:
        days = ", ".join(f"{m.worked:%d.%m.%Y} → {m.rest:%d.%m.%Y}" for m in year.moved)
        parts.append(Text(f"; ауыстырылған күндер: {days}", f"; перенесённые дни: {days}"))
    if year.six_day_grades:
        grades = ", ".join(map(str, year.six_day_grades))
        parts.append(Text(f"; алты күн оқитындар: {grades}", f"; шестидневка: {grades}"))
    return Text("".join(part.kk for part in parts), "".join(part.ru for part in parts))


def _days(spans: tuple[Span, ...]) -> Text:
    shown = ", ".join(f"{span.start:%d.%m.%Y}–{span.until:%d.%m.%Y}" for span in spans) or "—"
    return Text(shown, shown)


def _joined(texts: list[Text]) -> Text | None:
    if not texts:
        return None
    return Text(", ".join(text.kk for text in texts), ", ".join(text.ru for text in texts))
