"""Who sits in the two councils."""

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from dlschool.domain.case import COUNCIL_NAMES, Council
from dlschool.domain.school import Member
from dlschool.domain.text import Text
from dlschool.gui.session import Session
from dlschool.gui.settings.head import headed
from dlschool.gui.widgets.buttons import Action
from dlschool.gui.widgets.card import EmptyState, empty
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Combo, Fields, same
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.rows import ListRow, RowCard
from dlschool.gui.words import Words, say
from dlschool.i18n import N_
from dlschool.services import councils

ROLE_NAMES = {
    "chair": N_("chair"),
    "secretary": N_("secretary"),
    "member": N_("member"),
}


class CouncilsPage(QWidget):
    """Both rosters side by side."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.with_gone = QCheckBox()
        say(self.with_gone, "setText", N_("With those who left"))
        self.with_gone.toggled.connect(self.reload)
        column.addWidget(
            Label(
                N_(
                    "The chair, the secretary and the members are filled into every new meeting. "
                    "An IIN, if written, shows who is at the same time a pupil's representative."
                ),
                "soft",
            )
        )
        column.addWidget(self.with_gone)
        row = QHBoxLayout()
        row.setSpacing(16)
        self._rosters: dict[Council, QVBoxLayout] = {}
        for council in Council:
            holder = QWidget()
            self._rosters[council] = QVBoxLayout(holder)
            self._rosters[council].setContentsMargins(0, 0, 0, 0)
            row.addWidget(holder, 1)
        column.addLayout(row)
        column.addStretch(1)

    def reload(self) -> None:
        """Reads both rosters again."""
        for council, column in self._rosters.items():
            empty(column)
            gone = self.with_gone.isChecked()
            found = councils.members(self._session.db, council, with_gone=gone)
            card = RowCard()
            card.body.insertWidget(0, headed(COUNCIL_NAMES[council], self._adding(council), 15))
            card.put([self._row(member) for member in found] or [_nobody()])
            column.addWidget(card)
            column.addStretch(1)

    def _adding(self, council: Council) -> Action:
        return Action(N_("Add a member"), lambda: self.add(council), icon="user-plus")

    def _row(self, member: Member) -> ListRow:
        kind = "neutral" if member.role == "member" or member.left else "accent"
        badge = N_("has left") if member.left else ROLE_NAMES[member.role]
        return ListRow(
            (badge, kind),
            same(member.name),
            _post(member),
            actions=[Action(N_("Correct"), lambda: self.correct(member))],
        )

    def add(self, council: Council) -> None:
        member_dialog(self, self._session, council, None).open()

    def correct(self, member: Member) -> None:
        member_dialog(self, self._session, member.council, member).open()


def _nobody() -> QWidget:
    return EmptyState(
        "gavel", N_("The council has no members here yet. Without them there is no quorum.")
    )


def _post(member: Member) -> Words:
    kk, ru = member.post_kk or member.post_ru, member.post_ru or member.post_kk
    return Text(kk, ru) if kk.strip() else ""


class MemberFields(Fields):
    """`value()` is the member as typed."""

    def __init__(self, council: Council, member: Member | None) -> None:
        super().__init__()
        self._id, self._council = (member.id if member else None), council
        known = member or Member(council=council, name="")
        self.name = self.add(N_("Surname, first name, patronymic"), QLineEdit(known.name))
        self.role = Combo([(role, ROLE_NAMES[role]) for role in councils.ROLES])
        self.role.set_key(known.role)
        self.iin = QLineEdit(known.iin)
        self.row((N_("Role in the council"), self.role), (N_("IIN, if wanted"), self.iin))
        self.post_kk, self.post_ru = QLineEdit(known.post_kk), QLineEdit(known.post_ru)
        self.row((N_("Post in Kazakh"), self.post_kk), (N_("Post in Russian"), self.post_ru))
        self.left = QCheckBox()
        self.left.setChecked(known.left)
        self.add(N_("Left the council"), self.left)
        self.set_visible(self.left, member is not None)

    def value(self) -> Member:
        return Member(
            id=self._id,
            council=self._council,
            name=" ".join(self.name.text().split()),
            post_kk=self.post_kk.text().strip(),
            post_ru=self.post_ru.text().strip(),
            role=str(self.role.key()),
            iin="".join(self.iin.text().split()),
            left=self.left.isChecked(),
        )


def member_dialog(
    parent: QWidget | None, session: Session, council: Council, member: Member | None
) -> Dialog:
    """A new member, or a known one to correct."""
    fields = MemberFields(council, member)

    def save() -> None:
        session.act(councils.save_member, session.db, fields.value())

    return Dialog(parent, COUNCIL_NAMES[council], fields, N_("Save"), save, wide=640)
