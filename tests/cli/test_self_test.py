"""`--self-test` as the installers run it: no screen, no console, nothing of the user's touched."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from dlschool.cli import self_test

ROOT = Path(__file__).parents[2]
WITHOUT_CONSOLE = """
import sys
sys.stdout = sys.stderr = None
from dlschool.__main__ import main
raise SystemExit(main())
"""
FROZEN = """
import sys
from pathlib import Path
sys.frozen, sys._MEIPASS = True, str(Path("dlschool").parent.absolute())
from dlschool.__main__ import main
raise SystemExit(main())
"""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program in a folder with Kazakh letters, not to be spoilt."""
    place = tmp_path_factory.mktemp("program") / "Бағдарлама Әділ"
    for part in ("dlschool", "resources", "i18n"):
        ignored = shutil.ignore_patterns("__pycache__", "hub", "readme")
        shutil.copytree(ROOT / part, place / part, ignore=ignored)
    return place


def run(
    program: Path, home: Path, *arguments: str, code: str = ""
) -> "subprocess.CompletedProcess[bytes]":
    """The self test of the program for a user with this home."""
    home.mkdir(exist_ok=True)
    places = {name: str(home / name) for name in self_test.PLACES}
    before = ["-c", code] if code else ["-m", "dlschool"]
    environment = {**os.environ, **places, "HOME": str(home), "PYTHONPATH": str(program)}
    return subprocess.run(
        [sys.executable, "-B", *before, "--self-test", *arguments],
        cwd=program,
        env={name: value for name, value in environment.items() if name != "QT_QPA_PLATFORM"},
        capture_output=True,
        check=False,
        timeout=100,
    )


def files(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_whole_program_says_so_and_touches_nothing(program: Path, tmp_path: Path) -> None:
    home, report = tmp_path / "home", tmp_path / "есеп.txt"
    settings = home / "XDG_CONFIG_HOME" / "dlschool" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"language": "ru"}')
    before = files(program), files(home)
    done = run(program, home, "--report", str(report))
    said = done.stdout.decode()
    assert done.returncode == 0, said
    assert said.splitlines()[-1] == "Программа цела."
    assert said.count("\n+ ") == len(said.splitlines()) - 2 > 25
    assert report.read_text("utf-8").splitlines()[-1] == "Программа цела."
    assert (files(program), files(home)) == before


def test_broken_settings_are_left_as_they_are_and_the_language_is_kazakh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    settings = tmp_path / "dlschool" / "settings.json"
    settings.parent.mkdir()
    for content in ("{", "[]", '{"language": 7}', '{"language": ["ru"]}', '{"language": "en"}', ""):
        settings.write_text(content)
        assert self_test._language() == "kk"
        assert [path.name for path in settings.parent.iterdir()] == ["settings.json"]
    settings.unlink()
    assert self_test._language() == "kk"


def test_without_a_console_only_the_report_speaks(program: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    done = run(
        program, tmp_path / "home", "--language=kk", f"--report={report}", code=WITHOUT_CONSOLE
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert report.read_text("utf-8").splitlines()[-1] == "Бағдарлама бүтін."


def test_a_frozen_program_with_a_library_that_cannot_be_loaded(
    program: Path, tmp_path: Path
) -> None:
    place = tmp_path / "tree"
    shutil.copytree(program, place)
    fake = place / "PySide6"
    fake.mkdir()
    (fake / "__init__.py").write_text("raise ImportError('DLL load failed', name='Qt6Core.dll')")
    done = run(place, tmp_path / "home", "--language", "ru", code=FROZEN)
    assert done.returncode == 1
    last = done.stdout.decode().splitlines()[-1]
    assert last.startswith("Программа установлена не полностью: ")
    assert "Qt6Core.dll" in last
    assert last.endswith("Установите её заново; данные школы останутся на месте.")


def test_a_library_that_stops_the_whole_process_leaves_the_checks_name_in_the_report(
    program: Path, tmp_path: Path
) -> None:
    place, report = tmp_path / "tree", tmp_path / "report.txt"
    shutil.copytree(program, place)
    (place / "segno.py").write_text("import os\nos.abort()")
    done = run(place, tmp_path / "home", "--language", "ru", "--report", str(report))
    assert done.returncode != 0
    last = report.read_text("utf-8").splitlines()[-1]
    assert "внезапно остановилась" in last
    assert "Код для сканера создаётся" in last


def test_a_report_that_cannot_be_written_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_test, "PARTS", ())
    place = tmp_path / "none" / "report.txt"
    assert self_test.main(["--self-test", "--report", str(place), "--language", "ru"]) == 1
    last = capsys.readouterr().out.splitlines()[-1]
    assert str(place) in last
    assert last.endswith("(такого файла или папки нет).")


@pytest.mark.parametrize("how", ["full", "nowhere"])
def test_a_computer_without_room_is_no_broken_program(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def nowhere() -> str:
        raise FileNotFoundError("No usable temporary directory found")

    if how == "nowhere":
        monkeypatch.setattr(tempfile, "gettempdir", nowhere)
    else:
        monkeypatch.setattr(self_test, "ROOM", 2**60)
    report = tmp_path / "report.txt"
    assert self_test.main(["--self-test", "--report", str(report), "--language", "ru"]) == 1
    last = report.read_text("utf-8").splitlines()[-1]
    assert capsys.readouterr().out.splitlines()[-1] == last
    assert last.startswith("Программа не смогла проверить себя: ")


@pytest.mark.parametrize("wrong", [["--language", "en"], ["--language=en"], ["--report="]])
def test_wrong_use_is_said(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert self_test.main(["--self-test", *wrong]) == 2
    assert "--report FILE" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["--self-test"], True),
        (["--report", "a.txt", "--self-test", "--language", "kk"], True),
        (["--data-dir=x", "--self-test"], True),
        (["pupils", "--self-test"], False),
        (["pupils"], False),
    ],
)
def test_it_is_asked_for_before_any_command(arguments: list[str], wanted: bool) -> None:
    assert self_test.wanted(arguments) is wanted


def test_a_persons_places_are_out_of_reach_while_it_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DLSCHOOL_PASSPHRASE", "x")
    before = dict(os.environ)
    with self_test._apart():
        assert len({os.environ[name] for name in (*self_test.PLACES, *self_test.FOLDERS)}) == 1
        assert "DLSCHOOL_PASSPHRASE" not in os.environ
    assert dict(os.environ) == before
