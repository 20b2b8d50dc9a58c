"""A case: one pupil (or a set of classes), one ground, one period. Its status is never stored."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dlschool.domain.text import Text


class Ground(StrEnum):
    """Why distance learning is given (order 137, annex 2, points 2-4)."""

    HEALTH = "health"
    COMPETITION = "competition"
    FAMILY = "family"
    EMERGENCY = "emergency"
    WEATHER = "weather"


GROUND_NAMES = {
    Ground.HEALTH: Text("Денсаулық жағдайы бойынша", "По состоянию здоровья"),
    Ground.COMPETITION: Text("Жиындар мен жарыстарға қатысу", "Участие в сборах и соревнованиях"),
    Ground.FAMILY: Text("Отбасының өтініші бойынша", "По заявлению семьи"),
    Ground.EMERGENCY: Text("Төтенше жағдай, шектеу шаралары", "Чрезвычайная ситуация, ограничения"),
    Ground.WEATHER: Text("Қолайсыз ауа райы", "Неблагоприятная погода"),
}

WHOLE_CLASSES = frozenset({Ground.EMERGENCY, Ground.WEATHER})
"""Grounds whose cases hold classes instead of one pupil."""


class Council(StrEnum):
    PEDAGOGICAL = "pedagogical"
    TRUSTEE = "trustee"


COUNCIL_NAMES = {
    Council.PEDAGOGICAL: Text("Педагогикалық кеңес", "Педагогический совет"),
    Council.TRUSTEE: Text("Қамқоршылық кеңес", "Попечительский совет"),
}


class Outcome(StrEnum):
    """What a council decided on an agenda item."""

    APPROVE = "approve"
    REFUSE = "refuse"
    POSTPONE = "postpone"


OUTCOME_NAMES = {
    Outcome.APPROVE: Text("Мақұлданды", "Одобрено"),
    Outcome.REFUSE: Text("Бас тартылды", "Отказано"),
    Outcome.POSTPONE: Text("Кейінге қалдырылды", "Отложено"),
}


class ReviewOutcome(StrEnum):
    """What the pedagogical council decides after attestation (annex 2, point 13.4)."""

    EXTEND = "extend"
    RETURN = "return"


REVIEW_NAMES = {
    ReviewOutcome.EXTEND: Text("Қашықтан оқытуды ұзарту", "Продлить дистанционное обучение"),
    ReviewOutcome.RETURN: Text(
        "Дәстүрлі оқыту форматына ауыстыру", "Перевести на традиционный формат обучения"
    ),
}


class OrderKind(StrEnum):
    TRANSFER = "transfer"
    EXTEND = "extend"
    RETURN = "return"
    ANNUL = "annul"
    SCHEDULE = "schedule"
    """Approves an individual schedule (point 9): practice, a step of no case."""


ORDER_NAMES = {
    OrderKind.TRANSFER: Text(
        "Қашықтан оқытуға ауыстыру туралы", "О переводе на дистанционное обучение"
    ),
    OrderKind.EXTEND: Text("Қашықтан оқытуды ұзарту туралы", "О продлении дистанционного обучения"),
    OrderKind.RETURN: Text(
        "Дәстүрлі оқыту форматына ауыстыру туралы", "О переводе на традиционный формат обучения"
    ),
    OrderKind.ANNUL: Text("Бұйрықтың күшін жою туралы", "Об отмене приказа"),
    OrderKind.SCHEDULE: Text(
        "БЖБ мен ТЖБ тапсырудың жеке кестесін бекіту туралы",
        "Об утверждении индивидуального графика сдачи СОР и СОЧ",
    ),
}


class Material(StrEnum):
    """What the school gives a pupil (annex 2, point 13.1)."""

    PROGRAMMES = "programmes"
    THEMATIC_PLANS = "thematic-plans"
    TEXTBOOKS = "textbooks"
    ASSESSMENT_SCHEDULE = "assessment-schedule"


MATERIAL_NAMES = {
    Material.PROGRAMMES: Text("Үлгілік оқу бағдарламалары", "Типовые учебные программы"),
    Material.THEMATIC_PLANS: Text(
        "Күнтізбелік-тақырыптық жоспарлар (КТЖ)", "Календарно-тематические планы (КТП)"
    ),
    Material.TEXTBOOKS: Text("Оқулықтар", "Учебники"),
    Material.ASSESSMENT_SCHEDULE: Text(
        "БЖБ, ТЖБ және аттестаттау кестесі", "График СОР, СОЧ и аттестации"
    ),
}


class EventLevel(StrEnum):
    INTERNATIONAL = "international"
    REPUBLICAN = "republican"
    OTHER = "other"


LEVEL_NAMES = {
    EventLevel.INTERNATIONAL: Text("Халықаралық", "Международный"),
    EventLevel.REPUBLICAN: Text("Республикалық", "Республиканский"),
    EventLevel.OTHER: Text("Өзге деңгей", "Иной уровень"),
}


class IndividualSchedule(StrEnum):
    NOT_NEEDED = "not-needed"
    NEEDED = "needed"
    MADE = "made"


class PaperKind(StrEnum):
    """Papers the program knows by heart; an edition may declare others of its own."""

    APPLICATION = "application"
    PROGRESS = "progress-statement"
    CONDITIONS = "conditions-statement"
    CHILD_OPINION = "child-opinion"
    PSYCHOLOGIST = "psychologist-conclusion"
    HOUSING_ACT = "housing-act"
    MEDICAL = "medical-conclusion"
    PARTICIPATION = "participation-order"
    DEPARTMENT_ORDER = "department-order"


@dataclass(frozen=True, slots=True)
class Period:
    """Dates inclusive; `until` may be open where the basis sets none."""

    start: date
    until: date | None

    def holds(self, other: "Period") -> bool:
        """Whether `other` lies within this period."""
        if other.start < self.start:
            return False
        return self.until is None or (other.until is not None and other.until <= self.until)
