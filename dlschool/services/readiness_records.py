"""What the school shows for its readiness: papers, channels, systems, resources, equipment."""

from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from dlschool.domain.names import clean
from dlschool.domain.readiness import CHANNEL_KINDS, OF_MEANS, Equipment, Means, Proof, Topic
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.store import changes
from dlschool.store import learning as rows
from dlschool.store.connection import Store

MOST = 100_000
"""More pieces of anything than a school has."""
FASTEST = Decimal(1_000_000)
"""Megabits a second that no channel of a school has."""

Record = TypeVar("Record", Proof, Means, Equipment)


def every(db: Store, kind: type[Record]) -> list[Record]:
    """All of a kind, in order of entry; equipment by place, then thing."""
    found = rows.where(db, kind)
    if kind is Equipment:
        return sorted(found, key=lambda one: (getattr(one, "place", ""), getattr(one, "item", "")))
    return found


def record(db: Store, kind: type[Record], row_id: int) -> Record:
    found = rows.get(db, kind, row_id)
    if found is None:
        raise Refused(N_("This record is no longer there: somebody took it back."))
    return found


def save_proof(db: Store, value: Proof) -> int:
    """A paper that proves. Refused: it has no name, or its days cannot be."""
    value = replace(
        value,
        name=clean(value.name),
        number=clean(value.number),
        issuer=clean(value.issuer),
        place=clean(value.place),
    )
    if not value.name:
        raise Refused(N_("Write what paper it is."))
    if value.date is not None and value.date > db.today():
        raise Refused(N_("The day {day} has not come yet."), day=value.date)
    if value.date and value.valid_until and value.valid_until < value.date:
        raise Refused(
            N_("The paper would end on {until}, before its own day {day}."),
            until=value.valid_until,
            day=value.date,
        )
    with changes.action(db, N_("Paper on readiness: {name}"), name=value.name):
        return rows.save(db, value)


def save_means(db: Store, value: Means) -> int:
    """A channel, system or resource. Refused: no name, no such kind, no such speed."""
    value = replace(
        value,
        name=clean(value.name),
        provider=clean(value.provider),
        contract=clean(value.contract),
        note=clean(value.note),
    )
    if value.topic not in OF_MEANS:
        raise ValueError(value.topic)
    if value.topic is Topic.CHANNELS:
        value = replace(value, speed=read_speed(value.speed))
        if value.kind not in CHANNEL_KINDS:
            raise Refused(
                N_("There is no kind of channel “{kind}”. Known: {known}."),
                kind=value.kind,
                known=", ".join(CHANNEL_KINDS),
            )
    else:
        value = replace(value, kind="", speed="")
        if not value.name:
            raise Refused(N_("Write the name."))
    with changes.action(db, N_("Readiness: {name}"), name=named(value)):
        return rows.save(db, value)


def read_speed(text: str) -> str:
    """Megabits a second as a plain decimal; "" where nobody measured. Refused: it is no speed."""
    written = text.strip().replace(",", ".")
    if not written:
        return ""
    try:
        speed = Decimal(written)
    except InvalidOperation:
        speed = Decimal(-1)
    if not (speed.is_finite() and 0 < speed <= FASTEST):
        raise Refused(
            N_("“{speed}” is no speed: write megabits a second, as 20 or 0.5."), speed=text
        )
    return f"{speed:f}"


def named(value: Means) -> Text:
    """A channel without a name of its own is called by its kind."""
    if value.name:
        return Text(value.name, value.name)
    return CHANNEL_KINDS.get(value.kind, CHANNEL_KINDS["other"])


def told(value: Means) -> Text:
    """The name, and in brackets the provider and the speed."""
    name = named(value)
    speed = value.speed.replace(".", ",") + " Мбит/с" if value.speed else ""
    more = ", ".join(filter(None, (value.provider, speed)))
    return Text(f"{name.kk} ({more})", f"{name.ru} ({more})") if more else name


def save_equipment(db: Store, value: Equipment) -> int:
    """Equipment of a place. Refused: a name lacks, no such number, the place has that thing already."""
    place, item = clean(value.place), clean(value.item)
    value = replace(value, place=place, item=item, note=clean(value.note))
    if not (place and item):
        raise Refused(N_("Write the room or workplace and the equipment."))
    for count in (value.needed, value.there):
        if not 0 <= count <= MOST:
            raise Refused(N_("“{count}” is no number of pieces."), count=count)
    for other in rows.where(db, Equipment):
        if other.id != value.id and (other.place, other.item) == (place, item):
            raise Refused(
                N_("“{place}” has “{item}” already: change that line."), place=place, item=item
            )
    with changes.action(db, N_("Equipment: {item}, {place}"), item=item, place=place):
        return rows.save(db, value)


def remove(db: Store, kind: type[Record], row_id: int) -> None:
    """Away from the list; Undo brings it back."""
    found = record(db, kind, row_id)
    with changes.action(db, N_("Removed from readiness: {name}"), name=_called(found)):
        rows.remove(db, kind, row_id)


def _called(value: Proof | Means | Equipment) -> Text:
    if isinstance(value, Means):
        return named(value)
    name = value.name if isinstance(value, Proof) else f"{value.item}, {value.place}"
    return Text(name, name)
