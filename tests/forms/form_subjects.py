"""Subjects to print: ordinary ones, the longest that schools have, and nearly empty ones."""

from dataclasses import replace
from datetime import date

import builders
from forms import (
    mark_subjects,
    material_subjects,
    personal_subjects,
    readiness_subjects,
    report_subjects,
    review_subjects,
    schedule_subjects,
    trace_subjects,
)

from dlschool.domain.case import Council, Ground, OrderKind, Outcome, PaperKind, ReviewOutcome
from dlschool.domain.record import Attendee, Case, Order, Paper
from dlschool.domain.school import School
from dlschool.domain.text import Text
from dlschool.forms.form import AgendaLine, Decided, RegisterLine, Subject, blank_subject
from dlschool.law.edition import editions
from dlschool.law.shape import Edition

TODAY = date(2026, 11, 21)
VARIANTS = ("ordinary", "longest", "shortest", "blank")
GROUNDS = {
    "application-competition": Ground.COMPETITION,
    "application-competition-pupil": Ground.COMPETITION,
    "application-health": Ground.HEALTH,
    "order-classes": Ground.EMERGENCY,
    "telling": Ground.WEATHER,
}
ORDERS = {
    "order-extend": OrderKind.EXTEND,
    "order-return": OrderKind.RETURN,
    "order-annul": OrderKind.ANNUL,
    "order-schedule": OrderKind.SCHEDULE,
}
REVIEWS = {"order-extend": ReviewOutcome.EXTEND, "order-return": ReviewOutcome.RETURN}
LONG_WORD = "Электрфотополупроводникті-микроэлектрониканы" * 4


def edition(key: str = "order-137-97-2022") -> Edition:
    return editions()[key]


def subject(code: str, variant: str = "ordinary") -> Subject:
    makers = {"ordinary": ordinary, "longest": longest, "shortest": shortest}
    if variant == "blank":
        return blank_subject(builders.school(), edition(), TODAY)
    return makers[variant](code)


def ordinary(code: str) -> Subject:
    ground = GROUNDS.get(code, Ground.FAMILY)
    case = _case(ground)
    first, order = builders.order(), _order(code)
    whole = ground in (Ground.EMERGENCY, Ground.WEATHER)
    pupil = None if whole else builders.pupil()
    return Subject(
        school=builders.school(),
        edition=edition(),
        today=TODAY,
        case=case,
        pupil=pupil,
        guardians=() if whole else (builders.guardian(),),
        papers=_papers(ground),
        decisions=_decisions(code),
        meeting=builders.meeting(),
        agenda=_agenda(case, 2),
        order=order,
        orders=(first,) if order.id == first.id else (first, order),
        register=_register(12),
        postponed=(builders.postponed(), builders.postponed(class_name="8Ғ")),
        told=(builders.told(), builders.told(audience="Ұстаздар", channel="телефон")),
        psychologist=builders.staff(),
        class_teacher=builders.staff(name="Оразова Д."),
        personal=personal_subjects.ordinary(),
        materials=material_subjects.ordinary(),
        **review_subjects.ordinary(),
        **trace_subjects.ordinary(),
        **mark_subjects.ordinary(),
        **schedule_subjects.ordinary(),
        readiness=readiness_subjects.ordinary(),
        report=report_subjects.ordinary(),
    )


def longest(code: str) -> Subject:
    """300-character names, words without a space, long lists, several pages."""
    held = ordinary(code)
    name = "Әл-Фараби-Құрманғалиева-Щербакова " + "Мөлдіріңкәр" * 6
    return replace(
        held,
        school=_long_school(),
        case=_long_case(held.case or _case(Ground.FAMILY), of_classes=held.pupil is None),
        pupil=held.pupil and builders.pupil(last=name, middle=f"{LONG_WORD}ұлы", letter="ҒҢ"),
        guardians=tuple(
            builders.guardian(name=f"{name} қызы", address="Абай көшесі, " * 15)
            for _ in held.guardians
        ),
        papers=tuple(_long_paper(paper) for paper in held.papers),
        meeting=builders.meeting(attendees=tuple(_long_seat(n) for n in range(1, 41))),
        agenda=_agenda(held.case or _case(Ground.FAMILY), 30),
        register=_register(90),
        postponed=tuple(builders.postponed(work=f"№ {n} {LONG_WORD}") for n in range(30)),
        told=tuple(builders.told(audience=f"{n}-сынып {LONG_WORD}") for n in range(40)),
        personal=personal_subjects.longest(f"{name} қызы", LONG_WORD),
        materials=material_subjects.longest(name, LONG_WORD),
        **review_subjects.longest(f"{name} қызы", LONG_WORD),
        **trace_subjects.longest(f"{name} қызы", LONG_WORD),
        **mark_subjects.longest(f"{name} қызы", LONG_WORD),
        **schedule_subjects.longest(f"{name} қызы", LONG_WORD),
        readiness=readiness_subjects.longest(name, LONG_WORD),
        report=report_subjects.longest(name, LONG_WORD),
        order=held.order
        and replace(
            held.order,
            clause_kk="Осы бұйрықтың ерекше шарты. " * 12,
            clause_ru="Особое условие настоящего приказа. " * 12,
        ),
    )


def _long_school() -> School:
    return builders.school(
        name=builders.LONG_NAME,
        short_name=builders.LONG_NAME,
        director="Құрманғалиева-Щербакова Ж.-Ғ.",
        place_kk="Ақжар ауылдық округінің Жаңаөңірқұдық ауылы",
        place_ru="село Жанаонеркудук Акжарского сельского округа",
        director_post_kk="Директордың міндетін уақытша атқарушы",
        director_post_ru="Временно исполняющий обязанности директора",
    )


def _long_case(case: Case, *, of_classes: bool) -> Case:
    every = tuple(f"{n}{letter}" for n in range(1, 12) for letter in "АӘБВГҒД")
    return replace(
        case,
        reason=f"{LONG_WORD} " + "отбасының жағдайына байланысты, " * 20,
        event_name=f"«{LONG_WORD}» " * 3,
        classes=every if of_classes else (),
        dropped_classes="1А – " + "оқытудың күндізгі форматында қалады; " * 9 if of_classes else "",
    )


def _long_seat(n: int) -> Attendee:
    return Attendee(
        member_id=n,
        name=f"Құрманғалиева-Щербакова Ж. {n}",
        post_kk="бастауыш сынып мұғалімі",
        post_ru="учитель начальных классов",
        present=n % 4 != 0,
    )


def shortest(code: str) -> Subject:
    """One-letter names and nothing in any list."""
    held = ordinary(code)
    return replace(
        held,
        school=_short_school(),
        case=builders.case(
            ground=held.case.ground if held.case else Ground.FAMILY,
            number="1",
            reason="",
            wanted_from=None,
            wanted_until=None,
            classes=("1",) if held.pupil is None else (),
        ),
        pupil=held.pupil
        and builders.pupil(last="И", first="Ә", middle="", iin="", grade=None, language=""),
        guardians=tuple(
            builders.guardian(name="", iin="", phone="", address="") for _ in held.guardians
        ),
        papers=(),
        decisions=(),
        meeting=builders.meeting(attendees=(), chair="", secretary="", place="", time=None),
        agenda=(),
        orders=(),
        register=(),
        postponed=(),
        told=(),
        psychologist=None,
        class_teacher=None,
        personal=personal_subjects.shortest(),
        materials=material_subjects.shortest(),
        **review_subjects.shortest(),
        **trace_subjects.shortest(),
        **mark_subjects.shortest(),
        **schedule_subjects.shortest(),
        readiness=readiness_subjects.shortest(),
        report=report_subjects.shortest(),
    )


def _short_school() -> School:
    bare = dict.fromkeys(("place_kk", "place_ru", "address_kk", "address_ru", "phone"), "")
    nobody = dict.fromkeys(("director", "director_post_kk", "director_post_ru"), "")
    return builders.school(name=Text("М", "Ш"), short_name=Text("М", "Ш"), **bare, **nobody)


def _case(ground: Ground) -> Case:
    if ground is Ground.COMPETITION:
        return builders.competition_case()
    if ground in (Ground.EMERGENCY, Ground.WEATHER):
        return builders.classes_case(ground=ground)
    return builders.case(ground=ground)


def _order(code: str) -> Order:
    kind = ORDERS.get(code)
    if kind is None:
        return builders.order()
    return builders.order(
        id=2,
        kind=kind,
        number="12-қ",
        date=date(2026, 12, 25),
        start=date(2027, 1, 11),
        until=date(2027, 3, 21),
        annuls=1,
    )


def _papers(ground: Ground) -> tuple[Paper, ...]:
    if ground is Ground.FAMILY:
        return builders.family_papers()
    kind = {
        Ground.HEALTH: PaperKind.MEDICAL,
        Ground.COMPETITION: PaperKind.PARTICIPATION,
    }.get(ground, PaperKind.DEPARTMENT_ORDER)
    paper = builders.paper(
        kind,
        issuer="Қостанай облысы әкімдігінің білім басқармасы",
        number="512",
        valid_from=date(2026, 10, 1),
        valid_until=date(2027, 3, 1),
        details={"units": "Қостанай қаласы\nАлтынсарин ауданы"},
    )
    return (paper, builders.paper(PaperKind.APPLICATION, number="77"))


def _decisions(code: str) -> tuple[Decided, ...]:
    made = [
        Decided(decision=builders.decision(), minutes="3"),
        Decided(
            decision=builders.decision(council=Council.TRUSTEE, date=date(2026, 9, 19)),
            minutes="2",
        ),
    ]
    if code in REVIEWS:
        review = builders.decision(
            kind="review", outcome=REVIEWS[code], date=date(2026, 12, 20), until=date(2027, 3, 21)
        )
        made.append(Decided(decision=review, minutes="7"))
    return tuple(made)


def _agenda(case: Case, count: int) -> tuple[AgendaLine, ...]:
    outcomes = (Outcome.APPROVE, Outcome.REFUSE, Outcome.POSTPONE)
    return tuple(
        AgendaLine(
            item=builders.item(id=n, position=n),
            case=replace(case, number=f"2026/{n}"),
            pupil=builders.pupil(first=f"Өркен-{n}"),
            decision=builders.decision(
                outcome=outcomes[n % 3],
                reason="" if n % 3 == 0 else "үйде оқуға жағдай жоқ",
                recused=("Сәрсенбаева Г.",) if n == 1 else (),
            ),
        )
        for n in range(1, count + 1)
    )


def _register(count: int) -> tuple[RegisterLine, ...]:
    return tuple(
        RegisterLine(
            case=builders.case(number=f"2026/{n}"),
            pupil=builders.pupil(first=f"Өркен-{n}"),
            start=date(2026, 10, 1),
            until=date(2026, 12, 27),
            state=Text("жүріп жатыр", "идёт"),
        )
        for n in range(1, count + 1)
    )


def _long_paper(paper: Paper) -> Paper:
    details = {
        key: "\n".join([f"{LONG_WORD}: {value}"] * 6) for key, value in paper.details.items()
    }
    return replace(paper, issuer="Қазақстан Республикасының министрлігі, " * 8, details=details)
