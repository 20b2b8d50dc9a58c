"""Builders: real values for tests, each fact overridable by keyword. People and papers invented."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from dlschool.domain.access import SEALS, Role, Seal, User
from dlschool.domain.case import (
    Council,
    EventLevel,
    Ground,
    OrderKind,
    Outcome,
    PaperKind,
)
from dlschool.domain.pupil import Guardian, Pupil, Relation, Sex
from dlschool.domain.record import (
    Attendee,
    Case,
    Decision,
    Item,
    Meeting,
    Order,
    Paper,
    Postponed,
    Told,
)
from dlschool.domain.school import Member, School, Staff
from dlschool.domain.text import Text
from dlschool.paths import DataFolder
from dlschool.services import cases, councils, decisions, meetings, pupils
from dlschool.store import changes, undoing
from dlschool.store.connection import Store, open_store, seat
from dlschool.store.keys import Keys

LONG_NAME = Text(
    "Солтүстік Қазақстан облысы әкімдігінің білім басқармасы Ғабит Мүсірепов атындағы ауданның "
    "білім бөлімі коммуналдық мемлекеттік мекемесінің «Қазақстан Республикасы Тәуелсіздігінің "
    "отыз жылдығы атындағы жаратылыстану-математикалық бағыттағы дарынды балаларға арналған "
    "мамандандырылған жалпы білім беретін шағын жинақты мектеп-интернаты» коммуналдық мемлекеттік "
    "мекемесі",
    "Коммунальное государственное учреждение «Специализированная общеобразовательная "
    "малокомплектная школа-интернат естественно-математического направления для одарённых детей "
    "имени тридцатилетия Независимости Республики Казахстан» коммунального государственного "
    "учреждения «Отдел образования района имени Габита Мусрепова» управления образования акимата "
    "Северо-Казахстанской области",
)
"""Names of over 300 characters, as schools really bear them."""


def school(**facts: Any) -> School:
    known: dict[str, Any] = {
        "name": Text(
            "Қостанай облысы әкімдігі білім басқармасының «Алтынсарин ауданы білім бөлімінің "
            "Үшбұлақ жалпы білім беретін мектебі» коммуналдық мемлекеттік мекемесі",
            "Коммунальное государственное учреждение «Ушбулакская общеобразовательная школа отдела "
            "образования Алтынсаринского района» управления образования акимата Костанайской "
            "области",
        ),
        "short_name": Text(
            "Үшбұлақ жалпы білім беретін мектебі", "Ушбулакская общеобразовательная школа"
        ),
        "bin": "170740014741",
        "region": "390000000",
        "district_kk": "Алтынсарин ауданы",
        "district_ru": "Алтынсаринский район",
        "place_kk": "Үшбұлақ ауылы",
        "place_ru": "село Ушбулак",
        "address_kk": "Мектеп көшесі, 4",
        "address_ru": "ул. Школьная, 4",
        "phone": "+7 (714) 345-12-36",
        "director": "Б. Ғалымова",
    }
    return School(**{**known, **facts})


def pupil(**facts: Any) -> Pupil:
    known: dict[str, Any] = {
        "id": 1,
        "last": "Сәрсенбаев",
        "first": "Өркен",
        "middle": "Қайратұлы",
        "iin": "110305500003",
        "birth_date": date(2011, 3, 5),
        "sex": Sex.MALE,
        "grade": 8,
        "letter": "Ә",
        "language": "kk",
        "address": "Үшбұлақ ауылы, Абай көшесі, 17-үй",
    }
    return Pupil(**{**known, **facts})


def guardian(**facts: Any) -> Guardian:
    known: dict[str, Any] = {
        "id": 1,
        "pupil_id": 1,
        "name": "Сәрсенбаева Гүлнұр Ыбырайқызы",
        "relation": Relation.MOTHER,
        "iin": "850715400004",
        "phone": "+77771234567",
        "address": "Үшбұлақ ауылы, Абай көшесі, 17-үй",
        "main": True,
    }
    return Guardian(**{**known, **facts})


def staff(**facts: Any) -> Staff:
    known: dict[str, Any] = {
        "id": 1,
        "name": "Жұмағұлова Қ.",
        "post_kk": "педагог-психолог",
        "post_ru": "педагог-психолог",
    }
    return Staff(**{**known, **facts})


def case(**facts: Any) -> Case:
    known: dict[str, Any] = {
        "id": 1,
        "number": "2026/38",
        "edition": "order-137-97-2022",
        "ground": Ground.FAMILY,
        "pupil_id": 1,
        "opened_on": date(2026, 9, 7),
        "wanted_from": date(2026, 10, 1),
        "wanted_until": date(2026, 12, 27),
        "reason": "Отбасы жұмыс бабымен уақытша басқа ауылда тұрады",
    }
    return Case(**{**known, **facts})


def competition_case(**facts: Any) -> Case:
    return case(
        **{
            "ground": Ground.COMPETITION,
            "event_name": "Жас дарындар халықаралық математика олимпиадасы",
            "event_place": "Алматы қаласы",
            "event_level": EventLevel.INTERNATIONAL,
            "event_from": date(2026, 11, 9),
            "event_until": date(2026, 11, 20),
            "reason": "",
            **facts,
        }
    )


def classes_case(**facts: Any) -> Case:
    return case(
        **{
            "ground": Ground.WEATHER,
            "pupil_id": None,
            "classes": ("1А", "5Ә", "7Б"),
            "reason": "Ауа температурасы −38 °C, боран",
            "wanted_from": None,
            "wanted_until": None,
            **facts,
        }
    )


def paper(kind: str, **facts: Any) -> Paper:
    known: dict[str, Any] = {
        "case_id": 1,
        "kind": kind,
        "date": date(2026, 9, 9),
        "number": "15-ө",
        "details": {},
    }
    return Paper(**{**known, **facts})


FAMILY_DETAILS: dict[str, dict[str, str]] = {
    PaperKind.APPLICATION: {"by": "guardian"},
    PaperKind.PROGRESS: {
        "period": "2026-2027 оқу жылы, 1-тоқсан",
        "subjects": "Алгебра: 5\nГеометрия: 4\nҚазақ тілі: 5\nОрыс тілі мен әдебиеті: 4",
        "note": "Үлгерімі жақсы",
    },
    PaperKind.CONDITIONS: {
        "device": "ноутбук, 1 дана",
        "internet": "талшықты-оптикалық, 100 Мбит/с",
        "adult": "әжесі",
        "workplace": "жеке үстел, шам",
    },
    PaperKind.CHILD_OPINION: {"opinion": "Үйде оқығым келеді, достарыммен кешке кездесемін"},
    PaperKind.PSYCHOLOGIST: {
        "consent": "08.09.2026",
        "request": "қашықтан оқытуға ауысу",
        "methods": "әңгімелесу, бақылау",
        "observations": "эмоциялық күйі тұрақты",
        "conclusion": "қашықтан оқыту ұсынылады",
        "recommendations": "күн тәртібін сақтау",
    },
    PaperKind.HOUSING_ACT: {
        "commission": "Ахметов С., әлеуметтік педагог\nОразова Д., сынып жетекшісі",
        "family": "ата-анасы, әжесі, екі бала",
        "dwelling": "жеке үй, 84 шаршы метр",
        "workplace": "бөлек бөлме, үстел",
        "conclusion": "қашықтан оқуға жағдай бар",
    },
}


def family_papers() -> tuple[Paper, ...]:
    """Every paper that the family's ground asks for, filled."""
    return tuple(
        paper(kind, number=f"{n}-қ", date=date(2026, 9, 7 + n), details=dict(details))
        for n, (kind, details) in enumerate(FAMILY_DETAILS.items(), 1)
    )


def meeting(**facts: Any) -> Meeting:
    known: dict[str, Any] = {
        "id": 1,
        "council": Council.PEDAGOGICAL,
        "number": "3",
        "school_year": "2026-2027",
        "date": date(2026, 9, 18),
        "time": time(15, 0),
        "place": "мұғалімдер бөлмесі",
        "chair": "Б. Ғалымова",
        "secretary": "Д. Оразова",
        "attendees": (
            Attendee(member_id=1, name="Ғалымова Б.", post_kk="директор", post_ru="директор"),
            Attendee(member_id=2, name="Ахметов С.", post_kk="мұғалім", post_ru="учитель"),
            Attendee(
                member_id=3,
                name="Щербакова Н.",
                post_kk="мұғалім",
                post_ru="учитель",
                present=False,
            ),
        ),
        "held": True,
    }
    return Meeting(**{**known, **facts})


def item(**facts: Any) -> Item:
    return Item(**{"id": 1, "meeting_id": 1, "position": 1, "case_id": 1, **facts})


def decision(**facts: Any) -> Decision:
    known: dict[str, Any] = {
        "id": 1,
        "item_id": 1,
        "case_id": 1,
        "council": Council.PEDAGOGICAL,
        "date": date(2026, 9, 18),
        "outcome": Outcome.APPROVE,
        "start": date(2026, 10, 1),
        "until": date(2026, 12, 27),
        "votes_for": 2,
        "votes_against": 0,
        "abstained": 0,
    }
    return Decision(**{**known, **facts})


def order(**facts: Any) -> Order:
    known: dict[str, Any] = {
        "id": 1,
        "case_id": 1,
        "kind": OrderKind.TRANSFER,
        "series": "pupils",
        "number": "84-қ",
        "date": date(2026, 9, 25),
        "start": date(2026, 10, 1),
        "until": date(2026, 12, 27),
        "control_kk": "директордың оқу ісі жөніндегі орынбасары Т. Ермеков",
        "control_ru": "заместитель директора по учебной работе Т. Ермеков",
    }
    return Order(**{**known, **facts})


def postponed(**facts: Any) -> Postponed:
    known: dict[str, Any] = {
        "case_id": 1,
        "class_name": "7Б",
        "work": "Химия: № 3 зертханалық жұмыс",
        "was_on": date(2026, 11, 12),
        "new_date": date(2027, 1, 14),
    }
    return Postponed(**{**known, **facts})


def told(**facts: Any) -> Told:
    known: dict[str, Any] = {
        "case_id": 1,
        "audience": "1А сыныбының ата-аналары",
        "channel": "WhatsApp тобы",
        "at": "2026-11-21T06:50",
    }
    return Told(**{**known, **facts})


# What follows writes into a real store, through the services.


def stored_pupil(db: Store, *guardians: Guardian, **facts: Any) -> int:
    known = {"id": None, "iin": "", "iin_reason": "құжаттары рәсімделуде", **facts}
    return pupils.register_pupil(db, pupil(**known), guardians or [guardian(id=None)])


def stored_case(db: Store, *kinds: str, **facts: Any) -> int:
    """A family's case (or as `facts` say) opened on 2 November 2026, with papers of that day."""
    known: dict[str, Any] = {"id": None, "number": "", "opened_on": date(2026, 11, 2), **facts}
    if "pupil_id" not in facts:
        known["pupil_id"] = None if facts.get("classes") else stored_pupil(db)
    case_id = cases.open_case(db, case(**known))
    for kind in kinds:
        cases.add_paper(db, paper(kind, case_id=case_id, date=date(2026, 11, 2)))
    return case_id


def ready_case(db: Store, **facts: Any) -> int:
    """A family's case with every paper: the councils can decide."""
    return stored_case(db, *FAMILY_DETAILS, **facts)


def roster(db: Store, council: Council, members: int = 5) -> None:
    """A chair, a secretary and members, as many seats in all."""
    for place in range(members):
        role = ("chair", "secretary")[place] if place < 2 else "member"
        name = f"{('Төленов', 'Хасенова', 'Ғабдуллин', 'Ысқақова', 'Юсупов')[place % 5]} {place}."
        councils.save_member(db, Member(council=council, name=name, role=role))


def attended(db: Store, council: Council, *case_ids: int, day: date = date(2026, 11, 5)) -> Meeting:
    """A meeting on the cases at which every seat is taken, ready to decide."""
    if not councils.members(db, council):
        roster(db, council)
    meeting_id = meetings.prepare_meeting(db, council, day, case_ids=case_ids)
    seats = meetings.meeting_file(db, meeting_id).meeting.attendees
    meetings.record_attendance(db, meeting_id, [replace(seat, present=True) for seat in seats])
    return meetings.meeting_file(db, meeting_id).meeting


PERIOD = {"start": date(2026, 11, 9), "until": date(2026, 12, 27)}


def decided(db: Store, council: Council, case_id: int, **facts: Any) -> int:
    """A meeting of the council that approves the case (or as `facts` say); the decision's id."""
    held = attended(db, council, case_id)
    line = meetings.meeting_file(db, held.id or 0).agenda[0]
    known: dict[str, Any] = {"outcome": Outcome.APPROVE, **PERIOD}
    known["votes"] = (councils.voters(held, line.recused), 0, 0)
    return decisions.record_decision(db, line.item.id or 0, **{**known, **facts})


def approved_case(db: Store, **facts: Any) -> int:
    """A family's case that both councils approved: the order can be issued."""
    case_id = ready_case(db, **facts)
    for council in Council:
        decided(db, council, case_id)
    return case_id


def taken_back(db: Store) -> None:
    """Undo of the newest piece of work."""
    undoing.undo(db, changes.history(db, limit=1, undoable=True)[0])


def at_noon() -> datetime:
    return datetime.fromisoformat("2026-11-21T12:00")


KEYS = Keys(bytes(range(32)), {seal: bytes([n]) * 32 for n, seal in enumerate(Seal, 65)})
"""Fixed keys of test stores: no password has to be stretched to open one."""


def opened(
    folder: DataFolder,
    clock: Callable[[], datetime],
    who: str = "",
    role: Role = Role.OWNER,
    classes: tuple[str, ...] = (),
    key: bytes = KEYS.store,
) -> Store:
    """The store in `folder`, made if absent, for a user of this role; without a ring of keys."""
    keys = Keys(key, dict(KEYS.seals))
    store = open_store(folder, clock, keys, User(0, who))
    store.keys = keys.only(SEALS[role])
    return seat(store, User(0, who, role, classes))
