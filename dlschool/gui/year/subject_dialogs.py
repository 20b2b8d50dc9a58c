"""A subject: its names, whether it is graded, and its place in a grade."""

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from dlschool.domain.learning import Subject, SubjectKind
from dlschool.gui.session import Session
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Combo, Fields
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words
from dlschool.i18n import N_
from dlschool.services import curriculum

KINDS: dict[SubjectKind, Words] = {
    SubjectKind.GRADED: N_("graded"),
    SubjectKind.PASS_FAIL: N_("pass or fail"),
}
NEW = 0


class SubjectFields(Fields):
    """`value()` is the subject as typed."""

    def __init__(self, subject: Subject | None) -> None:
        super().__init__()
        self._subject = subject
        self.kk = self.add(N_("Name in Kazakh"), QLineEdit(subject.name_kk if subject else ""))
        self.ru = self.add(N_("Name in Russian"), QLineEdit(subject.name_ru if subject else ""))
        self.kind = self.add(N_("How it is assessed"), Combo(list(KINDS.items())))
        if subject is not None:
            self.kind.set_key(subject.kind)

    def value(self) -> Subject:
        known = self._subject or Subject(name_kk="", name_ru="")
        return replace(
            known,
            name_kk=self.kk.text(),
            name_ru=self.ru.text(),
            kind=SubjectKind(str(self.kind.key())),
        )


def edit_subject_dialog(parent: QWidget | None, session: Session, subject: Subject) -> Dialog:
    """Names and kind, for every grade at once."""
    fields = SubjectFields(subject)
    fields.wide(Label(N_("The change holds for every grade and year."), "small-soft"))

    def save() -> None:
        session.act(curriculum.save_subject, session.db, fields.value())

    return Dialog(parent, N_("Subject"), fields, N_("Save"), save)


class AddedFields(Fields):
    """A subject of the list, or a new one with its names; hours a week."""

    def __init__(self, known: list[Subject]) -> None:
        super().__init__()
        options: list[tuple[object, Words]] = [(s.id or 0, s.name) for s in known]
        self.which = self.add(
            N_("Subject"), Combo([*options, (NEW, N_("Another subject, a new one"))])
        )
        self.new = self.wide(SubjectFields(None))
        self.weekly = self.add(N_("Hours a week"), QLineEdit(), N_("May be left empty for now."))
        self.which.currentIndexChanged.connect(self._which)
        self._which()

    def _which(self) -> None:
        self.new.setVisible(self.which.key() == NEW)


def add_subject_dialog(
    parent: QWidget | None, session: Session, year: str, grade: int, language: str
) -> Dialog:
    """One more subject for the grade."""
    present = {line.subject_id for line in curriculum.hours(session.db, year, grade, language)}
    fields = AddedFields([s for s in curriculum.subjects(session.db) if s.id not in present])

    def save() -> None:
        chosen = fields.which.key()
        subject: Subject | int = fields.new.value() if chosen == NEW else int(str(chosen))
        session.act(
            curriculum.add_to_grade,
            session.db,
            year,
            grade,
            language,
            subject,
            fields.weekly.text(),
        )

    return Dialog(parent, N_("Add a subject"), fields, N_("Add"), save)
