"""Tiny programs that update each other: a few files, a shell script in the place of the program."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from nacl.signing import SigningKey

from dlschool.errors import Refused
from dlschool.store import migrations
from dlschool.update import file, start
from dlschool.update.manifest import Manifest
from dlschool.update.place import Place
from dlschool.update.start import PROGRAMS, Start

PRIVATE = bytes(range(32))
PUBLIC = SigningKey(PRIVATE).verify_key.encode()
TRUSTED = (PUBLIC,)
OLD, NEW = "0.1.0", "0.2.0"
SYSTEM = "linux-x86_64"
NEWS = {"kk": "Жаңасы: журнал тезірек ашылады.", "ru": "Новое: журнал открывается быстрее."}
SCRIPT = """#!/bin/sh
if [ "$1" = --self-test ]; then
  [ -f "$(dirname "$0")/broken" ] && echo "Шрифт табылмады." > "$3" && exit 1
  echo "ok" > "$3"
  exit 0
fi
if [ "$1" = update ]; then
  echo '{"steps": STEPS}'
  exit 0
fi
echo "VERSION $*"
"""


def tree(folder: Path, version: str, steps: Sequence[str] = (), *, broken: bool = False) -> Path:
    """A whole program of a few files, two folders deep, with a link and an empty file."""
    (folder / "_internal" / "i18n").mkdir(parents=True)
    script = SCRIPT.replace("VERSION", version)
    script = script.replace("STEPS", json.dumps(list(steps or migrations.known())))
    (folder / "dlschool").write_text(script)
    (folder / "dlschool").chmod(0o755)
    (folder / "_internal" / "libqt.so.6").write_bytes(version.encode() * 3000)
    (folder / "_internal" / "libqt.so").symlink_to("libqt.so.6")
    (folder / "_internal" / "i18n" / "қазақша.mo").write_bytes(b"")
    if broken:
        (folder / "broken").touch()
    return folder


def about(version: str = NEW, steps: Sequence[str] | None = None, system: str = SYSTEM) -> Manifest:
    known = tuple(migrations.known() if steps is None else steps)
    return Manifest(version=version, system=system, steps=known, made=date(2026, 11, 21), news=NEWS)


def packed(
    folder: Path,
    said: Manifest | None = None,
    private: bytes = PRIVATE,
    *,
    broken: bool = False,
) -> Path:
    """A signed update in `folder`."""
    said = said or about()
    built = tree(folder / f"built-{said.version}", said.version, said.steps, broken=broken)
    target = folder / f"dlschool-{said.version}-linux.dlu"
    file.write(built, said, private, target)
    return target


def installed(root: Path, version: str = OLD, settled: Start | None = None) -> Place:
    """A program folder as a setup leaves it."""
    tree(root / PROGRAMS / version, version)
    start.write(root, settled or Start(version))
    return Place(root, version, root, system=SYSTEM)


def everything(root: Path) -> dict[str, bytes]:
    """Each file below a folder with its bytes, each link with where it points."""
    return {
        path.relative_to(root).as_posix(): (
            b"-> " + str(path.readlink()).encode() if path.is_symlink() else path.read_bytes()
        )
        for path in sorted(root.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


@contextmanager
def refusing(part: str) -> Iterator[None]:
    """What is done inside is refused with a sentence that has this part, whatever the language."""
    with pytest.raises(Refused) as found:
        yield
    assert part in found.value.message
    assert found.value.text("kk")
