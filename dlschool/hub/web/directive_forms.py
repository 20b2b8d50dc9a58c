"""What each kind of directive asks for on its form, and what a filled form says (`asking` checks it)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dlschool.domain.case import GROUND_NAMES
from dlschool.hub import asking
from dlschool.hub.asking import GRADES, LONGEST, SERIES, Values
from dlschool.hub.web import named
from dlschool.hub.web.parts import Field, Option
from dlschool.hub.web.visit import Visit
from dlschool.i18n import N_


@dataclass(frozen=True, slots=True)
class Shape:
    title: str
    fields: Callable[[Visit], list[Field]]
    words: str = ""


def _text(visit: Visit, name: str, label: str, **more: Any) -> Field:
    return Field(name=name, label=visit.say(label), **more)


def _day(visit: Visit, name: str, label: str, needed: bool = True) -> Field:
    return Field(name=name, label=visit.say(label), kind="date", required=needed)


def _wordings(visit: Visit) -> list[Field]:
    return [
        _text(visit, "text_kk", N_("Text in Kazakh"), kind="area", longest=LONGEST),
        _text(visit, "text_ru", N_("Text in Russian"), kind="area", longest=LONGEST),
    ]


def _call(visit: Visit) -> list[Field]:
    grounds = [Option(g.value, GROUND_NAMES[g][visit.language]) for g in asking.GROUNDS]
    return [
        _text(visit, "ground", N_("Ground"), kind="select", options=grounds),
        _text(visit, "order_number", N_("Number of the order"), required=True, longest=60),
        _day(visit, "order_date", N_("Date of the order")),
        _text(visit, "issuer", N_("Who issued it"), required=True),
        _text(
            visit, "grades", N_("Grades"), kind="checks",
            options=[Option(str(n), str(n)) for n in GRADES],
            hint=visit.say(N_("None ticked: all grades.")),
        ),
        _day(visit, "start", N_("From")),
        _day(visit, "until", N_("Until"), needed=False),
        *_wordings(visit),
    ]  # fmt: skip


def _request(visit: Visit) -> list[Field]:
    periods = [Option(key, words[visit.language]) for key, words in named.PERIODS.items()]
    return [
        _text(visit, "period", N_("Period"), kind="select", options=periods),
        _day(visit, "start", N_("From")),
        _day(visit, "until", N_("Until")),
        _day(visit, "due", N_("Due")),
        *_wordings(visit),
    ]


def _file(visit: Visit, label: str, words: str) -> list[Field]:
    name = visit.say(N_("Name, for example {example}"), example=words)
    return [
        Field(name="name", label=name, required=True, longest=80),
        Field(name="content", label=visit.say(label), kind="file", required=True),
    ]


def _calendar(visit: Visit) -> list[Field]:
    return _file(visit, N_("File of the calendar (.toml)"), "2026-2027")


def _edition(visit: Visit) -> list[Field]:
    return _file(visit, N_("File of the edition (.toml)"), "order-137-97-2022.toml")


def _block(visit: Visit) -> list[Field]:
    series = [Option(key, words[visit.language]) for key, words in SERIES.items()]
    return [
        _text(visit, "series", N_("Series"), kind="select", options=series),
        _text(visit, "year", N_("Year"), kind="number", value=str(visit.today.year), required=True),
        _text(visit, "first", N_("First number"), kind="number", required=True),
        _text(visit, "last", N_("Last number"), kind="number", required=True),
    ]


def _level(visit: Visit) -> list[Field]:
    levels = [Option(key.value, visit.say(words)) for key, words in named.LEVELS.items()]
    return [
        _text(visit, "level", N_("Level"), kind="select", options=levels),
        _text(visit, "document", N_("Number of the written agreement"), longest=120),
        _day(visit, "date", N_("Date of the agreement"), needed=False),
    ]


def said(visit: Visit, key: str) -> Values:
    """What a filled form says. Refused: a field is wanting or senseless: it is named."""
    raw = {name: _raw(visit, name) for name in asking.RULES[key]}
    return asking.checked(visit.office, key, raw)


def _raw(visit: Visit, name: str) -> str | list[str]:
    if name == "grades":
        return visit.ticked(name)
    return (visit.sent.get(name) or [""])[0] if name == "content" else visit.field(name, LONGEST)


SHAPES = {
    "call": Shape(N_("Emergency or weather order"), _call),
    "report-request": Shape(N_("Request for a report"), _request),
    "calendar": Shape(N_("Calendar of a school year"), _calendar),
    "edition": Shape(
        N_("New edition of the rules"), _edition,
        N_("The file is signed with the department's key; schools check the signature."),
    ),
    "number-block": Shape(N_("Numbers for orders"), _block),
    "level-offer": Shape(
        N_("What a school tells"), _level,
        N_("The school decides; names need a written agreement of both sides."),
    ),
}  # fmt: skip
