"""What a person of the department may send as a directive, and what each has to say.

One place for the pages' forms and for `dlschool-hub directive`. Values come as a form or as JSON has them
and go out as an act keeps them: days in ISO, numbers as numbers, grades as a sorted list.
"""

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dlschool.domain.access import SEALED_PAPERS
from dlschool.domain.case import Ground, PaperKind
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.exchange import keys, kinds
from dlschool.exchange.kinds import Level
from dlschool.hub.office import Office
from dlschool.i18n import N_

LONGEST = 4000
MOST_FILE = 200_000
GRADES = range(12)
GROUNDS = (Ground.EMERGENCY, Ground.WEATHER)
PERIODS = ("term", "half", "year", "dates")
SERIES = {
    "movement": Text("Білім алушылар бойынша бұйрықтар", "Приказы по движению обучающихся"),
    "classes": Text("Сыныптар бойынша бұйрықтар", "Приказы по классам"),
}
OWN_COMMANDS = {"revocation": "revoke", "remark": "remark", "department-keys": "keys"}
"""Kinds that a person sends by a command of their own, and the command."""
_EDITION = re.compile(r"[a-z0-9][a-z0-9._-]{0,80}\.toml")
_EPOCH = re.compile(r"(?:[0-9a-f]{2}){1,32}")
Values = dict[str, Any]
Check = Callable[[Text, Any], Any]


def checked(office: Office, key: str, said: Mapping[str, Any]) -> Values:
    """The values of a directive. Refused: no such directive or field; a field is wanting or senseless: it
    is named.
    """
    rules = _rules(key)
    names = {field.key: field.name for field in kinds.of(key).fields}
    if strange := sorted(said.keys() - rules.keys()):
        raise Refused(
            N_("The directive {kind} has no field {field}. Its fields: {known}."),
            kind=key, field=strange[0], known=sorted(rules),
        )  # fmt: skip
    found: Values = {}
    for name, rule in rules.items():
        value = said.get(name)
        if value is not None and value != [] and str(value).strip():
            found[name] = rule.check(names[name], value)
        elif rule.needed:
            raise Refused(N_("“{field}” is not filled in."), field=names[name])
        elif rule.empty is not None:
            found[name] = rule.empty
    return _WHOLE.get(key, _as_it_is)(office, found)


def _rules(key: str) -> "dict[str, Rule]":
    if key in OWN_COMMANDS:
        raise Refused(
            N_("The directive {kind} is sent with “dlschool-hub {command}”."),
            kind=key, command=OWN_COMMANDS[key],
        )  # fmt: skip
    if key not in RULES:
        raise Refused(
            N_("There is no directive {kind}. There are: {known}."), kind=key, known=sorted(RULES)
        )
    return RULES[key]


def _text(most: int) -> Check:
    def check(name: Text, value: Any) -> str:
        if not isinstance(value, str) or not _writable(value):
            raise Refused(N_("“{field}”: a text is expected."), field=name)
        text = value.replace("\r\n", "\n").strip()
        if len(text) > most:
            raise Refused(N_("“{field}” holds {most} characters at most."), field=name, most=most)
        return text

    return check


def _writable(text: str) -> bool:
    """No half of a letter, no sign that steers a terminal."""
    return all(c in "\n\r\t" or not (c < " " or "\ud800" <= c <= "\udfff") for c in text)


def _day(name: Text, value: Any) -> str:
    try:
        return date.fromisoformat(value.strip()).isoformat()
    except (ValueError, AttributeError) as error:
        raise Refused(
            N_("“{field}”: give the date, for example 2026-11-30: {text}"),
            field=name, text=str(value)[:100],
        ) from error  # fmt: skip


def _one_of(known: Collection[str]) -> Check:
    def check(name: Text, value: Any) -> str:
        if value not in list(known):
            raise Refused(
                N_("“{field}”: “{text}” cannot be chosen. There are: {known}."),
                field=name, text=str(value)[:100], known=[str(each) for each in known],
            )  # fmt: skip
        return str(value)

    return check


def _whole(first: int, last: int) -> Check:
    """`first`, `last`: the least and the greatest number."""

    def check(name: Text, value: Any) -> int:
        text = str(value).strip()
        fits = not isinstance(value, bool) and text.isascii() and text.isdigit() and len(text) < 10
        if not (fits and first <= int(text) <= last):
            raise Refused(
                N_("“{field}”: a whole number from {first} to {last} is expected: {text}"),
                field=name, first=first, last=last, text=text[:100],
            )  # fmt: skip
        return int(text)

    return check


def _grades(name: Text, value: Any) -> list[int]:
    if not isinstance(value, list):
        raise Refused(
            N_("“{field}”: a list of grades is expected, for example [1, 2]."), field=name
        )
    return sorted({_whole(GRADES[0], GRADES[-1])(name, each) for each in value})


def _toml(name: Text, value: Any) -> str:
    """Not stripped: the signature of an edition covers every letter."""
    _text(MOST_FILE)(name, value)
    content = str(value).replace("\r\n", "\n")
    try:
        tomllib.loads(content)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Refused(
            N_("“{field}” cannot be read: {reason}"), field=name, reason=str(error)
        ) from error
    return content


def _matching(pattern: re.Pattern[str], words: str) -> Check:
    def check(name: Text, value: Any) -> str:
        if not isinstance(value, str) or not pattern.fullmatch(value.strip()):
            raise Refused(words, field=name, text=str(value)[:100])
        return value.strip()

    return check


@dataclass(frozen=True, slots=True)
class Rule:
    check: Check
    needed: bool = True
    empty: Any = None
    """What stands for a field that is left empty; None: nothing."""


def _period(_office: Office, found: Values) -> Values:
    """Refused: it ends before it begins."""
    if found.get("until", found["start"]) < found["start"]:
        raise Refused(N_("The period ends before it begins."))
    return found


def _request(office: Office, found: Values) -> Values:
    if found["due"] < office.now().date().isoformat():
        raise Refused(N_("The day on which the report is due is over already."))
    return _period(office, found)


def _edition(office: Office, found: Values) -> Values:
    signed = keys.edition_text(found["name"], found["content"])
    return found | {"signature": keys.signature(office.newest, signed).hex()}


def _block(_office: Office, found: Values) -> Values:
    if found["last"] < found["first"]:
        raise Refused(N_("A block has a year and numbers from the first to the last one."))
    return found


def _as_it_is(_office: Office, found: Values) -> Values:
    return found


_WORDINGS = {name: Rule(_text(LONGEST), False, "") for name in ("text_kk", "text_ru")}
_NUMBER = Rule(_whole(1, 999_999))
PAPERS = tuple(kind for kind in PaperKind if kind not in SEALED_PAPERS)
"""Of these a scan may be asked for."""
RULES: dict[str, dict[str, Rule]] = {
    "call": {
        "ground": Rule(_one_of(GROUNDS)),
        "order_number": Rule(_text(60)),
        "order_date": Rule(_day),
        "issuer": Rule(_text(300)),
        "grades": Rule(_grades, False, []),
        "start": Rule(_day),
        "until": Rule(_day, False),
        **_WORDINGS,
    },
    "report-request": {
        "period": Rule(_one_of(PERIODS)),
        "start": Rule(_day),
        "until": Rule(_day),
        "due": Rule(_day),
        **_WORDINGS,
    },
    "calendar": {"name": Rule(_text(80)), "content": Rule(_toml)},
    "edition": {
        "name": Rule(
            _matching(
                _EDITION,
                N_("“{field}”: small Latin letters, digits and . _ -, then .toml: {text}"),
            )
        ),
        "content": Rule(_toml),
    },
    "number-block": {
        "series": Rule(_one_of(SERIES)),
        "year": Rule(_whole(2000, 2100)),
        "first": _NUMBER,
        "last": _NUMBER,
    },
    "level-offer": {
        "level": Rule(_one_of([level.value for level in Level])),
        "document": Rule(_text(120), False, ""),
        "date": Rule(_day, False),
    },
    "scan-request": {
        "record": Rule(_whole(1, 999_999_999)),
        "paper": Rule(_one_of([kind.value for kind in PAPERS])),
        "reason": Rule(_text(300)),
        "epoch": Rule(_matching(_EPOCH, N_("“{field}”: hexadecimal digits are expected: {text}"))),
    },
}
_WHOLE: dict[str, Callable[[Office, Values], Values]] = {
    "call": _period,
    "report-request": _request,
    "edition": _edition,
    "number-block": _block,
}
