"""One request of a device: who asks, what came is stored and applied, what waits for it goes down."""

import secrets
import time
from dataclasses import dataclass

from dlschool.exchange import framing, keys
from dlschool.exchange.fault import Fault, Why
from dlschool.exchange.framing import Answer, Asking
from dlschool.hub import applying, letting_in, outgoing, pace, restoring, streams
from dlschool.hub.database import Tx
from dlschool.hub.office import Office
from dlschool.hub.streams import Sender

MOST_DOWN = 16 * 1024
"""Bytes down in one answer."""
TOO_MUCH = 429
"""HTTP: the device asks too often, or sent too much today; it tries again later."""


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    body: bytes = b""


def converse(office: Office, asking: Asking, proof: bytes, content: bytes) -> Reply:
    """What arrived may be cut off anywhere: what is here is stored, the reply says how much."""
    office.refresh()
    try:
        heard = office.db.run(lambda tx: _heard(office, tx, asking, proof, content))
    except Fault as fault:
        return Reply(403, letting_in.last_word(office, asking.device, fault))
    if isinstance(heard, Reply):
        return heard

    def waiting(tx: Tx) -> bytes:
        return b"" if asking.quiet else _waiting(office, tx, heard.of, heard.life, asking.down)

    down = applying.caught_up(office.db, heard.of.school, office.pairs, waiting)
    all_stored = heard.up == asking.up + len(content)
    if all_stored and not down and not heard.trouble and not asking.asks:
        return Reply(204)
    return Reply(200, Answer(heard.up, down, trouble=heard.trouble).packed())


@dataclass(frozen=True, slots=True)
class _Heard:
    of: Sender
    life: bytes
    up: int
    trouble: Why | None


def _heard(office: Office, tx: Tx, asking: Asking, proof: bytes, content: bytes) -> Reply | _Heard:
    of = streams.sender(tx, asking.device)
    life = of.life
    if not _proven(office, of, asking, proof, life or framing.NO_LIFE):
        return _strange(office, tx, of, asking, proof, life)
    at, day = office.at(), office.at()[:10]
    if not office.pace.allows(of.no, time.monotonic()):
        return Reply(TOO_MUCH)
    if content and pace.add_volume(tx, of.no, day, len(content)) > office.most_a_day:
        streams.count_fault(tx, of.no, Why.SIZE, at)
        return Reply(TOO_MUCH)
    if life is None or asking.down > _length(tx, of, life):
        if life is not None:
            restoring.note(tx, of.school, at)
        return _new_life(tx, of, asking)
    if content:
        args = (asking.epoch, asking.lane, asking.up, content, office.publics, at)
        end = streams.appended(tx, of, *args)
    else:
        end = streams.tail(tx, of.no, asking.epoch, asking.lane)
    tx.run(
        "update devices set contact = ? where no = ? and (contact is null or contact < ?)",
        at, of.no, at if content else f"{at[:16]}:00",
    )  # fmt: skip
    return _Heard(of, life, end.until, end.trouble)


def _proven(office: Office, of: Sender, asking: Asking, proof: bytes, life: bytes) -> bool:
    return any(asking.proven(proof, secret, life) for secret in _secrets(office, of))


def _secrets(office: Office, of: Sender) -> list[bytes]:
    """With each pair of either side: a side that has not heard of new keys still asks with the old."""
    found = []
    for theirs in (of.keys, *of.older):
        for pair in office.pairs.values():
            known = (of.no, theirs.number * 1000 + pair.number)
            if known not in office.shared:
                office.shared[known] = keys.shared(pair, theirs)
            found.append(office.shared[known])
    return found


def _strange(
    office: Office, tx: Tx, of: Sender, asking: Asking, proof: bytes, life: bytes | None
) -> Reply:
    """A device that knows no life yet, or an earlier one, is told the present one; others nothing."""
    if life is not None and _proven(office, of, asking, proof, framing.NO_LIFE):
        return Reply(409, Answer(_stored(tx, of, asking), life=life).packed())
    counted = office.strangers.allows(of.no, time.monotonic())
    if counted and not _knew(office, tx, of, asking, proof):
        streams.count_fault(tx, of.no, Why.SIGNATURE, office.at())
    if life is None:
        return Reply(409, Answer(0, life=_begun_life(tx, of)).packed())
    return Reply(409, Answer(0, life=life).packed())


def _knew(office: Office, tx: Tx, of: Sender, asking: Asking, proof: bytes) -> bool:
    """Whether it asks in a life that was before: the hub itself was put back from a copy."""
    rows = tx.rows("select distinct life from down where device = ?", of.no)
    return any(_proven(office, of, asking, proof, bytes(row["life"])) for row in rows)


def _new_life(tx: Tx, of: Sender, asking: Asking) -> Reply:
    """The first one; or the device has more than this hub remembers: it was restored."""
    return Reply(409, Answer(_stored(tx, of, asking), life=_begun_life(tx, of)).packed())


def _begun_life(tx: Tx, of: Sender) -> bytes:
    life = secrets.token_bytes(4)
    tx.run("update devices set life = ? where no = ?", life, of.no)
    return life


def _stored(tx: Tx, of: Sender, asking: Asking) -> int:
    return streams.tail(tx, of.no, asking.epoch, asking.lane).until


def _length(tx: Tx, of: Sender, life: bytes) -> int:
    """Bytes of the stream down."""
    found = tx.value(
        "select start + length(content) from down where device = ? and life = ? "
        "order by seq desc limit 1",
        of.no, life,
    )  # fmt: skip
    return int(found or 0)


def _waiting(office: Office, tx: Tx, of: Sender, life: bytes, have: int) -> bytes:
    """At most `MOST_DOWN` bytes; no more is sealed than is asked for."""
    sealing = (office.pairs[of.knows], life, office.at(), office.minutes())
    while True:
        length, anything = _lengths(tx, of, life)
        if not anything or length >= have + MOST_DOWN:
            break
        tx.lock(of.school)
        if not outgoing.seal(tx, of, *sealing):
            break
    if length <= have:
        return b""
    rows = tx.rows(
        "select start, content from down where device = ? and life = ? "
        "and start + length(content) > ? and start < ? order by seq",
        of.no, life, have, have + MOST_DOWN,
    )  # fmt: skip
    joined = b"".join(bytes(row["content"]) for row in rows)
    return joined[have - rows[0]["start"] :][:MOST_DOWN] if rows else b""


def _lengths(tx: Tx, of: Sender, life: bytes) -> tuple[int, bool]:
    """Bytes of the stream down, and whether anything waits to be added."""
    row = tx.row(
        "select exists (select 1 from pending where device = ?) as anything, coalesce((select "
        "start + length(content) from down where device = ? and life = ? order by seq desc limit 1), 0) "
        "as length",
        of.no, of.no, life,
    )  # fmt: skip
    assert row is not None
    return int(row["length"]), bool(row["anything"])
