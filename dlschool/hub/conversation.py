"""One request of a device: who asks, what came is stored and applied, what waits for it goes down."""

import secrets
from dataclasses import dataclass

from dlschool.exchange import framing, keys
from dlschool.exchange.fault import Fault, Why
from dlschool.exchange.framing import Answer, Asking
from dlschool.hub import applying, outgoing, streams
from dlschool.hub.database import Tx
from dlschool.hub.office import Office
from dlschool.hub.streams import Sender

MOST_DOWN = 16 * 1024
"""Bytes down in one answer."""


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    body: bytes = b""


def converse(office: Office, asking: Asking, proof: bytes, content: bytes) -> Reply:
    """What arrived may be cut off anywhere: what is here is stored, the reply says how much."""
    try:
        with office.db.transaction() as tx:
            of = streams.sender(tx, asking.device)
            life = _life(tx, of)
            if not _proven(office, of, asking, proof, life or framing.NO_LIFE):
                return _strange(office, tx, of, asking, proof, life)
            if life is None or asking.down > _length(tx, of, life):
                return _new_life(tx, of, asking)
            up = streams.append(
                tx, of, asking.epoch, asking.lane, asking.up, content, office.newest.public,
                office.at(),
            )  # fmt: skip
            trouble = _trouble(tx, of, asking)
            tx.run("update devices set contact = ? where no = ?", office.at(), of.no)
    except Fault as fault:
        return Reply(403, fault.why.encode())
    applying.catch_up(office.db, of.school, office.pairs)
    down = b"" if asking.quiet else _down(office, of, life, asking.down)
    if up == asking.up + len(content) and not down and not trouble and not asking.asks:
        return Reply(204)
    return Reply(200, Answer(up, down, trouble=trouble).packed())


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
    streams.count_fault(tx, of.no, Why.SIGNATURE, office.at())
    return Reply(409, Answer(0, life=life or framing.NO_LIFE).packed())


def _new_life(tx: Tx, of: Sender, asking: Asking) -> Reply:
    """The first one; or the device has more than this hub remembers: it was restored."""
    life = secrets.token_bytes(4)
    tx.run("update devices set life = ? where no = ?", life, of.no)
    return Reply(409, Answer(_stored(tx, of, asking), life=life).packed())


def _stored(tx: Tx, of: Sender, asking: Asking) -> int:
    return streams.tail(tx, of.no, asking.epoch, asking.lane).until


def _life(tx: Tx, of: Sender) -> bytes | None:
    found = tx.value("select life from devices where no = ?", of.no)
    return None if found is None else bytes(found)


def _length(tx: Tx, of: Sender, life: bytes) -> int:
    """Bytes of the stream down."""
    found = tx.value(
        "select coalesce(sum(length(content)), 0) from down where device = ? and life = ?",
        of.no, life,
    )  # fmt: skip
    return int(found)


def _trouble(tx: Tx, of: Sender, asking: Asking) -> Why | None:
    """What was refused three times in its place will be refused for ever."""
    end = streams.tail(tx, of.no, asking.epoch, asking.lane)
    return Why.CHAIN if end.bad >= 3 and not end.content else None


def _down(office: Office, of: Sender, life: bytes, have: int) -> bytes:
    with office.db.transaction() as tx:
        tx.lock(of.school)
        while outgoing.seal(tx, of, office.newest, life, office.at(), office.minutes()):
            pass
        rows = tx.rows(
            "select start, content from down where device = ? and life = ? "
            "and start + length(content) > ? order by seq limit 64",
            of.no, life, have,
        )  # fmt: skip
    if not rows:
        return b""
    joined = b"".join(bytes(row["content"]) for row in rows)
    return joined[have - rows[0]["start"] :][:MOST_DOWN]
