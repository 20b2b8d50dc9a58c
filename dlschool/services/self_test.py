"""The program tests itself: checks one after the other, each by name, none holds the next one up.

What a check is given is an empty folder of its own; the user's data and settings are never looked at.
"""

import shutil
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path

import msgspec

from dlschool import paths
from dlschool.errors import Refused
from dlschool.i18n import N_

DAY = datetime.fromisoformat("2026-11-21T10:00")
"""The day on which all checks live: what a whole program can do depends on no computer's clock."""
EXPECTED = ("resources", "self_test.toml")
PARTS = (
    "dlschool.services.self_test_files",
    "dlschool.services.self_test_code",
    "dlschool.services.self_test_libraries",
    "dlschool.services.self_test_school",
    "dlschool.services.self_test_forms",
)
"""Modules with `checks()`, imported one by one: one that cannot be imported is a failed check."""

WHOLE = N_("The program is whole.")
BROKEN = N_(
    "The program was installed incompletely: {what}. Install it again; the school's data are not "
    "touched."
)
UNLOADABLE = N_("a part of the program cannot be loaded: {part}")
CRASHED = N_("the program stopped at once in this check")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a whole program can do. `run` gets an empty folder; it raises what is wrong."""

    name: str
    """A message: what is looked at."""
    run: Callable[[Path], object]
    about: str = ""
    """What stands for {what} in the name."""

    def words(self) -> Refused:
        return Refused(self.name, what=self.about)


@dataclass(frozen=True, slots=True)
class Result:
    """How a check ended."""

    check: Refused
    """Its name, in either language."""
    seconds: float
    trouble: Refused | None = None
    """What is wrong, in words; None: nothing."""
    reason: str = ""
    """The technical reason, one line."""

    @property
    def good(self) -> bool:
        return self.trouble is None


class Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`resources/self_test.toml`: what a whole program has, made and watched by a test."""

    files: dict[str, str]
    """Name below `resources` and the beginning of its SHA-256."""
    forms: tuple[str, ...]
    forms_modules: tuple[str, ...]
    editions: tuple[str, ...]
    readiness: tuple[str, ...]
    calendars: tuple[str, ...]
    grading: tuple[str, ...]
    subjects: tuple[str, ...]
    screens: tuple[str, ...]
    """Modules of the window that are imported by their names in a table."""
    messages: int
    """Of the interface, in each language, at least."""
    modules: int
    """Of the program without the hub, at least."""


def expected() -> Expected:
    """Refused: the list is missing or damaged."""
    path = paths.program_file(*EXPECTED)
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Expected)
    except (OSError, msgspec.MsgspecError, ValueError) as error:
        raise damaged(path) from error


def damaged(path: object) -> Refused:
    return Refused(N_("a file is missing or damaged: {file}"), file=path)


def refuse_other(what: str, wanted: Iterable[str], found: Iterable[str]) -> None:
    """Refused, by name: something that should be there is not. More than that is no fault."""
    gone = sorted(set(wanted) - set(found))
    if gone:
        raise Refused(N_("missing ({kind}): {names}"), kind=what, names=", ".join(gone))


def run(
    parts: Sequence[str] = PARTS, tell: Callable[[Result], object] = lambda _: None
) -> Iterator[Result]:
    """Every check of the parts, as each ends; `tell` is called before each with how it would stand if
    the program stopped at once in it.
    """
    for part in parts:
        for check in _checks(part):
            tell(Result(check.words(), 0.0, Refused(CRASHED), "stopped"))
            yield _result(check)


def _checks(part: str) -> list[Check]:
    """A library that cannot be loaded may end in whatever it likes."""
    try:
        checks: list[Check] = import_module(part).checks()
    except BaseException as error:
        failed = partial(_raise, Refused(UNLOADABLE, part=_missing(error) or part), error)
        return [Check(N_("The part {what} loads"), failed, part)]
    return checks


def _missing(error: BaseException) -> str:
    return (error.name or "") if isinstance(error, ImportError) else ""


def _raise(refused: Refused, error: BaseException, _folder: Path) -> None:
    raise refused from error


def _result(check: Check) -> Result:
    start = time.perf_counter()
    trouble, reason = None, ""
    folder = None
    try:
        folder = Path(tempfile.mkdtemp(prefix="dlschool-сынақ-"))
        check.run(folder)
    except Refused as refused:
        trouble, reason = refused, line_of(refused.__cause__) if refused.__cause__ else ""
    except (Exception, SystemExit) as error:
        trouble, reason = _said(error), line_of(error)
    finally:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
    return Result(check.words(), time.perf_counter() - start, trouble, reason)


def _said(error: BaseException) -> Refused:
    if isinstance(error, ImportError):
        return Refused(UNLOADABLE, part=_missing(error) or error)
    if isinstance(error, OSError) and error.filename:
        return damaged(error.filename)
    return Refused(N_("something that it needs does not work"))


def line_of(error: BaseException) -> str:
    """Kind, words and place of a fault, in one line."""
    said = "".join(traceback.format_exception_only(error)).strip()
    frames = traceback.extract_tb(error.__traceback__)
    at = f" [{Path(frames[-1].filename).name}:{frames[-1].lineno}]" if frames else ""
    return " ".join(said.split()) + at


def sentence(results: Sequence[Result]) -> Refused:
    """The last line, for a person: whole, or what is wrong first of all."""
    bad = [each for each in results if not each.good]
    if not bad:
        return Refused(WHOLE)
    first = Refused(N_("{trouble} (check: “{check}”)"), check=bad[0].check, trouble=bad[0].trouble)
    return Refused(BROKEN, what=first)


def lines(results: Iterable[Result], language: str) -> Iterator[str]:
    """One line a check, with its time; what is wrong under it, the technical reason under that."""
    for each in results:
        sign = "+" if each.good else "-"
        yield f"{sign} {each.check.text(language)} ({each.seconds:.2f} s)"
        if each.trouble is not None:
            yield f"    {each.trouble.text(language)}"
        if each.reason:
            yield f"    {each.reason}"
