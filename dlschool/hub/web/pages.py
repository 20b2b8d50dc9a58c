"""All pages there are, gathered from their modules."""

from collections.abc import Sequence

from dlschool.hub import applying
from dlschool.hub.office import Office
from dlschool.hub.web import places, school, schools, sign_in, start
from dlschool.hub.web.places import Place

MODULES = (sign_in, start, schools, school)

_BEFORE = {
    "/sign-in": "/sign-in",
    "/sign-in/code": "/sign-in/code",
    "/sign-in/first": "/sign-in/first",
}
"""The page whose form a deed belongs to, where it is another address or has one of its own."""


def every() -> tuple[Place, ...]:
    return tuple(places.ALL)


def of_form(deed: Place) -> Place | None:
    """The page to show again when a deed was refused."""
    path = _BEFORE.get(deed.path, deed.path)
    return next((p for p in places.ALL if p.method == "GET" and p.path == path), None)


def wake(office: Office, schools: Sequence[int]) -> None:
    """What was written gets its meaning."""
    for each in schools:
        applying.catch_up(office.db, each, office.pairs)
