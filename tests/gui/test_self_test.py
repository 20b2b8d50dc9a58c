"""The window's half of the self test: plugins, fonts, icons, pictures, printing, every screen."""

import shutil
from pathlib import Path

import pytest

from dlschool import paths
from dlschool.errors import Refused
from dlschool.gui import self_test
from dlschool.services.self_test import Check


@pytest.mark.parametrize("check", self_test.checks(), ids=lambda check: check.name)
def test_each_check_passes_in_the_checkout(check: Check, tmp_path: Path) -> None:
    check.run(tmp_path)


@pytest.fixture
def resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program's pictures and fonts, to be spoilt."""
    for part in ("icons", "fonts"):
        shutil.copytree(paths.program_file("resources", part), tmp_path / "resources" / part)
    monkeypatch.setattr(paths, "program_file", tmp_path.joinpath)
    return tmp_path / "resources"


@pytest.mark.parametrize(
    "content", [b"", b"<svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>']
)
def test_an_icon_that_shows_nothing_is_named(
    resources: Path, tmp_path: Path, content: bytes
) -> None:
    (resources / "icons" / "lock.svg").write_bytes(content)
    with pytest.raises(Refused, match=r"lock\.svg"):
        self_test._icons(tmp_path)


def test_without_any_icon_the_folder_is_named(resources: Path, tmp_path: Path) -> None:
    shutil.rmtree(resources / "icons")
    with pytest.raises(Refused, match="icons"):
        self_test._icons(tmp_path)


@pytest.mark.parametrize("kept", [0, 100, 20_000])
def test_a_font_that_is_cut_off_is_named(resources: Path, tmp_path: Path, kept: int) -> None:
    font = resources / "fonts" / "NotoSans-Bold.ttf"
    font.write_bytes(font.read_bytes()[:kept])
    with pytest.raises(Refused, match="NotoSans-Bold"):
        self_test._fonts(tmp_path)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("platforms", "xcb"),
        ("platforms", "offscreen"),
        ("imageformats", "svg"),
        ("printsupport", "cupsprintersupport"),
    ],
)
@pytest.mark.parametrize("how", ["missing", "cut"])
def test_a_plugin_that_is_gone_or_cut_is_named_and_qt_does_not_end_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, name: str, how: str
) -> None:
    found = {each: self_test.plugins(each) for each in ("platforms", "imageformats", kind)}
    found.setdefault("printsupport", self_test.plugins("printsupport"))
    real = found[kind].pop(name)
    if how == "cut":
        content = real.read_bytes()
        (tmp_path / real.name).write_bytes(content[: len(content) // 3])
        found[kind][name] = tmp_path / real.name
    monkeypatch.setattr(self_test, "plugins", found.__getitem__)
    with pytest.raises(Refused, match="printsupport" if found[kind] == {} else name):
        self_test._plugins(tmp_path)
