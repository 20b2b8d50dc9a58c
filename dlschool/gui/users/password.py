"""Fields for passwords: what is typed can be looked at, the keyboard's state is told below."""

import sys

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from dlschool.gui.icons import put_icon
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words, say, shown
from dlschool.i18n import N_

CAPS = N_("Caps Lock is on.")
CYRILLIC, LATIN = N_("Cyrillic letters are typed."), N_("Latin letters are typed.")
LAYOUTS: dict[QLocale.Language, Words] = {
    QLocale.Language.Kazakh: N_("Keyboard: Kazakh."),
    QLocale.Language.Russian: N_("Keyboard: Russian."),
    QLocale.Language.English: N_("Keyboard: English."),
}
SHOW, HIDE = N_("Show what is typed"), N_("Hide what is typed")


class PasswordEdit(QLineEdit):
    """Dots instead of letters until the eye is pressed. `typed(text)` tells each key's letter."""

    typed = Signal(str, bool)
    """A letter, and whether Shift was held."""
    caps_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint
        self.setInputMethodHints(
            hints.ImhHiddenText | hints.ImhSensitiveData | hints.ImhNoPredictiveText
        )
        self.setMaxLength(1024)
        self._eye = QAction(self)
        self._eye.triggered.connect(lambda _=False: self.look(self.hidden()))
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self.look(False)

    def hidden(self) -> bool:
        return self.echoMode() == QLineEdit.EchoMode.Password

    def look(self, seen: bool) -> None:
        """Shows or hides what is typed."""
        modes = QLineEdit.EchoMode
        self.setEchoMode(modes.Normal if seen else modes.Password)
        put_icon(self._eye, "eye", "accent" if seen else "soft")
        say(self._eye, "setToolTip", HIDE if seen else SHOW)
        say(self._eye, "setText", HIDE if seen else SHOW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_CapsLock:
            self.caps_pressed.emit()
        elif len(event.text()) == 1 and event.text().isalpha():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.typed.emit(event.text(), shift)
        super().keyPressEvent(event)


class KeyHint(Label):
    """One quiet line: Caps Lock, and which letters the keyboard gives. Amber while Caps Lock is on."""

    def __init__(self, *edits: PasswordEdit) -> None:
        super().__init__("", "small-soft")
        self._caps = caps_lock()
        self._letters: Words = ""
        for edit in edits:
            edit.typed.connect(self._typed)
            edit.caps_pressed.connect(self._toggled)
            edit.installEventFilter(self)
        QGuiApplication.inputMethod().localeChanged.connect(self._switched)
        self._switched()

    def caps(self) -> bool:
        """Whether Caps Lock is known to be on."""
        return self._caps

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._caps = caps_lock() or self._caps
            self._tell()
        return False

    def _typed(self, letter: str, shift: bool) -> None:
        if letter.lower() != letter.upper():
            self._caps = letter.isupper() != shift
        layout = _layout()
        cyrillic = "\u0400" <= letter <= "\u04ff"
        latin = letter.isascii()
        fits = layout is not None and (layout == QLocale.Language.English) == latin
        if layout is None or not fits:
            self._letters = CYRILLIC if cyrillic else LATIN if latin else ""
        self._tell()

    def _toggled(self) -> None:
        self._caps = not self._caps
        self._tell()

    def _switched(self) -> None:
        layout = _layout()
        self._letters = LAYOUTS[layout] if layout is not None else ""
        self._tell()

    def _tell(self) -> None:
        self.setProperty("role", "small-late" if self._caps else "small-soft")
        self.style().unpolish(self)
        self.style().polish(self)
        parts = [words for words in (CAPS if self._caps else "", self._letters) if words]
        self.say(lambda: " ".join(map(shown, parts)))
        self.setVisible(bool(parts))


def _layout() -> QLocale.Language | None:
    """The keyboard's language, where the system tells it and it is one that schools have."""
    if QGuiApplication.platformName() not in ("windows", "cocoa"):
        return None
    language = QGuiApplication.inputMethod().locale().language()
    return language if language in LAYOUTS else None


def caps_lock() -> bool:
    """Whether Caps Lock is on, where the system tells it before a key is pressed (Windows)."""
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.user32.GetKeyState(0x14) & 1)
    return False
