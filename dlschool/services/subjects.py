"""What a printed form is told: the subject of a case, an order, a meeting or the register."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from dlschool.domain import class_post
from dlschool.domain.case import PaperKind
from dlschool.domain.names import folded
from dlschool.domain.pupil import Pupil
from dlschool.domain.record import Order
from dlschool.domain.school import School, Staff
from dlschool.domain.year_change import YearChange
from dlschool.forms.form import AgendaLine, Decided, RegisterLine, Subject, blank_subject
from dlschool.law.shape import Edition
from dlschool.law.step import OUTCOME_WORDS
from dlschool.services import cases, council_results, editions, meetings, past_class
from dlschool.services.cases import CaseFile
from dlschool.services.school import school, setting, staff
from dlschool.services.standing import Standing
from dlschool.store import years
from dlschool.store.connection import Store


@dataclass(frozen=True, slots=True)
class Common:
    """What every document of one printing shares, read once."""

    school: School
    staff: tuple[Staff, ...]
    quorum: Fraction
    today: date
    years: tuple[YearChange, ...] = ()
    """Changes of the school year that were made, newest first."""

    def then(self, pupil: Pupil | None, day: date) -> Pupil | None:
        """The pupil in the class of that day: a paper of last year printed again names last year's."""
        return past_class.on(self.years, pupil, day)


def common(db: Store) -> Common:
    over, under = setting(db, "quorum")
    return Common(
        school(db), tuple(staff(db)), Fraction(over, under), db.today(), tuple(years.every(db))
    )


def of_nothing(shared: Common, edition: Edition) -> Subject:
    """For a blank form."""
    return blank_subject(shared.school, edition, shared.today)


def of_case(shared: Common, file: CaseFile) -> Subject:
    numbers = {
        item.id: file.meetings[item.meeting_id].number
        for item in file.items
        if item.meeting_id in file.meetings
    }
    pupil = shared.then(file.pupil, file.case.opened_on)
    return Subject(
        school=shared.school,
        edition=file.edition,
        today=shared.today,
        case=file.case,
        pupil=pupil,
        guardians=file.guardians,
        papers=file.records.papers,
        steps=file.assessment.steps,
        decisions=tuple(
            Decided(decision=d, minutes=numbers.get(d.item_id, "")) for d in file.records.decisions
        ),
        issued=file.records.issued,
        quorum=shared.quorum,
        orders=file.records.orders,
        postponed=file.postponed,
        told=file.told,
        staff=shared.staff,
        psychologist=_psychologist(shared.staff, file),
        class_teacher=class_teacher(shared.staff, pupil),
    )


def of_order(shared: Common, file: CaseFile, order: Order) -> Subject:
    pupil = shared.then(file.pupil, order.date)
    teacher = class_teacher(shared.staff, pupil)
    return replace(of_case(shared, file), order=order, pupil=pupil, class_teacher=teacher)


def of_meeting(db: Store, shared: Common, meeting_id: int) -> Subject:
    """For minutes: the whole agenda, under the edition of its first case."""
    file = meetings.meeting_file(db, meeting_id)
    lines = tuple(_agenda_line(db, shared, line, file.meeting.date) for line in file.agenda)
    edition = editions.edition(db, lines[0].case.edition) if lines else editions.default(db)
    return Subject(
        school=shared.school,
        edition=edition,
        today=shared.today,
        meeting=file.meeting,
        quorum=shared.quorum,
        agenda=lines,
        staff=shared.staff,
    )


def of_items(
    db: Store, shared: Common, meeting_id: int, case_id: int | None = None
) -> list[Subject]:
    """For extracts: one subject for each decided item of the meeting, or of one case in it."""
    file = meetings.meeting_file(db, meeting_id)
    return [
        replace(
            of_case(shared, cases.case_file(db, line.item.case_id)),
            meeting=file.meeting,
            pupil=shared.then(line.pupil, file.meeting.date),
            agenda=(_agenda_line(db, shared, line, file.meeting.date),),
        )
        for line in file.agenda
        if line.decision is not None and case_id in (None, line.item.case_id)
    ]


def of_register(shared: Common, edition: Edition, found: Iterable[Standing]) -> Subject:
    lines = []
    for standing in found:
        start, until = standing.period
        next_step = standing.assessment.next
        lines.append(
            RegisterLine(
                case=standing.records.case,
                pupil=standing.records.pupil,
                start=start,
                until=until,
                state=OUTCOME_WORDS[standing.assessment.outcome],
                next_step=next_step.name if next_step else None,
            )
        )
    return replace(of_nothing(shared, edition), register=tuple(lines))


def _agenda_line(db: Store, shared: Common, line: meetings.AgendaLine, day: date) -> AgendaLine:
    """An item; a review comes with the results that the council weighs."""
    review = line.item.kind == "review"
    return AgendaLine(
        item=line.item,
        case=line.case,
        pupil=shared.then(line.pupil, day),
        decision=line.decision,
        results=council_results.results(db, cases.case_file(db, line.item.case_id))
        if review
        else None,
    )


def _psychologist(people: Iterable[Staff], file: CaseFile) -> Staff | None:
    """Who gave the conclusion, if the paper names one of the staff; else the school's first."""
    found = [
        person for person in people if "психолог" in folded(f"{person.post_kk} {person.post_ru}")
    ]
    named = {paper.issuer for paper in file.papers(PaperKind.PSYCHOLOGIST)}
    return next((p for p in found if p.name in named), next(iter(found), None))


def class_teacher(people: Iterable[Staff], pupil: Pupil | None) -> Staff | None:
    """Whose post names the pupil's class: «7 «Ә» сынып жетекшісі»."""
    if pupil is None or pupil.grade is None:
        return None
    for person in people:
        if class_post.led(person.post_kk) == (pupil.grade, pupil.letter):
            return person
    return None
