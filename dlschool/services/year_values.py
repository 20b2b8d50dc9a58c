"""Values of the school year's records in words, for the journal: a calendar, days of the week."""

import json
from collections.abc import Sequence

from dlschool.domain.calendar import WEEKDAYS, Span, Year
from dlschool.domain.learning import SubjectKind
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.law import school_year
from dlschool.services import schedule_annex

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
    if (thing, column) == ("orders", "annex"):
        return _annex(value)
    if thing in ("rooms", "teacher_hours") and column == "hours":
        return hours_in_words(json.loads(value))
    if (thing, column) == ("calendars", "content"):
        try:
            return _year(school_year.unpacked(value))
        except Refused:
            return None
    return None


def _annex(value: str) -> Text | None:
    """«14.12.2026, алгебра, ТЖБ; …»: the sittings that an order on a schedule approved."""
    try:
        lines = schedule_annex.unpacked(value).lines
    except Refused:
        return None
    kk, ru = (
        "; ".join(f"{s.day:%d.%m.%Y}, {s.subject[code]}, {s.work[code]}" for s in lines)
        for code in ("kk", "ru")
    )
    return Text(kk, ru) if kk and ru else None


def hours_in_words(hours: Sequence[int]) -> Text | None:
    """«дүйсенбі — 2, сәрсенбі — 1»; None: nothing is stated. No hour at all is told as a dash."""
    if not hours:
        return None
    named = [
        Text(f"{day.kk} — {count}", f"{day.ru} — {count}")
        for day, count in zip(WEEKDAYS, hours, strict=True)
        if count
    ]
    return _joined(named) or Text("—", "—")


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
