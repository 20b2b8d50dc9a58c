"""What each kind of directive asks for on its form, and what a filled form says: all of it is checked."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dlschool.domain.case import GROUND_NAMES, Ground
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.exchange import keys
from dlschool.exchange.kinds import Level
from dlschool.hub.web import named
from dlschool.hub.web.parts import Field, Option
from dlschool.hub.web.visit import Visit
from dlschool.i18n import N_

LONGEST = 4000
MOST_FILE = 200_000
GRADES = range(12)
SERIES = {
    "movement": Text("Білім алушылар бойынша бұйрықтар", "Приказы по движению обучающихся"),
    "classes": Text("Сыныптар бойынша бұйрықтар", "Приказы по классам"),
}
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shape:
    title: str
    fields: Callable[[Visit], list[Field]]
    read: Callable[[Visit], Values]
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


def _said_wordings(visit: Visit) -> Values:
    return {name: visit.field(name, LONGEST) for name in ("text_kk", "text_ru")}


def _call(visit: Visit) -> list[Field]:
    grounds = [Option(g.value, GROUND_NAMES[g][visit.language]) for g in _CALLS]
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


_CALLS = (Ground.EMERGENCY, Ground.WEATHER)


def _read_call(visit: Visit) -> Values:
    grades = [int(g) for g in visit.ticked("grades") if g in {str(n) for n in GRADES}]
    found: Values = {
        "ground": _one_of(visit.field("ground"), [g.value for g in _CALLS]),
        "order_number": _needed(visit, "order_number", 60),
        "order_date": visit.day("order_date"),
        "issuer": _needed(visit, "issuer"),
        "grades": sorted(grades),
        "start": visit.day("start"),
    }
    if until := visit.day("until", needed=False):
        found["until"] = until
        _in_order(found["start"], until)
    return found | _said_wordings(visit)


def _request(visit: Visit) -> list[Field]:
    periods = [Option(key, words[visit.language]) for key, words in named.PERIODS.items()]
    return [
        _text(visit, "period", N_("Period"), kind="select", options=periods),
        _day(visit, "start", N_("From")),
        _day(visit, "until", N_("Until")),
        _day(visit, "due", N_("Due")),
        *_wordings(visit),
    ]


def _read_request(visit: Visit) -> Values:
    found = {name: visit.day(name) for name in ("start", "until", "due")}
    _in_order(found["start"], found["until"])
    if found["due"] < visit.today.isoformat():
        raise Refused(N_("The day on which the report is due is over already."))
    period = _one_of(visit.field("period"), list(named.PERIODS))
    return {"period": period, **found, **_said_wordings(visit)}


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


def _read_file(visit: Visit) -> Values:
    """Refused: empty, too long, no TOML: the line is named."""
    name = _needed(visit, "name", 80)
    content = (visit.sent.get("content") or [""])[0].replace("\r\n", "\n")
    if not content.strip():
        raise Refused(N_("Choose the file."))
    if len(content) > MOST_FILE:
        raise Refused(N_("The file is longer than {most} letters."), most=MOST_FILE)
    try:
        tomllib.loads(content)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Refused(N_("The file cannot be read: {reason}"), reason=str(error)) from error
    return {"name": name, "content": content}


def _read_edition(visit: Visit) -> Values:
    found = _read_file(visit)
    signed = keys.edition_text(found["name"], found["content"])
    return found | {"signature": keys.signature(visit.office.newest, signed).hex()}


def _block(visit: Visit) -> list[Field]:
    series = [Option(key, words[visit.language]) for key, words in SERIES.items()]
    return [
        _text(visit, "series", N_("Series"), kind="select", options=series),
        _text(visit, "year", N_("Year"), kind="number", value=str(visit.today.year), required=True),
        _text(visit, "first", N_("First number"), kind="number", required=True),
        _text(visit, "last", N_("Last number"), kind="number", required=True),
    ]


def _read_block(visit: Visit) -> Values:
    found = {name: _whole(visit, name) for name in ("year", "first", "last")}
    if not (2000 <= found["year"] <= 2100 and 1 <= found["first"] <= found["last"] < 10**6):
        raise Refused(N_("A block has a year and numbers from the first to the last one."))
    return {"series": _one_of(visit.field("series"), list(SERIES)), **found}


def _level(visit: Visit) -> list[Field]:
    levels = [Option(key.value, visit.say(words)) for key, words in named.LEVELS.items()]
    return [
        _text(visit, "level", N_("Level"), kind="select", options=levels),
        _text(visit, "document", N_("Number of the written agreement"), longest=120),
        _day(visit, "date", N_("Date of the agreement"), needed=False),
    ]


def _read_level(visit: Visit) -> Values:
    found = {
        "level": _one_of(visit.field("level"), [level.value for level in Level]),
        "document": visit.field("document", 120),
    }
    day = visit.day("date", needed=False)
    return found | ({"date": day} if day else {})


def _needed(visit: Visit, name: str, most: int = 300) -> str:
    text = visit.field(name, most)
    if not text:
        raise Refused(N_("Fill in every field that is needed."))
    return text


def _whole(visit: Visit, name: str) -> int:
    text = visit.field(name, 9)
    if not (text.isascii() and text.isdigit()):
        raise Refused(N_("“{text}” is no whole number."), text=text)
    return int(text)


def _one_of(text: str, known: list[str]) -> str:
    if text not in known:
        raise Refused(N_("“{text}” cannot be chosen here."), text=text)
    return text


def _in_order(start: str, until: str) -> None:
    if until < start:
        raise Refused(N_("The period ends before it begins."))


SHAPES = {
    "call": Shape(N_("Emergency or weather order"), _call, _read_call),
    "report-request": Shape(N_("Request for a report"), _request, _read_request),
    "calendar": Shape(N_("Calendar of a school year"), _calendar, _read_file),
    "edition": Shape(
        N_("New edition of the rules"), _edition, _read_edition,
        N_("The file is signed with the department's key; schools check the signature."),
    ),
    "number-block": Shape(N_("Numbers for orders"), _block, _read_block),
    "level-offer": Shape(
        N_("What a school tells"), _level, _read_level,
        N_("The school decides; names need a written agreement of both sides."),
    ),
}  # fmt: skip
