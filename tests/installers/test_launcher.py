"""The launcher starts a whole program whatever the folder looks like, and goes back when a new one fails.

Compiled from its source; the programs are scripts which say what reached them.
"""

import os
import resource
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "installer" / "launcher"
WINDOW = (
    """[ "$1" = "" ] && printf 'current=%s\\nbefore=%s\\ntries=0\\n' {version} 1.0 > {start}\n"""
)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    program = tmp_path_factory.mktemp("launcher") / "dlschool"
    sources = [str(SOURCE / name) for name in ("launcher.c", "posix.c")]
    subprocess.run(
        ["cc", "-O2", "-Wall", "-Wextra", "-Werror", "-o", str(program), *sources], check=True
    )
    return program


class Place:
    """A program folder with fake programs."""

    def __init__(self, folder: Path, built: Path, home: Path) -> None:
        self.folder, self.home = folder, home
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "dlschool").write_bytes(built.read_bytes())
        (folder / "dlschool").chmod(0o755)

    def program(
        self, version: str, code: int = 0, before: str = "", root: Path | None = None
    ) -> None:
        tree = (root or self.folder) / "programs" / version
        tree.mkdir(parents=True, exist_ok=True)
        script = tree / "dlschool"
        script.write_text(
            f'#!/bin/sh\n{before}\necho "{version} back=$DLSCHOOL_WENT_BACK $*"\nexit {code}\n'
        )
        script.chmod(0o755)

    def order(self, text: str, root: Path | None = None) -> None:
        place = root or self.folder
        place.mkdir(parents=True, exist_ok=True)
        (place / "start").write_text(text)

    def said(self) -> dict[str, str]:
        lines = (self.folder / "start").read_text().splitlines()
        return dict(line.split("=", 1) for line in lines)

    def environment(self) -> dict[str, str]:
        known = {key: value for key, value in os.environ.items() if key != "XDG_DATA_HOME"}
        return {**known, "HOME": str(self.home), "DLSCHOOL_WENT_BACK": "9.9"}

    def run(self, *arguments: str) -> tuple[int, str]:
        done = subprocess.run(
            [str(self.folder / "dlschool"), *arguments],
            capture_output=True, text=True, timeout=20, env=self.environment(), check=False,
        )  # fmt: skip
        return done.returncode, done.stdout.strip()


@pytest.fixture
def place(tmp_path: Path, built: Path) -> Place:
    return Place(tmp_path / "Бағдарлама орны", built, tmp_path / "үй")


def test_a_settled_version_is_started_with_its_arguments_and_its_code_is_passed_on(
    place: Place,
) -> None:
    place.program("0.1.0", code=7)
    place.program("0.2.0")
    place.order("current=0.1.0\nbefore=0.2.0\n")
    assert place.run("check", "a b", "қ") == (7, "0.1.0 back= check a b қ")


@pytest.mark.parametrize(
    "text", ["", "current=\n", "current=../../x\n", "current=0.3.0\n", "x" * 3000, "\0\0\n=\n"]
)
def test_without_a_readable_word_the_highest_whole_version_is_started(
    place: Place, text: str
) -> None:
    for version in ("0.9.0", "0.10.0", "0.10.0rc1", "0.10"):
        place.program(version)
    (place.folder / "programs" / ".new-77").mkdir()
    (place.folder / "programs" / "0.11.0").mkdir()  # no program in it
    place.order(text)
    assert place.run() == (0, "0.10.0 back=")


def test_without_a_file_at_all_too(place: Place) -> None:
    place.program("0.1.0")
    assert place.run("--version") == (0, "0.1.0 back= --version")


def test_a_missing_new_version_gives_way_to_the_one_before(place: Place) -> None:
    place.program("0.1.0")
    place.program("0.5.0")
    place.order("current=0.6.0\nbefore=0.1.0\ntries=0\n")
    assert place.run() == (0, "0.1.0 back=")
    assert place.said()["tries"] == "0"


def test_each_start_of_a_version_on_trial_is_counted_until_it_has_shown_a_window(
    place: Place,
) -> None:
    place.program("0.1.0")
    place.program("0.2.0")
    place.order("current=0.2.0\nbefore=0.1.0\ntries=0\n")
    assert [place.run("--language", "kk")[1][:5] for _ in range(4)] == ["0.2.0"] * 3 + ["0.1.0"]
    assert place.run()[1] == "0.1.0 back=0.2.0"


def test_a_command_is_no_trial_and_is_not_counted(place: Place) -> None:
    place.program("0.1.0")
    place.program("0.2.0", code=5)
    place.order("current=0.2.0\nbefore=0.1.0\ntries=2\n")
    assert place.run("check") == (5, "0.2.0 back= check")
    assert place.said()["tries"] == "2"


@pytest.mark.parametrize(
    "arguments",
    [(), ("--language", "kk"), ("--data-dir=/x",), ("/stick/a b.DLX",), ("--user", "Ә", "x.dlu")],
)
def test_a_new_version_that_ends_badly_before_its_window_gives_way_at_once(
    place: Place, arguments: tuple[str, ...]
) -> None:
    place.program("0.1.0")
    place.program("0.2.0", code=1)
    place.order("current=0.2.0\nbefore=0.1.0\ntries=0\n")
    code, text = place.run(*arguments)
    assert (code, text.splitlines()[-1]) == (0, f"0.1.0 back=0.2.0 {' '.join(arguments)}".strip())
    assert place.run()[1] == "0.1.0 back=0.2.0"


def test_a_new_version_that_showed_its_window_and_then_ended_with_a_code_stays(
    place: Place,
) -> None:
    place.program("1.0")
    shown = WINDOW.format(version="2.0", start=f"'{place.folder / 'start'}'")
    place.program("2.0", code=1, before=shown)
    place.order("current=2.0\nbefore=1.0\ntries=0\n")
    assert place.run() == (1, "2.0 back=")
    assert place.said() == {"current": "2.0", "before": "1.0", "tries": "0"}


@pytest.mark.parametrize("end", ["exit 70", "kill -SEGV $$", "kill -ABRT $$"])
def test_a_new_version_that_breaks_under_its_window_gives_way(place: Place, end: str) -> None:
    """At the sign-in, say: whoever cannot get in finds no menu to go back by."""
    place.program("1.0")
    shown = WINDOW.format(version="2.0", start=f"'{place.folder / 'start'}'")
    place.program("2.0", before=f"{shown}\n{end}")
    place.order("current=2.0\nbefore=1.0\ntries=0\n")
    assert place.run() == (0, "1.0 back=2.0")
    assert place.said()["tries"] == "3"


def test_a_settled_version_that_breaks_stays(place: Place) -> None:
    place.program("1.0")
    place.program("2.0", before=f"echo current=2.0 > '{place.folder / 'start'}'; exit 70")
    place.order("current=2.0\nbefore=1.0\ntries=0\n")
    assert place.run() == (70, "")
    assert place.said() == {"current": "2.0"}


@pytest.mark.parametrize("name", ["TERM", "HUP", "KILL"])
def test_a_new_version_that_is_ended_from_outside_is_not_given_up(place: Place, name: str) -> None:
    """The session ended before its window was there; the start counts all the same."""
    place.program("1.0")
    place.program("2.0", before=f"kill -{name} $$")
    place.order("current=2.0\nbefore=1.0\ntries=0\n")
    assert place.run() == (128 + getattr(signal, f"SIG{name}"), "")
    assert place.said() == {"current": "2.0", "before": "1.0", "tries": "1"}


def test_a_new_version_that_cannot_even_be_loaded_gives_way(place: Place) -> None:
    place.program("0.1.0")
    tree = place.folder / "programs" / "0.2.0"
    tree.mkdir()
    (tree / "dlschool").write_bytes(b"\x7fELF half a file")
    (tree / "dlschool").chmod(0o755)
    place.order("current=0.2.0\nbefore=0.1.0\ntries=0\n")
    assert place.run() == (0, "0.1.0 back=0.2.0")


def test_a_new_version_killed_by_a_signal_gives_way(place: Place) -> None:
    place.program("0.1.0")
    place.program("0.2.0", before="kill -SEGV $$")
    place.order("current=0.2.0\nbefore=0.1.0\ntries=0\n")
    assert place.run() == (0, "0.1.0 back=0.2.0")


def test_without_any_version_before_the_new_one_is_all_there_is(place: Place) -> None:
    place.program("0.2.0")
    place.order("current=0.2.0\nbefore=0.1.0\ntries=3\n")
    assert place.run() == (0, "0.2.0 back=")


def test_a_disk_that_takes_nothing_does_not_keep_anybody_from_working(place: Place) -> None:
    place.program("0.1.0")
    place.program("0.2.0")
    place.order("current=0.2.0\nbefore=0.1.0\ntries=1\n")
    done = subprocess.run(
        [str(place.folder / "dlschool")],
        capture_output=True, text=True, env=place.environment(), check=True, preexec_fn=_no_writing,
    )  # fmt: skip
    assert done.stdout.strip() == "0.2.0 back="
    assert place.said()["tries"] == "1"
    assert sorted(path.name for path in place.folder.iterdir()) == ["dlschool", "programs", "start"]


def test_a_folder_in_the_place_of_the_word_is_passed_over(place: Place) -> None:
    place.program("0.1.0")
    (place.folder / "start").mkdir()
    assert place.run() == (0, "0.1.0 back=")


def test_nothing_to_start_is_told_in_both_languages(place: Place) -> None:
    done = subprocess.run(
        [str(place.folder / "dlschool")],
        capture_output=True, text=True, env=place.environment(), check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "қайта орнатыңыз" in done.stderr
    assert "Установите" in done.stderr


@pytest.mark.parametrize(
    ("person", "chosen"),
    [("0.3.0", "0.3.0"), ("0.1.9", "0.2.0"), ("0.2.0", "0.2.0"), ("0.10.0", "0.10.0")],
)
def test_a_persons_own_update_counts_only_when_it_is_newer_than_the_package(
    place: Place, person: str, chosen: str
) -> None:
    own = place.home / ".local" / "share" / "dlschool-program"
    place.program("0.2.0")
    place.order("current=0.2.0\n")
    place.program(person, root=own, before="echo own")
    place.order(f"current={person}\nbefore=0.2.0\ntries=0\n", own)
    code, text = place.run()
    assert (code, text.splitlines()[-1]) == (0, f"{chosen} back=")
    assert text.startswith("own") == (person in ("0.3.0", "0.10.0"))


def test_a_persons_own_update_that_fails_gives_way_to_the_package(place: Place) -> None:
    own = place.home / ".local" / "share" / "dlschool-program"
    place.program("0.2.0")
    place.order("current=0.2.0\n")
    place.program("0.3.0", code=9, root=own)
    place.order("current=0.3.0\nbefore=0.2.0\ntries=0\n", own)
    assert place.run() == (0, "0.3.0 back= \n0.2.0 back=0.3.0")


def test_a_persons_own_update_whose_files_are_gone_is_passed_over(place: Place) -> None:
    place.program("0.2.0")
    place.order("current=0.2.0\n")
    place.order("current=0.3.0\n", place.home / ".local" / "share" / "dlschool-program")
    assert place.run() == (0, "0.2.0 back=")


def test_through_a_link_it_finds_the_folder_where_it_really_lies(
    place: Place, tmp_path: Path
) -> None:
    place.program("0.2.0")
    place.order("current=0.2.0\n")
    link = tmp_path / "bin"
    link.symlink_to(place.folder / "dlschool")
    done = subprocess.run(
        [str(link)], capture_output=True, text=True, env=place.environment(), check=True
    )
    assert done.stdout.strip() == "0.2.0 back="


def test_whoever_ends_the_launcher_ends_the_program_on_trial(place: Place, tmp_path: Path) -> None:
    sign = tmp_path / "told"
    place.program("0.1.0")
    place.program(
        "0.2.0",
        before=f"trap 'echo ended > {sign}; exit 0' TERM; echo on; while :; do sleep 0.05; done",
    )
    place.order("current=0.2.0\nbefore=0.1.0\ntries=0\n")
    with subprocess.Popen(
        [str(place.folder / "dlschool")], stdout=subprocess.PIPE, text=True, env=place.environment()
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline().strip() == "on"
        running.send_signal(signal.SIGTERM)
        assert running.wait(10) == 0
    assert _soon(sign.exists)


def _no_writing() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _soon(holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + 5
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.02)
    return False
