"""An enrolment file of the department, looked at before anything is done: who asks, for which school."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dlschool.domain.text import Text
from dlschool.errors import Newer, Refused, reason
from dlschool.exchange import armour, pairing
from dlschool.exchange.fault import Fault, Why
from dlschool.exchange.pairing_values import Enrolment
from dlschool.i18n import N_
from dlschool.services import school
from dlschool.store.connection import Store


@dataclass(frozen=True, slots=True)
class Offer:
    """What an enrolment says, for the person who decides."""

    department: Text
    school: Text
    bin: str
    address: str
    """Empty: by stick only."""
    until: date
    level: str


def content_of(given: bytes | str) -> bytes:
    """What a file, a pasted text or a reader of codes gives. Refused: it is nothing of the department."""
    try:
        if isinstance(given, str):
            content = armour.read(given)
        elif given.startswith(armour.MAGIC):
            content = given
        else:
            content = armour.read(given.decode("utf-8", "replace"))
        pairing.form(content)
    except Fault as fault:
        raise refusal(fault) from fault
    return content


def content_in(path: Path) -> bytes:
    """What a file gives. Refused: it cannot be read, or is nothing of the department."""
    try:
        with path.open("rb") as file:
            return content_of(file.read(armour.MOST_TEXT + 1))
    except OSError as error:
        raise Refused(
            N_("The file {file} cannot be read: {reason}"), file=path, reason=reason(error)
        ) from error


def refusal(fault: Fault) -> Refused:
    """What is wrong with a file of the department, in the user's words."""
    kind = Newer if fault.why is Why.VERSION else Refused
    return kind(_FAULTS.get(fault.why, _FAULTS[Why.DAMAGED]))


_FAULTS = {
    Why.DAMAGED: N_(
        "This is no enrolment file or certificate of a department, or it was cut off on its way. "
        "Ask the department for it once more."
    ),
    Why.VERSION: N_("This file was made by a newer program. Update dlschool, then open it again."),
    Why.SIGNATURE: N_(
        "This file was changed after the department had signed it. Do not use it; tell the department."
    ),
    Why.SEAL: N_("This file is for another computer."),
    Why.IDS: N_("This file is for another computer."),
    Why.SIZE: N_("This file is too large to be an enrolment file or a certificate."),
}


def offered(db: Store, content: bytes) -> Offer:
    """Who asks, for the person who decides. Writes nothing. Refused: altered, too late, another school."""
    try:
        said = pairing.read_enrolment(content)
    except Fault as fault:
        raise refusal(fault) from fault
    ours = school.school(db)
    if not ours.bin:
        raise Refused(
            N_(
                "Write the school's BIN in the settings first: it is compared with the one in "
                "the department's file."
            )
        )
    if said.bin != ours.bin:
        raise Refused(
            N_(
                "This enrolment file is for another school: {school}, BIN {theirs}. "
                "The BIN of this school is {ours}."
            ),
            school=Text(said.school_kk, said.school_ru),
            theirs=said.bin,
            ours=ours.bin,
        )
    if said.until < db.today():
        raise Refused(
            N_(
                "This enrolment file was good until {until}; today is {today} by the clock of this "
                "computer. Ask the department for a new one, or set the clock right."
            ),
            until=said.until,
            today=db.today(),
        )
    return of(said)


def of(said: Enrolment) -> Offer:
    return Offer(
        Text(said.name_kk, said.name_ru), Text(said.school_kk, said.school_ru), said.bin,
        said.address, said.until, said.level,
    )  # fmt: skip
