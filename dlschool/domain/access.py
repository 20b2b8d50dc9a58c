"""Who may do what: roles, rights, seals. One table; windows and commands read it, the store obeys it."""

from dataclasses import dataclass
from enum import StrEnum

from dlschool.domain.case import PaperKind
from dlschool.domain.text import Text


class Role(StrEnum):
    OWNER = "owner"
    DEPUTY = "deputy"
    SECRETARY = "secretary"
    TEACHER = "teacher"
    PSYCHOLOGIST = "psychologist"
    VIEWER = "viewer"


class Right(StrEnum):
    """What a person may be allowed; reading what is not sealed is allowed to everybody."""

    PUPILS = "pupils"
    CASES = "cases"
    CONCLUSIONS = "conclusions"
    """Papers of the psychologist and their scans."""
    COUNCILS = "councils"
    LEARNING = "learning"
    """The school year, subjects, materials, assessments and their dates."""
    MARKS = "marks"
    """Results and grades; a teacher: of own classes and subjects."""
    ORDERS = "orders"
    READINESS = "readiness"
    """Whether the school itself is ready: requirements, certificates, equipment."""
    SCHOOL = "school"
    PERSONAL = "personal"
    """Consents, requests of persons, breaches: the register that the law on personal data asks for."""
    PRINT = "print"
    EXPORT = "export"
    EXCHANGE = "exchange"
    """Sending to the department, taking its answers, acting on its directives."""
    JOURNAL = "journal"
    """The whole journal, not only one's own lines; `check`."""
    BACKUP = "backup"
    RESTORE = "restore"
    USERS = "users"


class Seal(StrEnum):
    """A restricted kind of fields and scans; each has a key pair of its own."""

    MEDICAL = "medical"
    PSYCHOLOGICAL = "psychological"
    SOCIAL = "social"


SEALED_PAPERS: dict[str, Seal] = {
    PaperKind.MEDICAL: Seal.MEDICAL,
    PaperKind.PSYCHOLOGIST: Seal.PSYCHOLOGICAL,
    PaperKind.HOUSING_ACT: Seal.SOCIAL,
    PaperKind.CONDITIONS: Seal.SOCIAL,
}
"""Kinds of papers whose details and scans are sealed."""

SEALED_TRACES: dict[str, Seal] = {
    "psychologist": Seal.PSYCHOLOGICAL,
    "medical-worker": Seal.MEDICAL,
    "inspector": Seal.SOCIAL,
    "social-pedagogue": Seal.SOCIAL,
}
"""Kinds of trace entries whose text is sealed."""

CLOSED = "•••"
"""What a person reads in place of a sealed value that is not open to them."""

_DAILY = frozenset(
    [
        Right.PUPILS,
        Right.CASES,
        Right.CONCLUSIONS,
        Right.COUNCILS,
        Right.LEARNING,
        Right.MARKS,
        Right.ORDERS,
        Right.READINESS,
        Right.PERSONAL,
        Right.PRINT,
        Right.EXPORT,
        Right.EXCHANGE,
        Right.BACKUP,
    ]
)

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.OWNER: frozenset(Right),
    Role.DEPUTY: _DAILY | {Right.SCHOOL, Right.JOURNAL},
    Role.SECRETARY: _DAILY - {Right.CONCLUSIONS},
    Role.TEACHER: frozenset([Right.MARKS, Right.PRINT]),
    Role.PSYCHOLOGIST: frozenset([Right.CONCLUSIONS, Right.PRINT]),
    Role.VIEWER: frozenset(),
}

SEALS: dict[Role, frozenset[Seal]] = {
    Role.OWNER: frozenset(Seal),
    Role.DEPUTY: frozenset(Seal),
    Role.SECRETARY: frozenset(),
    Role.TEACHER: frozenset(),
    Role.PSYCHOLOGIST: frozenset([Seal.PSYCHOLOGICAL]),
    Role.VIEWER: frozenset(),
}
"""Sealed kinds that are open to a role. A secretary may add a sealed paper and not read it again."""

ROLE_NAMES: dict[Role, Text] = {
    Role.OWNER: Text("Иесі", "Владелец"),
    Role.DEPUTY: Text("Директордың орынбасары", "Заместитель директора"),
    Role.SECRETARY: Text("Хатшы", "Секретарь"),
    Role.TEACHER: Text("Мұғалім", "Учитель"),
    Role.PSYCHOLOGIST: Text("Педагог-психолог", "Педагог-психолог"),
    Role.VIEWER: Text("Көруші", "Наблюдатель"),
}

RIGHT_NAMES: dict[Right, Text] = {
    Right.PUPILS: Text("білім алушылардың деректерін өзгерту", "изменять данные обучающихся"),
    Right.CASES: Text("істер мен құжаттарды жүргізу", "вести дела и документы"),
    Right.CONCLUSIONS: Text("психолог қорытындыларын жүргізу", "вести заключения психолога"),
    Right.LEARNING: Text(
        "оқу жылын, материалдарды, БЖБ мен ТЖБ жоспарын жүргізу",
        "вести учебный год, материалы, план СОР и СОЧ",
    ),
    Right.MARKS: Text("балдар мен бағаларды қою", "выставлять баллы и оценки"),
    Right.COUNCILS: Text("кеңестерді жүргізу", "вести советы"),
    Right.ORDERS: Text("бұйрық шығару", "издавать приказы"),
    Right.READINESS: Text(
        "мектептің қашықтан оқытуға дайындығын жүргізу",
        "вести готовность школы к дистанционному обучению",
    ),
    Right.SCHOOL: Text(
        "мектеп деректері мен баптауларды өзгерту", "изменять сведения о школе и настройки"
    ),
    Right.PERSONAL: Text(
        "дербес деректер тізілімдерін жүргізу", "вести реестры персональных данных"
    ),
    Right.PRINT: Text("басып шығару", "печатать"),
    Right.EXPORT: Text("тізімдерді файлға шығару", "выгружать списки в файл"),
    Right.EXCHANGE: Text(
        "білім бөлімімен мәлімет алмасу", "обмениваться сведениями с отделом образования"
    ),
    Right.JOURNAL: Text("бүкіл журналды көру", "видеть весь журнал"),
    Right.BACKUP: Text("сақтық көшірме жасау", "делать резервные копии"),
    Right.RESTORE: Text("көшірмеден қалпына келтіру", "восстанавливать из копии"),
    Right.USERS: Text("пайдаланушыларды басқару", "управлять пользователями"),
}


@dataclass(frozen=True, slots=True)
class User:
    """A person who signs in. `id` 0 is the program itself (tests, set-up)."""

    id: int
    name: str
    role: Role = Role.OWNER
    classes: tuple[str, ...] = ()
    """A teacher's own classes, as `domain.names` writes them: «8Ә»."""
    subjects: tuple[str, ...] = ()
    gone: bool = False

    def may(self, right: Right) -> bool:
        return right in RIGHTS[self.role]

    def opens(self, seal: Seal) -> bool:
        return seal in SEALS[self.role]
