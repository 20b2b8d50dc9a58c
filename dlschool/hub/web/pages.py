"""All pages there are, gathered from their modules."""

from collections.abc import Sequence

from dlschool.hub import applying
from dlschool.hub.office import Office
from dlschool.hub.web import (
    audit_page,
    cases,
    directives,
    enrolments,
    places,
    reports,
    scans,
    school,
    schools,
    sign_in,
    staff,
    start,
    trouble,
)
from dlschool.hub.web.places import Place

MODULES = (
    sign_in,
    start,
    schools,
    school,
    cases,
    scans,
    reports,
    trouble,
    directives,
    enrolments,
    staff,
    audit_page,
)


def every() -> tuple[Place, ...]:
    return tuple(places.ALL)


def wake(office: Office, schools: Sequence[int]) -> None:
    """What was written gets its meaning."""
    for each in schools:
        applying.catch_up(office.db, each, office.pairs)
