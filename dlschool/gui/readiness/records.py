"""Cards of what the school shows: certificates of teachers, channels and systems, equipment, papers."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.domain.readiness import Equipment, Means, Proof, Requirement, Topic
from dlschool.domain.text import Text
from dlschool.gui import rights
from dlschool.gui.readiness import dialogs, words
from dlschool.gui.readiness.certificate_dialog import CertificateDialog
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action
from dlschool.gui.widgets.card import buttons
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import same
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.rows import ListRow, RowCard
from dlschool.gui.words import Words
from dlschool.i18n import N_
from dlschool.services import certificates
from dlschool.services import readiness_records as records
from dlschool.services.certificates import Trained, Training
from dlschool.services.readiness import Line

NOTHING = N_("Nothing is written yet.")
ADD, CHANGE = N_("Add…"), N_("Change…")


def shown(db: Any, line: Line | None) -> tuple[object, ...]:
    """All that the cards of a requirement say, to know whether it changed."""
    if line is None:
        return ()
    means, equipment = records.every(db, Means), records.every(db, Equipment)
    return certificates.trained(db), means, equipment, records.every(db, Proof)


def certificates_card(session: Session, owner: QWidget) -> RowCard:
    """A line for each teacher, those who lack one first."""
    found = sorted(certificates.trained(session.db), key=lambda one: _ORDER.index(one.training))
    rows = [_teacher(session, owner, one) for one in found]
    return _card(session, N_("Teachers and their certificates"), rows, None)


_ORDER = (Training.NONE, Training.ENDED, Training.ENDS_SOON, Training.HOLDS)


def _teacher(session: Session, owner: QWidget, one: Trained) -> ListRow:
    """One button: a certificate in force is changed, else another is added."""
    held = one.certificates[0] if one.training is Training.HOLDS else None
    ask = partial(CertificateDialog, owner, session, one, held)
    action = Action(CHANGE if held else ADD, lambda: ask().open())
    return ListRow(
        words.training(one.training),
        same(one.staff.name),
        _said(one),
        actions=rights.left(session, Right.READINESS, [action]),
    )


def _said(one: Trained) -> Words:
    if not one.certificates:
        return ""
    newest = one.certificates[0]
    hours = newest.hours
    kk, ru = (f", {hours} сағ.", f", {hours} ч") if hours else ("", "")
    number = f", № {newest.number}" if newest.number else ""
    day = f", {newest.date:%d.%m.%Y}"
    until = f"{one.until:%d.%m.%Y}" if one.until else ""
    to_kk, to_ru = (f"; {until} дейін", f"; до {until}") if until else ("", "")
    return Text(
        f"{newest.title}{kk}{number}{day}{to_kk}", f"{newest.title}{ru}{number}{day}{to_ru}"
    )


def means_card(session: Session, owner: QWidget, topic: Topic) -> RowCard:
    """Channels, systems, resources: whatever meets this topic."""
    held = [one for one in records.every(session.db, Means) if one.topic is topic]
    rows = [
        ListRow(
            None,
            records.told(one),
            same("; ".join(_details(one.contract, one.note))),
            actions=_change(session, partial(dialogs.means, owner, session, one)),
        )
        for one in held
    ]
    new = Means(topic=topic, kind="fibre" if topic is Topic.CHANNELS else "")
    add = Action(ADD, lambda: dialogs.means(owner, session, new).open(), icon="plus")
    return _card(session, N_("What the school has"), rows, add)


def equipment_card(session: Session, owner: QWidget) -> RowCard:
    """How many are needed and there, by room or workplace."""
    rows = [
        ListRow(
            (same(f"{one.there} / {one.needed}"), "late" if one.lacking else "done"),
            same(one.item),
            same("; ".join(_details(one.place, one.note))),
            actions=_change(session, partial(dialogs.equipment, owner, session, one)),
        )
        for one in records.every(session.db, Equipment)
    ]
    add = Action(ADD, lambda: dialogs.equipment(owner, session).open(), icon="plus")
    return _card(session, N_("Equipment: there, of needed"), rows, add)


def proofs_card(session: Session, owner: QWidget, asked: Requirement, edition: str) -> RowCard:
    """Papers that show that the requirement is met."""
    held = [one for one in records.every(session.db, Proof) if one.requirement == asked.key]
    rows = [
        ListRow(
            None,
            same(one.name),
            _paper(one),
            actions=_change(session, partial(dialogs.proof, owner, session, one, edition)),
        )
        for one in held
    ]
    new = Proof(requirement=asked.key, name="")
    add = Action(ADD, lambda: dialogs.proof(owner, session, new, edition).open(), icon="plus")
    return _card(session, N_("Papers that show it"), rows, add)


def _paper(one: Proof) -> Words:
    number = f"№ {one.number}" if one.number else ""
    day = f"{one.date:%d.%m.%Y}" if one.date else ""
    until = f"– {one.valid_until:%d.%m.%Y}" if one.valid_until else ""
    head = " ".join(filter(None, (", ".join(filter(None, (number, day))), until)))
    return same("; ".join(_details(head, one.issuer, one.place)))


def _details(*parts: str) -> Iterator[str]:
    return (part for part in parts if part.strip())


def _change(session: Session, ask: Callable[[], Dialog]) -> list[Action]:
    return rights.left(session, Right.READINESS, [Action(CHANGE, lambda: ask().open())])


def _card(session: Session, head: Words, rows: list[ListRow], add: Action | None) -> RowCard:
    card = RowCard(head)
    if rows:
        card.put(rows)
    else:
        nothing = Label(NOTHING, "soft")
        nothing.setContentsMargins(15, 4, 15, 12)
        card.body.addWidget(nothing)
    if add is not None and rights.may(session, Right.READINESS):
        foot = QHBoxLayout()
        foot.setContentsMargins(15, 8, 15, 14)
        foot.addWidget(buttons(add))
        card.body.addLayout(foot)
    return card
