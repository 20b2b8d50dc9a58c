"""The school's particulars, to fill in or correct."""

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from dlschool.domain import phone
from dlschool.domain.iin import check_bin
from dlschool.domain.pupil import LANGUAGE_NAMES
from dlschool.domain.school import School
from dlschool.domain.text import Text
from dlschool.gui.session import Session
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Combo, Fields
from dlschool.gui.words import Words
from dlschool.i18n import N_
from dlschool.services import regions, school

LINES = {
    "district_kk": N_("District in Kazakh"),
    "district_ru": N_("District in Russian"),
    "place_kk": N_("Settlement in Kazakh"),
    "place_ru": N_("Settlement in Russian"),
    "address_kk": N_("Address in Kazakh"),
    "address_ru": N_("Address in Russian"),
    "director_post_kk": N_("Post in Kazakh"),
    "director_post_ru": N_("Post in Russian"),
    "department_kk": N_("Department in Kazakh"),
    "department_ru": N_("Department in Russian"),
}
"""Pairs of one-line fields, in both languages."""

UNKNOWN = Text("—", "—")


def paragraph() -> QPlainTextEdit:
    """A name of 300 characters and more is seen whole."""
    made = QPlainTextEdit()
    made.setFixedHeight(76)
    made.setTabChangesFocus(True)
    return made


class SchoolFields(Fields):
    """`value(before)` is the school as typed."""

    def __init__(self, found: School | None) -> None:
        super().__init__()
        self.name_kk, self.name_ru = paragraph(), paragraph()
        self.short_kk, self.short_ru = QLineEdit(), QLineEdit()
        self.bin, self.kato = QLineEdit(), QLineEdit()
        self.phone, self.director = QLineEdit(), QLineEdit()
        self.region = Combo([("", UNKNOWN), *((r.kato, r.name) for r in regions.regions())])
        self.language = Combo(list(LANGUAGE_NAMES.items()))
        self.small = QCheckBox()
        self.lines = {key: QLineEdit() for key in LINES}
        self._lay()
        self._put(found)
        self.bin.editingFinished.connect(self._check_bin)

    def _lay(self) -> None:
        self.add(N_("Full name in Kazakh, as in the charter"), self.name_kk)
        self.add(N_("Full name in Russian, as in the charter"), self.name_ru)
        self.row(
            (N_("Short name in Kazakh"), self.short_kk),
            (N_("Short name in Russian"), self.short_ru),
        )
        self.row((N_("BIN"), self.bin), (N_("Language of teaching"), self.language))
        self.add(N_("A small school with united classes"), self.small)
        self.section(N_("Where it is"))
        self.row(
            (N_("Region"), self.region), (N_("KATO of the district"), self.kato), stretch=(3, 2)
        )
        for pair in ("district", "place", "address"):
            self._pair(pair)
        self.add(N_("Telephone"), self.phone)
        self.section(N_("Who signs and whom it answers to"))
        self.add(
            N_("Director"),
            self.director,
            N_("Surname and initials, as under a document; empty while the post is."),
        )
        self._pair("director_post")
        self._pair("department")

    def _pair(self, name: str) -> None:
        kk, ru = f"{name}_kk", f"{name}_ru"
        self.row((LINES[kk], self.lines[kk]), (LINES[ru], self.lines[ru]))

    def _put(self, found: School | None) -> None:
        if found is None:
            for language in ("kk", "ru"):
                post = f"director_post_{language}"
                self.lines[post].setText(getattr(school.UNNAMED, post))
            return
        self.name_kk.setPlainText(found.name.kk)
        self.name_ru.setPlainText(found.name.ru)
        self.short_kk.setText(found.short_name.kk)
        self.short_ru.setText(found.short_name.ru)
        self.bin.setText(found.bin)
        self.kato.setText(found.district_kato)
        self.phone.setText(phone.shown(found.phone))
        self.director.setText(found.director)
        self.region.set_key(found.region)
        self.language.set_key(found.language)
        self.small.setChecked(found.small)
        for key, edit in self.lines.items():
            edit.setText(getattr(found, key))
            edit.setCursorPosition(0)

    def complete(self) -> bool:
        """Whether both names are there; says under each field what is missing."""
        self.clear_errors()
        for edit in (self.name_kk, self.name_ru):
            if not edit.toPlainText().strip():
                self.error(edit, N_("Documents are printed in both languages: write this name."))
                edit.setFocus()
                return False
        return True

    def value(self, before: School) -> School:
        name = Text(_one_line(self.name_kk), _one_line(self.name_ru))
        short_kk, short_ru = self.short_kk.text().strip(), self.short_ru.text().strip()
        number, _ = phone.normalised(self.phone.text())
        return replace(
            before,
            name=name,
            short_name=Text(short_kk or name.kk, short_ru or name.ru),
            bin="".join(self.bin.text().split()),
            district_kato=self.kato.text().strip(),
            phone=number or self.phone.text().strip(),
            director=self.director.text().strip(),
            region=str(self.region.key() or ""),
            language=str(self.language.key()),
            small=self.small.isChecked(),
            **{key: " ".join(edit.text().split()) for key, edit in self.lines.items()},
        )

    def _check_bin(self) -> None:
        """Doubts about the BIN while the dialog is still open."""
        written = "".join(self.bin.text().split())
        doubts = check_bin(written) if written else []
        said: Words = (
            Text(" ".join(d.kk for d in doubts), " ".join(d.ru for d in doubts)) if doubts else ""
        )
        self.error(self.bin, said)


class SchoolDialog(Dialog):
    """Saves the particulars; a wrong BIN is refused and the dialog stays."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        self._session = session
        described = school.described(session.db)
        self.fields = SchoolFields(school.school(session.db) if described else None)
        super().__init__(
            parent, N_("The school's particulars"), self.fields, N_("Save"), self._save, wide=780
        )

    def _save(self) -> bool:
        if not self.fields.complete():
            return False
        value = self.fields.value(school.school(self._session.db))
        self._session.act(school.save_school, self._session.db, value)
        self._session.tell(N_("The school's particulars are saved."))
        return True


def _one_line(edit: QPlainTextEdit) -> str:
    return " ".join(edit.toPlainText().split())
