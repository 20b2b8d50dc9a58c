"""A pupil and the people who speak for the pupil; values only."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dlschool.domain import names
from dlschool.domain.text import Text

OLDEST_GRADE = 12


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"


SEX_NAMES = {Sex.MALE: Text("ер", "мужской"), Sex.FEMALE: Text("әйел", "женский")}


class Relation(StrEnum):
    """Who the guardian is to the child. A list often says only that it is a parent."""

    MOTHER = "mother"
    FATHER = "father"
    PARENT = "parent"
    CUSTODIAN = "custodian"
    TRUSTEE = "trustee"
    ADOPTIVE = "adoptive"
    FOSTER = "foster"
    OTHER = "other"


RELATION_NAMES = {
    Relation.MOTHER: Text("анасы", "мать"),
    Relation.FATHER: Text("әкесі", "отец"),
    Relation.PARENT: Text("ата-анасының бірі", "родитель"),
    Relation.CUSTODIAN: Text("қорғаншысы", "опекун"),
    Relation.TRUSTEE: Text("қамқоршысы", "попечитель"),
    Relation.ADOPTIVE: Text("асырап алушысы", "усыновитель"),
    Relation.FOSTER: Text("патронат тәрбиешісі", "патронатный воспитатель"),
    Relation.OTHER: Text("өзге де заңды өкілі", "иной законный представитель"),
}

LANGUAGE_NAMES = {
    "kk": Text("қазақ", "казахский"),
    "ru": Text("орыс", "русский"),
    "en": Text("ағылшын", "английский"),
    "ug": Text("ұйғыр", "уйгурский"),
    "uz": Text("өзбек", "узбекский"),
    "tj": Text("тәжік", "таджикский"),
}
"""Languages of teaching by code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pupil:
    """The child, as the school's records have it. What is not known is "" or None."""

    id: int | None = None
    last: str
    first: str
    middle: str = ""
    iin: str = ""
    """Twelve digits; a wrong one may be kept, with `iin_reason`."""
    iin_reason: str = ""
    """Why no IIN is assigned, or why a doubtful one is kept."""
    birth_date: date | None = None
    sex: Sex | None = None
    grade: int | None = None
    """0-12; 0 is the pre-school class."""
    letter: str = ""
    language: str = ""
    """Code of the language of teaching, a key of `LANGUAGE_NAMES`; "" while not known."""
    address: str = ""
    special_needs: str = ""
    """Special educational needs, as the pedagogical commission names them; never a diagnosis."""
    home_teaching: bool = False
    """Teachers come to the child's home (order 223): another service than distance learning."""
    left_on: date | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if self.grade is not None and not 0 <= self.grade <= OLDEST_GRADE:
            raise ValueError(f"no such grade: {self.grade}")

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.last, self.first, self.middle) if part)

    @property
    def short_name(self) -> str:
        """«Қасымов Ө.»"""
        return names.short_name(self.last, self.first)

    @property
    def class_name(self) -> str:
        """«7 «Ә»»; "" for a pupil without a class."""
        return names.class_name(self.grade, self.letter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guardian:
    """A parent or other legal representative of a pupil.

    `name` may be "": a list of pupils often gives nothing but the parent's telephone.
    """

    id: int | None = None
    pupil_id: int | None = None
    name: str
    relation: Relation = Relation.OTHER
    iin: str = ""
    phone: str = ""
    """«+7XXXXXXXXXX», or as it was written where it is no such number."""
    email: str = ""
    address: str = ""
    main: bool = False
