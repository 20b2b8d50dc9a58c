"""Pupils and guardians."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"


class Relation(StrEnum):
    MOTHER = "mother"
    FATHER = "father"
    TRUSTEE = "trustee"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pupil:
    id: int | None = None
    last: str
    first: str
    middle: str = ""
    iin: str = ""
    iin_reason: str = ""
    birth_date: date | None = None
    sex: Sex | None = None
    grade: int | None = None
    letter: str = ""
    language: str = "kk"
    address: str = ""
    special_needs: str = ""
    home_teaching: bool = False
    left_on: date | None = None
    note: str = ""

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.last, self.first, self.middle) if part)

    @property
    def short_name(self) -> str:
        return f"{self.last} {self.first[:1]}."

    @property
    def class_name(self) -> str:
        return "" if self.grade is None else f"{self.grade} «{self.letter}»"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guardian:
    id: int | None = None
    pupil_id: int | None = None
    name: str
    relation: Relation = Relation.OTHER
    iin: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    main: bool = False
