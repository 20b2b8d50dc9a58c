"""Words of widgets in the language of the window, switched in place with nothing lost.

`say(label, "setText", N_("Pupils: {n}"), n=3)` shows the message now and again after every switch.
"""

from collections.abc import Callable
from datetime import date, time
from typing import Any

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from dlschool import i18n
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.gui.live import Call, Listeners

Words = str | Text | Refused | Callable[[], str]
"""A message of the catalogue (`N_`), official words, a refusal, or a call that makes the words
(for `ngettext`). Words that are data (a name, a number) are said with `Text(name, name)`."""

NAME = Text("Қашықтан оқыту", "Дистанционное обучение")
"""Of the program."""
LANGUAGES: tuple[tuple[str, Words], ...] = (("kk", Text("ҚАЗ", "ҚАЗ")), ("ru", Text("РУС", "РУС")))

_language = Listeners("language")
_qt = QTranslator()


def shown(words: Words, /, **values: Any) -> str:
    """`words` in the language of the window, with named placeholders filled.

    A value may be a `Text`, a `Refused`, a date (shown 21.11.2026), a time, or a list of such.
    """
    language = i18n.language()
    if isinstance(words, str):
        said = i18n.translate(words, language) if words else ""
    else:
        said = _value(words, language)
    if not values:
        return said
    return said.format(**{name: _value(value, language) for name, value in values.items()})


def _value(value: object, language: str) -> str:
    if isinstance(value, Text):
        return value[language]
    if isinstance(value, Refused):
        return value.text(language)
    if callable(value):
        return str(value())
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, list | tuple):
        return ", ".join(_value(item, language) for item in value)
    return str(value)


def say(widget: QObject, setter: str, words: Words, /, **values: Any) -> None:
    """Calls `widget.setter(words)` now and whenever the language changes.

    Saying again through the same setter takes the place of what was said before.
    """

    def again() -> None:
        getattr(widget, setter)(shown(words, **values))

    again()
    _language.add(widget, again, setter)


def on_language(owner: QObject, call: Call) -> None:
    """Runs `call` after every switch of language, as long as `owner` is there (not now)."""
    _language.add(owner, call)


def speak(language: str) -> None:
    """Switches the window to "kk" or "ru": Qt's own words, then ours, then what listens."""
    i18n.set_language(language)
    app = QApplication.instance()
    if app is not None:
        app.removeTranslator(_qt)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if _qt.load(f"qtbase_{language}", folder):
            app.installTranslator(_qt)
    QLocale.setDefault(locale())
    _language.tell()


def locale() -> QLocale:
    """Names of months and days in the language of the window."""
    return QLocale("kk_KZ" if i18n.language() == "kk" else "ru_KZ")
