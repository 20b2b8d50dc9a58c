"""Icons exist, take the colours of the theme, and follow a switch."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QPushButton

from dlschool.gui import icons, theme
from dlschool.paths import program_file

SOURCE = Path(program_file("dlschool", "gui"))
CALLS = re.compile(
    r"(?:icon=|Icon\(|IconButton\(\s*|put_icon\([^,]+,\s*|EmptyState\(\s*|\bpicture\(|\.put\()"
    r"\"([a-z0-9-]+)\""
)
NAMES = {path.stem for path in Path(program_file("resources", "icons")).glob("*.svg")}
USED = {
    name
    for path in SOURCE.rglob("*.py")
    for name in CALLS.findall(path.read_text("utf-8"))
    if name not in {"late", "accent"}
}


def test_every_icon_that_the_code_names_exists() -> None:
    assert len(USED) > 15
    assert set() == USED - NAMES


def test_an_icon_takes_the_colour_that_it_is_given(dressed: object) -> None:
    image = icons.picture("minus", "#ff0000").toImage()
    seen = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 90
    }
    assert seen
    assert all(name.endswith("0000") for name in seen)


def test_an_icon_on_a_button_follows_the_theme() -> None:
    button = QPushButton()
    icons.put_icon(button, "plus")
    light = _darkest(button)
    theme.switch("dark")
    assert _darkest(button).lightness() > light.lightness() + 80


def test_an_unknown_icon_is_a_fault() -> None:
    with pytest.raises(FileNotFoundError):
        icons.picture("no-such-icon", "#000000")


def _darkest(button: QPushButton) -> QColor:
    image = button.icon().pixmap(18, 18).toImage()
    solid = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 200
    ]
    return min(solid, key=QColor.lightness)


def test_the_programs_own_icon_is_drawn_on_its_windows(qapp: QApplication) -> None:
    icons.wear(qapp)
    for size in (32, 256):
        image = qapp.windowIcon().pixmap(size, size).toImage()
        sides = range(image.width())
        seen = {image.pixelColor(x, y).name() for x in sides for y in sides}
        assert {"#087186", "#ffffff"} <= seen
