"""Reading of works and their points: a class's SOR and SOCh, the register of one, a pupil's results."""

from dataclasses import dataclass
from decimal import Decimal

from dlschool.domain.learning import Assessment, AssessmentKind, Result, Sitting, SittingState
from dlschool.domain.names import sort_key
from dlschool.domain.pupil import Pupil
from dlschool.domain.text import Text
from dlschool.services import curriculum, unknown
from dlschool.store import learning as rows
from dlschool.store import pupils as pupil_rows
from dlschool.store.connection import Store


@dataclass(frozen=True, slots=True)
class Line:
    """A pupil of an assessment's register: the sitting and its results, oldest first."""

    pupil: Pupil
    sitting: Sitting
    results: tuple[Result, ...] = ()

    @property
    def newest(self) -> Result | None:
        return self.results[-1] if self.results else None

    @property
    def points(self) -> Decimal | None:
        """What counts; None while nothing is entered, or the work is waived."""
        if self.newest is None or self.sitting.state is SittingState.WAIVED:
            return None
        return Decimal(self.newest.points)


def assessment(db: Store, assessment_id: int) -> Assessment:
    found = rows.get(db, Assessment, assessment_id)
    if found is None:
        raise unknown.record(db, Assessment, assessment_id)
    return found


def sitting(db: Store, sitting_id: int) -> Sitting:
    found = rows.get(db, Sitting, sitting_id)
    if found is None:
        raise unknown.record(db, Sitting, sitting_id)
    return found


def named(db: Store, of: Assessment) -> Text:
    """«Алгебра, 8Ә: БЖБ № 2», «… ТЖБ»."""
    subject = curriculum.subject(db, of.subject_id).name
    work = work_name(of)
    head = f", {of.class_name}: "
    return Text(f"{subject.kk}{head}{work.kk}", f"{subject.ru}{head}{work.ru}")


def work_name(of: Assessment) -> Text:
    if of.kind is AssessmentKind.SOCH:
        return Text("ТЖБ", "СОЧ")
    return Text(f"БЖБ № {of.number}", f"СОР № {of.number}")


def assessments(
    db: Store,
    year: str,
    class_name: str = "",
    subject_id: int | None = None,
    term: int | None = None,
) -> list[Assessment]:
    """The plan of a class (or of all) in working order: subject, term, SOR before the SOCh."""
    conditions, values = ["year = ?"], [year]
    wanted = {"class_name": class_name, "subject_id": subject_id, "term": term}
    chosen = {name: value for name, value in wanted.items() if value}
    conditions += [f"{name} = ?" for name in chosen]
    found = rows.where(db, Assessment, " and ".join(conditions), (*values, *chosen.values()))
    return sorted(
        found,
        key=lambda a: (a.subject_id, a.class_name, a.term, a.kind is AssessmentKind.SOCH, a.number),
    )


def register(db: Store, assessment_id: int) -> list[Line]:
    """The sittings of an assessment by name of the pupil; of a teacher's session, the own ones."""
    found = rows.where(db, Sitting, "assessment_id = ?", (assessment_id,))
    people = {p.id: p for p in pupil_rows.many(db, [s.pupil_id for s in found])}
    lines = [
        Line(people[s.pupil_id], s, tuple(of_sitting(db, s.id or 0)))
        for s in found
        if s.pupil_id in people
    ]
    return sorted(lines, key=lambda line: (sort_key(line.pupil.full_name), line.pupil.id))


def of_sitting(db: Store, sitting_id: int) -> list[Result]:
    """Oldest first."""
    return rows.where(db, Result, "sitting_id = ?", (sitting_id,))
