"""What `make windows` has built: whole, no larger than promised, and without anything of this machine."""

import hashlib
import subprocess
import zipfile
from pathlib import Path

import pytest

import dlschool
from dlschool.update import file as updates
from installer.common.place import DIST, QUICK, REPOSITORY
from installer.windows import launchers, runtime, tree

pytestmark = [pytest.mark.installers, pytest.mark.xdist_group("linux")]

MIB = 2**20
MOST_SETUP, MOST_INSTALLED, MOST_FILES = (60 if QUICK else 35) * MIB, 120 * MIB, 450
OF_PYTHON_3_13 = (3571).to_bytes(2, "little") + b"\r\n"
WITH_WINDOWS = (
    "advapi32 authz bcrypt bcryptprimitives comctl32 comdlg32 crypt32 d3d11 d3d12 d3d9 dnsapi dwmapi "
    "dwrite dxgi gdi32 icuuc imm32 iphlpapi kernel32 mpr msvcrt netapi32 ntdll ole32 oleaut32 propsys "
    "rpcrt4 secur32 setupapi shell32 shlwapi uiautomationcore user32 userenv uxtheme version winhttp "
    "winmm ws2_32 wtsapi32"
).split()
"""Libraries that every Windows 10 has from version 1809 on (icuuc came with 1703)."""


@pytest.fixture(scope="module")
def built() -> Path:
    assert tree.TREE.is_dir(), "nothing is built: make windows"
    return tree.TREE


@pytest.fixture(scope="module")
def setup_file() -> Path:
    path = DIST / f"dlschool-{dlschool.__version__}-setup.exe"
    assert path.exists(), "nothing is built: make windows"
    return path


def test_the_setup_and_the_program_are_as_small_as_promised(built: Path, setup_file: Path) -> None:
    files, size = tree.weighed(built)
    assert setup_file.stat().st_size <= MOST_SETUP
    assert size <= MOST_INSTALLED
    assert files <= MOST_FILES


def test_every_library_that_a_library_asks_for_is_there_or_belongs_to_windows(built: Path) -> None:
    binaries = [p for p in built.rglob("*") if p.suffix in {".exe", ".dll", ".pyd"}]
    binaries += [launchers.FOLDER / name for name in launchers.KINDS]
    there = {path.name.lower() for path in binaries}
    lacking = {
        (path.name, name)
        for path in binaries
        for name in _asked_by(path)
        if name not in there and not _of_windows(name)
    }
    assert len(binaries) > 60
    assert lacking == set()


def _asked_by(path: Path) -> list[str]:
    told = subprocess.run(
        ["x86_64-w64-mingw32-objdump", "-p", str(path)], capture_output=True, text=True, check=True
    ).stdout
    return [line.split(":")[1].strip().lower() for line in told.splitlines() if "DLL Name:" in line]


def _of_windows(name: str) -> bool:
    stem = name.removesuffix(".dll").removesuffix(".drv")
    return stem in {*WITH_WINDOWS, "winspool"} or stem.startswith("api-ms-win-")


def test_the_c_library_of_visual_studio_stands_beside_python_once(built: Path) -> None:
    found = [path.relative_to(built).as_posix() for path in built.rglob("msvcp140.dll")]
    assert found == ["msvcp140.dll"]
    assert (built / "vcruntime140.dll").exists()


def test_every_module_of_the_program_but_the_departments_is_in_the_archive(built: Path) -> None:
    with zipfile.ZipFile(built / "program.zip") as packed:
        inside = {name for name in packed.namelist() if name.startswith("dlschool/")}
        kinds = {packed.getinfo(name).compress_type for name in inside}
        stamps = {packed.read(name)[:4] for name in inside}
    package = REPOSITORY / "dlschool"
    expected = {
        path.relative_to(REPOSITORY).with_suffix(".pyc").as_posix()
        for path in package.rglob("*.py")
        if not path.is_relative_to(package / "hub")
    }
    assert inside == expected
    assert kinds == {zipfile.ZIP_STORED}
    assert stamps == {OF_PYTHON_3_13}


def test_pythons_own_files_are_those_of_the_archive(built: Path) -> None:
    for name, content in runtime.found().files.items():
        if name != tree.PTH and name not in tree.UNUSED:
            assert (built / name).read_bytes() == content, name
    assert (built / tree.PTH).read_text().split() == list(tree.SEARCHED)


def test_no_sources_no_headers_and_nothing_of_this_machine_are_in_it(built: Path) -> None:
    names = [path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file()]
    ends = (".py", ".pyi", ".po", ".h", ".lib", ".a", ".c", ".dist-info", ".key")
    assert [name for name in names if name.endswith(ends) or "/." in f"/{name}"] == []
    stubs = {path.stem for path in (REPOSITORY / "tests" / "installers" / "stubs").glob("*.c")}
    assert [name for name in names if Path(name).stem in stubs] == []
    here = str(REPOSITORY).encode()
    with zipfile.ZipFile(built / "program.zip") as packed:
        assert [name for name in packed.namelist() if here in packed.read(name)] == []


def test_the_resources_and_words_are_those_of_the_repository(built: Path) -> None:
    resources = REPOSITORY / "resources"
    left_out = {"hub", "readme"}
    for path in resources.rglob("*"):
        part = path.relative_to(resources)
        if path.is_file() and part.parts[0] not in left_out and part.name != "keys.toml":
            assert _sum(built / "resources" / part) == _sum(path), part
    for code in ("kk", "ru"):
        assert (built / "i18n" / code / "LC_MESSAGES" / "dlschool.mo").stat().st_size > 100_000


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_who_made_the_libraries_is_told(built: Path) -> None:
    told = (built / "LICENCES.txt").read_text("utf-8")
    for name in ("Python", "PySide6", "reportlab", "pikepdf", "HiGHS", "sqlcipher", "Liberation"):
        assert name.lower() in told.lower(), name
    assert "cryptography 5" not in told


def test_the_update_holds_the_same_program(built: Path) -> None:
    path = DIST / f"dlschool-{dlschool.__version__}-windows{updates.ENDING}"
    assert path.exists(), "nothing is built: make windows"
    assert path.stat().st_size <= 45 * MIB


def test_the_launchers_are_programs_for_64_bit_with_the_icons(built: Path) -> None:
    icon = (launchers.ICONS / "dlschool.ico").read_bytes()
    largest = icon[icon.index(b"\x89PNG") :][:200]
    for name in launchers.KINDS:
        content = (launchers.FOLDER / name).read_bytes()
        header = int.from_bytes(content[0x3C:0x40], "little")
        assert content[header : header + 6] == b"PE\0\0\x64\x86"
        assert largest in content
        assert "ProductVersion".encode("utf-16-le") in content
        assert len(content) < 400_000
