"""A pupil's card: particulars, representatives, cases, history."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.domain.pupil import Pupil
from dlschool.gui import rights
from dlschool.gui.journal.saw import Saw
from dlschool.gui.personal.tab import PersonalTab, blocked_strip
from dlschool.gui.pupils.card_pages import case_rows, guardian_cards, history_rows, particulars
from dlschool.gui.pupils.dialog import PupilDialog
from dlschool.gui.pupils.leaving import leaving_dialog
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action, Button, PrimaryButton, QuietButton
from dlschool.gui.widgets.card import EmptyState, Strip, buttons, empty
from dlschool.gui.widgets.dialog import scrolled
from dlschool.gui.widgets.fields import same
from dlschool.gui.widgets.labels import Badge
from dlschool.gui.widgets.page import Page
from dlschool.gui.widgets.tabs import Tabs
from dlschool.i18n import N_
from dlschool.services import history, lists, pupils, viewings
from dlschool.services.lists import CaseFilter

TABS = {
    "particulars": N_("Particulars"),
    "guardians": N_("Representatives: {n}"),
    "cases": N_("Cases: {n}"),
    "history": N_("History"),
}


class PupilCard(Page):
    """One pupil; `back` leads to the list."""

    def __init__(self, session: Session, back: QuietButton) -> None:
        super().__init__(scrolls=False)
        self._session = session
        self._id = 0
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)
        outer.insertWidget(0, back, 0, Qt.AlignmentFlag.AlignLeft)
        self.open_button = PrimaryButton(N_("Open a case"), self.open_case, icon="folder-plus")
        self.edit_button = Button(N_("Correct"), self.edit, icon="pencil")
        self.leave_button = Button(N_("Left the school…"), self.leave)
        rights.forbid(session, Right.CASES, self.open_button)
        rights.forbid(session, Right.PUPILS, self.edit_button, self.leave_button)
        for button in (self.leave_button, self.edit_button, self.open_button):
            self.right.addWidget(button)
        self.notes = QVBoxLayout()
        self.body.addLayout(self.notes)
        self.tabs = Tabs(N_("What the card shows"))
        self._columns: dict[str, QVBoxLayout] = {}
        for key, words in TABS.items():
            holder = QWidget()
            self._columns[key] = QVBoxLayout(holder)
            self._columns[key].setContentsMargins(0, 0, 0, 0)
            self._columns[key].setSpacing(8)
            self.tabs.add(key, words, scrolled(holder), n=0)
        self.personal = PersonalTab(session)
        self.tabs.add("personal", N_("Personal data"), scrolled(self.personal))
        self.saw = Saw(session)
        if viewings.may_read(session.db):
            self.tabs.add("saw", N_("Who saw"), self.saw)
        self.tabs.switched.connect(self._show_saw)
        self.body.addWidget(self.tabs, 1)

    def _show_saw(self, key: str) -> None:
        """Read when it is looked at: a year of lines is nothing that a card waits for."""
        if key == "personal":
            self.personal.put(self._id)
        if key == "saw":
            self.saw.put(self._id)

    def show_pupil(self, pupil_id: int) -> None:
        """Refused: there is no such pupil."""
        self._id = pupil_id
        self.reload()
        viewings.viewed(self._session.db, pupil_id)

    def is_there(self) -> bool:
        """Whether the pupil is still in the store."""
        return bool(pupils.lines(self._session.db, [self._id]))

    def reload(self) -> None:
        """Reads the pupil again."""
        card = pupils.card(self._session.db, self._id)
        self._head(card.pupil)
        self._notes(card.pupil)
        self._put("particulars", [particulars(card.pupil)])
        self._put("guardians", guardian_cards(card.guardians) or [self._no_guardian()])
        self._cases()
        done = history.history_of_pupil(self._session.db, self._id)
        earlier = Action(N_("Changes and earlier versions…"), self.earlier, icon="history")
        self._put("history", [buttons(earlier), *history_rows(done)])
        self._show_saw(self.tabs.key())
        self.tabs.rename("guardians", TABS["guardians"], n=len(card.guardians))

    def _head(self, pupil: Pupil) -> None:
        self.say(same(pupil.full_name))
        empty(self.pills)
        if pupil.class_name:
            self.pills.addWidget(Badge(same(pupil.class_name), "accent"))
        if pupil.left_on is not None:
            self.pills.addWidget(Badge(N_("left {day}"), "late", day=pupil.left_on))
        self.leave_button.setVisible(pupil.left_on is None)
        self.open_button.setVisible(pupil.left_on is None)

    def _notes(self, pupil: Pupil) -> None:
        """What is doubtful in the record, and where the child learns otherwise."""
        empty(self.notes)
        if held := blocked_strip(self._session, self._id):
            self.notes.addWidget(held)
        if pupil.left_on is not None:
            back = rights.left(
                self._session, Right.PUPILS, [Action(N_("Came back"), self.come_back)]
            )
            said = N_("The pupil left the school on {day}; the record stays.")
            self.notes.addWidget(Strip(said, *back, kind="accent", day=pupil.left_on))
        for doubt in pupils.doubts(pupil):
            self.notes.addWidget(Strip(doubt))
        if pupil.home_teaching:
            self.notes.addWidget(
                Strip(
                    N_(
                        "Taught at home (үйде оқыту): teachers come to the child. "
                        "It is another service than distance learning."
                    ),
                    kind="accent",
                )
            )

    def _no_guardian(self) -> QWidget:
        return EmptyState(
            "user-plus",
            N_("No representative is written. Applications and notices need one."),
            *rights.left(
                self._session,
                Right.PUPILS,
                [Action(N_("Add a representative"), self.edit, icon="user-plus")],
            ),
        )

    def _cases(self) -> None:
        db = self._session.db
        found = lists.cases(db, CaseFilter(pupil_id=self._id, state="all"))
        lines = lists.case_lines(db, found)
        rows = [case_rows(lines, lambda case_id: self._session.go("cases", case_id))]
        nothing = EmptyState("folder-open", N_("There is no case for this pupil."))
        self._put("cases", rows if lines else [nothing])
        self.tabs.rename("cases", TABS["cases"], n=len(lines))

    def _put(self, key: str, widgets: Sequence[QWidget]) -> None:
        column = self._columns[key]
        empty(column)
        for widget in widgets:
            column.addWidget(widget)
        column.addStretch(1)

    def earlier(self) -> None:
        """Who changed what from what to what, and earlier versions to bring back."""
        from dlschool.gui.journal.versions import show_of_pupil

        show_of_pupil(self._session, self, self._id)

    def edit(self) -> None:
        card = pupils.card(self._session.db, self._id)
        PupilDialog(self, self._session, card).open()

    def open_case(self) -> None:
        """The screen of cases begins a case for this pupil."""
        self._session.go("cases", ("new", self._id))

    def leave(self) -> None:
        leaving_dialog(self, self._session, pupils.card(self._session.db, self._id).pupil).open()

    def come_back(self) -> None:
        self._session.act(pupils.leave, self._session.db, self._id, None)
