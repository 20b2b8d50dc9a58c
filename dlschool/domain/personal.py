"""Personal data of a pupil: consents of guardians, requests of persons, breaches; values only.

Law 94-V of 21.05.2013: consent (articles 7, 8), rights of the person (article 24), duties of who holds
the data (article 25). Days to answer are counted Monday to Friday: a holiday only makes us earlier.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime, timedelta
from enum import StrEnum

from dlschool.domain.text import Text


class Purpose(StrEnum):
    """What a guardian may agree to, each apart: what is not needed for teaching can be refused."""

    PROCESSING = "processing"
    PLATFORMS = "platforms"
    DEPARTMENT = "department"
    HEALTH = "health"
    PSYCHOLOGIST = "psychologist"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True)
class Stated:
    """A purpose in official words, why it is asked for, and its short name for windows."""

    name: Text
    why: Text
    short: Text


PURPOSES: dict[Purpose, Stated] = {
    Purpose.PROCESSING: Stated(
        Text(
            "мектепте баланың және оның заңды өкілінің дербес деректерін (тегі, аты, әкесінің аты, "
            "ЖСН, туған күні, мекенжайы, телефоны, сыныбы) жинау және өңдеу",
            "сбор и обработка в школе персональных данных ребёнка и его законного представителя "
            "(фамилия, имя, отчество, ИИН, дата рождения, адрес, телефон, класс)",
        ),
        Text(
            "қашықтан оқыту ісін жүргізу үшін; «Дербес деректер және оларды қорғау туралы» Заңның "
            "7 және 8-баптары",
            "для ведения дела о дистанционном обучении; статьи 7 и 8 Закона «О персональных данных "
            "и их защите»",
        ),
        Text("деректерді өңдеу", "обработка данных"),
    ),
    Purpose.PLATFORMS: Stated(
        Text(
            "қашықтан оқыту платформасында және электрондық журналда есептік жазба ашу",
            "открытие учётной записи на платформе дистанционного обучения и в электронном журнале",
        ),
        Text(
            "сабаққа қатысу, тапсырма алу және баға қою үшін",
            "для участия в уроках, получения заданий и выставления оценок",
        ),
        Text("қашықтан оқыту платформасы", "платформа дистанционного обучения"),
    ),
    Purpose.DEPARTMENT: Stated(
        Text(
            "деректерді білім бөліміне, білім басқармасына және Ұлттық білім беру деректер қорына "
            "беру",
            "передача данных в отдел образования, управление образования и Национальную "
            "образовательную базу данных",
        ),
        Text("есеп және бақылау үшін", "для отчётности и контроля"),
        Text("білім бөліміне беру", "передача в отдел образования"),
    ),
    Purpose.HEALTH: Stated(
        Text(
            "медициналық қорытындының күні мен мерзімін, ерекше білім беру қажеттілігін есепке алу "
            "(диагноз сақталмайды)",
            "учёт даты и срока медицинского заключения, особых образовательных потребностей "
            "(диагноз не хранится)",
        ),
        Text(
            "денсаулық жағдайы бойынша қашықтан оқытуға негіз болғандықтан; медициналық құпия",
            "так как это основание дистанционного обучения по состоянию здоровья; медицинская тайна",
        ),
        Text("денсаулық туралы деректер", "данные о здоровье"),
    ),
    Purpose.PSYCHOLOGIST: Stated(
        Text(
            "педагог-психологтың баламен жұмысы және оның қорытындысын іске тігу",
            "работа педагога-психолога с ребёнком и хранение его заключения в деле",
        ),
        Text(
            "қашықтан оқуға психологиялық дайындығын бағалау үшін",
            "для оценки психологической готовности к дистанционному обучению",
        ),
        Text("педагог-психологтың жұмысы", "работа педагога-психолога"),
    ),
    Purpose.PHOTO: Stated(
        Text(
            "онлайн-сабақта фото және бейне түсіру, мектептің сайты мен парақшаларында жариялау",
            "фото- и видеосъёмка на онлайн-уроках, публикация на сайте и страницах школы",
        ),
        Text(
            "мектеп өмірін көрсету үшін; оқыту үшін міндетті емес",
            "для рассказа о жизни школы; для обучения не обязательно",
        ),
        Text("фото және бейне", "фото и видео"),
    ),
}


class Standing(StrEnum):
    """Where the consent for a pupil's data stands."""

    GIVEN = "given"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    NONE = "none"


STANDING_NAMES = {
    Standing.GIVEN: Text("келісім бар", "согласие есть"),
    Standing.EXPIRED: Text("келісімнің мерзімі өтті", "срок согласия истёк"),
    Standing.WITHDRAWN: Text("келісім қайтарып алынған", "согласие отозвано"),
    Standing.NONE: Text("деректерді өңдеуге келісім жоқ", "нет согласия на обработку данных"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What a guardian agreed to, and until when; a withdrawal is written, not erased."""

    id: int | None = None
    pupil_id: int
    guardian: str
    date: Day
    scope: tuple[str, ...]
    """Values of `Purpose`."""
    until: Day | None = None
    withdrawn_on: Day | None = None
    note: str = ""

    def in_force(self, today: Day) -> bool:
        """On the day of withdrawal it is in force no more; `until` is its last day."""
        gone = self.withdrawn_on is not None and self.withdrawn_on <= today
        return self.date <= today and not gone and not self.over(today)

    def over(self, today: Day) -> bool:
        return self.until is not None and self.until < today


def standing(consents: Iterable[Consent], today: Day) -> Standing:
    """Of the consent to process data; other purposes are asked for each consent by itself."""
    asked = [c for c in consents if Purpose.PROCESSING in c.scope]
    if any(c.in_force(today) for c in asked):
        return Standing.GIVEN
    newest = max(asked, key=lambda c: (c.date, c.id or 0), default=None)
    if newest is None or newest.date > today:
        return Standing.NONE
    return Standing.WITHDRAWN if newest.withdrawn_on else Standing.EXPIRED


class RequestKind(StrEnum):
    ACCESS = "access"
    CORRECTION = "correction"
    BLOCKING = "blocking"
    DESTRUCTION = "destruction"


REQUEST_NAMES = {
    RequestKind.ACCESS: Text("деректермен танысу", "ознакомление с данными"),
    RequestKind.CORRECTION: Text("деректерді түзету", "исправление данных"),
    RequestKind.BLOCKING: Text("деректерді бұғаттау", "блокирование данных"),
    RequestKind.DESTRUCTION: Text("деректерді жою", "уничтожение данных"),
}

ANSWER_DAYS = {
    RequestKind.ACCESS: 3,
    RequestKind.CORRECTION: 1,
    RequestKind.BLOCKING: 1,
    RequestKind.DESTRUCTION: 1,
}
"""Working days to answer (article 25 of the law, from memory: not found in any stored text)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a person asked about a pupil's data, and what the school answered."""

    id: int | None = None
    pupil_id: int
    kind: RequestKind
    date: Day
    applicant: str
    wish: str = ""
    answer: str = ""
    done_on: Day | None = None
    lifted_on: Day | None = None
    """When a blocking ended; a blocking without it is in force."""

    @property
    def blocks(self) -> bool:
        return self.kind is RequestKind.BLOCKING and self.lifted_on is None

    @property
    def due(self) -> Day:
        return working_day_after(self.date, ANSWER_DAYS[self.kind])

    def late(self, today: Day) -> bool:
        return self.done_on is None and self.due < today


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """Data of pupils that came into wrong hands; the authorised body is told within a working day."""

    id: int | None = None
    discovered_at: str
    """Local date and time, ISO."""
    happened_at: str = ""
    """As it is known: a moment, a period, or words."""
    what: str
    data: str = ""
    measures: str = ""
    pupils: tuple[int, ...] = ()
    responsible: str = ""
    contact: str = ""
    notified_on: Day | None = None

    @property
    def discovered_on(self) -> Day:
        return datetime.fromisoformat(self.discovered_at).date()

    @property
    def due(self) -> Day:
        """The last day of the notice: order 481/НҚ of 09.08.2024, one working day."""
        return working_day_after(self.discovered_on, 1)

    def late(self, today: Day) -> bool:
        return self.notified_on is None and self.due < today


def working_day_after(day: Day, count: int) -> Day:
    """`count` days Monday to Friday after the day."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day
