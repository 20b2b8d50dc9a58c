"""A pupil moves to another school: the case is handed over, with the word of both schools.

The old school asks; the new one agrees; the old one sends: from then on its case is read and printed only.
The new school takes the case or refuses it; a refused or withdrawn one lives on at the old school.
"""

import secrets
from dataclasses import replace
from datetime import date

from dlschool.domain.access import Right
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.exchange import handover
from dlschool.exchange.payload import Value
from dlschool.i18n import N_
from dlschool.services import (
    cases,
    exchange_keys,
    exchange_saying,
    handover_content,
    handovers_schools,
)
from dlschool.services.access import need
from dlschool.store import blocking, changes, handed_over
from dlschool.store import handovers as store
from dlschool.store.connection import Store
from dlschool.store.handovers import Handover

__all__ = ["Handover"]

STATE_NAMES = {
    "asked": Text("Сұралды", "Запрошено"),
    "agreed": Text("Қабылдайтын мектеп келісті", "Принимающая школа согласна"),
    "sent": Text("Жіберілді", "Отправлено"),
    "taken": Text("Қабылданды", "Принято"),
    "refused": Text("Қабылданбады", "Отклонено"),
    "back": Text("Қайтарып алынды", "Отозвано"),
}
OPEN = ("asked", "agreed", "sent")


def every(db: Store) -> list[Handover]:
    """The newest first. Refused: the role may not exchange."""
    need(db, Right.EXCHANGE)
    return store.every(db)


def find(db: Store, handover_id: int, way: str = "", *states: str) -> Handover:
    """Refused: there is none; it is not in one of these states (any, if none is named)."""
    need(db, Right.EXCHANGE)
    found = store.get(db, handover_id)
    if found is None or way not in ("", found.way):
        raise Refused(N_("There is no handover {id}."), id=handover_id)
    if states and found.state not in states:
        raise Refused(
            N_("This handover is in another state: {state}."), state=STATE_NAMES[found.state]
        )
    return found


def _agreed(db: Store, who: str, document: str) -> dict[str, str]:
    """Refused: nobody is named, or no document."""
    if not who.strip() or not document.strip():
        raise Refused(N_("Write who agreed, and by which document."))
    return {"who": who.strip(), "document": document.strip(), "date": db.today().isoformat()}


def ask(db: Store, case_id: int, school: str, who: str, document: str) -> int:
    """Asks another school, named by its BIN, whether it takes the pupil's case; returns the handover's id.

    Refused: not connected; no such school; a case of classes; it is under way already; the pupil's data
    are blocked; nobody agreed here.
    """
    need(db, Right.EXCHANGE)
    exchange_keys.need_paired(db)
    other = next((each for each in handovers_schools.schools(db) if each.bin == school), None)
    if other is None:
        raise Refused(
            N_("The department named no school with the BIN {bin}. Synchronise, then try again."),
            bin=school,
        )
    found = cases.records(db, case_id)
    handover_content.packed(db, case_id)
    if found.pupil is not None and found.pupil.id is not None:
        blocking.refuse_blocked(db, found.pupil.id)
    known = store.of_case(db, case_id)
    if known is not None and known.way == "out" and known.state in (*OPEN, "taken"):
        raise Refused(N_("Case № {number} is being handed over already."), number=found.case.number)
    made = Handover(
        mark=secrets.token_bytes(16).hex(), way="out", school=school, name=other.name.kk,
        case_id=case_id, at=db.now(), agreed=_agreed(db, who, document), keys=[],
    )  # fmt: skip
    with changes.action(
        db,
        N_("Handing over case № {number} asked of: {school}"),
        kind="record",
        number=found.case.number,
        school=other.name,
    ):
        _say(db, made)
        return store.save(db, made)


def _say(db: Store, of: Handover, sealed: bytes = b"") -> None:
    values: dict[str, Value] = {
        "handover": bytes.fromhex(of.mark),
        "school": of.school,
        "state": of.state,
    }
    if sealed:
        values["sealed"] = sealed
    exchange_saying.say(db, "handover", **values)


def agree(db: Store, handover_id: int, who: str, document: str) -> None:
    """The new school is ready to take the case; the old one may send it now."""
    found = find(db, handover_id, "in", "asked")
    made = replace(found, state="agreed", at=db.now(), agreed=_agreed(db, who, document))
    _moved(db, made, N_("Agreed to take a pupil's case from: {school}"))


def send(db: Store, handover_id: int) -> None:
    """Seals the case for the computers of the new school; from now on it is only read here.

    Refused: the new school has not agreed; the pupil's data are blocked.
    """
    found = find(db, handover_id, "out", "agreed")
    case = cases.records(db, found.case_id or 0)
    if case.pupil is not None and case.pupil.id is not None:
        blocking.refuse_blocked(db, case.pupil.id)
    devices = [(device, number, bytes.fromhex(seal)) for device, number, seal in found.keys]
    content = handover.sealed(handover_content.packed(db, case.case.id or 0), devices)
    made = replace(found, state="sent", at=db.now())
    _moved(db, made, N_("A pupil's case sent to: {school}"), content)


def withdraw(db: Store, handover_id: int) -> None:
    """The old school takes its word back while the new one has not taken the case."""
    found = find(db, handover_id, "out", *OPEN)
    _moved(db, replace(found, state="back", at=db.now()), N_("Handing over taken back: {school}"))


def refuse(db: Store, handover_id: int, why: str) -> None:
    """The new school does not take the case. Refused: no reason is written."""
    found = find(db, handover_id, "in", *OPEN)
    if not why.strip():
        raise Refused(N_("Write why the case is not taken."))
    made = replace(found, state="refused", at=db.now(), note=why.strip(), content="")
    _moved(db, made, N_("A pupil's case not taken from: {school}"))


def _moved(db: Store, made: Handover, message: str, sealed: bytes = b"") -> None:
    with changes.action(db, message, kind="record", school=made.name):
        store.save(db, made)
        _say(db, made, sealed)


def taken(db: Store, found: Handover, case_id: int) -> None:
    """The case is here now under this id; call within the action that opened it."""
    made = replace(found, state="taken", at=db.now(), case_id=case_id)
    store.save(db, made)
    _say(db, made)


def school(db: Store, found: Handover) -> Text:
    """The other school as the department calls it now."""
    known = [each.name for each in handovers_schools.schools(db) if each.bin == found.school]
    return known[0] if known else Text(found.name, found.name)


def frozen(db: Store, case_id: int) -> Refused | None:
    """The sentence of a case that another school has now; None: it is this school's."""
    return handed_over.refusal(db, case_id)


def agreed_on(found: Handover) -> date | None:
    said = found.agreed.get("date", "")
    return date.fromisoformat(said) if said else None
