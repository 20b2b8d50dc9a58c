"""Points of formative assessment: by subject and term, out of ten unless said otherwise."""

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from dlschool.domain import points as written
from dlschool.domain.learning import Formative, Grade, Period
from dlschool.domain.pupil import Pupil
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.law import grading
from dlschool.services import curriculum, own_marks, possible_days, unknown
from dlschool.store import blocking, changes
from dlschool.store import learning as rows
from dlschool.store import pupils as pupil_rows
from dlschool.store.connection import Store

USUAL_MAX = "10"


def of_pupil(
    db: Store, pupil_id: int, subject_id: int, year: str, terms: Sequence[int]
) -> list[Formative]:
    """Oldest first."""
    marks = ", ".join("?" * len(terms))
    return rows.where(
        db,
        Formative,
        f"pupil_id = ? and subject_id = ? and year = ? and term in ({marks})",
        (pupil_id, subject_id, year, *terms),
        order="date, id",
    )


def of_subject(db: Store, subject_id: int, year: str, term: int) -> dict[int, list[Formative]]:
    """Everybody's marks of a term, by pupil, oldest first."""
    found: dict[int, list[Formative]] = {}
    for mark in rows.where(
        db,
        Formative,
        "subject_id = ? and year = ? and term = ?",
        (subject_id, year, term),
        order="date, id",
    ):
        found.setdefault(mark.pupil_id, []).append(mark)
    return found


def enter(
    db: Store,
    pupil_id: int,
    subject_id: int,
    year: str,
    term: int,
    points: str,
    *,
    most: str = USUAL_MAX,
    day: date | None = None,
) -> int:
    """A new mark; without a day of today, in a term that is over of its last day.

    Refused: not one's own; impossible points; a day to come or not of the term; the grade is put.
    """
    on = day or possible_days.usual_of_term(db, year, term)
    possible_days.of_term(db, on, year, term)
    mark = Formative(
        pupil_id=pupil_id, subject_id=subject_id, year=year, term=term,
        points=points, max=_most(most), date=on,
    )  # fmt: skip
    mark = replace(mark, points=written.said(written.checked(points, mark.max)))
    with _action(db, N_("Formative mark: {name}, {subject}: {points}"), mark):
        return rows.save(db, mark)


def correct(db: Store, mark_id: int, points: str) -> None:
    """Other points for a mark that was typed wrongly. Refused as `enter`."""
    mark = _mark(db, mark_id)
    changed = replace(mark, points=written.said(written.checked(points, mark.max)))
    with _action(db, N_("Formative mark corrected: {name}, {subject}: {points}"), changed):
        rows.save(db, changed)


def remove(db: Store, mark_id: int) -> None:
    """Refused: not one's own; the grade is put."""
    mark = _mark(db, mark_id)
    with _action(db, N_("Formative mark taken away: {name}, {subject}: {points}"), mark):
        rows.remove(db, Formative, mark_id)


def put_row(
    db: Store, pupil_id: int, subject_id: int, year: str, term: int, typed: str
) -> list[Formative]:
    """The whole row as it was typed, «8 9 10» (each of ten) or «4/5 8»: changed marks are corrected,
    further ones added, left-out ones taken away, in one action. Refused as `enter`; nothing is written.
    """
    old = of_pupil(db, pupil_id, subject_id, year, (term,))
    wanted = [_typed(typed, word) for word in typed.replace(";", " ").split()]
    blank = Formative(
        pupil_id=pupil_id, subject_id=subject_id, year=year, term=term,
        points="0", max=USUAL_MAX, date=possible_days.usual_of_term(db, year, term),
    )  # fmt: skip
    said = replace(blank, points=" ".join(_shown(*mark) for mark in wanted) or "—")
    with _action(db, N_("Formative marks: {name}, {subject}: {points}"), said):
        for at, (points, most) in enumerate(wanted):
            mark = old[at] if at < len(old) else blank
            rows.save(db, replace(mark, points=points, max=most))
        for mark in old[len(wanted) :]:
            rows.remove(db, Formative, mark.id or 0)
    return of_pupil(db, pupil_id, subject_id, year, (term,))


def _typed(row: str, word: str) -> tuple[str, str]:
    """Refused: the row, where a word of it is no mark («8 ,9» could be two marks or one)."""
    points, slash, most = word.partition("/")
    if any(written.plain(part) is None for part in (points, *([most] if slash else []))):
        raise Refused(
            N_("“{row}”: “{word}” is no mark. Put spaces between marks, each as 8 or 7,5 or 4/5."),
            row=row.strip(),
            word=word,
        )
    limit = _most(most) if slash else USUAL_MAX
    return written.said(written.checked(points, limit)), limit


def row_text(marks: Sequence[Formative]) -> str:
    """As `put_row` reads it: «8 9 4/5»."""
    return " ".join(_shown(mark.points, mark.max) for mark in marks)


def _shown(points: str, most: str) -> str:
    return points if most == USUAL_MAX else f"{points}/{most}"


def _most(text: str) -> str:
    value = written.read(text)
    if value <= Decimal(0):
        raise Refused(N_("The maximum of a mark is more than nothing."))
    return written.said(value)


def _mark(db: Store, mark_id: int) -> Formative:
    found = rows.get(db, Formative, mark_id)
    if found is None:
        raise unknown.record(db, Formative, mark_id)
    return found


def _action(db: Store, message: str, mark: Formative) -> contextlib.AbstractContextManager[None]:
    """Refused: it may not be written by this person, or not now; the class is not graded."""
    person = _person(db, mark.pupil_id)
    if person.grade in grading.rules_of(mark.year).ungraded_classes:
        raise Refused(
            N_("Class {grade} is not graded (order 125, point 7)."), grade=person.grade or "—"
        )
    class_name = f"{person.grade}{person.letter}"
    own_marks.refuse_others(db, class_name, mark.subject_id)
    blocking.refuse_blocked(db, mark.pupil_id)
    _refuse_put(db, mark)
    subject = curriculum.subject(db, mark.subject_id).name
    return changes.action(db, message, name=person.short_name, subject=subject, points=mark.points)


def _person(db: Store, pupil_id: int) -> Pupil:
    found = pupil_rows.get(db, pupil_id)
    if found is None:
        raise Refused(N_("There is no pupil {id}."), id=pupil_id)
    return found


def _refuse_put(db: Store, mark: Formative) -> None:
    half = Period.HALF_1 if mark.term <= 2 else Period.HALF_2
    put = rows.where(
        db,
        Grade,
        "pupil_id = ? and subject_id = ? and year = ? and period in (?, ?) "
        "and mark <> 'not-attested'",
        (mark.pupil_id, mark.subject_id, mark.year, f"term-{mark.term}", half.value),
    )
    if put:
        raise Refused(
            N_(
                "The grade of this period is put ({grade}): its points stay as they are. "
                "Take the grade back first, with a reason."
            ),
            grade=put[0].grade or put[0].mark,
        )
