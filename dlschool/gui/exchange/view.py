"""Exchange with the department: one sentence, four counts, one button; the envelopes below, what may be
done beside them.

Parts of the screen that have a module of their own stand in `PARTS`.
"""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.gui import backing, rights
from dlschool.gui.exchange import courier
from dlschool.gui.exchange.counts import Counts
from dlschool.gui.exchange.envelopes import row, taken_lines, when
from dlschool.gui.exchange.policy_dialog import PolicyDialog
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action, PrimaryButton
from dlschool.gui.widgets.card import Card, EmptyState, Strip, buttons, empty
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.messages import tell
from dlschool.gui.widgets.page import Columns, Page
from dlschool.gui.widgets.rows import RowCard
from dlschool.gui.words import Words, shown
from dlschool.i18n import N_
from dlschool.services import exchange_folder, exchange_status, exchange_tries
from dlschool.services.exchange_folder import Exported, Taken
from dlschool.services.exchange_status import Status

PARTS: dict[str, tuple[str, ...]] = {
    "top": ("dlschool.gui.exchange.pairing:PairingCard",),
    "main": (
        "dlschool.gui.exchange.differences:DifferencesPart",
        "dlschool.gui.exchange.directives:DirectivesPart",
        "dlschool.gui.exchange.handovers:HandoversPart",
        "dlschool.gui.exchange.exceptions:ExceptionsPart",
    ),
    "side": ("dlschool.gui.exchange.level:LevelCard",),
}
"""Cards made elsewhere, "module:Class" in the order in which they stand: called with the session, they
have `reload()`."""
WATCH_MS = 5000
"""How often it is looked for a stick with answers while the screen is seen."""
SHOWN = 12
"""So many envelopes stand in the list."""


class ExchangeView(Page):
    """`open` takes no target."""

    def __init__(self, session: Session) -> None:
        super().__init__(N_("Exchange with the department"))
        self._session = session
        self._courier = courier.of(session)
        self._courier.changed.connect(self._work_changed)
        self.send = PrimaryButton(N_("Send now"), self.send_now, icon="upload")
        self.right.addWidget(self.send)
        self.strips = QVBoxLayout()
        self.counts = Counts()
        self.envelopes = RowCard(N_("Envelopes"))
        self.department, self.stick = Card(N_("Department")), Card(N_("By stick"))
        self._whole = QWidget()
        self._sticks: list[Path] = []
        self._watch = QTimer(self)
        self._watch.timeout.connect(self._look_for_sticks)
        self._lay()
        self.refused = EmptyState("lock", rights.refusal(session, Right.EXCHANGE) or "")
        self.body.addWidget(self.refused)
        allowed = rights.may(session, Right.EXCHANGE)
        self.send.setVisible(allowed)
        self._whole.setVisible(allowed)
        self.refused.setVisible(not allowed)

    def _lay(self) -> None:
        self._parts: list[Any] = []
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addLayout(self.strips)
        self._add_parts(column, "top")
        column.addWidget(self.counts)
        columns = Columns()
        self._add_parts(columns.main, "main")
        columns.main.addWidget(self.envelopes)
        columns.side.addWidget(self.department)
        columns.side.addWidget(self.stick)
        self._add_parts(columns.side, "side")
        column.addWidget(columns)
        column.addStretch(1)
        self.body.addWidget(self._whole)

    def _add_parts(self, column: QVBoxLayout, place: str) -> None:
        for name in PARTS[place]:
            module, _, kind = name.partition(":")
            part = getattr(import_module(module), kind)(self._session)
            self._parts.append(part)
            column.addWidget(part)

    def reload(self) -> None:
        if not rights.may(self._session, Right.EXCHANGE):
            return
        db = self._session.db
        found = exchange_status.status(db)
        self.say(N_("Exchange with the department"), self._sentence(found))
        self.send.setVisible(found.by_line)
        self.send.setEnabled(not self._courier.busy and not found.paused and db.refuses is None)
        self._put_strips(found)
        self.counts.put(found)
        self.counts.setVisible(found.paired)
        self._put_department(found)
        self._put_stick(found)
        self._put_envelopes(found)
        for part in self._parts:
            part.reload()

    def _sentence(self, found: Status) -> Words:
        return N_("Speaking with the department…") if self._courier.busy else found.standing

    def _put_strips(self, found: Status) -> None:
        empty(self.strips)
        if found.trouble is not None:
            ways = (
                [Action(N_("Update the program…"), self.update_program)]
                if found.needs_update
                else []
            )
            self.strips.addWidget(Strip(found.trouble, *ways))
        if found.paused:
            go_on = Action(N_("Go on"), lambda: self.pause(on=False))
            words = N_("Paused: nothing goes to the department by itself.")
            self.strips.addWidget(Strip(words, go_on, kind="accent"))
        self._sticks = exchange_folder.answers_on(self._session.db)
        for root in self._sticks:
            take = Action(N_("Take them"), partial(self.take, root))
            words = N_("Answers of the department lie on the stick {folder}.")
            self.strips.addWidget(Strip(words, take, kind="accent", folder=root))
        if found.aside:
            words = N_("The department put changes aside: {n}. Telephone it to learn why.")
            self.strips.addWidget(Strip(words, n=found.aside))

    def update_program(self) -> None:
        """What the department sent waits for a newer version."""
        from dlschool.gui import updates

        updates.choose(self, self._session)

    def _put_department(self, found: Status) -> None:
        card = self.department
        card.clear()
        if found.department is not None:
            card.body.addWidget(Label(found.department))
        if found.contact is not None:
            card.body.addWidget(Label(N_("Last contact: {time}"), "soft", time=when(found.contact)))
        if found.next is not None and not found.paused:
            card.body.addWidget(Label(N_("Next try: {time}"), "soft", time=when(found.next)))
        actions = [Action(N_("What leaves the school…"), self.show_policy, icon="eye")]
        if found.by_line and not found.paused:
            actions.append(Action(N_("Pause"), lambda: self.pause(on=True)))
        card.body.addWidget(buttons(*actions))

    def _put_stick(self, found: Status) -> None:
        card = self.stick
        card.clear()
        card.setVisible(found.department is not None)
        card.body.addWidget(
            Label(
                N_(
                    "The same envelopes go by stick where there is no line. What was exported is kept "
                    "here until the department has accepted it."
                ),
                "soft",
            )
        )
        if found.exported is not None:
            card.body.addWidget(Label(N_("Exported: {time}"), time=when(found.exported)))
        card.body.addWidget(
            buttons(
                Action(N_("Export to a stick…"), self.export, icon="upload"),
                Action(N_("Take from a stick…"), self.ask_take, icon="download"),
                Action(N_("Take a file…"), self.ask_file, icon="file-text"),
            )
        )

    def _put_envelopes(self, found: Status) -> None:
        rows: list[QWidget] = [
            row(each) for each in exchange_status.envelopes(self._session.db, SHOWN)
        ]
        words = N_("Nothing was sent yet. Envelopes are made when a line or a stick is used.")
        self.envelopes.setVisible(found.department is not None)
        self.envelopes.put(rows or [EmptyState("upload", words)])

    def showEvent(self, event: QShowEvent) -> None:
        """A stick that is plugged while the screen is seen is noticed."""
        super().showEvent(event)
        if rights.may(self._session, Right.EXCHANGE):
            self._watch.start(WATCH_MS)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._watch.stop()

    def _look_for_sticks(self) -> None:
        if exchange_folder.answers_on(self._session.db) != self._sticks:
            self.reload()

    def _work_changed(self) -> None:
        if self.isVisible():
            self.reload()

    def send_now(self) -> None:
        self._courier.send_now()

    def pause(self, *, on: bool) -> None:
        self._session.act(lambda: exchange_tries.pause(self._session.db, on=on))

    def show_policy(self) -> None:
        PolicyDialog(self, exchange_status.status(self._session.db).level).open()

    def export(self) -> None:
        """Asks for a stick or a folder and writes beside the window."""
        drives = exchange_folder.drives()
        start = str(drives[0]) if drives else ""
        title = shown(N_("A stick or a folder for the envelopes"))
        chosen = QFileDialog.getExistingDirectory(self, title, start)
        if chosen:
            self.export_to(Path(chosen))

    def export_to(self, place: Path) -> None:
        self._beside(
            lambda db: exchange_folder.export(db, place), self._exported, N_("Writing envelopes…")
        )

    def _exported(self, made: Exported) -> None:
        self._session.changed.emit()
        if made.envelopes:
            words = N_("Envelopes: {count}. They lie in {folder}")
            self._session.tell(words, count=made.envelopes, folder=made.folder)
        else:
            self._session.tell(N_("The department has everything: nothing was written."))

    def ask_take(self) -> None:
        title = shown(N_("The stick or folder with the department's answers"))
        chosen = QFileDialog.getExistingDirectory(self, title)
        if chosen:
            self.take(Path(chosen))

    def ask_file(self) -> None:
        title = shown(N_("A file of the department"))
        name, _ = QFileDialog.getOpenFileName(self, title, "", "DLX (*.dlx)")
        if name:
            self.take(Path(name))

    def take(self, place: Path) -> None:
        """Reads the department's answers beside the window and says what came."""
        work: Callable[[Any], Taken] = lambda db: exchange_folder.take(db, place)  # noqa: E731
        self._beside(work, self._taken, N_("Reading envelopes…"))

    def _taken(self, taken: Taken) -> None:
        self._session.changed.emit()
        if taken.damaged or (taken.early and not taken.new):
            tell(self, N_("Not everything could be read"), lambda: "\n".join(taken_lines(taken)))
        elif taken.new:
            self._session.tell(N_("New envelopes of the department: {n}"), n=taken.new)
        else:
            self._session.tell(N_("There is nothing new of the department."))

    def _beside(
        self, work: Callable[[Any], Any], done: Callable[[Any], object], words: str
    ) -> None:
        backing.beside(self, self._session, lambda db, _step: work(db), done, words)
