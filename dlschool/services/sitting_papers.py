"""Schedules of sittings and summonses, laid out and not noted yet; `printing.record` notes them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dlschool.domain.access import Right
from dlschool.domain.learning import AssessmentKind, SittingMode, SittingState
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.forms.form import Subject
from dlschool.forms.registry import FORMS
from dlschool.forms.schedule_values import Sat, Schedule
from dlschool.i18n import N_
from dlschool.law.shape import Edition
from dlschool.services import curriculum, editions, printouts, pupils, sittings, subjects
from dlschool.services.access import need
from dlschool.services.assessments import KIND_NAMES
from dlschool.services.printouts import Printout
from dlschool.services.school import staff
from dlschool.services.sheets import Sheet
from dlschool.services.sittings import Line
from dlschool.services.standing import Standing, every_standing
from dlschool.store import blocking
from dlschool.store.connection import Store

_RELEASED = Text("босатылған: {order}", "освобождён(а): {order}")


def prepare_pupil(db: Store, pupil_id: int, year: str, term: int, language: str = "kk") -> Printout:
    """The pupil's schedule. Refused: there is no sitting in the term."""
    found = sittings.sittings(db, year, term, pupil_id=pupil_id)
    card = pupils.card(db, pupil_id)
    held = Schedule(
        who=card.pupil.full_name,
        class_name=sittings.plain_class(card.pupil),
        year=year,
        term=term,
        lines=_lines(db, found),
        points=_points(_standing(db, found)),
    )
    of = replace(
        _subject(db, held, _edition(db, found)), pupil=card.pupil, guardians=card.guardians
    )
    return _paper(db, "individual-schedule", of, language, found, card.pupil.short_name)


def prepare_class(
    db: Store, class_name: str, year: str, term: int, language: str = "kk"
) -> Printout:
    """Sittings of the class's distance pupils. Refused: there are none."""
    found = _shown(db, sittings.sittings(db, year, term, class_name=class_name))
    held = Schedule(of="class", who=class_name, year=year, term=term, lines=_lines(db, found))
    of = _subject(db, held, _edition(db, found))
    return _paper(db, "individual-schedule", of, language, found, class_name)


def prepare_teacher(
    db: Store, staff_id: int, year: str, term: int, language: str = "kk"
) -> Printout:
    """Sittings that the teacher takes. Refused: there are none."""
    of_teacher = {
        (t.class_name, t.subject_id)
        for t in curriculum.teachings(db, year)
        if t.staff_id == staff_id
    }
    found = [
        line
        for line in _shown(db, sittings.sittings(db, year, term))
        if (line.assessment.class_name, line.assessment.subject_id) in of_teacher
    ]
    name = next((p.name for p in staff(db, with_gone=True) if p.id == staff_id), "")
    held = Schedule(of="teacher", who=name, year=year, term=term, lines=_lines(db, found))
    of = _subject(db, held, _edition(db, found))
    return _paper(db, "individual-schedule", of, language, found, name)


def prepare_summons(
    db: Store, pupil_id: int, year: str, term: int, day: date | None = None, language: str = "kk"
) -> Printout:
    """Call to the sittings at school that wait from today on, or to those of one day.

    Refused: the pupil has to come to none.
    """
    found = [
        line
        for line in sittings.sittings(db, year, term, pupil_id=pupil_id)
        if line.sitting.mode is SittingMode.IN_PERSON
        and line.sitting.state is SittingState.PLANNED
        and line.sitting.date is not None
        and (line.sitting.date == day if day else line.sitting.date >= db.today())
    ]
    card = pupils.card(db, pupil_id)
    points = _points(_standing(db, found))
    held = Schedule(
        who=card.pupil.full_name, year=year, term=term, lines=_lines(db, found), points=points
    )
    of = replace(
        _subject(db, held, _edition(db, found)), pupil=card.pupil, guardians=card.guardians
    )
    return _paper(db, "summons", of, language, found, card.pupil.short_name)


def _shown(db: Store, found: Sequence[Line]) -> list[Line]:
    """Without pupils whose data are blocked."""
    closed = blocking.blocked(db)
    return [line for line in found if line.pupil.id not in closed]


def _standing(db: Store, found: Sequence[Line]) -> Standing | None:
    """The case that the sittings belong to."""
    cases = [line.sitting.case_id for line in found if line.sitting.case_id is not None]
    if not cases:
        return None
    return next((s for s in every_standing(db) if s.case_id == cases[0]), None)


def _points(standing: Standing | None) -> tuple[str, ...]:
    modes = sittings.modes(standing, AssessmentKind.SOCH) if standing else None
    return modes.points if modes is not None else ()


def _edition(db: Store, found: Sequence[Line]) -> Edition:
    standing = _standing(db, found)
    return (standing.edition if standing else None) or editions.default(db)


def _subject(db: Store, held: Schedule, edition: Edition) -> Subject:
    return replace(subjects.of_nothing(subjects.common(db), edition), schedule=held)


def _lines(db: Store, found: Sequence[Line]) -> tuple[Sat, ...]:
    names = {s.id: s.name for s in curriculum.subjects(db, with_gone=True)}
    people = {p.id: p.name for p in staff(db, with_gone=True)}
    years = {line.assessment.year for line in found}
    taught = {
        (t.year, t.class_name, t.subject_id): t
        for year in years
        for t in curriculum.teachings(db, year)
    }
    lines = []
    for line in found:
        value, sitting = line.assessment, line.sitting
        teaching = taught.get((value.year, value.class_name, value.subject_id))
        teacher = people.get(value.staff_id or (teaching.staff_id if teaching else None), "")
        waived = sitting.state is SittingState.WAIVED
        lines.append(
            Sat(
                day=sitting.date,
                time=sitting.time,
                subject=names[value.subject_id],
                kind=_kind(line),
                mode=sittings.MODE_NAMES[sitting.mode],
                pupil=line.pupil.full_name,
                class_name=value.class_name,
                teacher=teacher,
                room=sitting.room or (teaching.room if teaching else ""),
                note=_RELEASED.filled(order=sitting.reason) if waived else None,
            )
        )
    return tuple(lines)


def _kind(line: Line) -> Text:
    """«БЖБ № 2», «ТЖБ»."""
    kind = KIND_NAMES[line.assessment.kind]
    if line.assessment.kind is AssessmentKind.SOCH:
        return kind
    number = line.assessment.number
    return Text(f"{kind.kk} № {number}", f"{kind.ru} № {number}")


def _paper(
    db: Store, code: str, of: Subject, language: str, found: Sequence[Line], name: str
) -> Printout:
    need(db, Right.PRINT)
    form = FORMS[code]
    if not found:
        raise Refused(N_("There is no sitting for “{form}”: {name}."), form=form.title, name=name)
    ids = tuple(sorted({line.pupil.id or 0 for line in found}))
    about = (N_("{how}: {form}, {name}"), {"form": form.title, "name": name})
    made = printouts.printout(db, [Sheet(form=form, subject=of)], language, form.title, about)
    return replace(made, pupils=ids)
