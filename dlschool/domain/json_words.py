"""What stands in a JSON file and what belongs there, in words of a person."""

from collections.abc import Sequence
from typing import Any

from msgspec import inspect

from dlschool.domain.text import Text

WHOLE = Text("файлдың өзі", "файл в целом")
LONGEST = 40
"""Letters of a found value that are shown."""

_LIST = Text("тізім […]", "список […]")
_OBJECT = Text("кілттері бар объект {…}", "объект с ключами {…}")
_NUMBER = Text("сан", "число")
_OF: dict[type, Text] = {
    inspect.BoolType: Text("true немесе false", "true или false"),
    inspect.DateType: Text("2026-11-21 түріндегі күн", "дата вида 2026-11-21"),
    inspect.NoneType: Text("null", "null"),
    inspect.ListType: _LIST,
    inspect.StructType: _OBJECT,
    inspect.DictType: _OBJECT,
    inspect.CustomType: _NUMBER,
    inspect.FloatType: _NUMBER,
}
_WHOLE_NUMBER = Text("бүтін сан", "целое число")
_FROM_TO = Text("{least} – {most} аралығындағы бүтін сан", "целое число от {least} до {most}")
_TEXT = Text("тырнақшадағы мәтін", "текст в кавычках")
_LETTERS = Text(
    "тырнақшадағы мәтін, {least}–{most} әріп", "текст в кавычках, букв: от {least} до {most}"
)
_ONE_OF = Text("мыналардың бірі: {words}", "одно из: {words}")
_OR = Text("{one} немесе {other}", "{one} или {other}")


def cut(text: str) -> str:
    """Short enough for a sentence, without signs that do not show."""
    plain = "".join(sign if sign.isprintable() else "�" for sign in text)
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…"


def shown(found: Any) -> Text:
    """A value of the file as it is written there."""
    if isinstance(found, (list, dict)):
        return _LIST if isinstance(found, list) else _OBJECT
    if isinstance(found, str):
        return Text(f"«{cut(found)}»", f"«{cut(found)}»")
    said = {None: "null", True: "true", False: "false"}.get(found) if _is_word(found) else None
    return Text(said or cut(str(found)), said or cut(str(found)))


def _is_word(found: Any) -> bool:
    return found is None or isinstance(found, bool)


def keys(kind: inspect.Type) -> list[str]:
    """The keys of an object."""
    kinds: Sequence[inspect.Type] = kind.types if isinstance(kind, inspect.UnionType) else (kind,)
    found = [f.encode_name for k in kinds if isinstance(k, inspect.StructType) for f in k.fields]
    for each in kinds:
        if isinstance(each, inspect.DictType) and isinstance(each.key_type, inspect.LiteralType):
            found += [str(value) for value in each.key_type.values]
    return found


def expected(kind: inspect.Type) -> Text:
    """What belongs at a place of this kind."""
    if isinstance(kind, inspect.UnionType):
        said = expected(kind.types[0])
        for other in kind.types[1:]:
            said = _OR.filled(one=said, other=expected(other))
        return said
    if isinstance(kind, inspect.LiteralType):
        words = ", ".join(str(value) for value in kind.values)
        return _ONE_OF.filled(words=words)
    if isinstance(kind, inspect.IntType):
        bounded = kind.ge is not None and kind.le is not None
        return _FROM_TO.filled(least=str(kind.ge), most=str(kind.le)) if bounded else _WHOLE_NUMBER
    if isinstance(kind, inspect.StrType):
        least, most = kind.min_length, kind.max_length
        return _LETTERS.filled(least=str(least or 0), most=str(most)) if most else _TEXT
    return _OF[type(kind)]
