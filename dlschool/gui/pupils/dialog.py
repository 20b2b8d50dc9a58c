"""A new pupil, or the particulars of a known one."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from dlschool.domain.iin import Facts
from dlschool.domain.names import class_letter
from dlschool.domain.pupil import LANGUAGE_NAMES, OLDEST_GRADE, SEX_NAMES, Pupil, Sex
from dlschool.domain.text import Text
from dlschool.gui import rights
from dlschool.gui.pupils.guardian_fields import GuardiansFields
from dlschool.gui.pupils.iin_field import IinField
from dlschool.gui.pupils.offer import Offer
from dlschool.gui.pupils.typed import repaired
from dlschool.gui.session import Session
from dlschool.gui.widgets.date_edit import DateEdit
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Combo, Fields
from dlschool.gui.words import Words
from dlschool.i18n import N_
from dlschool.services import pupils
from dlschool.services.pupils import Card

UNKNOWN = Text("—", "—")
PRE_SCHOOL = Text("Мектепалды даярлық сыныбы (0)", "Предшкольный класс (0)")
HOME_TEACHING = N_(
    "Teachers come to the child's home: another service than distance learning. "
    "It is only noted here, so that the two are not confused; it opens no case."
)


class PupilFields(Fields):
    """Everything that is known of a pupil; `value(pupil)` puts it over what was known before."""

    def __init__(self, session: Session, card: Card | None) -> None:
        super().__init__()
        self.last, self.first, self.middle = QLineEdit(), QLineEdit(), QLineEdit()
        self.iin = IinField()
        self.birth = DateEdit(session.today)
        self.sex = Combo([(None, UNKNOWN), *((sex, SEX_NAMES[sex]) for sex in Sex)])
        self.grade = Combo(_grades())
        self.letter = QLineEdit()
        self.language = Combo([("", UNKNOWN), *LANGUAGE_NAMES.items()])
        self.address, self.needs = QLineEdit(), QLineEdit()
        self.home = QCheckBox()
        self.note = QPlainTextEdit()
        self.note.setFixedHeight(60)
        self.note.setTabChangesFocus(True)
        self.guardians = GuardiansFields(card.guardians if card else ())
        self._lay()
        if card is not None:
            self._put(card.pupil)
        self._listen()

    def _lay(self) -> None:
        self.row((N_("Surname"), self.last), (N_("First name"), self.first))
        self.add(N_("Patronymic, if there is one"), self.middle)
        self.offer = self.wide(Offer(N_("Repair"), self._repair))
        self.add(N_("IIN"), self.iin)
        self.row((N_("Date of birth"), self.birth), (N_("Sex"), self.sex))
        self.row(
            (N_("Grade"), self.grade),
            (N_("Letter of the class"), self.letter),
            (N_("Language of teaching"), self.language),
            stretch=(3, 2, 3),
        )
        self.add(N_("Address"), self.address)
        self.wide(self.guardians)
        self.section(N_("Other"))
        self.add(
            N_("Special educational needs"),
            self.needs,
            N_(
                "As the psychological, medical and pedagogical commission names them; no diagnosis."
            ),
        )
        self.add(N_("Teaching at home (үйде оқыту)"), self.home, HOME_TEACHING)
        self.add(N_("Note"), self.note)

    def _listen(self) -> None:
        for edit in (self.last, self.first, self.middle):
            edit.textChanged.connect(self._look)
        self.iin.changed.connect(self._judge)
        self.birth.changed.connect(self._judge)
        self.sex.currentIndexChanged.connect(self._judge)
        self.iin.taken.connect(self._take)
        self._judge()

    def _put(self, pupil: Pupil) -> None:
        self.last.setText(pupil.last)
        self.first.setText(pupil.first)
        self.middle.setText(pupil.middle)
        self.iin.put(pupil.iin, pupil.iin_reason)
        self.birth.set_value(pupil.birth_date)
        self.sex.set_key(pupil.sex)
        self.grade.set_key(pupil.grade)
        self.letter.setText(pupil.letter)
        self.language.set_key(pupil.language)
        self.address.setText(pupil.address)
        self.needs.setText(pupil.special_needs)
        self.needs.setReadOnly(rights.is_closed(pupil.special_needs))
        rights.tip(self.needs, pupil.special_needs)
        self.home.setChecked(pupil.home_teaching)
        self.note.setPlainText(pupil.note)

    def value(self, before: Pupil | None) -> Pupil:
        """The pupil as typed. Raises Refused for a date that is none."""
        last, first, middle = (
            " ".join(edit.text().split()) for edit in (self.last, self.first, self.middle)
        )
        iin, sex, grade = self.iin.iin(), self.sex.key(), self.grade.key()
        return replace(
            before or Pupil(last="", first=""),
            last=last,
            first=first,
            middle=middle,
            iin=iin,
            iin_reason=self.iin.reason.text().strip(),
            birth_date=self.birth.value(),
            sex=Sex(str(sex)) if sex else None,
            grade=grade if isinstance(grade, int) else None,
            letter=class_letter(self.letter.text()),
            language=str(self.language.key() or ""),
            address=" ".join(self.address.text().split()),
            special_needs=self.needs.text().strip(),
            home_teaching=self.home.isChecked(),
            note=self.note.toPlainText().strip(),
        )

    def _names(self) -> tuple[str, ...]:
        return (self.last.text(), self.first.text(), self.middle.text())

    def _look(self) -> None:
        right = repaired(self._names())
        if right is None:
            self.offer.put("")
        else:
            self.offer.put(
                N_("Latin letters look like Kazakh ones: {name}"),
                name=" ".join(filter(None, right)),
            )

    def _repair(self) -> None:
        right = repaired(self._names())
        if right is not None:
            for edit, text in zip((self.last, self.first, self.middle), right, strict=True):
                edit.setText(text)

    def _judge(self) -> None:
        birth = self.birth.value() if self.birth.problem() is None else None
        sex = self.sex.key()
        self.iin.judge(birth, Sex(str(sex)) if sex else None)

    def _take(self, facts: Facts) -> None:
        self.birth.set_value(facts.birth_date)
        self.sex.set_key(facts.sex)
        self._judge()


def _grades() -> list[tuple[object, Words]]:
    numbers = [(grade, Text(str(grade), str(grade))) for grade in range(1, OLDEST_GRADE + 1)]
    return [(None, UNKNOWN), (0, PRE_SCHOOL), *numbers]


class PupilDialog(Dialog):
    """`saved` gets the id of the pupil when it was registered or changed."""

    def __init__(
        self,
        parent: QWidget | None,
        session: Session,
        card: Card | None = None,
        saved: Callable[[int], object] | None = None,
    ) -> None:
        self.fields = PupilFields(session, card)
        self._session, self._card, self._saved = session, card, saved
        super().__init__(
            parent,
            N_("Particulars of the pupil") if card else N_("New pupil"),
            self.fields,
            N_("Save") if card else N_("Register"),
            self._save,
            wide=720,
        )

    def _save(self) -> bool:
        if not self.fields.check():
            return False
        pupil = self.fields.value(self._card.pupil if self._card else None)
        guardians = self.fields.guardians.values()
        if pupil.id is None:
            made = self._session.act(pupils.register_pupil, self._session.db, pupil, guardians)
        else:
            self._session.act(pupils.edit_pupil, self._session.db, pupil, guardians)
            made = pupil.id
        self._session.tell(N_("Saved: {name}"), name=pupil.full_name)
        if self._saved is not None:
            self._saved(made)
        return True
