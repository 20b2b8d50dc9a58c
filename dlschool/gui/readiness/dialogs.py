"""Dialogs of readiness: how a requirement stands, a channel, equipment, a paper."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from dlschool.domain.readiness import (
    CHANNEL_KINDS,
    STATE_NAMES,
    TOPIC_NAMES,
    Equipment,
    Means,
    Proof,
    State,
    Topic,
)
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import LossButton
from dlschool.gui.widgets.date_edit import DateEdit
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Combo, Fields, same
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.numbers import number_edit
from dlschool.gui.words import Words
from dlschool.i18n import N_
from dlschool.services import readiness, school
from dlschool.services import readiness_records as records

NOBODY = 0
UNTIL, NOTE = N_("Holds until"), N_("Note")


def _dialog(
    parent: QWidget | None,
    session: Session,
    title: Words,
    fields: Fields,
    save: Callable[[], object],
    remove: Callable[[], object] | None = None,
) -> Dialog:
    """Saves when every date can be read; a record that is there can be removed."""

    def keep() -> bool:
        if not fields.check():
            return False
        session.act(save)
        return True

    box = Dialog(parent, title, fields, N_("Save"), keep, wide=580)

    def away() -> None:
        if remove is not None:
            session.act(remove)
            session.tell(N_("It is removed. Undo brings it back."))
            box.reject()

    if remove is not None:
        box.foot.insertWidget(0, LossButton(N_("Remove"), away))
    return box


def judge(parent: QWidget | None, session: Session, line: readiness.Line, edition: str) -> Dialog:
    """How the requirement stands, who answers, by when."""
    fields, judged = Fields(), line.judgement
    fields.wide(Label(line.requirement.text, "soft"))
    state = fields.add(N_("How it stands"), Combo(list(STATE_NAMES.items())))
    state.set_key(judged.state if judged else State.MET)
    people = [(person.id, same(person.name)) for person in school.staff(session.db)]
    who = Combo([(NOBODY, N_("nobody is named")), *people])
    who.set_key((judged.staff_id if judged else None) or NOBODY)
    due = DateEdit(session.today, judged.due if judged else None)
    fields.row((N_("Who answers"), who), (N_("By when"), due), stretch=(3, 2))
    remark = fields.add(N_("Remark"), QPlainTextEdit(judged.remark if judged else ""))
    remark.setFixedHeight(72)

    def save() -> None:
        readiness.judge(
            session.db,
            line.requirement.key,
            State(str(state.key())),
            staff_id=int(str(who.key())) or None,
            due=due.value(),
            remark=remark.toPlainText(),
            edition_key=edition,
        )

    return _dialog(parent, session, line.requirement.name, fields, save)


def means(parent: QWidget | None, session: Session, value: Means) -> Dialog:
    """A channel with its provider and speed, or a system, resource …"""
    fields, channel = Fields(), value.topic is Topic.CHANNELS
    kind, speed = Combo(list(CHANNEL_KINDS.items())), QLineEdit(value.speed.replace(".", ","))
    name, provider = QLineEdit(value.name), QLineEdit(value.provider)
    if channel:
        kind.set_key(value.kind)
        fields.row((N_("Kind of channel"), kind), (N_("Speed, Mbit/s"), speed), stretch=(2, 1))
        fields.add(N_("Provider"), provider)
    else:
        fields.add(N_("Name, address"), name)
        fields.add(N_("Provider, supplier"), provider)
    contract, until = QLineEdit(value.contract), DateEdit(session.today, value.valid_until)
    fields.row((N_("Contract or letter: №, date"), contract), (UNTIL, until), stretch=(3, 2))
    note = fields.add(NOTE, QLineEdit(value.note))

    def save() -> None:
        typed = replace(
            value,
            name=name.text(),
            kind=str(kind.key()) if channel else "",
            provider=provider.text(),
            speed=speed.text() if channel else "",
            contract=contract.text(),
            valid_until=until.value(),
            note=note.text(),
        )
        records.save_means(session.db, typed)

    def remove() -> None:
        records.remove(session.db, Means, value.id or 0)

    return _dialog(
        parent, session, TOPIC_NAMES[value.topic], fields, save, remove if value.id else None
    )


def equipment(parent: QWidget | None, session: Session, value: Equipment | None = None) -> Dialog:
    """How many of something a room or workplace needs and has."""
    old = value or Equipment(place="", item="", needed=1, there=0)
    fields = Fields()
    place = fields.add(N_("Room, workplace"), QLineEdit(old.place))
    item = fields.add(N_("Equipment or program"), QLineEdit(old.item))
    needed = number_edit(old.needed, 0, records.MOST)
    there = number_edit(old.there, 0, records.MOST)
    fields.row((N_("Needed"), needed), (N_("There are"), there))
    note = fields.add(NOTE, QLineEdit(old.note))

    def save() -> None:
        typed = replace(
            old,
            place=place.text(),
            item=item.text(),
            needed=needed.value(),
            there=there.value(),
            note=note.text(),
        )
        records.save_equipment(session.db, typed)

    def remove() -> None:
        records.remove(session.db, Equipment, old.id or 0)

    title = TOPIC_NAMES[Topic.EQUIPMENT]
    return _dialog(parent, session, title, fields, save, remove if old.id else None)


def proof(parent: QWidget | None, session: Session, value: Proof, edition: str) -> Dialog:
    """A paper, and where it is kept."""
    fields = Fields()
    name = fields.add(N_("What paper"), QLineEdit(value.name))
    number, day = QLineEdit(value.number), DateEdit(session.today, value.date)
    until = DateEdit(session.today, value.valid_until)
    fields.row((N_("№"), number), (N_("Date"), day), (UNTIL, until))
    issuer = fields.add(N_("Issued by"), QLineEdit(value.issuer))
    place = fields.add(N_("Where it is kept"), QLineEdit(value.place))

    def save() -> None:
        typed = replace(
            value,
            name=name.text(),
            number=number.text(),
            issuer=issuer.text(),
            date=day.value(),
            valid_until=until.value(),
            place=place.text(),
        )
        readiness.save_proof(session.db, typed, edition)

    def remove() -> None:
        records.remove(session.db, Proof, value.id or 0)

    title = N_("Paper that shows it")
    return _dialog(parent, session, title, fields, save, remove if value.id else None)
