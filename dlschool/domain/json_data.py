"""A JSON file as a frozen value, read strictly: a refusal says where, what was found, what is expected."""

import json
import math
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, TypeVar

import msgspec
from msgspec import inspect

from dlschool.domain import json_words
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_

Value = TypeVar("Value")

MOST_BYTES = 50 * 2**20
"""A plan of a school's whole term has a twentieth of it."""
_WIDEST = 100
"""Digits of a whole number: no one is longer."""
_PATH = re.compile(r" - at (`key` in )?`\$\.?([^`]*)`$")
_MISSING = re.compile(r"missing required field `([^`]+)`")
_UNKNOWN = re.compile(r"unknown field `([^`]+)`")
_ANY = "..."
"""Where a place says «some key of this object»."""
_HALVES = re.compile(r"\\u[dD][89a-fA-F]")
_PARTS = re.compile(r"\.\.\.|[^.\[\]]+")


class Number(Decimal):
    """A number of a file, exactly as it is written."""


class _NoNumber(ValueError):
    """Raised by the reading of one value; the place is known above."""


def decode(content: bytes, kind: type[Value]) -> Value:
    """The file as a value of `kind`; fields of the type `Number` keep every digit.

    Refused: too large, empty, not UTF-8, not JSON (with line and column), a key twice in an object, a
    key that lacks or is unknown, a value of another kind (with the place, what was found, what belongs
    there).
    """
    data = _data(_text(content))
    try:
        return msgspec.convert(data, kind, dec_hook=_number)
    except (msgspec.ValidationError, RecursionError) as error:
        raise _refusal(str(error), data, inspect.type_info(kind)) from error


def _text(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise Refused(N_("The file is too large: at most {most} MB."), most=MOST_BYTES // 2**20)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(N_("The file is not in UTF-8: save it as UTF-8.")) from error
    if not text.strip():
        raise Refused(N_("The file is empty."))
    return text


def _data(text: str) -> Any:
    if _HALVES.search(text) and not _whole_signs(text):
        raise Refused(N_("The file has halves of signs (\\uD800 …): write the letters themselves."))
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_whole,
            parse_float=_decimal,
            parse_constant=_no_constant,
        )
    except json.JSONDecodeError as error:
        raise _not_json(text, error) from error
    except RecursionError as error:
        raise Refused(N_("The file's lists lie too deep within each other.")) from error


def _whole_signs(text: str) -> bool:
    """Whether every «\\uD83D» stands beside its other half: alone it is no letter."""
    try:
        json.dumps(json.loads(text), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    except (ValueError, RecursionError):
        return True
    return True


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise Refused(N_("The key {what} stands twice in one JSON object."), what=key)
        found[key] = value
    return found


def _whole(written: str) -> int | Decimal:
    """As it is; one of thousands of digits is no whole number of ours."""
    return int(written) if len(written) <= _WIDEST else Decimal(written)


def _decimal(written: str) -> int | Decimal:
    """«7.0» is a whole number too."""
    try:
        value = Decimal(written)
    except ArithmeticError:
        return Decimal("nan")
    whole = value.is_finite() and abs(value) < 10**15 and value == int(value)
    return int(value) if whole else value


def _no_constant(written: str) -> Any:
    raise Refused(N_("The file is not JSON: {found} is no number."), found=written)


def _not_json(text: str, error: json.JSONDecodeError) -> Refused:
    found = text[error.pos :].split("\n", 1)[0].strip()
    if not text[error.pos :].strip():
        return Refused(N_("The file is not JSON: it breaks off in line {line}."), line=error.lineno)
    return Refused(
        N_("The file is not JSON: line {line}, sign {column}: “{found}” does not belong here."),
        line=error.lineno,
        column=error.colno,
        found=json_words.cut(found or "↵"),
    )


def _number(kind: type, found: Any) -> Any:
    """A number, or one in quotes that is written plainly: «3.9»."""
    plain = isinstance(found, str) and re.fullmatch(r"-?[0-9]{1,30}(\.[0-9]{1,30})?", found)
    if kind is not Number or not (plain or _is_number(found)):
        raise _NoNumber
    return Number(found)


def _is_number(found: Any) -> bool:
    if isinstance(found, bool) or not isinstance(found, (int, Decimal)):
        return False
    return isinstance(found, int) or math.isfinite(found)


def _refusal(error: str, data: Any, kind: inspect.Type) -> Refused:
    match = _PATH.search(error)
    where = match.group(2) if match else ""
    parts = _PARTS.findall(where)
    place: str | Text = where or json_words.WHOLE
    if missing := _MISSING.search(error):
        return Refused(N_("{where}: the key {what} is missing."), where=place, what=missing[1])
    asked = _inner(kind, parts)
    unknown = _UNKNOWN.search(error)
    if unknown or (match and match.group(1)):
        known = json_words.keys(asked)
        strange = [key for key in _value(data, parts) or () if key not in known]
        return Refused(
            N_("{where}: the key {what} is unknown. Known: {known}."),
            where=place,
            what=json_words.cut(unknown[1] if unknown else ", ".join(strange)),
            known=", ".join(known),
        )
    return Refused(
        N_("{where}: {found} stands there; it must be {expected}."),
        where=place,
        found=json_words.shown(_value(data, parts)),
        expected=json_words.expected(asked),
    )


def _value(data: Any, parts: Iterable[str]) -> Any:
    """What stands in the file at the place; of any key of an object, all that it holds."""
    for part in parts:
        if part == _ANY:
            return ", ".join(f"{key}: {value}" for key, value in data.items())
        if isinstance(data, list):
            data = data[int(part)]
        elif isinstance(data, dict):
            data = data.get(part)
    return data


def _inner(kind: inspect.Type, parts: Iterable[str]) -> inspect.Type:
    """What the file's shape asks at the place."""
    for part in parts:
        kind = _step(kind, part)
    return kind


def _step(kind: inspect.Type, part: str) -> inspect.Type:
    kinds = kind.types if isinstance(kind, inspect.UnionType) else (kind,)
    for each in kinds:
        if isinstance(each, inspect.ListType):
            return each.item_type
        if isinstance(each, inspect.DictType):
            return each.value_type
        if isinstance(each, inspect.StructType):
            return next((f.type for f in each.fields if f.encode_name == part), kind)
    return kind
