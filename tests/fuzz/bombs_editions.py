"""Edition files that make a reader work for ever, and names that are no files."""

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from dlschool.law import edition
from dlschool.paths import program_file

EDITION = "order-137-97-2022.toml"
MILLION = 1_000_000


def bombs(folder: Path) -> Iterator[tuple[str, Callable[[], Callable[[], object]]]]:
    for number, (name, made) in enumerate(FILES.items()):
        path = folder / str(number) / "own.toml"
        yield name, partial(_reading, made, path)


def _reading(made: Callable[[Path], object], path: Path) -> Callable[[], object]:
    path.parent.mkdir()
    made(path)
    return partial(edition.editions, path.parent)


def sound() -> str:
    text = program_file("resources", "law", EDITION).read_text("utf-8")
    return text.replace('key = "order-137-97-2022"', 'key = "own-1"', 1)


def _text(text: Callable[[], str]) -> Callable[[Path], object]:
    return lambda path: path.write_text(text(), "utf-8")


FILES: dict[str, Callable[[Path], object]] = {
    "lists within lists": _text(lambda: "a = " + "[" * MILLION),
    "tables within tables": _text(lambda: "a = " + "{a = " * 100_000),
    "a key of a million parts": _text(lambda: ".".join("a" * MILLION) + " = 1"),
    "headings of thousands of parts": _text(
        lambda: "".join(f"[{'.'.join('a' * n)}]\n" for n in range(1, 3_000))
    ),
    "a heading of spaces": _text(lambda: sound() + "\n[" + " " * 60_000 + "a]\nb = 1\n"),
    "a line of spaces": _text(lambda: sound() + "\n" + " " * MILLION + "\nb = 1\n"),
    "a number of a million digits": _text(lambda: sound() + "\nb = " + "9" * MILLION),
    "100,000 points": _text(
        lambda: sound() + "".join(f"\n[[points]]\nkey = 'annex-2:{n}'" for n in range(100_000))
    ),
    "8 MB of remarks": _text(lambda: sound() + "#" * (8 * MILLION)),
    "a file without an end": lambda path: path.symlink_to("/dev/zero"),
    "a pipe that nobody writes into": os.mkfifo,
    "a name that leads nowhere": lambda path: path.symlink_to(path.parent / "none.toml"),
    "a name that leads to itself": lambda path: path.symlink_to(path),
    "a folder": Path.mkdir,
}
