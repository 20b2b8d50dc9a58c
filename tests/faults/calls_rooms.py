"""Rooms and the hours of teachers, each service a piece of its own."""

from random import Random

import builders
from faults.piece import Piece, calling

from dlschool.domain.learning import Room, Teaching
from dlschool.services import curriculum, rooms, school
from dlschool.services.opening import Store

YEAR = "2026-2027"


def _room(rng: Random) -> Room:
    hours = (*(rng.randrange(5) for _ in range(5)), 0, 0)
    return Room(name=f"каб. {rng.randrange(10**9)}", seats=rng.randrange(1, 40), hours=hours)


def _new_room(db: Store, rng: Random) -> tuple[Room]:
    return (_room(rng),)


def _named_room(db: Store, rng: Random) -> tuple[Room, str]:
    """Another name than a class's subject has now: it changes there too."""
    name = f"бөлме {rng.randrange(10**9)}"
    subject_id = curriculum.subjects(db)[0].id or 0
    curriculum.save_teaching(
        db, Teaching(year=YEAR, class_name="8Ә", subject_id=subject_id, room=name)
    )
    return _room(rng), name


def _known_room(db: Store, rng: Random) -> tuple[int]:
    return (rooms.save(db, _room(rng)),)


def _hours(db: Store, rng: Random) -> tuple[int, tuple[int, ...]]:
    who = school.save_staff(db, builders.staff(id=None))
    return who, (rng.randrange(1, 9), 0, 0, 0, 0, 0, 0)


PIECES: dict[str, Piece] = {
    "room": calling(_new_room, rooms.save),
    "room named anew": calling(_named_room, rooms.save),
    "room gone": calling(_known_room, rooms.remove),
    "hours of a teacher": calling(_hours, rooms.save_teacher_hours),
}
