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
from dlschool.services import curriculum, own_marks
from dlschool.services.result_lists import GONE
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
    """A new mark. Refused: not one's own; impossible points; a day to come; the grade is put."""
    on = day or db.today()
    if on > db.today():
        raise Refused(N_("The day {date} has not come yet."), date=on)
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
    wanted = [_typed(word) for word in typed.replace(";", " ").split()]
    blank = Formative(
        pupil_id=pupil_id, subject_id=subject_id, year=year, term=term,
        points="0", max=USUAL_MAX, date=db.today(),
    )  # fmt: skip
    said = replace(blank, points=" ".join(points for points, _ in wanted) or "—")
    with _action(db, N_("Formative marks: {name}, {subject}: {points}"), said):
        for at, (points, most) in enumerate(wanted):
            mark = old[at] if at < len(old) else blank
            rows.save(db, replace(mark, points=points, max=most))
        for mark in old[len(wanted) :]:
            rows.remove(db, Formative, mark.id or 0)
    return of_pupil(db, pupil_id, subject_id, year, (term,))


def _typed(word: str) -> tuple[str, str]:
    points, slash, most = word.partition("/")
    limit = _most(most) if slash else USUAL_MAX
    return written.said(written.checked(points, limit)), limit


def row_text(marks: Sequence[Formative]) -> str:
    """As `put_row` reads it: «8 9 4/5»."""
    return " ".join(
        mark.points if mark.max == USUAL_MAX else f"{mark.points}/{mark.max}" for mark in marks
    )


def _most(text: str) -> str:
    value = written.read(text)
    if value <= Decimal(0):
        raise Refused(N_("The maximum of a mark is more than nothing."))
    return written.said(value)


def _mark(db: Store, mark_id: int) -> Formative:
    found = rows.get(db, Formative, mark_id)
    if found is None:
        raise Refused(GONE)
    return found


def _action(db: Store, message: str, mark: Formative) -> contextlib.AbstractContextManager[None]:
    """Refused: it may not be written by this person, or not now."""
    person = _person(db, mark.pupil_id)
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
