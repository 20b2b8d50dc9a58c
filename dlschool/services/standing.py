"""Where every case stands: what the law still asks of each, for lists, counts and reminders."""

from collections.abc import Iterator, Mapping
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


_Key = tuple[str, date, str, dict[str, Edition]]
_kept: dict[str, tuple[_Key, tuple[Standing, ...]]] = {}


def every_standing(db: Store) -> tuple[Standing, ...]:
    """All cases in order of opening; read anew only when the journal has grown or the day turned."""
    known = editions.known(db)
    key = (str(db.folder.store), db.today(), changes.head(db), known)
    kept = _kept.get("last")
    if kept is not None and kept[0] == key and db.writing is None:
        return kept[1]
    before = kept[1] if kept is not None and kept[0][:2] == key[:2] else ()
    found = tuple(_read(db, known, {standing.case_id: standing for standing in before}))
    if db.writing is None:
        _kept["last"] = (key, found)
    return found


def _read(
    db: Store, known: Mapping[str, Edition], before: Mapping[int, Standing]
) -> Iterator[Standing]:
    """Only a case whose records differ from those `before` is assessed again."""
    for records in cases.every_record(db, details=False):
        old = before.get(records.case.id or 0)
        if old and old.records == records and old.edition is known.get(records.case.edition):
            yield old
        else:
            yield standing(records, known, db.today())
