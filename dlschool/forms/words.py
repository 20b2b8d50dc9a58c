"""Official words for dates, periods, clocks and quantities, as Kazakh and Russian papers write them.

Endings of months are a table (no rule is guessed at); day, month and year never part at a line's end
where a no-break space stands between them.
"""

import re
from datetime import date, time

from dlschool.domain.text import Text

NBSP = "\u00a0"

_BEFORE_NOUN = re.compile(
    r"(?P<before>.*(?:туралы|[ндт][ыі]ң|[аеий]т[ыі]н) )(?P<noun>[^\s()]+(?: \([^()]+\))?)"
)
"""A genitive, «туралы» or a participle before the last noun lets the date and number stand between."""

_KK = {
    1: ("қаңтар", "қаңтардағы", "қаңтардан", "қаңтарға"),
    2: ("ақпан", "ақпандағы", "ақпаннан", "ақпанға"),
    3: ("наурыз", "наурыздағы", "наурыздан", "наурызға"),
    4: ("сәуір", "сәуірдегі", "сәуірден", "сәуірге"),
    5: ("мамыр", "мамырдағы", "мамырдан", "мамырға"),
    6: ("маусым", "маусымдағы", "маусымнан", "маусымға"),
    7: ("шілде", "шілдедегі", "шілдеден", "шілдеге"),
    8: ("тамыз", "тамыздағы", "тамыздан", "тамызға"),
    9: ("қыркүйек", "қыркүйектегі", "қыркүйектен", "қыркүйекке"),
    10: ("қазан", "қазандағы", "қазаннан", "қазанға"),
    11: ("қараша", "қарашадағы", "қарашадан", "қарашаға"),
    12: ("желтоқсан", "желтоқсандағы", "желтоқсаннан", "желтоқсанға"),
}
"""Month: nominative, attributive (…дағы), ablative (from), dative (to)."""

_RU = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)

BLANK_DATE = Text("20___\u00a0жылғы «____» ________", "«____» ________ 20___\u00a0года")


def long_date(day: date) -> Text:
    """«2026 жылғы 21 қараша», «21 ноября 2026 года»."""
    return Text(f"{_year(day)} {_day_kk(day, 0)}", f"{_day_ru(day)} {day.year}{NBSP}года")


def date_or_blank(day: date | None) -> Text:
    return long_date(day) if day else BLANK_DATE


def short_date(day: date | None) -> str | None:
    """«01.09.2026»; nothing for no day."""
    return day.strftime("%d.%m.%Y") if day else None


def period(start: date | None, until: date | None) -> Text | None:
    """Both days inclusive; one day is its date; an open end says only from when; no start: none."""
    if start is None:
        return None
    if until is None:
        return Text(
            f"{_year(start)} {_day_kk(start, 2)} бастап",
            f"с{NBSP}{_day_ru(start)} {start.year}{NBSP}года",
        )
    if start == until:
        day = long_date(start)
        return Text(f"{day.kk} (бір күн)", f"{day.ru} (один день)")
    if start.year == until.year:
        return Text(
            f"{_year(start)} {_day_kk(start, 2)} {_day_kk(until, 3)} дейін (қоса алғанда)",
            f"с{NBSP}{_day_ru(start)} по{NBSP}{_day_ru(until)} {until.year}{NBSP}года "
            "(включительно)",
        )
    return Text(
        f"{_year(start)} {_day_kk(start, 2)} {_year(until)} {_day_kk(until, 3)} дейін "
        "(қоса алғанда)",
        f"с{NBSP}{_day_ru(start)} {start.year}{NBSP}года "
        f"по{NBSP}{_day_ru(until)} {until.year}{NBSP}года (включительно)",
    )


def short_period(start: date | None, until: date | None) -> str | None:
    """«01.09.2026 – 27.12.2026» for tables; an open end leaves the dash open."""
    if start is None and until is None:
        return None
    return f"{short_date(start) or ''}{NBSP}– {short_date(until) or ''}".strip()


def named(name: Text, day: date | None, number: str = "") -> Text:
    """A document with its date and number, cited as papers do.

    «2026 жылғы 15 қыркүйектегі № 12 өтініш», «заявление от 15 сентября 2026 года № 12»; in Kazakh
    what the document is about or whose it is comes first: «ұзарту туралы 2026 жылғы … № 3 бұйрық».
    """
    before, noun = _noun_apart(within(name).kk if day or number else name.kk)
    kk_number = f"№{NBSP}{number} " if number else ""
    ru_number = f" №{NBSP}{number}" if number else ""
    if day is None:
        return Text(f"{before}{kk_number}{noun}", f"{name.ru}{ru_number}")
    return Text(
        f"{before}{_year(day)} {_day_kk(day, 1)} {kk_number}{noun}",
        f"{within(name).ru} от{NBSP}{_day_ru(day)} {day.year}{NBSP}года{ru_number}",
    )


def _noun_apart(kk: str) -> tuple[str, str]:
    """«ұзарту туралы » and «бұйрық»; a compound that nothing may part stays whole."""
    parts = _BEFORE_NOUN.fullmatch(kk)
    return (parts["before"], parts["noun"]) if parts else ("", kk)


def clock(at: time) -> str:
    return at.strftime("%H:%M")


def school_year(name: str) -> Text:
    """`name`: «2026-2027»."""
    name = name.replace("-", "–")
    return Text(f"{name} оқу жылы", f"{name} учебный год")


def counted(n: int, kk: str, one: str, few: str, many: str) -> Text:
    """A number with its noun; Kazakh nouns stay singular after a number."""
    tens, units = n % 100, n % 10
    if units == 1 and tens != 11:
        ru = one
    elif units in (2, 3, 4) and tens not in (12, 13, 14):
        ru = few
    else:
        ru = many
    return Text(f"{n}{NBSP}{kk}", f"{n}{NBSP}{ru}")


def within(name: Text) -> Text:
    """The name within a sentence: its first letter small, unless an abbreviation begins it."""
    return Text(_lowered(name.kk), _lowered(name.ru))


def _lowered(name: str) -> str:
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _year(day: date) -> str:
    return f"{day.year}{NBSP}жылғы"


def _day_kk(day: date, case: int) -> str:
    return f"{day.day}{NBSP}{_KK[day.month][case]}"


def _day_ru(day: date) -> str:
    return f"{day.day}{NBSP}{_RU[day.month - 1]}"
