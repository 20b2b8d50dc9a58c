"""Data files of the program as frozen values, read strictly: an unknown key is an error, with its line."""

import re
import tomllib
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from dlschool.errors import Refused, reason
from dlschool.i18n import N_
from dlschool.law.lines import line_of

Value = TypeVar("Value")

UNREADABLE = N_("The file {file} cannot be read: {reason}")
_MISSING = re.compile(r"missing required field `([^`]+)`")
NOT_UTF_8 = N_("it is not in UTF-8")
_LINE = re.compile(r"at line (\d+)")
_PATH = re.compile(r" - at `([^`]+)`$")


def read(path: Path, kind: type[Value]) -> Value:
    """The file as a value of `kind`. Refused: with file, line and key, whatever is wrong."""
    try:
        source = path.read_text("utf-8")
        data = tomllib.loads(source)
    except OSError as error:
        raise Refused(UNREADABLE, file=path.name, reason=reason(error)) from error
    except UnicodeDecodeError as error:
        raise Refused(UNREADABLE, file=path.name, reason=Refused(NOT_UTF_8)) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Refused(UNREADABLE, file=path.name, reason=_no_toml(error, source)) from error
    return convert(path.name, source, data, kind)


def _no_toml(error: Exception, source: str) -> Refused:
    """In which line TOML ends to be TOML; the last one where the file breaks off."""
    at = _LINE.search(str(error))
    line = int(at.group(1)) if at else len(source.splitlines()) or 1
    return Refused(N_("line {line} is not written as TOML is"), line=line)


def convert(file: str, source: str, data: dict[str, Any], kind: type[Value]) -> Value:
    """`data` of the text `source` as a value of `kind`. Refused as `read`."""
    try:
        found = msgspec.convert(data, kind)
    except (msgspec.ValidationError, ValueError) as error:
        raise _refusal(file, source, str(error)) from error
    for key in unknown(data, msgspec.to_builtins(found)):
        raise Refused(
            N_("{file}, line {line}: the key {key} is unknown."),
            file=file, line=line_of(source, key), key=key,
        )  # fmt: skip
    return found


def unknown(data: Any, known: Any, place: str = "") -> list[str]:
    """Keys of `data` that `known` does not have, as «terms[0].weeks»."""
    if isinstance(data, dict) and isinstance(known, dict):
        found = []
        for key, value in data.items():
            inner = f"{place}.{key}" if place else str(key)
            found += unknown(value, known[key], inner) if key in known else [inner]
        return found
    if isinstance(data, list) and isinstance(known, (list, tuple)):
        pairs = enumerate(zip(data, known, strict=True))
        return [key for at, pair in pairs for key in unknown(*pair, f"{place}[{at}]")]
    return []


def _refusal(file: str, source: str, error: str) -> Refused:
    where = _PATH.search(error)
    path = where.group(1).removeprefix("$.").removeprefix("$") if where else ""
    line = line_of(source, path)
    if missing := _MISSING.search(error):
        key = ".".join(filter(None, [path, missing.group(1)]))
        return Refused(
            N_("{file}, line {line}: the key {key} is missing."), file=file, line=line, key=key
        )
    return Refused(
        N_("{file}, line {line}: the key {key} has a value that is not allowed."),
        file=file, line=line, key=path or "?",
    )  # fmt: skip
