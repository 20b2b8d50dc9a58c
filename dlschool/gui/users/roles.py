"""What a role may, in words."""

from dlschool.domain.access import RIGHT_NAMES, RIGHTS, ROLE_NAMES, SEALS, Role, Seal
from dlschool.domain.text import Text
from dlschool.gui.words import Words

SEAL_NAMES: dict[Seal, Text] = {
    Seal.MEDICAL: Text("медициналық", "медицинские"),
    Seal.PSYCHOLOGICAL: Text("психологиялық", "психологические"),
    Seal.SOCIAL: Text("әлеуметтік", "социальные"),
}
READS = Text("жабық емес деректерді оқиды", "читает незакрытые данные")
OWN_PUPILS = Text(
    "тек өз сыныптарының білім алушыларын көреді",
    "видит только обучающихся своих классов",
)
OPENS = Text("жабық деректерді оқиды: {kinds}", "читает закрытые данные: {kinds}")


def options() -> list[tuple[object, Words]]:
    """Roles to choose from, by their weight."""
    return [(role, ROLE_NAMES[role]) for role in Role]


def told(role: Role) -> Text:
    """What the role reads and does: a phrase of parts."""
    return Text(_told(role, "kk"), _told(role, "ru"))


def _told(role: Role, language: str) -> str:
    parts = [(OWN_PUPILS if role == Role.TEACHER else READS)[language]]
    kinds = [SEAL_NAMES[seal][language] for seal in Seal if seal in SEALS[role]]
    if kinds:
        parts.append(OPENS[language].format(kinds=", ".join(kinds)))
    parts += [RIGHT_NAMES[right][language] for right in RIGHT_NAMES if right in RIGHTS[role]]
    said = "; ".join(parts)
    return said[:1].upper() + said[1:] + "."
