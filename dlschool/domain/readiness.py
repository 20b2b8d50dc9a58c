"""Whether a school is ready to teach at a distance: what is asked, what it has, how it stands."""

from dataclasses import dataclass
from datetime import date as Day
from enum import StrEnum

from dlschool.domain.text import Text


class State(StrEnum):
    """How a requirement stands; no record at all: nobody has looked yet."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not-met"
    NOT_NEEDED = "not-needed"


STATE_NAMES: dict[State, Text] = {
    State.MET: Text("Орындалған", "Выполнено"),
    State.PARTLY: Text("Ішінара", "Частично"),
    State.NOT_MET: Text("Орындалмаған", "Не выполнено"),
    State.NOT_NEEDED: Text("Қажет емес", "Не требуется"),
}
UNSEEN = Text("Қаралмаған", "Не рассмотрено")
"""What a requirement is called that nobody has looked at."""


class Topic(StrEnum):
    """What a requirement is about, whichever edition asks for it."""

    CHANNELS = "channels"
    ACCESS = "access"
    SYSTEM = "system"
    JOURNAL = "journal"
    CERTIFICATES = "certificates"
    RESOURCES = "resources"
    EQUIPMENT = "equipment"
    MANAGEMENT = "management"
    TESTING = "testing"
    OTHER = "other"
    """A requirement of an edition that was delivered later and that the program does not know."""


TOPIC_NAMES: dict[Topic, Text] = {
    Topic.CHANNELS: Text("Байланыс арналары", "Каналы связи"),
    Topic.ACCESS: Text("Ресурстарға қол жеткізу құралдары", "Средства доступа к ресурсам"),
    Topic.SYSTEM: Text("Ақпараттық жүйе", "Информационная система"),
    Topic.JOURNAL: Text("Электрондық журнал мен күнделік", "Электронный журнал и дневник"),
    Topic.CERTIFICATES: Text("Педагогтердің сертификаттары", "Сертификаты педагогов"),
    Topic.RESOURCES: Text("Цифрлық ресурстар", "Цифровые ресурсы"),
    Topic.EQUIPMENT: Text("Ең аз жабдық", "Минимальное оборудование"),
    Topic.MANAGEMENT: Text("Оқытуды басқару жүйесі", "Система управления обучением"),
    Topic.TESTING: Text("Тестілеу кешендері", "Комплексы тестирования"),
    Topic.OTHER: Text("Басқа талап", "Другое требование"),
}
OF_MEANS = (
    Topic.CHANNELS,
    Topic.ACCESS,
    Topic.SYSTEM,
    Topic.JOURNAL,
    Topic.RESOURCES,
    Topic.MANAGEMENT,
    Topic.TESTING,
)
"""Topics that are met by something the school has and can name."""

CHANNEL_KINDS: dict[str, Text] = {
    "fibre": Text("талшықты-оптикалық", "оптоволокно"),
    "mobile": Text("мобильді (3G, 4G, 5G)", "мобильная сеть (3G, 4G, 5G)"),
    "satellite": Text("спутниктік", "спутниковый"),
    "radio": Text("радиорелелік", "радиорелейный"),
    "telephone": Text("телефон желісі (ADSL)", "телефонная линия (ADSL)"),
    "other": Text("басқа", "другой"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One requirement of an edition; `key` stays the same where another edition asks the same."""

    key: str
    topic: Topic
    text: Text
    points: tuple[str, ...]
    evidence: Text | None = None
    """What schools show for it: practice, no order names it."""
    usually: Text | None = None
    """Who usually answers: practice too."""
    confirmed: bool = True
    """False where the text of the act is not held."""

    @property
    def name(self) -> Text:
        """A short name; a requirement of no known topic is told whole."""
        return self.text if self.topic is Topic.OTHER else TOPIC_NAMES[self.topic]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """How the school says that a requirement stands, who answers and by when."""

    id: int | None = None
    requirement: str
    """`Requirement.key`."""
    edition: str
    """Under which edition it was judged."""
    state: State
    remark: str = ""
    staff_id: int | None = None
    due: Day | None = None
    looked_on: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A paper that shows that a requirement is met, and where it is kept."""

    id: int | None = None
    requirement: str
    name: str
    number: str = ""
    issuer: str = ""
    date: Day | None = None
    valid_until: Day | None = None
    place: str = ""
    """The folder or cabinet where the paper itself lies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """A channel, a system, a resource …: what a requirement of its topic is met by."""

    id: int | None = None
    topic: Topic
    name: str = ""
    """Of a channel it may be empty: the kind names it."""
    kind: str = ""
    """Of a channel: a key of `CHANNEL_KINDS`."""
    provider: str = ""
    speed: str = ""
    """Of a channel: megabits a second, a decimal."""
    contract: str = ""
    """Number and date of the contract or letter."""
    valid_until: Day | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Equipment:
    """A kind of equipment of a room or a workplace: how many are needed, how many there are."""

    id: int | None = None
    place: str
    item: str
    needed: int
    there: int
    note: str = ""

    @property
    def lacking(self) -> int:
        return max(self.needed - self.there, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A teacher's certificate of a course."""

    id: int | None = None
    staff_id: int
    title: str
    hours: int | None = None
    issuer: str = ""
    number: str = ""
    date: Day
    valid_until: Day | None = None
    """None: it holds without an end."""
    note: str = ""

    def holds(self, day: Day) -> bool:
        return self.date <= day and (self.valid_until is None or day <= self.valid_until)
