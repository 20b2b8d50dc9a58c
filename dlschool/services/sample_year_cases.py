"""Cases of the sample school's whole year, on all five grounds, on the days on which schools open them."""

from dataclasses import replace
from datetime import date, timedelta

from dlschool.domain.case import EventLevel, Ground, IndividualSchedule, PaperKind
from dlschool.domain.record import Case
from dlschool.services import cases, sample
from dlschool.store.connection import Store

WHY = "мәтіні толық қолда жоқ / полного текста нет"
"""Why the school keeps the edition whose text it holds."""


def opened(db: Store, ground: Ground, pupil_id: int | None, **facts: object) -> int:
    draft = Case(number="", edition="", ground=ground, pupil_id=pupil_id, opened_on=db.today())
    made = cases.open_case(db, replace(draft, **facts))  # type: ignore[arg-type]
    cases.refuse_later_edition(db, made, WHY)
    return made


def family(db: Store, pupil_id: int, until: date) -> int:
    """With every paper of today: both councils can decide."""
    day = db.today()
    wanted = {"wanted_from": day + timedelta(days=7), "wanted_until": until}
    case_id = opened(db, Ground.FAMILY, pupil_id, **wanted)
    for number, kind in enumerate(sample.FAMILY_PAPERS, 1):
        sample.add(db, case_id, kind, day, f"{case_id}/{number}")
    return case_id


def health(db: Store, pupil_id: int, until: date) -> int:
    """By a conclusion from today; ordered the same day, access given."""
    day = db.today()
    case_id = opened(db, Ground.HEALTH, pupil_id)
    period = {"valid_from": day, "valid_until": until}
    issuer = "Өтеген аудандық ауруханасы"
    sample.add(db, case_id, PaperKind.MEDICAL, day, f"{50 + case_id}", issuer=issuer, **period)
    return _ordered(db, case_id)


def competition(db: Store, pupil_id: int, start: date, until: date) -> int:
    """An event of the republic; the sittings that it takes are planned after it (point 9)."""
    day = db.today()
    case_id = opened(
        db,
        Ground.COMPETITION,
        pupil_id,
        event_name="Республикалық жарыс / Республиканские соревнования",
        event_place="Астана",
        event_level=EventLevel.REPUBLICAN,
        event_from=start,
        event_until=until,
    )
    sample.add(db, case_id, PaperKind.APPLICATION, day, f"{100 + case_id}")
    issuer = "Оқу-ағарту министрлігі"
    sample.add(db, case_id, PaperKind.PARTICIPATION, day, f"{300 + case_id}", issuer=issuer)
    cases.mark_individual_schedule(db, case_id, IndividualSchedule.NEEDED)
    return _ordered(db, case_id)


def whole_classes(db: Store, ground: Ground, classes: tuple[str, ...], until: date) -> int:
    """Classes called off by the authority's order, from today."""
    day = db.today()
    case_id = opened(db, ground, None, classes=classes, reason="Боран / Буран")
    period = {"valid_from": day, "valid_until": until}
    issuer = "Өтеген ауданының білім бөлімі"
    sample.add(db, case_id, PaperKind.DEPARTMENT_ORDER, day, "77", issuer=issuer, **period)
    sample.issue(db, case_id, day)
    return case_id


def _ordered(db: Store, case_id: int) -> int:
    sample.issue(db, case_id, db.today())
    cases.give_access(db, case_id, db.today())
    return case_id
