"""Where every case stands: what the law still asks of each, for lists, counts and reminders."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dlschool.domain.case import OrderKind
from dlschool.domain.record import Order
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.law.shape import Edition
from dlschool.law.step import Assessment, CaseOutcome, State
from dlschool.services import cases, editions
from dlschool.services.facts import Records, assessed
from dlschool.store import changes
from dlschool.store.connection import Store


@dataclass(frozen=True, slots=True)
class Standing:
    """A case and its assessment; without an edition that is known, `refused` says why."""

    records: Records
    edition: Edition | None
    assessment: Assessment
    refused: Refused | None = None

    @property
    def case_id(self) -> int:
        return self.records.case.id or 0

    @property
    def running(self) -> bool:
        return self.assessment.outcome is CaseOutcome.RUNNING

    @property
    def order(self) -> Order | None:
        """The order that the pupil learns by: the latest that transfers or extends and stands."""
        standing = [
            order
            for order in self.records.orders
            if order.kind in (OrderKind.TRANSFER, OrderKind.EXTEND) and not order.annulled
        ]
        return max(standing, key=lambda order: (order.date, order.id or 0), default=None)

    @property
    def ordered(self) -> bool:
        step = self.assessment.step("order")
        return step is not None and step.state is State.DONE

    def in_force(self, day: date) -> bool:
        """Whether the pupil or the classes learn at a distance on that day."""
        order, until = self.order, self.assessment.until
        if not (self.running and self.ordered and order):
            return False
        return (order.start or order.date) <= day and (until is None or day <= until)

    @property
    def period(self) -> tuple[date | None, date | None]:
        """By the order; before it, as decided; before that, as wanted or as the event lasts."""
        case, order = self.records.case, self.order
        if order is not None:
            return order.start, self.assessment.until
        approved = [d for d in self.records.decisions if d.approved and d.start]
        if approved:
            return approved[-1].start, approved[-1].until
        return case.wanted_from or case.event_from, case.wanted_until or case.event_until


def standing(records: Records, known: Mapping[str, Edition], today: date) -> Standing:
    """Where one case stands on the day `today`; `known`: all editions by key."""
    key = records.case.edition
    edition = known.get(key)
    try:
        if edition is None:
            raise Refused(
                N_("The edition {key} is not known. Known: {known}."), key=key, known=sorted(known)
            )
        return Standing(records, edition, assessed(records, edition, today))
    except Refused as refused:
        return Standing(records, edition, Assessment(key, (), CaseOutcome.RUNNING), refused)


_Key = tuple[str, str, date, dict[str, Edition]]
_kept: dict[str, tuple[_Key, tuple[Standing, ...]]] = {}


def every_standing(db: Store) -> tuple[Standing, ...]:
    """All cases in order of opening; read anew only when the journal has grown or the day turned."""
    known = editions.known(db)
    if db.writing is not None:
        return _read(db, known)
    key = (str(db.folder.store), changes.head(db), db.today(), known)
    kept = _kept.get("last")
    if kept is None or kept[0] != key:
        kept = (key, _read(db, known))
        _kept["last"] = kept
    return kept[1]


def _read(db: Store, known: dict[str, Edition]) -> tuple[Standing, ...]:
    return tuple(standing(records, known, db.today()) for records in cases.every_record(db))
