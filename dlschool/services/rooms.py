"""Rooms and teachers' hours for sittings: what the planner may fill."""

from collections.abc import Sequence
from dataclasses import replace

from dlschool.domain.calendar import WEEKDAYS
from dlschool.domain.learning import Room, Sitting, TeacherHours, Teaching
from dlschool.domain.names import sort_key
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import calendar, curriculum, school
from dlschool.store import changes
from dlschool.store import learning as rows
from dlschool.store.connection import Store

MOST_HOURS = 12
"""More hours than a school day has."""
MOST_SEATS = 1000
LONGEST = 60
"""Characters of a room's name."""


def rooms(db: Store, year: str) -> list[Room]:
    """The school's rooms by name, and the names that the year's teachings use beside them."""
    known = {_key(room.name): room for room in rows.where(db, Room)}
    for teaching in curriculum.teachings(db, year):
        if teaching.room:
            known.setdefault(_key(teaching.room), Room(name=teaching.room))
    return sorted(known.values(), key=lambda room: sort_key(room.name))


def named(known: Sequence[Room], name: str) -> Room | None:
    """The room of this name, in capitals or not."""
    return next((room for room in known if _key(room.name) == _key(name)), None)


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def save(db: Store, value: Room, was: str = "") -> int:
    """A new room, or the changed one: a new name stands at once wherever the old one stood. `was`: the
    name under which teachings have a room of which nothing is stated yet.

    Refused: no name, one that another room has, seats or hours that cannot be.
    """
    value = replace(value, name=" ".join(value.name.split()))
    _check(db, value)
    old = rows.get(db, Room, value.id) if value.id else None
    with changes.action(db, N_("Room: {name}"), name=value.name):
        before = old.name if old is not None else was
        if before and before != value.name:
            _rename(db, before, value.name)
        return rows.save(db, value)


def _check(db: Store, value: Room) -> None:
    if not value.name or len(value.name) > LONGEST:
        raise Refused(N_("Write the room's name, at most {most} characters."), most=LONGEST)
    same = named(rows.where(db, Room), value.name)
    if same is not None and same.id != value.id:
        raise Refused(N_("There is a room “{name}” already."), name=value.name)
    if value.seats is not None and not 1 <= value.seats <= MOST_SEATS:
        raise Refused(N_("A room has 1 to {most} seats."), most=MOST_SEATS)
    _check_hours(value.hours)


def _check_hours(hours: Sequence[int]) -> None:
    if hours and len(hours) != len(WEEKDAYS):
        raise ValueError(hours)
    for day, count in zip(WEEKDAYS, hours, strict=False):
        if not 0 <= count <= MOST_HOURS:
            raise Refused(
                N_("Hours for sittings, {day}: write 0 to {most}."), day=day, most=MOST_HOURS
            )


def _rename(db: Store, old: str, new: str) -> None:
    """In the teachings of this year and later ones, and in sittings that were not taken yet."""
    year = calendar.year_of(db.today())
    for teaching in rows.where(db, Teaching, "year >= ? and room <> ''", (year,)):
        if _key(teaching.room) == _key(old):
            rows.save(db, replace(teaching, room=new))
    for sitting in rows.where(db, Sitting, "state <> 'taken' and room <> ''"):
        if _key(sitting.room) == _key(old):
            rows.save(db, replace(sitting, room=new))


def remove(db: Store, room_id: int) -> None:
    """Refused: a class's subject of this year or a later one is taught there."""
    room = rows.get(db, Room, room_id)
    if room is None:
        return
    year = calendar.year_of(db.today())
    used = {
        teaching.class_name
        for teaching in rows.where(db, Teaching, "year >= ?", (year,))
        if _key(teaching.room) == _key(room.name)
    }
    if used:
        raise Refused(
            N_("Room {name} is still named for: {classes}. Name another room there first."),
            name=room.name,
            classes=sorted(used, key=sort_key),
        )
    with changes.action(db, N_("Room taken off the list: {name}"), name=room.name):
        rows.remove(db, Room, room_id)


def teacher_hours(db: Store) -> dict[int, tuple[int, ...]]:
    """By the id of the teacher, of those whose hours are stated."""
    return {each.staff_id: each.hours for each in rows.where(db, TeacherHours)}


def save_teacher_hours(db: Store, staff_id: int, hours: tuple[int, ...]) -> None:
    """Hours for sittings over all classes; empty: no bound. Refused: hours that cannot be; nobody."""
    _check_hours(hours)
    person = next((p for p in school.staff(db, with_gone=True) if p.id == staff_id), None)
    if person is None:
        raise Refused(N_("This record is no longer there: somebody took it back."))
    found = rows.where(db, TeacherHours, "staff_id = ?", (staff_id,))
    with changes.action(db, N_("Hours for sittings: {name}"), name=person.name):
        if hours:
            known = found[0].id if found else None
            rows.save(db, TeacherHours(id=known, staff_id=staff_id, hours=hours))
        elif found:
            rows.remove(db, TeacherHours, found[0].id or 0)
