"""An emergency or weather order of the department: a morning filled in, which a person looks through.

Nothing is called off by itself: the person's own button does it, and the directive is used by that.
"""

from dataclasses import dataclass
from datetime import date

from dlschool.domain.case import WHOLE_CLASSES, Ground
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import directives, mornings
from dlschool.services.directives import day, words
from dlschool.services.directives_words import title
from dlschool.services.mornings import Morning, Units
from dlschool.store import changes
from dlschool.store import pupils as pupil_store
from dlschool.store.connection import Store
from dlschool.store.directives import Directive

GRADES = range(12)
"""0 is the preparatory class."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A morning as the department's order has it; the school's own order is added by the school."""

    directive: int
    morning: Morning
    absent: tuple[int, ...]
    """Grades that the order names and this school has no pupils in."""


def prepared(db: Store, directive_id: int) -> Prepared:
    """Refused: it is no such order, it cannot be read, it was decided already."""
    found = directives.waiting(db, directive_id, "call")
    said = found.content
    grades = _grades(said.get("grades"))
    here = {grade for grade, _letter, _count in pupil_store.classes(db)}
    issued = day(said, "order_date")
    if issued is None:
        raise Refused(
            N_("The department's message cannot be read here: {field}. Ask it to send it again."),
            field="order_date",
        )
    ground = _ground(found)
    units = Units(whole_school=not grades, grades=tuple(g for g in grades if g in here))
    return Prepared(
        directive_id,
        Morning(
            ground=ground,
            units=units,
            authority_date=issued,
            authority_number=words(said, "order_number"),
            authority_issuer=words(said, "issuer"),
            valid_from=day(said, "start"),
            valid_until=day(said, "until"),
            order_date=_order_day(db, issued),
            reason=words(said, "text_kk") or words(said, "text_ru"),
        ),
        tuple(g for g in grades if g not in here),
    )


def _order_day(db: Store, issued: date) -> date:
    """The school's order follows the department's; its day is today."""
    return max(db.today(), issued)


def _ground(found: Directive) -> Ground:
    said = found.content.get("ground")
    if said not in {each.value for each in WHOLE_CLASSES}:
        raise Refused(
            N_("The department's message cannot be read here: {field}. Ask it to send it again."),
            field="ground",
        )
    return Ground(said)


def _grades(said: object) -> tuple[int, ...]:
    """Empty: all of them. Refused: no list of grades."""
    if said in (None, "", []):
        return ()
    if not isinstance(said, list) or any(
        type(each) is not int or each not in GRADES for each in said
    ):
        raise Refused(
            N_("The department's message cannot be read here: {field}. Ask it to send it again."),
            field="grades",
        )
    return tuple(sorted(set(said)))


def call_off(db: Store, directive_id: int, morning: Morning) -> int:
    """What the person made of the order: the case, its paper, the school's order. Returns the case's id.

    Refused as `mornings.call_off`, or the directive was decided already; nothing is written then.
    """
    found = directives.waiting(db, directive_id, "call")
    with changes.action(
        db, N_("Classes called off by the department's order: {what}"), what=title(found)
    ):
        case_id = mornings.call_off(db, morning)
        directives.use(db, found, ("cases", case_id))
    return case_id
