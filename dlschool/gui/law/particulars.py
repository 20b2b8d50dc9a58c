"""What is known of an edition: its order, the day it applies from, and what the school can decide."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.gui import rights
from dlschool.gui.law.tile import Stands, since_words
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Button, QuietButton
from dlschool.gui.widgets.card import Card
from dlschool.gui.widgets.date_edit import DateEdit
from dlschool.gui.widgets.flow import Flow
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words, say
from dlschool.i18n import N_
from dlschool.law.shape import Registration

NO_CASES = N_("Only amendments are held: the edition is shown, but no case can be opened under it.")
UNCONFIRMED = N_(
    "The act's own text is not held here: what is told comes second-hand. New cases take this "
    "edition only after the school switches it on and answers for that."
)
TAKEN = N_("New cases take this edition: it is the newest whose text is held in full.")
CHOSEN = N_("New cases take this edition: the school chose it.")
READY = N_("New cases do not take this edition; it can be chosen for them.")


class Particulars(Card):
    """The edition's title and registration, its day with a field to set it, and the choices."""

    def __init__(self, session: Session, shown: Stands) -> None:
        super().__init__()
        self._session = session
        self._key = shown.edition.key
        act = shown.edition.act
        self.body.addWidget(Label(act.title, "strong"))
        for words, values in _registered(act.order, act.amended_by):
            self.body.addWidget(Label(words, "small-soft", **values))
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(self._day(shown), 1)
        row.addLayout(self._use(shown), 1)
        self.body.addLayout(row)
        rights.forbid_all(session, Right.SCHOOL, self.findChildren(Button))

    def _day(self, shown: Stands) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        words, values = since_words(shown)
        column.addWidget(Label(words, "body", **values))
        column.addWidget(Label(shown.edition.in_force.source, "small-soft"))
        if shown.edition.in_force.date is None:
            column.addLayout(self._day_field(shown.since))
        column.addStretch(1)
        return column

    def _day_field(self, since: date | None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.day = DateEdit(self._session.today, since)
        say(self.day, "setAccessibleName", N_("In force from"))
        self.day.edit.returnPressed.connect(self.set_day)
        row.addWidget(self.day)
        row.addWidget(Button(N_("Set the day"), self.set_day))
        if since is not None:
            row.addWidget(QuietButton(N_("Not known"), self.forget_day))
        row.addStretch(1)
        return row

    def _use(self, shown: Stands) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(Label(_use_words(shown), "body"))
        holder = QWidget()
        flow = Flow(holder)
        for button in self._choices(shown):
            flow.addWidget(button)
        column.addWidget(holder, 0, Qt.AlignmentFlag.AlignTop)
        column.addStretch(1)
        return column

    def _choices(self, shown: Stands) -> Iterator[QWidget]:
        edition = shown.edition
        if edition.partial:
            return
        if not edition.confirmed:
            if shown.switched_on:
                yield Button(N_("Switch off"), self.switch_off)
            else:
                yield Button(N_("Switch on"), self.switch_on, icon="check")
        if shown.usable and not shown.default:
            yield Button(N_("Take for new cases"), self.choose)
        if shown.chosen:
            yield QuietButton(N_("Leave the choice to the program"), self.leave)

    def set_day(self) -> None:
        from dlschool.services import editions

        day = self.day.value()
        self._session.act(editions.set_date, self._session.db, self._key, day)

    def forget_day(self) -> None:
        from dlschool.services import editions

        self._session.act(editions.set_date, self._session.db, self._key, None)

    def switch_on(self) -> None:
        from dlschool.services import editions

        self._session.act(editions.switch_on, self._session.db, self._key)

    def switch_off(self) -> None:
        from dlschool.services import editions

        self._session.act(editions.switch_on, self._session.db, self._key, False)

    def choose(self) -> None:
        from dlschool.services import editions

        self._session.act(editions.choose_default, self._session.db, self._key)

    def leave(self) -> None:
        from dlschool.services import editions

        self._session.act(editions.choose_default, self._session.db, "")


def _use_words(shown: Stands) -> str:
    if shown.edition.partial:
        return NO_CASES
    if shown.default:
        return CHOSEN if shown.chosen else TAKEN
    if not shown.edition.confirmed and not shown.switched_on:
        return UNCONFIRMED
    return READY


def _registered(
    order: Registration, amended_by: Registration | None
) -> Iterator[tuple[Words, dict[str, Any]]]:
    """The order, then the one that brought this wording."""
    for found, plain, full in (
        (order, N_("Order № {number} of {date}"), ORDER_REGISTERED),
        (amended_by, N_("In the wording of order № {number} of {date}"), AMENDED_REGISTERED),
    ):
        if found is None:
            continue
        known = {"number": found.number, "date": found.date}
        if found.registered and found.registered_on:
            registry = {"registry": found.registered, "on": found.registered_on}
            yield full, {**known, **registry}
        else:
            yield plain, known


ORDER_REGISTERED = N_("Order № {number} of {date}, in the state registry № {registry} of {on}")
AMENDED_REGISTERED = N_(
    "In the wording of order № {number} of {date}, in the state registry № {registry} of {on}"
)
