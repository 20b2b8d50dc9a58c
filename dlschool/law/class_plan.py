"""What Order 125 bounds in a class's plan of SOR and SOCh: pure checks, each said with its numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dlschool.domain.calendar import Term
from dlschool.domain.learning import Assessment, AssessmentKind
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.law.grading import Limits

KIND_NAMES = {
    AssessmentKind.SOR: Text("БЖБ", "СОР"),
    AssessmentKind.SOCH: Text("ТЖБ", "СОЧ"),
}


@dataclass(frozen=True, slots=True)
class TermDays:
    """A term with its school days in order."""

    term: Term
    days: tuple[date, ...]

    @property
    def last(self) -> date | None:
        return self.days[-1] if self.days else None


def check(new: Assessment, others: Sequence[Assessment], limits: Limits, known: TermDays) -> None:
    """Refused: the assessment breaks a bound beside the `others` of its class in the term."""
    beside = [other for other in others if other.id is None or other.id != new.id]
    same = [other for other in beside if other.subject_id == new.subject_id]
    _check_number(new, same, limits)
    if new.date is not None:
        _check_day(new.date, known)
        _check_soch(new, new.date, beside, limits, known)
        _check_order(new, new.date, same, limits)


def _check_number(new: Assessment, same: Iterable[Assessment], limits: Limits) -> None:
    alike = [other for other in same if other.kind == new.kind]
    if new.kind is AssessmentKind.SOCH and alike:
        raise Refused(N_("There is already a SOCh of this subject in the term."))
    if new.kind is AssessmentKind.SOR and len(alike) >= limits.sor_per_term:
        raise Refused(
            N_("A subject has no more than {limit} SOR in a term."), limit=limits.sor_per_term
        )
    if any(other.number == new.number for other in alike):
        raise Refused(
            N_("{kind} № {number} of this subject is already planned in the term."),
            kind=KIND_NAMES[new.kind],
            number=new.number,
        )


def _check_day(day: date, known: TermDays) -> None:
    if day not in known.term:
        raise Refused(
            N_("{day} is not in term {term}: {start} – {until}."),
            day=day,
            term=known.term.number,
            start=known.term.start,
            until=known.term.until,
        )
    if day not in known.days:
        raise Refused(N_("{day} is a day off."), day=day)


def _check_soch(
    new: Assessment, day: date, beside: Iterable[Assessment], limits: Limits, known: TermDays
) -> None:
    if new.kind is not AssessmentKind.SOCH:
        return
    if day == known.last and not limits.soch_on_last_day:
        raise Refused(N_("{day} is the last day of the term: there is no SOCh on it."), day=day)
    on_day = [o for o in beside if o.kind is AssessmentKind.SOCH and o.date == day]
    if len(on_day) >= limits.soch_per_day:
        raise Refused(
            N_("{day}: the class has {limit} SOCh already; no more are allowed in a day."),
            day=day,
            limit=limits.soch_per_day,
        )


def _check_order(new: Assessment, day: date, same: Iterable[Assessment], limits: Limits) -> None:
    for other in same:
        if other.kind == new.kind or other.date is None:
            continue
        sor, soch = (day, other.date) if new.kind is AssessmentKind.SOR else (other.date, day)
        if sor == soch and not limits.sor_and_soch_on_one_day:
            raise Refused(N_("{day}: a subject has no SOR and SOCh on one day."), day=day)
        if sor > soch:
            raise Refused(N_("The SOCh of a subject comes after its SOR ({day})."), day=sor)
