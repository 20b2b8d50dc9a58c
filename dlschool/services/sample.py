"""The sample school: invented people and cases at every stage, so that a newcomer sees it living."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from dlschool.domain.case import (
    Council,
    EventLevel,
    Ground,
    Material,
    OrderKind,
    Outcome,
    PaperKind,
)
from dlschool.domain.record import Case, Meeting, Paper
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import (
    cases,
    councils,
    decisions,
    meetings,
    orders,
    pupils,
    sample_learning,
    sample_learning_marks,
    sample_learning_materials,
    sample_learning_sittings,
    sample_learning_traces,
    sample_readiness,
    school,
)
from dlschool.services.sample_papers import DETAILS
from dlschool.services.sample_people import SCHOOL, STAFF, members
from dlschool.services.sample_people import pupils as invented
from dlschool.store import changes, people
from dlschool.store.connection import Store

PUPILS = 66

FAMILY_PAPERS = (
    PaperKind.APPLICATION,
    PaperKind.PROGRESS,
    PaperKind.CONDITIONS,
    PaperKind.CHILD_OPINION,
    PaperKind.PSYCHOLOGIST,
    PaperKind.HOUSING_ACT,
)


@dataclass(frozen=True, slots=True)
class Made:
    pupils: int
    cases: int


def make(db: Store) -> Made:
    """Fills an empty store. Refused: the store already holds a school."""
    if school.described(db) or pupils.count(db):
        raise Refused(N_("This folder already holds a school. The sample needs an empty one."))
    with changes.action(db, N_("The sample school")):
        _people(db)
        _cases(db)
        sample_learning.make(db)
        sample_learning_marks.make(db)
        sample_learning_sittings.make(db)
        sample_learning_materials.make(db)
        sample_learning_traces.make(db)
        sample_readiness.make(db)
        people.save_setting(db, "sample", True)
    return Made(pupils.count(db), sum(1 for _ in cases.every_record(db)))


def is_sample(db: Store) -> bool:
    return bool(school.setting(db, "sample"))


def _people(db: Store) -> None:
    school.save_school(db, SCHOOL)
    deputy = STAFF[1]
    school.save_setting(db, "control_kk", f"{deputy.post_kk} {deputy.name}")
    school.save_setting(db, "control_ru", f"{deputy.post_ru} {deputy.name}")
    for person in STAFF:
        school.save_staff(db, person)
    for member in members():
        councils.save_member(db, member)
    for pupil, guardian in invented(db.today(), PUPILS):
        pupils.register_pupil(db, pupil, [guardian])


def _cases(db: Store) -> None:
    today = db.today()
    someone = iter(pupils.ids(db, pupils.Filter()))
    learning = family_case(db, next(someone), today - timedelta(days=30))
    refused = family_case(db, next(someone), today - timedelta(days=28))
    decide(db, [learning], today - timedelta(days=20), until=today + timedelta(days=36))
    decide(db, [refused], today - timedelta(days=19), refuse=True)
    issue(db, learning, today - timedelta(days=18))
    cases.give_access(db, learning, today - timedelta(days=17))
    given = [Material.PROGRAMMES, Material.THEMATIC_PLANS]
    cases.issue_material(db, learning, given, today - timedelta(days=17))
    ordered = family_case(db, next(someone), today - timedelta(days=14))
    decide(db, [ordered], today - timedelta(days=2), until=today + timedelta(days=60))
    family_case(db, next(someone), today - timedelta(days=6))
    family_case(db, next(someone), today - timedelta(days=5))
    family_case(db, next(someone), today - timedelta(days=3), without=PaperKind.HOUSING_ACT)
    _health(db, next(someone), today, ends=today + timedelta(days=3))
    _health(db, next(someone), today, ends=today + timedelta(days=45), order=False)
    _open(db, Ground.HEALTH, next(someone), today - timedelta(days=1))
    _competition(db, next(someone), today)
    _weather(db, today)


def _open(db: Store, ground: Ground, pupil_id: int | None, day: date, **more: object) -> int:
    draft = Case(number="", edition="", ground=ground, pupil_id=pupil_id, opened_on=day)
    made = cases.open_case(db, replace(draft, **more))  # type: ignore[arg-type]
    cases.refuse_later_edition(db, made, "мәтіні толық қолда жоқ / полного текста нет")
    return made


def family_case(db: Store, pupil_id: int, day: date, without: str = "") -> int:
    """A family's case with its papers, but for the one named."""
    wanted = {"wanted_from": day + timedelta(days=10), "wanted_until": day + timedelta(days=66)}
    case_id = _open(db, Ground.FAMILY, pupil_id, day, **wanted)
    for number, kind in enumerate(FAMILY_PAPERS, 1):
        if kind != without:
            add(db, case_id, kind, day + timedelta(days=number // 3), str(100 + number))
    return case_id


def add(db: Store, case_id: int, kind: str, day: date, number: str, **more: object) -> int:
    paper = Paper(
        case_id=case_id, kind=kind, date=day, number=number, details=DETAILS.get(kind, {})
    )
    return cases.add_paper(db, replace(paper, **more))  # type: ignore[arg-type]


def decide(
    db: Store, case_ids: list[int], day: date, until: date | None = None, refuse: bool = False
) -> list[int]:
    """Both councils meet on the cases; returns the ids of the meetings."""
    made = []
    councils_asked = (Council.PEDAGOGICAL,) if refuse else tuple(Council)
    for council in councils_asked:
        meeting_id = meetings.prepare_meeting(db, council, day, case_ids=case_ids)
        meeting = everyone_present(db, meeting_id)
        for line in meetings.meeting_file(db, meeting_id).agenda:
            votes = (councils.voters(meeting, line.recused), 0, 0)
            decisions.record_decision(
                db,
                line.item.id or 0,
                Outcome.REFUSE if refuse else Outcome.APPROVE,
                start=None if refuse else day + timedelta(days=3),
                until=None if refuse else until,
                reason="Үйінде интернет пен жұмыс орны жоқ. / Дома нет интернета и рабочего места."
                if refuse
                else "",
                votes=votes,
            )
        meetings.hold(db, meeting_id)
        made.append(meeting_id)
    return made


def everyone_present(db: Store, meeting_id: int) -> Meeting:
    """Marks every seat as present; returns the meeting as it is then."""
    seats = meetings.meeting_file(db, meeting_id).meeting.attendees
    meetings.record_attendance(db, meeting_id, [replace(seat, present=True) for seat in seats])
    return meetings.meeting_file(db, meeting_id).meeting


def issue(db: Store, case_id: int, day: date) -> int:
    return orders.issue_order(db, orders.draft_order(db, case_id, OrderKind.TRANSFER, day))


def _health(db: Store, pupil_id: int, today: date, ends: date, order: bool = True) -> None:
    day = today - timedelta(days=21)
    case_id = _open(db, Ground.HEALTH, pupil_id, day)
    period = {"valid_from": day, "valid_until": ends}
    issuer = "Өтеген аудандық ауруханасы"
    add(db, case_id, PaperKind.MEDICAL, day, "58", issuer=issuer, **period)
    if order:
        issue(db, case_id, day + timedelta(days=1))
        cases.give_access(db, case_id, day + timedelta(days=1))


def _competition(db: Store, pupil_id: int, today: date) -> None:
    day = today - timedelta(days=9)
    case_id = _open(
        db,
        Ground.COMPETITION,
        pupil_id,
        day,
        event_name="Республикалық математика олимпиадасы / Республиканская олимпиада по математике",
        event_place="Астана",
        event_level=EventLevel.REPUBLICAN,
        event_from=today - timedelta(days=4),
        event_until=today + timedelta(days=6),
    )
    add(db, case_id, PaperKind.APPLICATION, day, "121")
    add(db, case_id, PaperKind.PARTICIPATION, day, "345", issuer="Оқу-ағарту министрлігі")
    issue(db, case_id, today - timedelta(days=6))
    cases.give_access(db, case_id, today - timedelta(days=6))


def _weather(db: Store, today: date) -> None:
    day = today
    case_id = _open(db, Ground.WEATHER, None, day, classes=("1А", "1Ә", "2А", "2Ә"))
    period = {"valid_from": day, "valid_until": day}
    issuer = SCHOOL.department_kk
    add(db, case_id, PaperKind.DEPARTMENT_ORDER, day, "77", issuer=issuer, **period)
    issue(db, case_id, day)
