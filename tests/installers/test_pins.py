"""What goes into the Windows program is named to the byte, and nothing that differs is taken."""

import hashlib
import io
import re
import zipfile
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from installer.windows import pin, runtime, wheels

LINES = wheels.LIST.read_text("utf-8").splitlines()
PINNED = dict(
    (canonicalize_name(name), version)
    for name, version in (line.removesuffix(" \\").split("==") for line in LINES if "==" in line)
)


def test_every_library_has_the_version_that_the_checks_were_run_with() -> None:
    known = pin.constraints()
    assert {name: known.get(name) for name in PINNED} == PINNED


def test_every_library_is_named_with_its_sum() -> None:
    sums = [line.strip() for line in LINES if "--hash" in line]
    assert len(sums) == len(PINNED) > 20
    assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", one) for one in sums)


def test_the_libraries_are_those_that_the_program_asks_for_and_what_they_ask_for_on_windows() -> (
    None
):
    asked, waiting = set[str](), pin.of_the_program()
    while waiting:
        one = waiting.pop()
        name = str(canonicalize_name(one.name))
        if name not in asked:
            asked.add(name)
            waiting += pin.asked(_asked_by(name), one.extras)
        else:
            more = pin.asked(_asked_by(name), one.extras)
            waiting += [each for each in more if canonicalize_name(each.name) not in asked]
    assert asked == set(PINNED)


def _asked_by(name: str) -> list[str]:
    """What an installed library says; one for Windows alone is not installed here."""
    try:
        return requires(name) or []
    except PackageNotFoundError:
        return []


def test_a_library_for_windows_alone_is_asked_for() -> None:
    named = pin.asked(['colorama; platform_system == "Windows"', 'uvloop; sys_platform != "win32"'])
    assert [one.name for one in named] == ["colorama"]


def _archive(folder: Path, machine: bytes = b"\x64\x86", *names: str) -> tuple[Path, str]:
    """Looks like an embeddable runtime; its path and its sum."""
    program = b"MZ".ljust(0x3C, b"\0") + (0x40).to_bytes(4, "little") + b"PE\0\0" + machine
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for name in names or ("python.exe", "pythonw.exe", "python313.dll", "python313.zip"):
            packed.writestr(name, program)
    path = folder / "python-3.13.9-embed-amd64.zip"
    path.write_bytes(content.getvalue())
    return path, hashlib.sha256(content.getvalue()).hexdigest()


def test_a_release_takes_the_archive_whose_published_sum_is_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, digest = _archive(tmp_path)
    monkeypatch.setenv("RUNTIME", str(path))
    monkeypatch.setenv("RUNTIME_SHA256", digest.upper())
    found = runtime.found()
    assert found.for_release
    assert set(found.files) == {"python.exe", "pythonw.exe", "python313.dll", "python313.zip"}


@pytest.mark.parametrize("digest", ["", "0" * 64])
def test_an_archive_without_its_published_sum_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, digest: str
) -> None:
    monkeypatch.setenv("RUNTIME", str(_archive(tmp_path)[0]))
    monkeypatch.setenv("RUNTIME_SHA256", digest)
    with pytest.raises(runtime.Refused, match="sum"):
        runtime.found()


@pytest.mark.parametrize(
    ("machine", "names", "said"),
    [
        (b"\x4c\x01", (), "32 bit"),
        (b"\x64\x86", ("python.exe", "pythonw.exe", "python312.dll", "python312.zip"), "3.13"),
    ],
)
def test_an_archive_of_another_python_is_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    machine: bytes,
    names: tuple[str, ...],
    said: str,
) -> None:
    path, digest = _archive(tmp_path, machine, *names)
    monkeypatch.setenv("RUNTIME", str(path))
    monkeypatch.setenv("RUNTIME_SHA256", digest)
    with pytest.raises(runtime.Refused, match=said):
        runtime.found()


def test_a_file_that_is_no_archive_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "python.zip"
    path.write_bytes(b"<html>Not found</html>")
    monkeypatch.setenv("RUNTIME", str(path))
    monkeypatch.setenv("RUNTIME_SHA256", hashlib.sha256(path.read_bytes()).hexdigest())
    with pytest.raises(runtime.Refused, match="no archive"):
        runtime.found()
