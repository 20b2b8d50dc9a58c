"""`dlschool --self-test [--report FILE] [--language kk|ru]`: is this program whole?

Exit code 0 or 1; one line a check, the last line is one sentence for a person. Without a console (pythonw)
only the report speaks. While a check runs, the report says that it did not end: a process that is stopped
by it leaves the name behind.
"""

import contextlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

from dlschool import __version__, i18n, settings
from dlschool.cli.streams import speak_kazakh
from dlschool.errors import Refused, reason
from dlschool.i18n import N_
from dlschool.paths import small_file
from dlschool.services import self_test
from dlschool.services.self_test import Check, Result

OPTION = "--self-test"
PARTS = (*self_test.PARTS, "dlschool.cli.self_test", "dlschool.gui.self_test")
PLACES = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
FOLDERS = ("WIN_PD_OVERRIDE_LOCAL_APPDATA", "WIN_PD_OVERRIDE_APPDATA")
"""Where a person's settings and caches lie on Windows, as platformdirs is told to take another place."""
ROOM = 32 * 2**20
"""Bytes of temporary files that the checks may take, generously."""
NOWHERE = N_(
    "The program could not test itself: it may write temporary files nowhere on this computer. Free "
    "some room on the disk and try again."
)
NO_ROOM = N_(
    "The program could not test itself: {need} MB have to be free in {folder}, the folder of temporary "
    "files. Free some room and try again."
)
UNWRITTEN = N_("{sentence} The report {file} could not be written: {reason}.")
_VALUES = ("--report", "--language", "--data-dir")


def wanted(arguments: Sequence[str]) -> bool:
    """Whether the self test is asked for: its option, and no command before it."""
    return OPTION in arguments and all(
        each.startswith("-") or before in _VALUES
        for before, each in zip(("", *arguments), arguments, strict=False)
    )


def checks() -> list[Check]:
    return [Check(N_("All commands load"), _commands)]


def _commands(_folder: Path) -> None:
    import_module("dlschool.cli.main")
    import_module("dlschool.demo")


def main(arguments: Sequence[str]) -> int:
    """0: whole; 1: not; 2: wrong use."""
    speak_kazakh()
    asked = _asked(arguments)
    language = asked.get("--language") or _language()
    if language not in i18n.LANGUAGES or not asked.get("--report", "-"):
        _print("dlschool --self-test [--report FILE] [--language kk|ru]")
        return 2
    i18n.set_language(language)
    report = Path(asked["--report"]).absolute() if "--report" in asked else None
    if cannot := _cannot_begin():
        _write(report, f"{_head()}\n{cannot.text(language)}\n")
        _print(cannot.text(language))
        return 1
    with _apart():
        results = _run(report, language)
    said = self_test.sentence(results)
    wrong = _write(report, _text(results, language))
    if wrong is not None:
        said = Refused(UNWRITTEN, sentence=said, file=report, reason=reason(wrong))
    _print(said.text(language))
    return 0 if wrong is None and all(each.good for each in results) else 1


def _cannot_begin() -> Refused | None:
    """What is no fault of the program's files: there is nowhere to try them out."""
    try:
        folder = tempfile.gettempdir()
        free = shutil.disk_usage(folder).free
    except OSError:
        return Refused(NOWHERE)
    return Refused(NO_ROOM, folder=folder, need=ROOM // 2**20) if free < ROOM else None


def _asked(arguments: Sequence[str]) -> dict[str, str]:
    """`--name value` and `--name=value`."""
    found: dict[str, str] = {}
    rest = iter(arguments)
    for argument in rest:
        name, equals, value = argument.partition("=")
        if name in _VALUES:
            found[name] = value if equals else next(rest, "")
    return found


def _language() -> str:
    """As the settings say; they are read and not touched, whatever stands in them."""
    with contextlib.suppress(OSError, ValueError, AttributeError, RecursionError):
        known = json.loads(small_file(settings.settings_file())).get("language")
        return known if known in i18n.LANGUAGES else i18n.LANGUAGES[0]
    return i18n.LANGUAGES[0]


@contextlib.contextmanager
def _apart() -> Iterator[None]:
    """A person's settings, data and caches are out of reach; a broken check can spoil none of them."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="dlschool-", ignore_cleanup_errors=True) as folder:
        os.environ.update(dict.fromkeys((*PLACES, *FOLDERS), folder))
        os.environ.pop("DLSCHOOL_PASSPHRASE", None)
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)


def _run(report: Path | None, language: str) -> list[Result]:
    _print(_head())
    results: list[Result] = []

    def stopped(result: Result) -> None:
        _write(report, _text([*results, result], language))

    for result in self_test.run(PARTS, stopped):
        results.append(result)
        _print("\n".join(self_test.lines([result], language)))
    return results


def _head() -> str:
    python = sys.version.split()[0]
    place = Path(sys.executable).parent
    return f"dlschool {__version__}, Python {python}, {sys.platform}, {place}"


def _text(results: Sequence[Result], language: str) -> str:
    last = self_test.sentence(results).text(language)
    return "\n".join([_head(), *self_test.lines(results, language), last, ""])


def _write(report: Path | None, text: str) -> OSError | None:
    """Why the report could not be written; without one there is nothing to write."""
    if report is None:
        return None
    try:
        report.write_text(text, "utf-8")
    except OSError as error:
        return error
    return None


def _print(text: str) -> None:
    """Nobody listens where there is no console."""
    if sys.stdout is not None:
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.write(text + "\n")
            sys.stdout.flush()
