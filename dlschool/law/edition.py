"""Editions of the law: read strictly from TOML, chosen by what they replace and what is known."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

import msgspec

from dlschool import paths
from dlschool.domain.case import Ground
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.law import kept
from dlschool.law.lines import key_at, line_of, line_with
from dlschool.law.points import is_key
from dlschool.law.shape import Edition, Strict
from dlschool.law.source import TOO_MUCH, text_of, with_size

_UNKNOWN_KEY = re.compile(r"unknown field `([^`]+)`")
_MISSING_KEY = re.compile(r"missing required field `([^`]+)`")
_TOML_LINE = re.compile(r"at line (\d+)")
_TWICE = re.compile(r"Cannot (overwrite|declare|mutate)")
_PATH = re.compile(r" - at `([^`]+)`$")


def read(path: Path) -> Edition:
    """One edition file; anything wrong in it is `Refused` with file, line and key."""
    source = text_of(path)
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise _no_toml(path.name, source, error) from error
    except (ValueError, RecursionError) as error:
        raise Refused(TOO_MUCH, file=path.name) from error
    try:
        edition = msgspec.convert(data, Edition)
    except (msgspec.ValidationError, ValueError) as error:
        raise _refusal(path.name, source, str(error)) from error
    _check(path.name, source, edition)
    return edition


@cache
def _shipped() -> dict[str, Edition]:
    folder = paths.program_file("resources", "law")
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise Refused(
            N_(
                "A file of the program is missing or damaged: {file}. Install the program again; "
                "the school's data stay as they are."
            ),
            file=folder,
        )
    found = kept.load(files)
    if found is None:
        found = [read(path) for path in files]
        kept.save(files, found)
    return {edition.key: edition for edition in found}


def editions(delivered: Path | None = None) -> dict[str, Edition]:
    """All editions by key: those of the program and those in the school's folder `delivered`."""
    found = dict(_shipped())
    if delivered is not None and delivered.is_dir():
        for path in sorted(delivered.glob("*.toml")):
            edition = _delivered(path, *with_size(path))
            if edition.key in found:
                raise Refused(
                    N_(
                        "The edition file {file} repeats the key {key}. Remove the file or its key."
                    ),
                    file=path.name,
                    key=edition.key,
                )
            found[edition.key] = edition
    return found


@lru_cache(maxsize=64)
def _delivered(path: Path, _changed: int, _size: int) -> Edition:
    """A delivered file is read again only when it has changed."""
    return read(path)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the school decided: editions switched on, dates that it set, its default."""

    switched_on: frozenset[str] = frozenset()
    dates: Mapping[str, date] = field(default_factory=dict)
    default: str = ""


def in_force_from(edition: Edition, choice: Choice) -> date | None:
    """The known date, else the school's own, else None."""
    return edition.in_force.date or choice.dates.get(edition.key)


def usable(edition: Edition, choice: Choice) -> bool:
    """Whether a case may be opened under it: held in full, and confirmed or switched on."""
    return not edition.partial and (edition.confirmed or edition.key in choice.switched_on)


def default_edition(known: Mapping[str, Edition], choice: Choice, today: date) -> Edition:
    """The edition for new cases: the school's choice, else the newest usable one of the chain.

    Overlap is judged among known dates only: an edition that is known to begin later than `today`
    is not taken; one whose date is unknown stands where `replaces` puts it.
    """
    if choice.default in known and usable(known[choice.default], choice):
        return known[choice.default]
    candidates = [e for e in known.values() if usable(e, choice) and _begun(e, choice, today)]
    replaced = {key for e in candidates for key in _replaced_by(e, known)}
    newest = [e for e in candidates if e.key not in replaced]
    if not newest:
        raise Refused(N_("No edition of the law can be used for new cases."))
    return max(newest, key=lambda e: (in_force_from(e, choice) or date.min, e.key))


def _begun(edition: Edition, choice: Choice, today: date) -> bool:
    start = in_force_from(edition, choice)
    return start is None or start <= today


def _replaced_by(edition: Edition, known: Mapping[str, Edition]) -> Iterator[str]:
    seen: set[str] = set()
    key = edition.replaces
    while key is not None and key not in seen:
        seen.add(key)
        yield key
        key = known[key].replaces if key in known else None


def later_edition(known: Mapping[str, Edition], key: str) -> Edition | None:
    """The last known edition of the chain that replaces `key`, confirmed or not; None = newest."""
    found = None
    for edition in known.values():
        if key in _replaced_by(edition, known) and (
            found is None or found.key in _replaced_by(edition, known)
        ):
            found = edition
    return found


def references(edition: Edition) -> Iterator[tuple[str, str]]:
    """Every use of a point: (point key, place in the edition such as "grounds.family.papers")."""
    for name in edition.__struct_fields__:
        if name != "points":
            yield from _references(getattr(edition, name), name)


def _references(value: object, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Strict):
        for name in value.__struct_fields__:
            inner = getattr(value, name)
            if name == "points" and isinstance(inner, tuple):
                yield from ((key, place) for key in inner if isinstance(key, str))
            else:
                yield from _references(inner, f"{place}.{name}")
    elif isinstance(value, tuple):
        for item in value:
            yield from _references(item, place)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _references(item, f"{place}.{key}")


def _check(file: str, source: str, edition: Edition) -> None:
    """What the shape alone cannot say: points and papers that are named must be listed, once."""
    for place, message, key in _listed_badly(edition):
        raise Refused(message, file=file, line=line_of(source, f"{place}.key"), key=key)
    for place, message in _uncited(edition):
        raise Refused(message, file=file, line=line_of(source, place), key=place)
    listed = {point.key for point in edition.points}
    for place, message, key in _unknown(edition, listed):
        raise Refused(message, file=file, line=line_with(source, key), key=key, place=place)


def _listed_badly(edition: Edition) -> Iterator[tuple[str, str, str]]:
    """(place, message, key) of each point that is not listed as it should be."""
    if edition.replaces == edition.key:
        yield "replaces", N_("{file}, line {line}: {key} cannot replace itself."), edition.key
    seen: set[str] = set()
    for index, point in enumerate(edition.points):
        place = f"points[{index}]"
        if not is_key(point.key):
            yield place, N_("{file}, line {line}: {key} is not the key of a point."), point.key
        if point.key in seen:
            yield place, N_("{file}, line {line}: point {key} is listed twice."), point.key
        seen.add(point.key)
        if point.kind == "not-for-schools" and point.reason is None:
            yield (
                place,
                N_("{file}, line {line}: point {key} is not for schools but gives no reason."),
                point.key,
            )


def _uncited(edition: Edition) -> Iterator[tuple[str, str]]:
    """(place, message) of each statement that neither cites a point nor says that it is practice."""
    for place, table in _statements(edition, ""):
        points, basis = getattr(table, "points", ()), getattr(table, "basis", None)
        if basis == "law" and not points:
            yield place, N_("{file}, line {line}: {key} cites no point and is not called practice.")
        if basis == "practice" and points:
            yield place, N_("{file}, line {line}: {key} is called practice, yet cites a point.")


def _statements(value: object, place: str) -> Iterator[tuple[str, Strict]]:
    """Each table of the edition that says what it rests on, with its path in the file."""
    if isinstance(value, Strict):
        if "basis" in value.__struct_fields__:
            yield place, value
        for name in value.__struct_fields__:
            yield from _statements(getattr(value, name), f"{place}.{name}" if place else name)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _statements(item, f"{place}[{index}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _statements(item, f"{place}.{key}")


def _unknown(edition: Edition, listed: set[str]) -> Iterator[tuple[str, str, str]]:
    """(place, message, key) of each point and paper that is named but not listed."""
    for key, place in references(edition):
        if key not in listed:
            yield place, N_("{file}, line {line}: {place} names the unknown point {key}."), key
    yield from _unknown_papers(edition)


def _unknown_papers(edition: Edition) -> Iterator[tuple[str, str, str]]:
    named = {paper.kind for paper in edition.papers}
    message = N_("{file}, line {line}: {place} names the unknown paper {key}.")
    for ground in Ground:
        rule = edition.grounds.rule(ground)
        for paper in rule.papers if rule else ():
            if paper.kind not in named:
                yield f"grounds.{ground}.papers", message, paper.kind


def _no_toml(file: str, source: str, error: tomllib.TOMLDecodeError) -> Refused:
    """A file that TOML itself refuses; of a key that stands twice the key is told too."""
    found = _TOML_LINE.search(str(error))
    line = int(found.group(1)) if found else 1
    if key := _TWICE.match(str(error)) and key_at(source, line):
        message = N_("{file}, line {line}: the key {key} stands twice.")
        return Refused(message, file=file, line=line, key=key)
    return Refused(N_("The edition file {file} cannot be read: {reason}"), file=file, reason=error)


def _refusal(file: str, source: str, error: str) -> Refused:
    """msgspec's complaint as file, line and key."""
    where = _PATH.search(error)
    path = where.group(1).removeprefix("$.").removeprefix("$") if where else ""
    line = line_of(source, path)
    if unknown := _UNKNOWN_KEY.search(error):
        key = ".".join(filter(None, [path, unknown.group(1)]))
        line = line_of(source, key, line)
        return Refused(
            N_("{file}, line {line}: the key {key} is unknown."), file=file, line=line, key=key
        )
    if missing := _MISSING_KEY.search(error):
        key = ".".join(filter(None, [path, missing.group(1)]))
        if missing.group(1) in {"kk", "ru"}:
            return Refused(
                N_("{file}, line {line}: {key}: the text lacks this language."),
                file=file, line=line, key=key,
            )  # fmt: skip
        return Refused(
            N_("{file}, line {line}: the key {key} is missing."), file=file, line=line, key=key
        )
    return Refused(
        N_("{file}, line {line}: the key {key} has a value that is not allowed."),
        file=file,
        line=line,
        key=path or "?",
    )
