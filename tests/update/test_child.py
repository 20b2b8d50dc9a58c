"""Another version as a process: its self test, its environment."""

import os
import sys
from pathlib import Path

import pytest
from update_parts import NEW, refusing, tree

from dlschool.errors import Refused
from dlschool.update import child


def nothing() -> None:
    return


def test_a_whole_version_passes_and_a_broken_one_says_why(tmp_path: Path) -> None:
    child.self_test(tree(tmp_path / "whole", NEW), "kk", nothing)
    with pytest.raises(Refused) as found:
        child.self_test(tree(tmp_path / "broken", NEW, broken=True), "kk", nothing)
    assert "does not work on this computer" in found.value.message
    assert "Шрифт табылмады." in found.value.text("kk")


def test_a_version_that_cannot_be_started_is_refused(tmp_path: Path) -> None:
    with refusing("does not work on this computer"):
        child.self_test(tmp_path / "none", "kk", nothing)
    (tmp_path / "dlschool").write_text("no script")
    with refusing("does not work on this computer"):
        child.self_test(tmp_path, "kk", nothing)


def test_a_version_that_does_not_end_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(tmp_path / "a", NEW)
    (tmp_path / "a" / "dlschool").write_text(
        f'#!/bin/sh\necho $$ > "{tmp_path}/pid"\nexec sleep 60\n'
    )
    monkeypatch.setattr(child, "LONGEST", 0.6)
    with refusing("did not finish"):
        child.self_test(tmp_path / "a", "kk", nothing)
    assert not Path("/proc", (tmp_path / "pid").read_text().strip()).exists()


def test_a_cancel_ends_the_self_test(tmp_path: Path) -> None:
    tree(tmp_path / "a", NEW)
    (tmp_path / "a" / "dlschool").write_text("#!/bin/sh\nexec sleep 60\n")

    def stop() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        child.self_test(tmp_path / "a", "kk", stop)


def test_another_version_gets_neither_the_password_nor_what_this_one_was_started_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("DLSCHOOL_PASSPHRASE", "DLSCHOOL_LAUNCHER", "DLSCHOOL_WENT_BACK", "PYTHONPATH"):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("LD_LIBRARY_PATH", "/bundle")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/usual")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    given = child.environment()
    assert not {name for name in given if name.startswith(("DLSCHOOL_", "PYTHON"))} & set(
        child._OURS
    )
    assert given["LD_LIBRARY_PATH"] == "/usual"
    assert given["PATH"] == os.environ["PATH"]


def test_the_launcher_is_started_and_left_alone(tmp_path: Path) -> None:
    launcher = tmp_path / "dlschool"
    said = tmp_path / "said"
    launcher.write_text(f'#!/bin/sh\necho "$*" > "{said}"\n')
    launcher.chmod(0o755)
    assert child.start_anew(launcher, ["--language", "kk"]).wait(10) == 0
    assert said.read_text().strip() == "--language kk"
