"""Directives of the department: read by a person, then used or refused by that person, never by itself."""

from datetime import date
from typing import Any

from dlschool.domain.access import Right
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services.access import need
from dlschool.services.directives_words import title
from dlschool.store import changes
from dlschool.store import directives as store
from dlschool.store.connection import Store
from dlschool.store.directives import Directive

__all__ = ["STATE_NAMES", "Directive", "every", "find", "numbered", "refuse", "see", "title", "use"]

STATE_NAMES = {
    "new": Text("Жаңа", "Новое"),
    "seen": Text("Қаралды", "Просмотрено"),
    "used": Text("Орындалды", "Исполнено"),
    "refused": Text("Қабылданбады", "Отклонено"),
}
REPORTS = frozenset(["remark"])
"""Kinds that only tell something: there is nothing to refuse in them."""


def every(db: Store, kind: str = "") -> list[Directive]:
    """The newest first. Refused: the role may not exchange."""
    need(db, Right.EXCHANGE)
    return store.every(db, kind)


def find(db: Store, directive_id: int, kind: str = "") -> Directive:
    """Refused: there is none (of this kind); the role."""
    need(db, Right.EXCHANGE)
    found = store.get(db, directive_id)
    if found is None or kind not in ("", found.kind):
        raise Refused(N_("There is no such directive: {id}."), id=directive_id)
    return found


def numbered(db: Store, number: int) -> Directive:
    """The directive that a person names by the department's number, or by its id here."""
    need(db, Right.EXCHANGE)
    found = [each for each in store.every(db) if each.content.get("directive") == number]
    return found[0] if found else find(db, number)


def waiting(db: Store, directive_id: int, kind: str = "") -> Directive:
    """As `find`. Refused also: it was used or refused already."""
    found = find(db, directive_id, kind)
    if not found.waits:
        raise Refused(
            N_("This was decided already: {what}, {state}."),
            what=title(found),
            state=STATE_NAMES[found.state],
        )
    return found


def see(db: Store, directive_id: int) -> Directive:
    """A person looked at it."""
    found = find(db, directive_id)
    if found.state != "new":
        return found
    with changes.action(
        db, N_("Read, from the department: {what}"), kind="record", what=title(found)
    ):
        store.put(db, directive_id, "seen")
    return find(db, directive_id)


def use(db: Store, found: Directive, made: tuple[str, int] | None = None, note: str = "") -> None:
    """Marks it as used; call within the action that does what it asks."""
    store.put(db, found.id, "used", note, made)


def put_away(db: Store, directive_id: int, note: str = "") -> None:
    """A person ticks off what asks for nothing that the program can do: a remark, a missing record, a
    message of a kind not known yet.
    """
    found = waiting(db, directive_id)
    with changes.action(db, N_("Put away, from the department: {what}"), what=title(found)):
        use(db, found, note=note.strip())


def refuse(db: Store, directive_id: int, why: str) -> None:
    """It is not used; the department hears that. Refused: no reason; decided already."""
    found = waiting(db, directive_id)
    if not why.strip():
        raise Refused(N_("Write why this is refused: the department will ask."))
    with changes.action(db, N_("Refused, from the department: {what}"), what=title(found)):
        store.put(db, directive_id, "refused", why.strip())


def day(said: dict[str, Any], key: str) -> date | None:
    """A day of a directive. Refused: it is none."""
    text = said.get(key)
    try:
        return date.fromisoformat(text) if text else None
    except (TypeError, ValueError) as error:
        raise Refused(
            N_("The department's message cannot be read here: {field}. Ask it to send it again."),
            field=key,
        ) from error


def words(said: dict[str, Any], key: str) -> str:
    """A text of a directive; empty when there is none."""
    value = said.get(key)
    return value.strip() if isinstance(value, str) else ""
