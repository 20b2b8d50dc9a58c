"""Where a sitting is taken and by whom, as the planner sees it; and whether a day has an hour left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dlschool.domain.calendar import WEEKDAYS
from dlschool.domain.learning import (
    LESSONS_A_DAY,
    Assessment,
    AssessmentKind,
    Room,
    Sitting,
    SittingMode,
    Teaching,
)
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.planning import problem as asked
from dlschool.planning.hours import Hours
from dlschool.services import curriculum, rooms, school
from dlschool.store import blocking
from dlschool.store import learning as rows
from dlschool.store.connection import Store

KINDS = {AssessmentKind.SOR: asked.Kind.SOR, AssessmentKind.SOCH: asked.Kind.SOCH}
MODES = {SittingMode.IN_PERSON: asked.Mode.IN_PERSON, SittingMode.REMOTE: asked.Mode.REMOTE}
Key = tuple[str, int]
"""A class and a subject."""


@dataclass(frozen=True, slots=True)
class Places:
    """Of a year: who teaches what where, rooms by the planner's ids, hours of teachers."""

    teachings: dict[Key, Teaching]
    rooms: dict[str, Room]
    hours: dict[int, tuple[int, ...]]

    def room(self, sitting: Sitting, value: Assessment) -> str | None:
        """The id of the sitting's own room, else of that of the class's subject; None: none is named."""
        teaching = self.teachings.get((value.class_name, value.subject_id))
        name = sitting.room or (teaching.room if teaching else "")
        found = rooms.named(list(self.rooms.values()), name) if name else None
        return next((each for each, room in self.rooms.items() if room == found), None)

    def teacher(self, value: Assessment) -> str | None:
        """A subject of a class: its days are those of who teaches it there."""
        key = (value.class_name, value.subject_id)
        return teacher_id(key) if key in self.teachings else None

    def asked_teachers(self) -> tuple[asked.Teacher, ...]:
        """One for each subject of a class; those of one person share the hours of the person."""
        return tuple(
            asked.Teacher(
                teacher_id(key),
                frozenset(teaching.days) or None,
                self.hours.get(teaching.staff_id or 0),
                f"e{teaching.staff_id}" if teaching.staff_id else None,
            )
            for key, teaching in sorted(self.teachings.items())
        )

    def asked_rooms(self) -> tuple[asked.Room, ...]:
        """A room of which no hours are stated has one a lesson."""
        usual = (LESSONS_A_DAY,) * len(WEEKDAYS)
        return tuple(
            asked.Room(each, room.seats, room.hours or usual) for each, room in self.rooms.items()
        )

    def on(self, sitting: Sitting, value: Assessment, day: date) -> asked.Sitting:
        """The sitting on a day, for what it takes of the hours."""
        return asked.Sitting(
            f"s{sitting.id}", f"p{sitting.pupil_id}", f"m{value.subject_id}",
            KINDS[value.kind], MODES[sitting.mode], day, day, day, self.teacher(value), day,
            self.room(sitting, value), work_id(value),
        )  # fmt: skip


def teacher_id(key: Key) -> str:
    return f"t{key[0]}-{key[1]}"


def work_id(value: Assessment) -> str:
    """Who of a class sits the same assessment shares the hour."""
    return f"a{value.id}"


def places(db: Store, year: str) -> Places:
    known = rooms.rooms(db, year)
    return Places(
        {(t.class_name, t.subject_id): t for t in curriculum.teachings(db, year)},
        {f"r{n}": room for n, room in enumerate(known)},
        rooms.teacher_hours(db),
    )


def names(db: Store, known: Places) -> dict[str, Text]:
    """What the planner's ids of rooms and persons are called."""
    found = {each: Text(room.name, room.name) for each, room in known.rooms.items()}
    for person in school.staff(db, with_gone=True):
        found[f"e{person.id}"] = Text(person.name, person.name)
    return found


def refuse_full(db: Store, sitting: Sitting, value: Assessment, day: date) -> None:
    """Refused: on this day the room or the teacher has no hour left for the sitting."""
    known = places(db, value.year)
    own = known.on(sitting, value, day)
    if own.room is None and own.teacher is None:
        return
    problem = asked.Problem(
        asked.Span(day, day),
        (),
        (),
        known.asked_teachers(),
        rooms=known.asked_rooms(),
        held=tuple(_others(db, known, sitting, day)),
    )
    hours = Hours(problem)
    taken = hours.begin()
    hours.take(taken, [own], {own.id: day})
    for rule, _ in hours.overfull(taken):
        raise Refused(
            N_("{name}: hours for sittings on {day}: {hours}, all taken. Choose another day."),
            name=names(db, known)[rule.partition(":")[2]],
            day=day,
            hours=hours.room_for(rule, day),
        )


def _others(db: Store, known: Places, sitting: Sitting, day: date) -> Iterable[asked.Sitting]:
    """What is planned or taken on the day, but for the sitting itself and pupils who are blocked."""
    closed = blocking.blocked(db)
    found = rows.where(
        db, Sitting, "date = ? and state in ('planned', 'taken')", (day.isoformat(),)
    )
    for other in found:
        value = rows.get(db, Assessment, other.assessment_id)
        if value is not None and other.id != sitting.id and other.pupil_id not in closed:
            yield known.on(other, value, day)
