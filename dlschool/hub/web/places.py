"""Every page and every deed: its address, who may, its function. One gate before all of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from dlschool.hub.accounts import Role
from dlschool.hub.database import Tx
from dlschool.hub.web import reach
from dlschool.hub.web.parts import Answer
from dlschool.hub.web.visit import Forbidden, Nowhere, Visit

Work = Callable[..., Answer]


@dataclass(frozen=True, slots=True)
class Place:
    """`role` None: for a visitor who is not signed in yet."""

    path: str
    method: Literal["GET", "POST"]
    role: Role | None
    work: Work
    whole: bool
    """The function gets a transaction; else it makes its own."""
    writes: bool
    again: str = ""
    """Of a deed that was refused: the page with its form; else the one of the same address."""


ALL: list[Place] = []


def page(
    path: str, role: Role | None = Role.READER, *, writes: bool = False
) -> Callable[[Work], Work]:
    """`writes`: it notes that somebody looked."""

    def keep(work: Work) -> Work:
        ALL.append(Place(path, "GET", role, work, True, writes))
        return work

    return keep


def deed(
    path: str, role: Role | None = Role.OPERATOR, *, whole: bool = True, again: str = ""
) -> Callable[[Work], Work]:
    def keep(work: Work) -> Work:
        ALL.append(Place(path, "POST", role, work, whole, True, again or path))
        return work

    return keep


def before(place: Place) -> Place | None:
    """The page to show again when a deed was refused."""
    return next((p for p in ALL if p.method == "GET" and p.path == place.again), None)


def answer(place: Place, visit: Visit, ids: dict[str, Any]) -> Answer:
    """Nowhere, Forbidden, Refused: nothing was changed."""
    if place.role is not None and not visit.may(place.role):
        raise Forbidden
    db = visit.office.db
    if not place.whole:
        with db.transaction(writes=False) as tx:
            found = _reached(tx, visit, ids)
        return place.work(visit, **found)
    if not place.writes:
        with db.transaction(writes=False) as tx:
            return place.work(visit, tx, **_reached(tx, visit, ids))
    return db.run(lambda tx: place.work(visit, tx, **_reached(tx, visit, ids)))


def _reached(tx: Tx, visit: Visit, ids: dict[str, Any]) -> dict[str, Any]:
    """The school and the account of an address as rows. Nowhere: not this person's."""
    found = dict(ids)
    if any(isinstance(value, int) and value >= 1 << 62 for value in ids.values()):
        raise Nowhere
    if "school" in ids:
        found["school"] = reach.school(tx, visit.who, ids["school"])
    if "account" in ids:
        found["account"] = reach.account(tx, visit.who, ids["account"])
    return found
