"""A directive in words: what it is called, and everything that it says, plainly, by the names of fields."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from dlschool.domain.case import GROUND_NAMES, Ground
from dlschool.domain.text import Text
from dlschool.exchange import kinds
from dlschool.exchange.kinds import FIRST_DAY, Kind
from dlschool.services import editions
from dlschool.store.directives import Directive

_OF_NEWER = Text(
    "Бағдарламаның жаңарақ нұсқасына арналған хабарлама",
    "Сообщение для более новой версии программы",
)
_HIDDEN = frozenset(["directive", "epoch", "record", "signature", "content"])
"""Fields that say nothing to a person, or too much at once."""
_ALL = Text("барлығы", "все")
NOTHING = Text("—", "—")
_PERIODS = {
    "term": Text("тоқсан", "четверть"),
    "half": Text("жартыжылдық", "полугодие"),
    "year": Text("оқу жылы", "учебный год"),
    "dates": Text("еркін кезең", "произвольный период"),
}
_STATES = {
    "accepted": Text("қабылданды", "принят"),
    "returned": Text("қайтарылды", "возвращён"),
}
LEVELS = {
    "totals": Text("жиынтық көрсеткіштер ғана", "только итоговые цифры"),
    "cases": Text("аты-жөнсіз істер", "дела без имён"),
    "names": Text("аты-жөнімен істер", "дела с именами"),
}
_WORDS: dict[tuple[str, str], dict[str, Text]] = {
    ("call", "ground"): {ground.value: GROUND_NAMES[ground] for ground in Ground},
    ("report-request", "period"): _PERIODS,
    ("remark", "state"): _STATES,
    ("level-offer", "level"): LEVELS,
    ("number-block", "series"): {
        "movement": Text("білім алушылар бойынша", "по движению обучающихся"),
        "classes": Text("сыныптар бойынша", "по классам"),
    },
}
"""Values that are keys, in words."""


def kind_of(found: Directive) -> Kind | None:
    """None: a kind that this program does not know."""
    return next((each for each in kinds.down().values() if each.key == found.kind), None)


def title(found: Directive) -> Text:
    """«Запрос отчёта № 12»; of what has no number of the department's, the kind alone."""
    kind = kind_of(found)
    name = kind.name if kind is not None else _OF_NEWER
    number = found.content.get("directive") if kind is not None else None
    return Text(f"{name.kk} № {number}", f"{name.ru} № {number}") if number else name


def facts(found: Directive) -> list[tuple[Text, Text]]:
    """Names and values of everything that it says."""
    kind = kind_of(found)
    if kind is None:
        return list(_bare(found.content))
    if found.kind == "missing":
        return list(missing(found.content))
    return [
        (field.name, _said(found.kind, field.key, found.content[field.key]))
        for field in kind.fields
        if field.key not in _HIDDEN and found.content.get(field.key) not in (None, "")
    ]


def _said(kind: str, key: str, value: Any) -> Text:
    """A value in words: a day as it is written, a key by its name."""
    if key == "grades" and isinstance(value, list):
        said = ", ".join(str(each) for each in value)
        return Text(said, said) if said else _ALL
    if (kind, key) == ("scan-request", "paper"):
        return paper(str(value))
    known = _WORDS.get((kind, key), {})
    return known.get(str(value)) or plain(value)


def paper(kind: str) -> Text:
    """A kind of paper as an edition of the program names it."""
    named = (edition.paper_name(kind) for edition in editions.known().values())
    return next((name for name in named if name is not None), Text(kind, kind))


def plain(value: Any) -> Text:
    """A value of any message, as it can be read; a dash for nothing."""
    text = str(value)
    if isinstance(value, str) and len(value) == 10 and value[4:5] == "-":
        text = _day(value)
    elif isinstance(value, list):
        text = ", ".join(str(each) for each in value)
    return Text(text, text) if text.strip() else NOTHING


def _day(text: str) -> str:
    try:
        return f"{date.fromisoformat(text):%d.%m.%Y}"
    except ValueError:
        return text


def _bare(said: dict[str, Any]) -> Iterator[tuple[Text, Text]]:
    for key, value in said.items():
        name = (
            Text("Хабарлама түрі", "Вид сообщения")
            if key == "kind"
            else Text(f"№ {key}", f"№ {key}")
        )
        yield name, plain(value)


def missing(said: dict[str, Any]) -> Iterator[tuple[Text, Text]]:
    """A record that the department has and this base has not: its kind and fields, by name."""
    kind = kinds.up().get(said.get("kind", 0))
    if kind is None:
        yield from _bare(said)
        return
    yield Text("Жазба", "Запись"), kind.name
    values = said.get("values")
    for field in kind.fields:
        value = values.get(str(field.number)) if isinstance(values, dict) else None
        if value in (None, "") or field.type == "record":
            continue
        yield field.name, _of_field(field, value)


def _of_field(field: kinds.Field, value: Any) -> Text:
    if field.type == "date" and type(value) is int and 0 <= value < 1_000_000:
        return plain((FIRST_DAY + timedelta(days=value)).isoformat())
    if field.type == "flag":
        return Text("иә", "да") if value else Text("жоқ", "нет")
    if field.type == "totals" and isinstance(value, dict):
        count = len(value)
        return Text(f"{count} көрсеткіш", f"показателей: {count}")
    if field.key == "ground" and value in set(Ground):
        return GROUND_NAMES[Ground(value)]
    return plain(value)
