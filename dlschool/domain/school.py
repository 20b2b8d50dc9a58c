"""The school, its staff and the members of its councils."""

from dataclasses import dataclass

from dlschool.domain.case import Council
from dlschool.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """One school; names may be 300 characters and more, and break over lines."""

    name: Text
    short_name: Text
    bin: str = ""
    region: str = ""
    """KATO code of the region, nine digits."""
    district_kk: str = ""
    district_ru: str = ""
    district_kato: str = ""
    place_kk: str = ""
    """The settlement, as it stands in the head of an order."""
    place_ru: str = ""
    address_kk: str = ""
    address_ru: str = ""
    phone: str = ""
    director: str = ""
    """Surname and initials as they stand under a document; empty while the post is."""
    director_post_kk: str = "Мектеп директоры"
    director_post_ru: str = "Директор школы"
    department_kk: str = ""
    """The education department that the school answers to."""
    department_ru: str = ""
    language: str = "kk"
    small: bool = False
    """A small school with united classes (шағын жинақты мектеп)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """A person at work; one may hold several posts, and a psychologist may be another school's."""

    id: int | None = None
    name: str
    post_kk: str = ""
    post_ru: str = ""
    other_school: str = ""
    phone: str = ""
    left: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A member of a council; `role` is "chair", "secretary" or "member"."""

    id: int | None = None
    council: Council
    name: str
    post_kk: str = ""
    post_ru: str = ""
    role: str = "member"
    iin: str = ""
    """Tells a member who is also an applicant; may be empty."""
    left: bool = False
