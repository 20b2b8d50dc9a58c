"""Who is told that classes are called off, through what, and between which times of day."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from dlschool.domain.text import Text


class Audience(StrEnum):
    DEPARTMENT = "department"
    PARENTS = "parents"
    PUPILS = "pupils"
    TEACHERS = "teachers"


AUDIENCE_NAMES = {
    Audience.DEPARTMENT: Text("Білім басқармасы (бөлімі)", "Управление (отдел) образования"),
    Audience.PARENTS: Text("Ата-аналар", "Родители"),
    Audience.PUPILS: Text("Білім алушылар", "Обучающиеся"),
    Audience.TEACHERS: Text("Педагогтер", "Педагоги"),
}


class Channel(StrEnum):
    """Ways of telling; those to parents after order 349, point 13."""

    CLASS_TEACHER = "class-teacher"
    MESSENGER = "messenger"
    SITE = "site"
    MEDIA = "media"
    PHONE = "phone"
    LETTER = "letter"


CHANNEL_NAMES = {
    Channel.CLASS_TEACHER: Text("Сынып жетекшісі арқылы", "Через классного руководителя"),
    Channel.MESSENGER: Text("Мессенджер, әлеуметтік желі", "Мессенджер, социальная сеть"),
    Channel.SITE: Text("Мектептің, басқарманың сайты", "Сайт школы, управления"),
    Channel.MEDIA: Text("Жергілікті телеарна, радио", "Местное телевидение, радио"),
    Channel.PHONE: Text("Телефон арқылы", "По телефону"),
    Channel.LETTER: Text("Хат, электрондық пошта", "Письмо, электронная почта"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Times of day, inclusive, within which an audience is to be told, by shift."""

    audience: Audience
    shift: Text
    start: time
    end: time


def audience_words(audience: str) -> Text:
    """The name of a known audience; free words stay as they were written."""
    return AUDIENCE_NAMES[Audience(audience)] if audience in set(Audience) else _free(audience)


def channel_words(channel: str) -> Text:
    return CHANNEL_NAMES[Channel(channel)] if channel in set(Channel) else _free(channel)


def _free(words: str) -> Text:
    return Text(words or "—", words or "—")
