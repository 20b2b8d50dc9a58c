"""A pupil's card, the tab «Personal data»: consents, requests, what the person may take along."""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.domain.personal import (
    PURPOSES,
    REQUEST_NAMES,
    STANDING_NAMES,
    Consent,
    Purpose,
    Request,
    Standing,
)
from dlschool.domain.text import Text
from dlschool.gui import printouts
from dlschool.gui.personal import dialogs
from dlschool.gui.protect import ProtectDialog
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action
from dlschool.gui.widgets.card import Card, EmptyState, Strip, buttons, empty
from dlschool.gui.widgets.fields import same
from dlschool.gui.widgets.labels import Badge, Label
from dlschool.gui.widgets.messages import ask
from dlschool.gui.widgets.rows import ListRow, RowCard
from dlschool.i18n import N_
from dlschool.services import person_export, personal, personal_papers, pupils
from dlschool.services.protected_files import Protection

KINDS = {
    Standing.GIVEN: "done",
    Standing.EXPIRED: "late",
    Standing.WITHDRAWN: "loss",
    Standing.NONE: "neutral",
}


def blocked_strip(session: Session, pupil_id: int) -> Strip | None:
    """The warning over a blocked pupil's card; None where nothing is blocked."""
    held = personal.blocking_requests(session.db, pupil_id)
    if not held:
        return None
    said = N_(
        "The data are blocked by the request of {day}: nothing can be changed, printed or exported "
        "until the blocking is lifted."
    )
    return Strip(said, day=held[0].date)


class PersonalTab(QWidget):
    """`put(pupil_id)` reads the consents and requests of one pupil."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._id = session, 0
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)

    def put(self, pupil_id: int) -> None:
        self._id = pupil_id
        empty(self.column)
        self.column.addWidget(self._consents())
        self.column.addWidget(self._requests())
        self.column.addWidget(self._taken_along())
        self.column.addStretch(1)

    def _may(self) -> bool:
        return bool(self._session.db.user.may(Right.PERSONAL))

    def _consents(self) -> QWidget:
        db, card = self._session.db, RowCard(N_("Consent of the representative"))
        standing, found = personal.consent_of(db, self._id), personal.consents(db, self._id)
        rows: list[QWidget] = [_head(standing)]
        rows += [self._consent(consent) for consent in found]
        rows.append(
            foot(
                Action(N_("Record a consent…"), self.consent, icon="plus", enabled=self._may()),
                Action(N_("Print the form"), self.print_blank, icon="printer"),
            )
        )
        card.put(rows)
        return card

    def _consent(self, consent: Consent) -> ListRow:
        actions = [Action(N_("Print"), lambda: self.print_consent(consent))]
        if consent.withdrawn_on is None and self._may():
            actions.append(Action(N_("Withdraw…"), lambda: self.withdraw(consent)))
        in_force = consent.in_force(self._session.today())
        badge = (N_("in force"), "done") if in_force else (N_("not in force"), "neutral")
        return ListRow(
            badge,
            same(f"{consent.date:%d.%m.%Y}, {consent.guardian}"),
            _scope(consent),
            actions=actions,
        )

    def _requests(self) -> QWidget:
        card = RowCard(N_("Requests on personal data"))
        found = personal.requests(self._session.db, self._id)
        rows: list[QWidget] = [
            request_row(self, self._session, request, may=self._may()) for request in found
        ]
        rows = rows or [EmptyState("file-text", N_("Nobody has asked anything."))]
        new = Action(N_("Enter a request…"), self.request, icon="plus", enabled=self._may())
        rows.append(foot(new))
        card.put(rows)
        return card

    def _taken_along(self) -> QWidget:
        card = Card(N_("Everything about this person"))
        words = N_(
            "The card, representatives, cases, papers, orders, who saw them, and the scans, as one file."
        )
        card.body.addWidget(Label(words, "soft"))
        may = self._session.db.user.may(Right.EXPORT)
        actions = [Action(N_("Write to a file…"), self.export, icon="download", enabled=may)]
        removed = personal.removed_scans(self._session.db, self._id) if self._may() else 0
        if removed:
            card.body.addWidget(
                Label(
                    N_("Scans taken out of papers that can still be brought back: {n}"), n=removed
                )
            )
            actions.append(Action(N_("Destroy them for good…"), self.destroy_scans))
        card.body.addWidget(buttons(*actions))
        return card

    def consent(self) -> None:
        dialogs.consent_dialog(self, self._session, self._id).open()

    def withdraw(self, consent: Consent) -> None:
        dialogs.withdraw_dialog(self, self._session, consent).open()

    def request(self) -> None:
        dialogs.request_dialog(self, self._session, self._id).open()

    def print_blank(self) -> None:
        """The form with the pupil's data, for the representative to answer and sign."""
        pupil_id = self._id
        printouts.lay_out(
            self,
            self._session,
            lambda db, _p: personal_papers.prepare_consent(db, pupil_id, None, "both"),
        )

    def print_consent(self, consent: Consent) -> None:
        printouts.lay_out(
            self,
            self._session,
            lambda db, _p: personal_papers.prepare_consent(
                db, consent.pupil_id, consent.id, "both"
            ),
        )

    def export(self) -> None:
        name = pupils.card(self._session.db, self._id).pupil.short_name
        ProtectDialog(self, f"{name}.pdf", "PDF (*.pdf)", self.write).open()

    def write(self, file: Path, protection: Protection) -> None:
        self._session.act(person_export.export, self._session.db, self._id, file, protection)
        self._session.tell(N_("Written: {file}"), file=file)

    def destroy_scans(self) -> None:
        words = N_("Undo cannot bring these scans back. Older backups hold them until thinned out.")
        ask(
            self,
            N_("Destroy the removed scans for good?"),
            words,
            N_("Destroy"),
            lambda: self._session.act(personal.destroy_removed_scans, self._session.db, self._id),
            loss=True,
        )


def _head(standing: Standing) -> QWidget:
    return inset(Badge(STANDING_NAMES[standing], KINDS[standing]))


def foot(*actions: Action) -> QWidget:
    holder = buttons(*actions)
    holder.setContentsMargins(16, 10, 16, 10)
    return holder


def inset(widget: QWidget) -> QWidget:
    """A badge or buttons among rows, as far from the card's edge as the rows' words."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(16, 10, 16, 10)
    row.addWidget(widget)
    row.addStretch(1)
    return holder


def _scope(consent: Consent) -> Text:
    names = [PURPOSES[p].short for p in Purpose if p in consent.scope]
    return Text("; ".join(n.kk for n in names), "; ".join(n.ru for n in names))


def request_row(
    parent: QWidget, session: Session, request: Request, *, may: bool, name: str = ""
) -> ListRow:
    """What was asked, what was answered, what is to be done."""
    actions = []
    if may and request.done_on is None:
        actions.append(
            Action(N_("Answer…"), lambda: dialogs.answer_dialog(parent, session, request).open())
        )
    if may and request.blocks:
        actions.append(
            Action(
                N_("Lift the blocking…"),
                lambda: dialogs.lift_dialog(parent, session, request).open(),
            )
        )
    kind = REQUEST_NAMES[request.kind]
    who = ", ".join(filter(None, (f"{request.date:%d.%m.%Y}", name, request.applicant)))
    said = "".join(f". {words}" for words in (request.wish, request.answer) if words)
    return ListRow(
        _state(session, request), same(who), Text(kind.kk + said, kind.ru + said), actions=actions
    )


def _state(session: Session, request: Request) -> tuple[str, str]:
    if request.blocks:
        return N_("blocked"), "loss"
    if request.done_on is not None:
        return N_("answered"), "done"
    late = request.late(session.today())
    return (N_("late"), "late") if late else (N_("waits for an answer"), "accent")
