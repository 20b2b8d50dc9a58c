"""Single services on points and grades, each a piece of its own; every pupil and subject is new."""

from random import Random
from typing import Any

import marks_school as school
from faults.calls_year import TODAY, YEAR, number
from faults.piece import Piece, calling

from dlschool.domain.learning import Grade, Period
from dlschool.services import formative, grade_works, grades, results
from dlschool.services.opening import Store
from dlschool.store import changes
from dlschool.store import learning as rows

AIMS = ("8.1.1.1", "8.1.1.2")


def _points(rng: Random, most: int = 20) -> str:
    return str(rng.randrange(most + 1))


def _subject(db: Store, rng: Random) -> int:
    return school.subject(db, f"Пән {number(rng)}")


def _held(db: Store, rng: Random, kind: str = "SOR", *, entered: bool = True) -> int:
    """A sitting with points, or still without."""
    work = school.work(db, _subject(db, rng), kind, aims=AIMS)
    made = school.sitting(db, work, school.pupil(db))
    if entered:
        results.enter(db, made, _points(rng))
    return made


def _again(db: Store, rng: Random) -> tuple[int, str, str]:
    return _held(db, rng), _points(rng), number(rng)


def _moderated(db: Store, rng: Random) -> tuple[int, str, str]:
    return _held(db, rng, "SOCh"), _points(rng), number(rng)


def _missed(db: Store, rng: Random) -> tuple[int, str]:
    return _held(db, rng, entered=False), number(rng)


def _entered(db: Store, rng: Random) -> tuple[int]:
    return (_held(db, rng),)


def _aims(db: Store, rng: Random) -> tuple[int, list[str]]:
    return _held(db, rng), [rng.choice(AIMS)]


def _mark(db: Store, rng: Random) -> tuple[Any, ...]:
    return school.pupil(db), _subject(db, rng), YEAR, 1, _points(rng, 10)


def _mark_there(db: Store, rng: Random) -> tuple[int]:
    return (formative.enter(db, *_mark(db, rng)),)


def _correction(db: Store, rng: Random) -> tuple[int, str]:
    pupil, subject, year, term, _ = _mark(db, rng)
    return formative.enter(db, pupil, subject, year, term, "4"), str(rng.randrange(5, 11))


def _year_of(db: Store, rng: Random) -> tuple[Any, ...]:
    """A pupil whose first term can be graded."""
    subject, pupil = _subject(db, rng), school.pupil(db)
    for kind in ("SOR", "SOCh"):
        results.enter(db, school.sitting(db, school.work(db, subject, kind), pupil), _points(rng))
    school.formative(db, pupil, subject, _points(rng, 10))
    return pupil, subject, YEAR, Period.TERM_1


def _exempt(db: Store, rng: Random) -> tuple[Any, ...]:
    return school.pupil(db), _subject(db, rng), YEAR, Period.TERM_1, number(rng)


def _put(db: Store, rng: Random) -> tuple[int, str]:
    return grades.put(db, *_year_of(db, rng)).id or 0, number(rng)


def _second_chance(db: Store, rng: Random) -> tuple[Any, ...]:
    """An annual «2»."""
    pupil, subject = school.pupil(db), _subject(db, rng)
    with changes.action(db, "Grade"):
        rows.save(
            db,
            Grade(
                pupil_id=pupil, subject_id=subject, year=YEAR, period=Period.ANNUAL,
                grade=2, percent="30", how="{}", date=TODAY,
            ),
        )  # fmt: skip
    return pupil, subject, YEAR, Period.CHANCE_2, rng.randrange(2, 6)


PIECES: dict[str, Piece] = {
    "sat again": calling(_again, results.sit_again),
    "moderated": calling(_moderated, results.moderate),
    "missed": calling(_missed, results.miss),
    "points back": calling(_entered, results.take_back),
    "aims": calling(_aims, results.set_aims),
    "mark": calling(_mark, formative.enter),
    "mark corrected": calling(_correction, formative.correct),
    "mark gone": calling(_mark_there, formative.remove),
    "grade": calling(_year_of, grades.put),
    "exempt": calling(_exempt, grades.exempt),
    "grade back": calling(_put, grades.take_back),
    "work of the year": calling(_second_chance, grade_works.enter_work),
}
