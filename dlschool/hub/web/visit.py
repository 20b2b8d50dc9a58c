"""A visit: who asks, for what, in which language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from dlschool.errors import Refused
from dlschool.hub.accounts import Account, Role
from dlschool.hub.office import Office
from dlschool.hub.sessions import Session
from dlschool.i18n import N_


class Nowhere(Exception):
    """No such page, or not for this person: one answer for both."""


class Forbidden(Exception):
    """The person's role may not do it."""


@dataclass(slots=True)
class Visit:
    office: Office
    language: str
    path: str
    token: str
    """The cookie: of a session, or of a visitor who has none yet."""
    address: str = ""
    """Where it comes from."""
    person: Account | None = None
    session: Session | None = None
    asked: Mapping[str, str] = field(default_factory=dict)
    """Of the address after «?»."""
    sent: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Of a form."""
    excel: bool = False

    @property
    def who(self) -> Account:
        if self.person is None:
            raise Nowhere
        return self.person

    @property
    def today(self) -> date:
        return self.office.now().date()

    @property
    def now(self) -> int:
        """Seconds since 1970."""
        return int(self.office.now().timestamp())

    def say(self, message: str, /, **values: Any) -> str:
        return Refused(message, **values).text(self.language)

    def word(self, words: Mapping[str, str], key: str) -> str:
        """What a key is called; one that nobody named stands for itself."""
        return self.say(words[key]) if key in words else key

    def field(self, name: str, most: int = 300) -> str:
        """What was typed into a field. Refused: longer than it may be."""
        found = (self.sent.get(name) or [""])[0].strip()
        if len(found) > most:
            raise Refused(N_("A field holds {most} characters at most."), most=most)
        return found.replace("\r\n", "\n").replace("\0", "")

    def ticked(self, name: str) -> list[str]:
        return [value for value in self.sent.get(name, ()) if value]

    def number(self, name: str, otherwise: int = 1) -> int:
        """A small number of the address; anything else is `otherwise`."""
        text = self.asked.get(name, "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise

    def day(self, name: str, needed: bool = True) -> str:
        """A date of a form as ISO. Refused: no date; none where one is needed."""
        text = self.field(name)
        if not text and not needed:
            return ""
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError as error:
            raise Refused(N_("Give the date, for example 2026-11-30: {text}"), text=text) from error

    def may(self, role: Role) -> bool:
        return self.person is not None and self.person.role.holds(role)


def moment(text: str | None) -> datetime | None:
    """A moment as rows keep it, without its zone."""
    if not text:
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None
