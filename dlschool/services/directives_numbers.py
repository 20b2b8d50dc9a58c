"""A block of numbers for orders: looked at, then accepted; from then on orders take their numbers of it."""

from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import directives, number_blocks
from dlschool.services.directives_words import title
from dlschool.services.numbers import ORDER_SUFFIXES
from dlschool.store import changes
from dlschool.store.connection import Store


def accept(db: Store, directive_id: int) -> None:
    """Refused: it is no block that can be used, it overlaps another one; decided already."""
    found = directives.waiting(db, directive_id, number_blocks.KIND)
    span = number_blocks.span_of(found.content)
    if span is None or span[0] not in ORDER_SUFFIXES:
        raise Refused(
            N_("The department's message cannot be read here: {field}. Ask it to send it again."),
            field="series, year, first, last",
        )
    series, year, first, last = span
    for block in number_blocks.blocks(db):
        same = (block.series, block.year) == (series, year)
        if same and block.first <= last and first <= block.last:
            raise Refused(
                N_("Numbers {first}–{last} are set aside already in another block."),
                first=block.first,
                last=block.last,
            )
    with changes.action(db, N_("Accepted, from the department: {what}"), what=title(found)):
        directives.use(db, found)
