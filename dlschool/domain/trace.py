"""The trace of a pupil: consultations, events, halls, access, attendance, participation, results.

Points are those of annex 2 of order 137 (editions 547/2021 and 97/2022); what an edition does not
number is not cited under it.
"""

from dataclasses import dataclass
from datetime import date as Day
from enum import StrEnum

from dlschool.domain.access import SEALED_TRACES
from dlschool.domain.text import Text


class TraceKind(StrEnum):
    """What a short entry is about."""

    ATTENDANCE = "attendance"
    PARTICIPATION = "participation"
    TEACHER = "teacher"
    PSYCHOLOGIST = "psychologist"
    MEDICAL_WORKER = "medical-worker"
    SOCIAL_PEDAGOGUE = "social-pedagogue"
    INSPECTOR = "inspector"
    EVENT = "event"
    CLUB = "club"
    HALL = "hall"
    LIBRARY = "library"
    SYSTEM = "access-system"
    TIMETABLE = "access-timetable"
    JOURNAL = "access-journal"
    RESOURCES = "access-resources"


class Group(StrEnum):
    """Kinds of a like sort: a filter of the timeline."""

    RESULTS = "results"
    STUDY = "study"
    CONSULTATIONS = "consultations"
    SOCIAL = "social"
    PLACES = "places"
    ACCESS = "access"


KIND_NAMES: dict[TraceKind, Text] = {
    TraceKind.ATTENDANCE: Text("Сабаққа қатысуы", "Посещение занятия"),
    TraceKind.PARTICIPATION: Text("Оқу жұмысына қатысуы", "Участие в учебной работе"),
    TraceKind.TEACHER: Text("Пән мұғалімінің консультациясы", "Консультация учителя-предметника"),
    TraceKind.PSYCHOLOGIST: Text(
        "Педагог-психолог консультациясы", "Консультация педагога-психолога"
    ),
    TraceKind.MEDICAL_WORKER: Text(
        "Медицина қызметкерінің консультациясы", "Консультация медицинского работника"
    ),
    TraceKind.SOCIAL_PEDAGOGUE: Text(
        "Әлеуметтік педагог консультациясы", "Консультация социального педагога"
    ),
    TraceKind.INSPECTOR: Text(
        "Кәмелетке толмағандар ісі жөніндегі инспектормен әңгіме",
        "Беседа с инспектором по делам несовершеннолетних",
    ),
    TraceKind.EVENT: Text("Мектеп іс-шарасы", "Мероприятие школы"),
    TraceKind.CLUB: Text("Мектептен тыс үйірме, секция", "Кружок, секция вне школы"),
    TraceKind.HALL: Text("Залды пайдалану", "Пользование залом"),
    TraceKind.LIBRARY: Text("Кітапхананы пайдалану", "Пользование библиотекой"),
    TraceKind.SYSTEM: Text("Ақпараттық жүйеге қолжетімділік", "Доступ к информационной системе"),
    TraceKind.TIMETABLE: Text(
        "Электрондық сабақ кестесіне қолжетімділік", "Доступ к электронному расписанию уроков"
    ),
    TraceKind.JOURNAL: Text("Электрондық журналға қолжетімділік", "Доступ к электронному журналу"),
    TraceKind.RESOURCES: Text(
        "Электрондық ресурстарға қолжетімділік", "Доступ к электронным ресурсам"
    ),
}

GROUP_NAMES: dict[Group, Text] = {
    Group.RESULTS: Text("Нәтижелер", "Результаты"),
    Group.STUDY: Text("Сабаққа келу және қатысу", "Посещаемость и участие"),
    Group.CONSULTATIONS: Text("Консультациялар", "Консультации"),
    Group.SOCIAL: Text("Іс-шаралар мен үйірмелер", "Мероприятия и кружки"),
    Group.PLACES: Text("Залдар мен кітапхана", "Залы и библиотека"),
    Group.ACCESS: Text("Қолжетімділік", "Доступ"),
}

_MEMBERS: dict[Group, tuple[TraceKind, ...]] = {
    Group.STUDY: (TraceKind.ATTENDANCE, TraceKind.PARTICIPATION),
    Group.CONSULTATIONS: (
        TraceKind.TEACHER,
        TraceKind.PSYCHOLOGIST,
        TraceKind.MEDICAL_WORKER,
        TraceKind.SOCIAL_PEDAGOGUE,
        TraceKind.INSPECTOR,
    ),
    Group.SOCIAL: (TraceKind.EVENT, TraceKind.CLUB),
    Group.PLACES: (TraceKind.HALL, TraceKind.LIBRARY),
    Group.ACCESS: (
        TraceKind.SYSTEM,
        TraceKind.TIMETABLE,
        TraceKind.JOURNAL,
        TraceKind.RESOURCES,
    ),
}

GROUP_OF: dict[TraceKind, Group] = {
    kind: group for group, kinds in _MEMBERS.items() for kind in kinds
}

CONSULTATIONS = frozenset(_MEMBERS[Group.CONSULTATIONS])

CONSULTANTS: dict[TraceKind, Text] = {
    TraceKind.TEACHER: Text("пән мұғалімі", "учитель-предметник"),
    TraceKind.PSYCHOLOGIST: Text("педагог-психолог", "педагог-психолог"),
    TraceKind.MEDICAL_WORKER: Text("медицина қызметкері", "медицинский работник"),
    TraceKind.SOCIAL_PEDAGOGUE: Text("әлеуметтік педагог", "социальный педагог"),
    TraceKind.INSPECTOR: Text(
        "кәмелетке толмағандар ісі жөніндегі инспектор", "инспектор по делам несовершеннолетних"
    ),
}

POINTS: dict[Group, tuple[str, ...]] = {
    Group.RESULTS: ("annex-2:15",),
    Group.STUDY: ("annex-2:15",),
    Group.CONSULTATIONS: ("annex-2:13.5",),
    Group.SOCIAL: ("annex-2:13.6",),
    Group.PLACES: ("annex-2:13.7",),
    Group.ACCESS: ("annex-2:8",),
}

_OWN_POINTS = {TraceKind.CLUB: ("annex-2:13.2",)}

PRINTED = frozenset(
    [
        TraceKind.ATTENDANCE,
        TraceKind.PARTICIPATION,
        TraceKind.EVENT,
        TraceKind.CLUB,
        TraceKind.SYSTEM,
        TraceKind.TIMETABLE,
        TraceKind.JOURNAL,
        TraceKind.RESOURCES,
    ]
)
"""Kinds that the printed digital trace may show: no consultation ever prints in it."""

SEALED = frozenset(TraceKind(kind) for kind in SEALED_TRACES)
"""Kinds whose text only some roles read."""


def points_of(kind: TraceKind) -> tuple[str, ...]:
    return _OWN_POINTS.get(kind) or POINTS[GROUP_OF[kind]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceLine:
    """One line of the timeline: an entry, points of a work, or a grade."""

    date: Day
    group: Group
    name: Text
    """What it is: the kind of the entry, the work, the grade."""
    text: str | Text = ""
    """What was done; CLOSED where a seal is not open to the reader."""
    who: str = ""
    """The other person: who consulted, who taught."""
    system: str | Text = ""
    """Where it was recorded: the information system."""
    verified_by: str = ""
    hours: str = ""
    kind: TraceKind | None = None
    """None for results and grades."""
    trace_id: int | None = None
    points: tuple[str, ...] = ()

    @property
    def printable(self) -> bool:
        """Whether the digital trace is about such things at all."""
        return self.group is Group.RESULTS or self.kind in PRINTED

    @property
    def printed(self) -> bool:
        """Whether it stands in the digital trace: verified, its system named, no consultation."""
        return self.printable and bool(self.verified_by) and bool(self.system)
