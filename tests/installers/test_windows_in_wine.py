"""The Windows program, installed by its setup in wine: one life of an installation, told in its order.

`make windows` builds the setup, `make test-installers` runs this. What wine cannot tell is listed in
README («to be checked on a real PC»).
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from installers.computer import (
    CLASSES,
    DATA,
    LOCAL,
    PLACE,
    TITLE,
    VERSION,
    Computer,
    until,
)
from installers.wine import Running, Windows, compiled
from installers.words_on_screen import heading, likeness

pytestmark = [pytest.mark.installers, pytest.mark.xdist_group("windows")]

LISTED = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\dlschool"
STICK = r"C:\stick"
OLDER, NEWER = "0.0.9", "99.0.0"
OWNER = "Оразова Дана Асқарқызы"
REFUSED = "Бұл әрекетті орындау мүмкін емес"
REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def computer(windows: Windows, setup: Path) -> Computer:
    return Computer(windows, setup)


@pytest.fixture
def closed(computer: Computer) -> Iterator[Computer]:
    """The computer; windows that the test opens are ended after it."""
    yield computer
    computer.close()


def test_a_windows_that_is_too_old_is_refused(computer: Computer) -> None:
    computer.windows.be("win7")
    try:
        assert computer.install().code == 8
    finally:
        computer.windows.be("win10")
    assert not computer.windows.here(rf"{LOCAL}\Programs\dlschool").exists()
    assert "Windows 10" in computer.log()


def test_the_setup_puts_the_program_into_a_folder_with_kazakh_letters(computer: Computer) -> None:
    ended = computer.install("/LANGUAGE=kk", f"/D={PLACE}")
    assert ended.code == 0, computer.log()
    assert computer.start == {"current": VERSION}
    names = {path.name for path in computer.place.iterdir()}
    assert {"dlschool.exe", "dlschool-cmd.exe", "uninstall.exe", "start", "programs"} <= names
    assert [path.name for path in (computer.place / "programs").iterdir()] == [VERSION]


def test_shortcuts_file_types_and_the_list_of_programs_know_it(computer: Computer) -> None:
    asked = computer.windows.registered
    for suffix in ("dlx", "dlu"):
        kind = asked(rf"{CLASSES}\.{suffix}")[""]
        assert kind == f"dlschool.{suffix}"
        command = asked(rf"{CLASSES}\{kind}\shell\open\command")[""]
        assert command == rf'"{PLACE}\dlschool.exe" "%1"'
    listed = asked(LISTED)
    assert listed["DisplayVersion"] == VERSION
    assert listed["InstallLocation"] == PLACE
    assert listed["QuietUninstallString"] == rf'"{PLACE}\uninstall.exe" /S'
    assert computer.shortcuts()


def test_the_program_finds_itself_whole(computer: Computer) -> None:
    ended = computer.tell("--language", "ru", "--self-test", within=120)
    assert ended.code == 0, ended.said
    assert ended.said.splitlines()[-1].startswith("Программа")


def test_the_window_opens_with_kazakh_and_russian_words(closed: Computer) -> None:
    """Its heading is compared with the same words drawn here in the program's own font."""
    for language, words in TITLE.items():
        closed.open("--data-dir", r"C:\first", "--language", language)
        until(lambda words=words: likeness(heading(closed.windows, words), words) > 0.9, 60, words)
        other = TITLE["ru" if language == "kk" else "kk"]
        assert likeness(heading(closed.windows, words), other) < 0.6
        closed.keep_picture(f"first-start-{language}")
        closed.close()


def test_what_it_prints_is_byte_for_byte_what_linux_prints(
    computer: Computer, tmp_path: Path
) -> None:
    """The same day, the same sample: no line end, font or order depends on the system."""
    linux = Thread(target=_demo_here, args=(tmp_path,))
    linux.start()
    ended = computer.tell("demo", "--out", r"C:\papers", data=r"C:\sample", within=150)
    linux.join()
    assert ended.code == 0, ended.said
    there, here = computer.windows.here(r"C:\papers"), tmp_path / "papers"
    names = sorted(path.relative_to(here) for path in here.rglob("*.pdf"))
    assert len(names) > 40
    assert names == sorted(path.relative_to(there) for path in there.rglob("*.pdf"))
    assert [
        name for name in names if (there / name).read_bytes() != (here / name).read_bytes()
    ] == []


def _demo_here(folder: Path) -> None:
    command = [sys.executable, "-m", "dlschool", "--data-dir", str(folder / "sample")]
    command += ["demo", "--out", str(folder / "papers")]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, timeout=150)


def test_a_school_is_founded_backed_up_and_whole_by_commands(computer: Computer) -> None:
    assert computer.tell("found", "--name", OWNER).code == 0
    assert computer.tell("backup", "create").code == 0
    checked = computer.tell("check")
    assert checked.code == 0, checked.said
    assert (computer.windows.here(DATA) / "school.db").stat().st_size > 100_000
    refused = computer.tell("check", DLSCHOOL_PASSPHRASE="wrong")
    assert refused.code == 1
    assert "Traceback" not in refused.said


@pytest.mark.slow
def test_a_data_folder_deeper_than_windows_used_to_take_works(computer: Computer) -> None:
    """Wine has no such limit of its own: what is shown is that the program sets none."""
    deep = "C:\\" + "\\".join(["Мектептің деректері " * 5] * 3).replace(" \\", "\\").strip()
    assert len(deep) > 260
    assert computer.tell("found", "--name", OWNER, data=deep).code == 0
    checked = computer.tell("check", data=deep)
    assert checked.code == 0, checked.said


@pytest.fixture
def held(computer: Computer, tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """Holds a file as a scanner of viruses does: nobody else opens it until the test has ended."""
    program = compiled("hold", computer.windows.drive)
    holding: list[Running] = []

    def hold(place: str) -> None:
        holding.append(computer.windows.start(computer.windows.there(program), place))
        until(lambda: "held" in holding[-1].said, 20, f"{place} is held")

    yield hold
    for one in holding:
        one.process.kill()
        one.process.wait(20)


@pytest.mark.parametrize("name", ["school.db", "keys.json"])
def test_a_file_that_is_held_by_another_program_is_told_and_left_as_it_was(
    computer: Computer, held: Callable[[str], None], name: str
) -> None:
    folder = computer.windows.here(DATA)
    before = (folder / name).read_bytes()
    held(rf"{DATA}\{name}")
    ended = computer.tell("users", "list")
    assert ended.code == 1, ended.said
    assert name in ended.said
    assert "Traceback" not in ended.said
    assert (folder / name).read_bytes() == before


def test_a_paper_that_is_open_in_a_viewer_is_not_printed_over(
    computer: Computer, held: Callable[[str], None]
) -> None:
    paper = computer.windows.here(r"C:\paper.pdf")
    paper.write_bytes(b"looked at")
    held(r"C:\paper.pdf")
    ended = computer.tell("print", "case-register", "--out", r"C:\paper.pdf")
    assert ended.code == 1, ended.said
    assert "paper.pdf" in ended.said
    assert "Traceback" not in ended.said
    assert paper.read_bytes() == b"looked at"
    assert not [path for path in computer.windows.drive.iterdir() if path.name.startswith(".new")]


def test_other_peoples_files_in_the_folder_one_stands_in_are_not_run(computer: Computer) -> None:
    """A double click starts the program in the letter's folder: on a stick, among whatever lies there."""
    folder = computer.windows.here(STICK)
    folder.mkdir(exist_ok=True)
    for name in ("json.py", "dlschool.py", "sitecustomize.py"):
        (folder / name).write_text("raise SystemExit('not ours')")
    ended = computer.windows.run(rf"{PLACE}\dlschool-cmd.exe", "--version", folder=STICK)
    assert ended.said.strip() == f"dlschool {VERSION}"


def test_a_second_start_calls_the_first_window_and_ends(closed: Computer) -> None:
    closed.open()
    until(closed.titles, 60, "a window")
    began = len(closed.windows.windows())
    program = rf"{PLACE}\programs\{VERSION}\pythonw.exe"
    second = closed.windows.run(program, "-X", "utf8", "-m", "dlschool", within=30)
    assert second.code == 0, second.said
    assert len(closed.titles()) == 1
    assert len(closed.windows.windows()) == began


def test_a_letter_that_is_clicked_reaches_the_window_that_is_open(closed: Computer) -> None:
    """The letter is clicked at the sign-in screen and waits; the person signs in by the keyboard."""
    closed.open()
    until(closed.titles, 60, "the window")
    letter = rf"{STICK}\Хат № 1.dlx"
    closed.windows.here(letter).write_bytes(b"no letter of a department")
    assert closed.click(letter).ended(60).code == 0
    closed.sign_in()
    until(lambda: REFUSED in closed.windows.windows(), 90, "the answer to the letter")
    closed.keep_picture("letter")


def test_an_update_file_puts_the_next_version_beside_the_one_that_works(
    computer: Computer, update_file: Path
) -> None:
    computer.become(OLDER)
    (computer.windows.drive / "next.dlu").write_bytes(update_file.read_bytes())
    ended = computer.tell("update", r"C:\next.dlu", within=240)
    assert ended.code == 0, ended.said
    assert computer.start == {"current": VERSION, "before": OLDER, "tries": "0"}
    assert computer.versions() == [OLDER, VERSION]
    again = computer.tell("update", r"C:\next.dlu")
    assert again.code == 1
    assert VERSION in again.said


def test_the_new_version_is_settled_when_the_window_has_worked(closed: Computer) -> None:
    closed.open()
    until(closed.titles, 60, "the window")
    closed.sign_in()
    settled = {"current": VERSION, "before": OLDER}
    until(lambda: closed.start == settled, 120, f"{closed.start} becomes {settled}")


def test_one_command_goes_back_to_the_version_before(computer: Computer) -> None:
    ended = computer.tell("update", "back")
    assert ended.code == 0, ended.said
    assert computer.start == {"current": OLDER, "before": VERSION}
    assert computer.tell("check").code == 0


def test_the_setup_does_not_touch_a_program_that_is_open(closed: Computer) -> None:
    closed.open()
    until(closed.titles, 60, "the window")
    before = closed.start
    assert closed.install().code == 4
    assert closed.start == before


@pytest.mark.slow
def test_a_program_that_does_not_pass_its_check_is_taken_away_again(computer: Computer) -> None:
    """Windows lacks a library here, and Excel files could not be read."""
    shutil.rmtree(computer.place / "programs" / VERSION)
    (computer.place / "start").write_text(f"current={OLDER}\n")
    with computer.windows.without("bcryptprimitives"):
        assert computer.install().code == 3
    assert computer.start == {"current": OLDER}
    assert computer.versions() == [OLDER]
    assert OLDER in computer.log()


def test_the_setup_over_an_older_version_keeps_it_and_tries_the_new_one(
    computer: Computer,
) -> None:
    """The folder is remembered: nobody names it again."""
    ended = computer.install()
    assert ended.code == 0, computer.log()
    assert computer.start == {"current": VERSION, "before": OLDER, "tries": "0"}
    assert computer.versions() == [OLDER, VERSION]


def test_the_setup_leaves_a_newer_version_alone(computer: Computer) -> None:
    computer.become(NEWER)
    assert computer.install().code == 5
    assert computer.start == {"current": NEWER}
    assert computer.versions() == [OLDER, NEWER]


def test_the_uninstaller_takes_the_program_and_leaves_the_data(computer: Computer) -> None:
    school = computer.windows.here(rf"{DATA}\school.db")
    before = school.read_bytes()
    computer.windows.run(rf"{PLACE}\uninstall.exe", "/S", within=120)
    until(lambda: not computer.place.exists(), 120, "the program's folder goes")
    for key in (LISTED, rf"{CLASSES}\.dlx", rf"{CLASSES}\dlschool.dlx", rf"{CLASSES}\dlschool.dlu"):
        assert computer.windows.registered(key) == {}, key
    assert computer.shortcuts() == []
    assert school.read_bytes() == before
