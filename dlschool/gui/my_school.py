"""One's own school, begun in a minute: names, region, director; everything else can wait."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from dlschool.domain.school import School
from dlschool.domain.text import Text
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Combo, Fields
from dlschool.i18n import N_
from dlschool.services.regions import regions

UNKNOWN = Text("—", "—")
LANGUAGES = (("kk", Text("қазақ", "казахский")), ("ru", Text("орыс", "русский")))
NAME_HEIGHT = 60


class MySchool(Dialog):
    """`begin` gets the school as written; False or a refusal keeps the dialog and what was typed."""

    def __init__(self, parent: QWidget | None, begin: Callable[[School], object]) -> None:
        self._begin = begin
        self.fields = Fields()
        self.name_kk = self.fields.add(N_("Full name in Kazakh, as in the charter"), _name())
        self.name_ru = self.fields.add(N_("Full name in Russian, as in the charter"), _name())
        self.region = Combo([("", UNKNOWN), *((one.kato, one.name) for one in regions())])
        self.language = Combo(LANGUAGES)
        self.fields.row(
            (N_("Region"), self.region), (N_("Language of teaching"), self.language), stretch=(3, 2)
        )
        self.director = self.fields.add(
            N_("Director"),
            QLineEdit(),
            N_("Surname and initials, as under a document; empty while the post is."),
        )
        super().__init__(parent, N_("My school"), self.fields, N_("Begin"), self._write, wide=640)

    def _write(self) -> bool:
        self.fields.clear_errors()
        for edit in (self.name_kk, self.name_ru):
            if not edit.toPlainText().strip():
                words = N_("Documents are printed in both languages: write this name.")
                self.fields.error(edit, words)
                edit.setFocus()
                return False
        name = Text(_one_line(self.name_kk), _one_line(self.name_ru))
        school = School(
            name=name,
            short_name=name,
            region=str(self.region.key() or ""),
            director=" ".join(self.director.text().split()),
            language=str(self.language.key()),
        )
        return self._begin(school) is not False


def _name() -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setFixedHeight(NAME_HEIGHT)
    made.setTabChangesFocus(True)
    return made


def _one_line(edit: QPlainTextEdit) -> str:
    return " ".join(edit.toPlainText().split())
