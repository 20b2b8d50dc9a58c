"""The department offers another level of what is told: the school agrees by its own written agreement."""

from datetime import date

from dlschool.errors import Refused
from dlschool.exchange.kinds import Level
from dlschool.i18n import N_
from dlschool.services import directives, exchange_level
from dlschool.services.directives import day, words
from dlschool.services.directives_words import title
from dlschool.store import changes
from dlschool.store.connection import Store
from dlschool.store.directives import Directive

KIND = "level-offer"


def offered(found: Directive) -> tuple[Level, str, date | None]:
    """Level, written agreement and its day, as the department names them. Refused: no such level."""
    try:
        level = Level(words(found.content, "level"))
    except ValueError as error:
        raise Refused(
            N_("The department's message cannot be read here: {field}. Ask it to send it again."),
            field="level",
        ) from error
    return level, words(found.content, "document"), day(found.content, "date")


def agree(db: Store, directive_id: int, document: str, on: date | None) -> None:
    """Refused as `exchange_level.agree`; decided already."""
    found = directives.waiting(db, directive_id, KIND)
    level, _document, _day = offered(found)
    with changes.action(
        db, N_("Agreed, as the department offered: {what}"), kind="record", what=title(found)
    ):
        exchange_level.agree(db, level, document, on)
        directives.use(db, found)
