"""Colours can be read, the style sheet is whole, a switch reaches everything."""

import re
from typing import Any

import pytest
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from dlschool.gui import theme
from dlschool.paths import program_file

PAIRS = [
    (ink, ground, dark)
    for ink, grounds in theme.READ_ON.items()
    for ground in grounds
    for dark in (False, True)
]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    found = QColor(colour)
    parts = (found.redF(), found.greenF(), found.blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("ink", "ground", "dark"), PAIRS)
def test_words_can_be_read_on_what_they_stand_on(ink: str, ground: str, dark: bool) -> None:
    one, other = luminance(theme.TOKENS[ink][dark]), luminance(theme.TOKENS[ground][dark])
    assert (max(one, other) + 0.05) / (min(one, other) + 0.05) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
def test_the_style_sheet_has_no_token_left(dark: bool) -> None:
    assert not re.search(r"@[a-z]", theme.style_sheet(dark))


def test_the_style_sheet_names_no_colour_of_its_own() -> None:
    template = program_file("resources", "style.qss").read_text("utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,6}\b", template) == []


def test_every_focus_can_be_seen() -> None:
    template = program_file("resources", "style.qss").read_text("utf-8")
    rules = re.findall(r"QPushButton(?:\[[^]]*\])*:focus \{([^}]*)\}", template)
    assert rules
    assert "outline: none; }" not in "".join(rules)


def test_a_switch_reaches_the_palette_and_those_who_listen(dressed: QApplication) -> None:
    label, seen = QLabel(), []
    theme.on_theme(label, lambda: seen.append(theme.is_dark()))
    theme.switch("dark")
    theme.switch("light")
    assert seen == [True, False]
    window = dressed.palette().color(QPalette.ColorRole.Window).name()
    assert window == theme.TOKENS["background"][0]


def test_our_font_has_every_kazakh_letter() -> None:
    from PySide6.QtGui import QRawFont

    assert theme.FAMILY in QFontDatabase.families()
    for bold in (False, True):
        raw = QRawFont.fromFont(theme.font(bold=bold))
        assert raw.familyName() == theme.FAMILY
        letters = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя№«»—₸"
        assert all(raw.supportsCharacter(ord(letter)) for letter in letters + letters.upper())


@pytest.mark.parametrize("kind", ["QMenu", "QAbstractItemView", "QMessageBox"])
def test_a_font_that_the_system_gives_to_some_widgets_gives_way_to_the_programs_own(
    qapp: QApplication, kind: Any
) -> None:
    """As Windows does: menus, lists and messages would be small and of another family."""
    qapp.setFont(QFont("Liberation Serif", 8), kind)
    theme.switch("light")
    assert qapp.font(kind) == theme.font()
