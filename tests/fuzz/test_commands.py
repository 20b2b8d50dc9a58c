"""What may be typed on the command line: any word in any place."""

import io
from pathlib import Path
from typing import Any

import click
import pytest
from fuzz.judging import note, tries
from fuzz.mutations import EVIL_TEXTS
from hypothesis import given
from hypothesis import strategies as st

from dlschool.cli.main import dlschool, run

TYPED = tuple(text for text in EVIL_TEXTS if not {"\0", "\ud800"} & set(text))
"""No system hands a zero sign or such half letters to a program."""
WORDS = (
    *TYPED,
    "-",
    "--",
    "1",
    "kk",
    "/dev/null",
    "/dev",
    ".",
    "x.xlsx",
    "--json",
    "-h",
    "\udcff",
)
WRITING = {"demo", "found", "adopt", "sample"}


def commands(group: Any, before: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Any]]:
    """Every command with the words that lead to it."""
    found = []
    for name, command in group.commands.items():
        inner = isinstance(command, click.Group)
        found += commands(command, (*before, name)) if inner else [((*before, name), command)]
    return found


COMMANDS = [pair for pair in commands(dlschool) if not WRITING & set(pair[0])]


@st.composite
def lines(draw: st.DrawFn) -> list[str]:
    words, command = draw(st.sampled_from(COMMANDS))
    typed = list(words)
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            if draw(st.booleans()):
                typed.append(parameter.opts[0])
                typed += [] if parameter.is_flag else [draw(st.sampled_from(WORDS))]
        else:
            typed.append(draw(st.sampled_from(WORDS)))
    place = draw(st.integers(0, len(typed)))
    return typed[:place] + draw(st.lists(st.sampled_from(WORDS), max_size=1)) + typed[place:]


@tries(60)
@given(typed=lines(), folder=st.sampled_from(("none", "/dev/null", *TYPED)))
def test_any_command_line_is_obeyed_refused_or_called_wrong(
    tmp_path_factory: pytest.TempPathFactory, typed: list[str], folder: str
) -> None:
    place = tmp_path_factory.getbasetemp() / "commands"
    place.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        patch.setattr("sys.stdin", io.StringIO())
        patch.setenv("DLSCHOOL_PASSPHRASE", "Боран-1234")
        code = run(["--data-dir", folder, *typed])
    endings = {0: "obeyed", 1: "refused", 2: "called wrong", 130: "called off"}
    note("command line", endings[code])
    assert Path(place).is_dir()


@pytest.mark.parametrize("folder", ["a" * 300, "a" * 20_000, "\udcff", "/dev/null", "con/.."])
def test_a_folder_that_cannot_be_is_refused(
    folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--data-dir", folder, "check"]) in (1, 2)
    assert capsys.readouterr().err
