"""The register of orders: all of them with their cases, newest first."""

from dataclasses import dataclass

from dlschool.domain.case import OrderKind
from dlschool.domain.names import folded
from dlschool.domain.pupil import Pupil
from dlschool.domain.record import Case, Order
from dlschool.store import cases as store
from dlschool.store import orders as rows
from dlschool.store import pupils as pupil_store
from dlschool.store.connection import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFilter:
    """What the register shows; empty fields do not narrow it."""

    text: str = ""
    """Part of a number, of the pupil's name or of a class."""
    kind: OrderKind | None = None
    series: str = ""
    year: int | None = None
    case_id: int | None = None


@dataclass(frozen=True, slots=True)
class OrderLine:
    """An order in the register, with the case that it is about."""

    order: Order
    case: Case
    pupil: Pupil | None

    @property
    def subject(self) -> str:
        return self.pupil.full_name if self.pupil else ", ".join(self.case.classes)

    @property
    def class_name(self) -> str:
        return self.pupil.class_name if self.pupil else ""


def orders(db: Store, wanted: OrderFilter | None = None) -> list[OrderLine]:
    """The register of orders, newest first."""
    wanted = wanted or OrderFilter()
    known = {case.id: case for case in store.where(db, Case, "1", ())}
    lines = [o for o in rows.newest_first(db) if _listed(o, wanted)]
    pupil_ids = {known[o.case_id].pupil_id for o in lines}
    pupils = {p.id: p for p in pupil_store.many(db, [i for i in pupil_ids if i is not None])}
    found = []
    for one in lines:
        case = known[one.case_id]
        found.append(OrderLine(one, case, pupils.get(case.pupil_id)))
    return [line for line in found if _holds(line, wanted.text)]


def _listed(one: Order, wanted: OrderFilter) -> bool:
    return (
        wanted.kind in (None, one.kind)
        and wanted.series in ("", one.series)
        and wanted.year in (None, one.date.year)
        and wanted.case_id in (None, one.case_id)
    )


def _holds(line: OrderLine, text: str) -> bool:
    said = folded(f"{line.order.number} {line.case.number} {line.subject} {line.class_name}")
    return all(folded(word) in said for word in text.split())
