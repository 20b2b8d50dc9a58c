"""A thing of the catalogue: what it is, of which subject and grade; of a textbook, its copies."""

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from dlschool.domain.learning import CatalogueItem, MaterialKind
from dlschool.domain.pupil import LANGUAGE_NAMES, OLDEST_GRADE
from dlschool.gui.session import Session
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Combo, Fields, same
from dlschool.gui.widgets.numbers import number_edit
from dlschool.gui.words import Words
from dlschool.i18n import N_
from dlschool.services import calendar, curriculum, materials

ANY = N_("any")


class ItemFields(Fields):
    """`value()` is the thing as typed; fields of other kinds are hidden."""

    def __init__(self, session: Session, item: CatalogueItem) -> None:
        super().__init__()
        self._item = item
        db = session.db
        self.kind = self.add(N_("What it is"), Combo(list(materials.KIND_NAMES.items())))
        self.kind.set_key(item.kind)
        self.title = self.add(N_("Title"), QLineEdit(item.title))
        subjects: list[tuple[object, Words]] = [(s.id, s.name) for s in curriculum.subjects(db)]
        self.subject = Combo([(None, N_("no subject")), *subjects])
        self.subject.set_key(item.subject_id)
        grades: list[tuple[object, Words]] = [
            (grade, same(str(grade))) for grade in range(OLDEST_GRADE + 1)
        ]
        self.grade = Combo([(None, ANY), *grades])
        self.grade.set_key(item.grade)
        self.language = Combo([("", ANY), *LANGUAGE_NAMES.items()])
        self.language.set_key(item.language)
        self.row(
            (N_("Subject"), self.subject), (N_("Grade"), self.grade),
            (N_("Language of teaching"), self.language), stretch=(3, 1, 2),
        )  # fmt: skip
        now = calendar.year_of(session.today())
        years = sorted({*calendar.years(db), now, *filter(None, [item.year])})
        self.year = self.add(N_("School year"), Combo([(y, same(y)) for y in years]))
        self.year.set_key(item.year or now)
        self.author = self.add(N_("Author"), QLineEdit(item.author))
        self.publisher, self.published = QLineEdit(item.publisher), QLineEdit(item.published)
        self.isbn, self.inventory = QLineEdit(item.isbn), QLineEdit(item.inventory)
        self.row((N_("Publisher"), self.publisher), (N_("Year of publication"), self.published))
        self.copies = number_edit(item.copies, 0, materials.MOST_COPIES)
        self.row(
            (N_("ISBN"), self.isbn), (N_("Inventory number"), self.inventory),
            (N_("Copies at the school"), self.copies),
        )  # fmt: skip
        self.note = self.add(N_("Note"), QPlainTextEdit(item.note))
        self.note.setFixedHeight(56)
        self.kind.currentIndexChanged.connect(self._of_kind)
        self._of_kind()

    def _of_kind(self) -> None:
        book = self.kind.key() == MaterialKind.TEXTBOOK
        for field in (self.publisher, self.published, self.isbn, self.inventory, self.copies):
            self.set_visible(field, book)
        dated = self.kind.key() in (MaterialKind.PLAN, MaterialKind.SCHEDULE)
        self.set_visible(self.year, dated)

    def value(self) -> CatalogueItem:
        grade, subject = self.grade.key(), self.subject.key()
        return replace(
            self._item,
            kind=MaterialKind(str(self.kind.key())),
            title=self.title.text(),
            subject_id=int(str(subject)) if subject is not None else None,
            grade=int(str(grade)) if grade is not None else None,
            language=str(self.language.key() or ""),
            year=str(self.year.key() or ""),
            author=self.author.text(),
            publisher=self.publisher.text(),
            published=self.published.text(),
            isbn=self.isbn.text(),
            inventory=self.inventory.text(),
            copies=self.copies.value(),
            note=self.note.toPlainText(),
        )


class ItemDialog(Dialog):
    """A new thing, or a changed one; `made` is its id once it is saved."""

    def __init__(self, parent: QWidget | None, session: Session, item: CatalogueItem) -> None:
        self._session = session
        self.made = 0
        self.fields = ItemFields(session, item)
        title = N_("Change the entry") if item.id else N_("New in the catalogue")
        super().__init__(parent, title, self.fields, N_("Save"), self._save, wide=640)

    def _save(self) -> None:
        self.made = self._session.act(materials.save_item, self._session.db, self.fields.value())
        self._session.tell(N_("The catalogue is changed"))


def arrived_dialog(parent: QWidget | None, session: Session, material_id: int) -> Dialog:
    """More copies of a textbook came."""
    fields = Fields()
    count = number_edit(1, 1, materials.MOST_COPIES)
    fields.add(N_("Copies that arrived"), count)

    def save() -> None:
        session.act(materials.more_copies, session.db, material_id, count.value())

    return Dialog(parent, N_("Copies arrived"), fields, N_("Add"), save, wide=420)
