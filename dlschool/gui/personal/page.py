"""Settings, the section «Personal data»: what waits, breaches, the list of persons with access."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.domain.personal import Breach
from dlschool.domain.pupil import Pupil
from dlschool.gui import printouts
from dlschool.gui.personal import dialogs
from dlschool.gui.personal.breach import BreachDialog
from dlschool.gui.personal.tab import foot, inset, request_row
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action
from dlschool.gui.widgets.card import Card, EmptyState, buttons
from dlschool.gui.widgets.fields import same
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.rows import ListRow, RowCard
from dlschool.i18n import N_
from dlschool.services import personal, personal_papers

FIRST = 20
"""So many pupils without a consent are listed."""


class PersonalPage(QWidget):
    """Cards: requests, consents that lack, breaches, access."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self.requests = RowCard(N_("Requests that wait"))
        self.consents = RowCard(N_("Without a consent in force"))
        self.breaches = RowCard(N_("Breaches of personal data"))
        self.access = Card(N_("Persons with access"))
        for card in (self.requests, self.consents, self.breaches, self.access):
            column.addWidget(card)
        column.addStretch(1)

    def reload(self) -> None:
        may = self._session.db.user.may(Right.PERSONAL)
        self._put_requests(may)
        self._put_consents()
        for card in (self.breaches, self.access):
            card.setVisible(may)
        if may:
            self._put_breaches()
            self._put_access()

    def _put_requests(self, may: bool) -> None:
        db = self._session.db
        found = [r for r in personal.requests(db) if r.done_on is None or r.blocks]
        names = {p.id: p.short_name for p in personal.named(db, {r.pupil_id for r in found})}
        rows: list[QWidget] = [
            request_row(self, self._session, r, may=may, name=names.get(r.pupil_id, ""))
            for r in found
        ]
        nothing = EmptyState(
            "file-text", N_("No request waits; they are entered in a pupil's card.")
        )
        self.requests.put(rows or [nothing])

    def _put_consents(self) -> None:
        found = personal.without_consent(self._session.db)
        rows: list[QWidget] = (
            [inset(Label(N_("Pupils: {n}"), "soft", n=len(found)))] if found else []
        )
        rows += [self._pupil(pupil) for pupil in found[:FIRST]]
        self.consents.put(rows or [EmptyState("check", N_("There is a consent for every pupil."))])

    def _pupil(self, pupil: Pupil) -> ListRow:
        card = Action(N_("Open the card"), lambda: self._session.go("pupils", pupil.id))
        return ListRow(None, same(pupil.full_name), same(pupil.class_name) or "", actions=[card])

    def _put_breaches(self) -> None:
        rows: list[QWidget] = [self._breach(b) for b in personal.breaches(self._session.db)]
        rows = rows or [EmptyState("info", N_("No breach is entered."))]
        rows.append(foot(Action(N_("Enter a breach…"), self.enter, icon="plus")))
        self.breaches.put(rows)

    def _breach(self, breach: Breach) -> ListRow:
        actions = [Action(N_("Print the notice"), lambda: self.print_notice(breach))]
        if breach.notified_on is None:
            actions.append(Action(N_("Mark as sent…"), lambda: self.mark(breach)))
            late = breach.late(self._session.today())
            badge = (N_("late"), "loss") if late else (N_("notice is due"), "late")
        else:
            badge = (N_("sent"), "done")
        when = f"{breach.discovered_on:%d.%m.%Y} → {breach.due:%d.%m.%Y}"
        return ListRow(badge, same(when), same(breach.what), actions=actions)

    def _put_access(self) -> None:
        self.access.clear()
        words = N_(
            "Everybody who signs in, with the role and its rights in words: an annex to the "
            "director's order."
        )
        self.access.body.addWidget(Label(words, "soft"))
        show = Action(N_("Print the list…"), self.print_access, icon="printer")
        self.access.body.addWidget(buttons(show))

    def enter(self) -> None:
        BreachDialog(self, self._session).open()

    def mark(self, breach: Breach) -> None:
        dialogs.notified_dialog(self, self._session, breach).open()

    def print_notice(self, breach: Breach) -> None:
        printouts.lay_out(
            self,
            self._session,
            lambda db, _p: personal_papers.prepare_breach(db, breach.id or 0, "both"),
        )

    def print_access(self) -> None:
        printouts.lay_out(
            self, self._session, lambda db, _p: personal_papers.prepare_access_list(db, "both")
        )
