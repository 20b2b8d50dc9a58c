"""Colours, fonts and the style sheet: one table of tokens, light and dark, switched live.

Colours are named after the drawings in their purpose, never by hue. Words on any of the pairs in
`READ_ON` have a contrast of at least 4.5 : 1 (tested).
"""

import re
from functools import cache
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from dlschool.gui.live import Call, Listeners
from dlschool.paths import program_file

TOKENS: dict[str, tuple[str, str]] = {
    "background": ("#f6f7f9", "#14191f"),
    "card": ("#ffffff", "#1b222a"),
    "line": ("#e1e5ea", "#2c3641"),
    "edge": ("#c2cad3", "#3b4755"),
    "ink": ("#1c2733", "#e4e9ee"),
    "soft": ("#5d6b7a", "#95a3b2"),
    "accent": ("#087186", "#3fb6cd"),
    "accent-hover": ("#065f71", "#5fc6da"),
    "on-accent": ("#ffffff", "#10171d"),
    "tint": ("#e2f2f5", "#163640"),
    "hover": ("#eef1f4", "#242d37"),
    "late": ("#965800", "#e0a23c"),
    "late-tint": ("#fdf1dc", "#352a15"),
    "done": ("#27704a", "#5fbf85"),
    "done-tint": ("#e3f3e8", "#173325"),
    "loss": ("#b3261e", "#ef7a70"),
    "paper": ("#ffffff", "#ffffff"),
}
"""Name → light, dark."""

READ_ON = {
    "ink": ("background", "card", "tint", "hover", "late-tint"),
    "soft": ("background", "card", "hover", "tint"),
    "accent": ("background", "card", "tint"),
    "on-accent": ("accent", "accent-hover"),
    "late": ("card", "background", "late-tint", "tint"),
    "done": ("card", "done-tint"),
    "loss": ("card", "background"),
}
"""Colours of words → what they stand on."""

SMALL, BODY, LARGE = 12, 14, 20
"""Sizes of text in px."""

GAP = (4, 8, 12, 16, 24)
"""The spacing scale in px."""

FAMILY = "Noto Sans"
_dark = [False]
_chosen = ["system"]
_theme = Listeners("theme")


def is_dark() -> bool:
    return _dark[0]


def colour(token: str) -> QColor:
    """The colour of `token` in the theme of now. Raises KeyError for an unknown token."""
    return QColor(TOKENS[token][_dark[0]])


def on_theme(owner: QObject, call: Call, key: str | None = None) -> None:
    """Runs `call` after every switch of theme, as long as `owner` is there (not now).

    A call with the same `key` takes the place of the one before.
    """
    _theme.add(owner, call, key)


def font(size: int = BODY, *, bold: bool = False) -> QFont:
    """The program's own font; `size` in px."""
    made = QFont(FAMILY)
    made.setPixelSize(size)
    made.setBold(bold)
    return made


def dress(app: QApplication, theme: str = "system") -> None:
    """Once at start: style, fonts, colours. Follows the system's own switch while "system"."""
    app.setStyle(QStyleFactory.create("Fusion"))
    _load_fonts()
    app.styleHints().colorSchemeChanged.connect(_system_switched)
    switch(theme)


def switch(theme: str) -> None:
    """Shows "light", "dark" or what the "system" has, everywhere at once."""
    _chosen[0] = theme
    _dark[0] = theme == "dark" or (theme == "system" and _system_is_dark())
    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.setPalette(_palette())
        app.setStyleSheet(style_sheet(is_dark()))
        _wear_font(app)
    _theme.tell()


_SYSTEM_SETS: tuple[Any, ...] = (
    "QAbstractItemView",
    "QDockWidgetTitle",
    "QMenu",
    "QMenuBar",
    "QMessageBox",
    "QStatusBar",
    "QTipLabel",
)
"""Kinds of widgets to which Windows gives a small font of its own, whatever the program's font is.
PySide declares bytes and takes words only.
"""


def _wear_font(app: QApplication) -> None:
    """After palette and style sheet: with them Qt asks the system for its fonts anew."""
    if app.font() != font():
        app.setFont(font())
    for kind in _SYSTEM_SETS:
        if app.font(kind) != font():
            app.setFont(font(), kind)


def _system_switched() -> None:
    """The system sets its own fonts again, also where the theme is chosen here."""
    switch(_chosen[0])


def _system_is_dark() -> bool:
    return QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


@cache
def style_sheet(dark: bool) -> str:
    """`resources/style.qss` with every @token replaced. Raises KeyError for an unknown token."""
    template = program_file("resources", "style.qss").read_text("utf-8")
    icons = program_file("resources", "icons").as_posix()

    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        if name == "theme":
            return "dark" if dark else "light"
        return icons if name == "icons" else TOKENS[name][dark]

    return re.sub(r"@([a-z-]+)", value, template)


@cache
def _load_fonts() -> None:
    """Without a screen Qt on Windows opens no font by a name with Kazakh letters: then by content."""
    for style in ("Regular", "Bold"):
        path = program_file("resources", "fonts", f"NotoSans-{style}.ttf")
        if QFontDatabase.addApplicationFont(str(path)) >= 0:
            continue
        if QFontDatabase.addApplicationFontFromData(path.read_bytes()) < 0:
            raise FileNotFoundError(path)


_ROLES = {
    "Window": "background",
    "WindowText": "ink",
    "Base": "card",
    "AlternateBase": "hover",
    "Text": "ink",
    "Button": "card",
    "ButtonText": "ink",
    "BrightText": "loss",
    "ToolTipBase": "card",
    "ToolTipText": "ink",
    "PlaceholderText": "soft",
    "Highlight": "accent",
    "HighlightedText": "on-accent",
    "Accent": "accent",
    "Link": "accent",
    "LinkVisited": "accent",
    "Light": "line",
    "Midlight": "line",
    "Mid": "edge",
    "Dark": "edge",
    "Shadow": "line",
}


def _palette() -> QPalette:
    made = QPalette()
    for role, token in _ROLES.items():
        made.setColor(QPalette.ColorRole[role], colour(token))
    for role in ("WindowText", "Text", "ButtonText"):
        made.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole[role], colour("soft"))
    made.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Highlight, colour("edge"))
    return made
