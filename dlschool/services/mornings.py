"""The weather morning, and the emergency: classes called off in one action, with its papers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from dlschool.domain.case import GROUND_NAMES, WHOLE_CLASSES, Ground, OrderKind, PaperKind
from dlschool.domain.record import Case, Paper, Postponed
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import cases
from dlschool.store import cases as store
from dlschool.store import changes
from dlschool.store import pupils as pupil_store
from dlschool.store.connection import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """What of the school is called off: all of it, or grades, or single classes ("7Ә")."""

    whole_school: bool = False
    grades: tuple[int, ...] = ()
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """All that the director and the secretary say in the two minutes of such a morning."""

    ground: Ground
    units: Units
    dropped: tuple[tuple[str, str], ...] = ()
    """(class, why it is left out); an emergency takes every class, or says why not."""
    authority_date: date
    authority_number: str = ""
    authority_issuer: str = ""
    area: str = ""
    """Territories or objects that the authority's order names."""
    valid_from: date | None = None
    valid_until: date | None = None
    order_date: date
    order_number: str = ""
    """Empty: the next of the series."""
    start: date | None = None
    until: date | None = None
    """The school order's own period; without it, the authority's."""
    reason: str = ""
    clause: Text | None = None
    control: Text | None = None


def classes_named(db: Store, units: Units) -> tuple[str, ...]:
    """Classes of the units in school order, then those named that have no pupils registered."""
    registered = [(grade, f"{grade}{letter}") for grade, letter, _count in pupil_store.classes(db)]
    asked = [class_label(name) for name in units.classes]
    named = [
        label
        for grade, label in registered
        if units.whole_school or grade in units.grades or label in asked
    ]
    return tuple(dict.fromkeys([*named, *filter(None, asked)]))


def class_label(name: str) -> str:
    """«7 «Ә»» as «7Ә»: how a case writes its classes."""
    return "".join(letter for letter in name if letter.isalnum())


def call_off(db: Store, morning: Morning) -> int:
    """Opens the case, adds the authority's order, issues the school's; returns the case's id.

    Refused: no classes; a class left out of an emergency without a reason; what opening a case,
    adding a paper or issuing an order refuses. Nothing is written then.
    """
    if morning.ground not in WHOLE_CLASSES:
        raise ValueError(morning.ground)
    named = classes_named(db, morning.units)
    if not named:
        raise Refused(N_("No class is named, or no pupils with a class are registered yet."))
    left_out = {class_label(name) for name, _why in morning.dropped}
    _refuse_dropping(morning, named)
    case = Case(
        number="",
        edition="",
        ground=morning.ground,
        classes=tuple(label for label in named if label not in left_out),
        dropped_classes="; ".join(_dropped(morning)),
        opened_on=min(morning.order_date, db.today()),
        reason=morning.reason.strip(),
    )
    with changes.action(
        db,
        N_("{ground}: classes {classes}"),
        ground=GROUND_NAMES[morning.ground],
        classes=", ".join(case.classes),
    ):
        case_id = cases.open_case(db, case)
        cases.add_paper(db, _authority_order(morning, case_id))
        _issue(db, morning, case_id)
    return case_id


def _refuse_dropping(morning: Morning, named: tuple[str, ...]) -> None:
    for label, why in morning.dropped:
        if class_label(label) not in named:
            raise Refused(
                N_("Class {class_name} is not among the classes named."), class_name=label
            )
        if morning.ground is Ground.EMERGENCY and not why.strip():
            raise Refused(
                N_("An emergency concerns every class. Say why class {class_name} is left out."),
                class_name=label,
            )


def _dropped(morning: Morning) -> Iterator[str]:
    for label, why in morning.dropped:
        yield f"{label}: {why.strip()}" if why.strip() else label


def _authority_order(morning: Morning, case_id: int) -> Paper:
    return Paper(
        case_id=case_id,
        kind=PaperKind.DEPARTMENT_ORDER,
        date=morning.authority_date,
        number=morning.authority_number.strip(),
        issuer=morning.authority_issuer.strip(),
        valid_from=morning.valid_from,
        valid_until=morning.valid_until,
        details={"units": morning.area.strip()} if morning.area.strip() else {},
    )


def _issue(db: Store, morning: Morning, case_id: int) -> int:
    from dlschool.services import orders

    draft = orders.draft_order(db, case_id, OrderKind.TRANSFER, morning.order_date)
    clause, control = morning.clause, morning.control
    issued = replace(
        draft,
        number=morning.order_number.strip() or draft.number,
        start=morning.start or draft.start,
        until=morning.until or draft.until,
        clause_kk=clause.kk if clause else "",
        clause_ru=clause.ru if clause else "",
        control_kk=control.kk if control else draft.control_kk,
        control_ru=control.ru if control else draft.control_ru,
    )
    return orders.issue_order(db, issued)


def class_case(db: Store, case_id: int) -> Case:
    """The case, if it is one of whole classes. Refused otherwise."""
    case = cases.records(db, case_id).case
    if case.ground not in WHOLE_CLASSES:
        raise Refused(
            N_("Case № {number} is about one pupil, not about classes."), number=case.number
        )
    return case


def postpone_work(db: Store, work: Postponed) -> int:
    """Practical or laboratory work that an emergency puts off (annex 2, point 25), or with an id
    its correction, such as the new date. Refused: no emergency, another class, dates reversed.
    """
    case = class_case(db, work.case_id)
    if case.ground is not Ground.EMERGENCY:
        raise Refused(N_("Work is put off under this point in an emergency only."))
    work = replace(work, class_name=class_label(work.class_name), work=work.work.strip())
    if work.class_name not in map(class_label, case.classes):
        raise Refused(
            N_("Class {class_name} is not among the classes named."), class_name=work.class_name
        )
    if not work.work:
        raise Refused(N_("Write which work is put off."))
    if work.was_on and work.new_date and work.new_date <= work.was_on:
        raise Refused(N_("The new date must be later than {date}."), date=work.was_on)
    with changes.action(
        db,
        N_("Work put off: class {class_name}, case № {number}"),
        class_name=work.class_name,
        number=case.number,
    ):
        return store.save(db, work, work.id)


def remove_postponed(db: Store, postponed_id: int) -> None:
    work = store.get(db, Postponed, postponed_id)
    if work is None:
        raise Refused(N_("This record is no longer there: somebody took it back."))
    with changes.action(
        db, N_("Work no longer put off: class {class_name}"), class_name=work.class_name
    ):
        store.remove(db, Postponed, postponed_id)
