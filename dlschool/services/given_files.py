"""A file that the program was given (a double click, a drop on the window): what it is, in words.

Nothing is written here: the file is looked at, a person is asked, then the screen's own work is done.
"""

import os
import stat
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from dlschool.domain.access import Right
from dlschool.domain.text import Text
from dlschool.errors import Newer, Refused, reason
from dlschool.exchange import armour, folder, pairing, wire
from dlschool.exchange.fault import Fault, Why
from dlschool.exchange.pairing import Form
from dlschool.exchange.wire import Envelope
from dlschool.i18n import N_
from dlschool.services import exchange_keys, exchange_offer, exchange_pairing, exchange_sync
from dlschool.services.access import need
from dlschool.services.exchange_offer import Offer
from dlschool.services.school import setting
from dlschool.store.connection import Store

UPDATE_BEGINS = b"dlschool update "
UPDATE_ENDS = ".dlu"
ENDINGS = (folder.ENDING, UPDATE_ENDS)
"""What is opened by a double click."""
MOST = folder.MOST_FILE + wire.MOST_SEALED + 1024
_NEWER = range(wire.VERSION + 1, 9)
"""First bytes of envelopes of programs to come; text begins with none of them but tab, which is 9."""


class Kind(StrEnum):
    ENROLMENT = "enrolment"
    CERTIFICATE = "certificate"
    ENVELOPES = "envelopes"
    UPDATE = "update"


@dataclass(frozen=True, slots=True)
class Given:
    """A file that something can be done with."""

    path: Path
    kind: Kind
    content: bytes = b""
    """Of an enrolment or a certificate."""
    offer: Offer | None = None
    envelopes: int = 0
    """For this computer."""
    department: Text | None = None
    """Whose they are, as this computer knows it."""


def is_named_so(name: str) -> bool:
    """Whether a name is that of a file to be opened by the window."""
    return name.casefold().endswith(ENDINGS)


def look(db: Store, path: Path) -> Given:
    """What the file is and what can be done with it here.

    Refused: missing, a folder, too large, empty, damaged, not of the department, not for this computer
    or school; the role may not; what it needs was not done yet.
    """
    begins = _begins(path)
    if begins.startswith(UPDATE_BEGINS) or path.name.casefold().endswith(UPDATE_ENDS):
        return Given(path, Kind.UPDATE)
    if not begins.strip():
        raise Refused(
            N_("The file {file} is empty. Copy it once more from where it came from."), file=path
        )
    if setting(db, "sample"):
        raise Refused(
            N_(
                "The file {file} is for a real school, and this is the sample school. Begin with "
                "your own school, then open the file again."
            ),
            file=path,
        )
    content = _content(path)
    if content.startswith(bytes([wire.VERSION])):
        return _envelopes(db, path, content)
    if content[0] in _NEWER:
        raise Newer(NEWER, file=path)
    return _pairing(db, path, content)


NEWER = N_(
    "The file {file} was made by a newer program. Update dlschool, then open the file again."
)
STRANGE = N_(
    "The file {file} is nothing of the department: it may have been renamed, or cut off on its way. "
    "Ask the department for it once more."
)


def _begins(path: Path) -> bytes:
    """The first bytes. Refused: there is no plain file."""
    try:
        if stat.S_ISDIR(path.stat().st_mode):
            raise Refused(
                N_(
                    "{file} is a folder, not a file. Answers in a folder or on a stick are taken on "
                    "the screen of the exchange: “Take from a stick…”."
                ),
                file=path,
            )
        if not stat.S_ISREG(path.stat().st_mode):
            raise Refused(STRANGE, file=path)
        with path.open("rb") as file:
            return file.read(64)
    except (OSError, ValueError) as error:
        raise _unread(path, error) from error


def _content(path: Path) -> bytes:
    """All of it. A link is followed: a person chose it."""
    try:
        if os.path.getsize(path) > MOST:
            raise Refused(
                N_("The file {file} is too large to be a file of the exchange."), file=path
            )
        return folder.read(path.resolve(), MOST)
    except (OSError, ValueError) as error:
        raise _unread(path, error) from error


def _unread(path: Path, error: OSError | ValueError) -> Refused:
    why = reason(error) if isinstance(error, OSError) else str(error)
    return Refused(
        N_(
            "The file {file} cannot be read: {reason}. Look whether it is still there and the stick "
            "is in, then open it again."
        ),
        file=path,
        reason=why,
    )


def _pairing(db: Store, path: Path, content: bytes) -> Given:
    """Text or bytes of the way to a connection."""
    if not content.startswith(armour.MAGIC) and len(content) > armour.MOST_TEXT:
        raise Refused(STRANGE, file=path)
    try:
        found = content if content.startswith(armour.MAGIC) else _unarmoured(content)
        form = pairing.form(found)
    except Fault as fault:
        newer = fault.why is Why.VERSION
        raise (Newer(NEWER, file=path) if newer else Refused(STRANGE, file=path)) from fault
    if form is Form.ENROLMENT:
        need(db, Right.USERS)
        return Given(path, Kind.ENROLMENT, found, exchange_offer.offered(db, found))
    if form is Form.CERTIFICATE:
        return _certificate(db, path, found)
    raise Refused(
        N_(
            "The file {file} is a school's request: it is for the department. Bring it there or send "
            "it by mail; the department gives a certificate for it."
        )
        if form is Form.REQUEST
        else STRANGE,
        file=path,
    )


def _unarmoured(content: bytes) -> bytes:
    return armour.read(content.decode("utf-8", "replace"))


def _certificate(db: Store, path: Path, content: bytes) -> Given:
    need(db, Right.USERS)
    if not exchange_pairing.waits(db):
        raise Refused(exchange_pairing.NO_REQUEST)
    offer = exchange_pairing.pairing_of(db).offer
    department = offer.department if offer else None
    return Given(path, Kind.CERTIFICATE, content, offer, department=department)


def _envelopes(db: Store, path: Path, content: bytes) -> Given:
    """Refused: none of them is the department's for this computer."""
    exchange_sync.refuse_unable(db)
    to = exchange_keys.need_paired(db)
    found = _whole(content)
    mine = [each for each in found if each.header.down and each.header.device == to.device]
    if mine:
        name = Text(to.name_kk, to.name_ru) if to.name_kk else None
        return Given(path, Kind.ENVELOPES, envelopes=len(mine), department=name)
    if not found:
        raise Refused(STRANGE, file=path)
    if any(each.header.down for each in found):
        raise Refused(
            N_(
                "The file {file} is for another computer or another school: nothing in it is for this "
                "one. Give it back to the department."
            ),
            file=path,
        )
    raise Refused(
        N_(
            "The file {file} holds a school's own envelopes: it is for the department. Bring the whole "
            "stick there; it gives answers on the same stick."
        ),
        file=path,
    )


def _whole(content: bytes) -> list[Envelope]:
    """The envelopes up to the first that is damaged; the screen tells what was."""
    found: list[Envelope] = []
    view, place = memoryview(content), 0
    try:
        while place < len(content) and (each := wire.first(view[place:])):
            found.append(each)
            place += len(each.content)
    except Fault:
        return found
    return found
