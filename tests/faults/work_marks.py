"""Work with marks: points are entered, a formative row is typed, a whole class is graded at once."""

from random import Random
from typing import NamedTuple

import marks_school as school
from faults.piece import Fact, Piece

from dlschool.domain.learning import Period
from dlschool.services import formative, grades, mark_register, pupils, results
from dlschool.services.opening import Store
from dlschool.store import blocking


class Entry(NamedTuple):
    """A sitting, or a pupil and a subject, and what is typed."""

    of: int
    subject: int
    typed: str


class Class(NamedTuple):
    name: str
    subject: int


def _subject(db: Store, rng: Random) -> int:
    return school.subject(db, f"Пән {rng.randrange(10**6)}")


def _somebody(db: Store, rng: Random) -> int:
    """Whose data nobody blocked."""
    free = sorted(set(pupils.ids(db, pupils.Filter())) - blocking.blocked(db))
    return rng.choice(free)


def prepare_points(db: Store, rng: Random) -> Entry:
    subject = _subject(db, rng)
    sitting = school.sitting(db, school.work(db, subject), _somebody(db, rng))
    return Entry(sitting, subject, str(rng.randrange(21)))


def enter(db: Store, wanted: Entry) -> Fact:
    """The points and the sitting's state, or neither."""
    results.enter(db, wanted.of, wanted.typed)
    return "points", wanted.of, wanted.typed


def points_of(db: Store, sitting_id: int) -> str:
    held = results.sitting(db, sitting_id)
    found = results.of_sitting(db, sitting_id)
    assert (held.state.value == "taken") == bool(found)
    return found[-1].points if found else ""


def prepare_row(db: Store, rng: Random) -> Entry:
    typed = " ".join(str(rng.randrange(11)) for _ in range(12))
    return Entry(_somebody(db, rng), _subject(db, rng), typed)


def put_row(db: Store, wanted: Entry) -> Fact:
    """All marks of the row or none."""
    formative.put_row(db, wanted.of, wanted.subject, school.YEAR, 1, wanted.typed)
    return "formative", wanted.subject, wanted.typed


def row_of(db: Store, subject_id: int) -> str:
    found = formative.of_subject(db, subject_id, school.YEAR, 1)
    return next((formative.row_text(marks) for marks in found.values()), "")


def prepare_class(db: Store, rng: Random) -> Class:
    """A class with a SOR, a SOCh and formative marks of everybody."""
    held, subject = blocking.blocked(db), _subject(db, rng)
    free = {
        each.name: [
            p.id or 0 for p in mark_register.pupils(db, each.name, school.YEAR) if p.id not in held
        ]
        for each in mark_register.classes(db, school.YEAR)
        if each.grade > 1
    }
    name = rng.choice([name for name, people in free.items() if people])
    people = free[name]
    for kind in ("SOR", "SOCh"):
        work = school.work(db, subject, kind, class_name=name)
        for one in people[:5]:
            results.enter(db, school.sitting(db, work, one), str(rng.randrange(21)))
    for one in people[:5]:
        school.formative(db, one, subject, str(rng.randrange(11)))
    return Class(name, subject)


def put_class(db: Store, wanted: Class) -> Fact:
    """Everybody's grade in one action."""
    done = grades.put_class(db, school.YEAR, wanted.name, wanted.subject, Period.TERM_1)
    return "grades", wanted.subject, str(done.put)


def grades_of(db: Store, subject_id: int) -> str:
    return str(
        db.value("select count(*) from grades where subject_id = ? and how <> ''", (subject_id,))
    )


PIECES: dict[str, Piece] = {
    "points": Piece(prepare_points, enter),
    "formative": Piece(prepare_row, put_row),
    "grades": Piece(prepare_class, put_class),
}
