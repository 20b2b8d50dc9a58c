"""The menu and the few words that stand on every page."""

from dataclasses import dataclass

from dlschool.hub.accounts import Role
from dlschool.hub.web.visit import Visit
from dlschool.i18n import N_


@dataclass(frozen=True, slots=True)
class Line:
    key: str
    address: str
    label: str
    letter: str
    """Alt+Shift and this digit (accesskey)."""


_LINES = (
    ("start", "/", N_("Overview"), Role.READER),
    ("schools", "/schools", N_("Schools"), Role.READER),
    ("reports", "/reports", N_("Reports"), Role.READER),
    ("trouble", "/trouble", N_("Differences and quarantine"), Role.READER),
    ("directives", "/directives", N_("Directives"), Role.READER),
    ("enrolments", "/enrolments", N_("Connecting schools"), Role.HEAD),
    ("staff", "/staff", N_("Staff"), Role.HEAD),
    ("audit", "/audit", N_("Who did what"), Role.HEAD),
)

ROLE_NAMES = {
    Role.READER: N_("Reader"),
    Role.OPERATOR: N_("Operator"),
    Role.HEAD: N_("Head"),
}

_WORDS = {
    "to_content": N_("To the content"),
    "menu": N_("Menu"),
    "sign_out": N_("Sign out"),
    "excel": N_("Excel"),
    "language": N_("Language"),
    "page": N_("Pages"),
    "earlier": N_("Previous"),
    "later": N_("Next"),
    "department": N_("Distance learning: the department"),
    "own": N_("My password and telephone"),
    "all": N_("Tick all"),
}


def lines(visit: Visit) -> list[Line]:
    shown = [each for each in _LINES if visit.may(each[3])]
    return [
        Line(key, address, visit.say(label), str(number))
        for number, (key, address, label, _role) in enumerate(shown, 1)
    ]


def words(visit: Visit) -> dict[str, str]:
    return {key: visit.say(message) for key, message in _WORDS.items()}
