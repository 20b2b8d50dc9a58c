"""Bytes of schools as they come: pieces are kept, whole envelopes are checked and numbered.

What is acknowledged is stored for good. Nothing here opens an envelope.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dlschool.exchange import wire
from dlschool.exchange.fault import Fault, Why
from dlschool.exchange.keys import Public
from dlschool.exchange.wire import Envelope
from dlschool.hub.database import Row, Tx

Publics = Mapping[int, Public]
"""The department's pairs by their numbers."""
MOST_TAIL = 1024 * 1024
"""Bytes of an envelope of a school; one is 64 kB at most, unless a single action says more."""
PATIENCE = 3
"""So often what begins at an offset may be refused before the device hears why."""


@dataclass(frozen=True, slots=True)
class Sender:
    """An enrolled device."""

    no: int
    school: int
    mark: bytes
    """The 16 bytes that name the school."""
    keys: Public
    """Its newest pair."""
    older: tuple[Public, ...] = ()
    knows: int = 1
    """The newest pair of the department that the device has used: what goes down is signed with it."""
    life: bytes | None = None
    """Of its stream down; None: it was never asked for."""


@dataclass(slots=True)
class Tail:
    """Where a stream ends: the next envelope's seq, what it follows, the piece of it that is here."""

    start: int
    seq: int
    digest: bytes
    content: bytes
    bad: int = 0
    """How often what begins here was refused."""
    why: str = ""

    @property
    def until(self) -> int:
        return self.start + len(self.content)

    @property
    def trouble(self) -> Why | None:
        """Why what begins here is refused for ever."""
        return Why(self.why) if self.bad >= PATIENCE and not self.content else None


def sender(tx: Tx, device: int, *, revoked: bool = False) -> Sender:
    """Fault: nobody of this number is enrolled; or it was revoked, unless `revoked`: it hears still."""
    row = tx.row(
        "select d.no, d.school, d.state, d.knows, d.life, s.mark from devices d "
        "join schools s on s.id = d.school where d.no = ?",
        device,
    )
    if row is None or row["state"] not in ("active", "revoked"):
        raise Fault(Why.UNKNOWN)
    if row["state"] == "revoked" and not revoked:
        raise Fault(Why.REVOKED)
    newest, *older = pairs(tx, device)
    life = None if row["life"] is None else bytes(row["life"])
    mark = bytes(row["mark"])
    return Sender(row["no"], row["school"], mark, newest, tuple(older), row["knows"], life)


def pairs(tx: Tx, device: int) -> list[Public]:
    """The device's, the newest first."""
    rows = tx.rows(
        "select sign, seal, number from device_keys where device = ? order by number desc", device
    )
    return [Public(bytes(r["sign"]), bytes(r["seal"]), r["number"]) for r in rows]


def tail(tx: Tx, device: int, epoch: bytes, lane: int) -> Tail:
    row = tx.row(
        "select start, seq, digest, content, bad, why from tails "
        "where device = ? and epoch = ? and lane = ?",
        device, epoch, lane,
    )  # fmt: skip
    if row is None:
        return Tail(0, 1, wire.FIRST, b"")
    digest, content = bytes(row["digest"]), bytes(row["content"])
    return Tail(row["start"], row["seq"], digest, content, row["bad"], row["why"])


def keep_tail(tx: Tx, device: int, epoch: bytes, lane: int, end: Tail) -> None:
    tx.run(
        "insert into tails (device, epoch, lane, start, seq, digest, content, bad, why) "
        "values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (device, epoch, lane) do update set "
        "start = excluded.start, seq = excluded.seq, digest = excluded.digest, "
        "content = excluded.content, bad = excluded.bad, why = excluded.why",
        device, epoch, lane, end.start, end.seq, end.digest, end.content, end.bad, end.why,
    )  # fmt: skip


def _drop_pieces(tx: Tx, device: int, epoch: bytes) -> None:
    """A device speaks in one epoch at a time: pieces of others, and epochs that never got a whole
    envelope are thrown away. What was thrown away is sent again from where it began.
    """
    tx.run(
        "update tails set content = ? where device = ? and epoch <> ? and length(content) > 0",
        b"", device, epoch,
    )  # fmt: skip
    tx.run("delete from tails where device = ? and epoch <> ? and seq = 1", device, epoch)


def append(
    tx: Tx, of: Sender, epoch: bytes, lane: int, offset: int, content: bytes, to: Publics, at: str
) -> int:
    """Takes bytes that begin at `offset` of the stream; returns how many bytes of it are stored now.

    Bytes that are here already are passed over; bytes beyond a hole are not taken. What is no envelope
    of this device in its place is thrown away from there on, counted, and the stream goes on before it.
    """
    return appended(tx, of, epoch, lane, offset, content, to, at).until


def appended(
    tx: Tx, of: Sender, epoch: bytes, lane: int, offset: int, content: bytes, to: Publics, at: str
) -> Tail:
    """The same; returns where the stream ends now."""
    tx.lock(of.school)
    end = tail(tx, of.no, epoch, lane)
    if end.seq == 1 and content and not end.content:
        _drop_pieces(tx, of.no, epoch)
    if offset > end.until or offset + len(content) <= end.until:
        return end
    end.content += content[end.until - offset :]
    try:
        _take(tx, of, epoch, lane, end, to, at)
    except Fault as fault:
        end.content = b""
        end.bad, end.why = end.bad + 1, fault.why
        count_fault(tx, of.no, fault.why, at)
    keep_tail(tx, of.no, epoch, lane, end)
    return end


def _take(tx: Tx, of: Sender, epoch: bytes, lane: int, end: Tail, to: Publics, at: str) -> None:
    """Moves every whole envelope from the piece into the store; `end` follows. Fault: a bad one."""
    content, place = memoryview(end.content), 0
    try:
        while found := wire.first(content[place:]):
            _refuse_strange(found, of, epoch, lane, end)
            verify(found, of, to)
            if len(found.content) > MOST_TAIL:
                raise Fault(Why.SIZE)
            _store(tx, of, found, end.start, at)
            of = _known_by(tx, of, found)
            end.start += len(found.content)
            end.seq, end.digest, end.bad = end.seq + 1, found.digest, 0
            place += len(found.content)
        if len(content) - place > MOST_TAIL:
            raise Fault(Why.SIZE)
    finally:
        end.content = bytes(content[place:])


def _refuse_strange(found: Envelope, of: Sender, epoch: bytes, lane: int, end: Tail) -> None:
    said = found.header
    if (said.device, said.epoch, said.lane, said.down) != (of.no, epoch, lane, False):
        raise Fault(Why.IDS, "stream")
    if said.seq != end.seq or said.previous != end.digest:
        raise Fault(Why.CHAIN)


def verify(found: Envelope, of: Sender, to: Publics) -> None:
    """With any pair of keys the device had: an envelope may have lain for weeks. Fault: with none, or it
    is for a pair that the department does not have.
    """
    department = to.get(found.header.key)
    if department is None:
        raise Fault(Why.SEAL)
    for pair in (of.keys, *of.older):
        try:
            wire.verify(found, pair, department)
        except Fault:
            continue
        return
    raise Fault(Why.SIGNATURE)


def _known_by(tx: Tx, of: Sender, found: Envelope) -> Sender:
    """The device seals for this pair of the department: so it knows it."""
    if found.header.key <= of.knows:
        return of
    tx.run("update devices set knows = ? where no = ?", found.header.key, of.no)
    return replace(of, knows=found.header.key)


def next_position(tx: Tx, school: int) -> int:
    """The next number in the one order of a school; call `tx.lock` before."""
    return int(
        tx.value(
            "update heads set position = position + 1 where school = ? returning position", school
        )
    )


def _store(tx: Tx, of: Sender, found: Envelope, start: int, at: str) -> None:
    said = found.header
    tx.run(
        "insert into envelopes (school, position, device, epoch, lane, seq, start, content, digest, "
        "at, state) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'stored')",
        of.school, next_position(tx, of.school), of.no, said.epoch, said.lane, said.seq, start,
        found.content, found.digest, at,
    )  # fmt: skip


def count_fault(tx: Tx, device: int, why: str, at: str) -> None:
    """Refusals by device, reason and day; nothing of what was refused is kept."""
    tx.run(
        "insert into faults (device, reason, day, count) values (?, ?, ?, 1) "
        "on conflict (device, reason, day) do update set count = faults.count + 1",
        device, why, at[:10],
    )  # fmt: skip


def take_whole(tx: Tx, of: Sender, found: Envelope, to: Publics, at: str) -> str:
    """An envelope of a stick: "stored", "known", or "early" when one before it is wanting.

    Fault: not of this device, not signed by it, or another envelope with this number is here already.
    """
    tx.lock(of.school)
    said = found.header
    if (said.device, said.down) != (of.no, False):
        raise Fault(Why.IDS, "stream")
    verify(found, of, to)
    here = _here(tx, said.device, said.epoch, said.lane, said.seq)
    if here is not None:
        if bytes(here["content"]) != found.content:
            raise Fault(Why.FORK)
        return "known"
    end = tail(tx, of.no, said.epoch, said.lane)
    if said.seq > end.seq:
        return "early"
    if said.previous != end.digest:
        raise Fault(Why.CHAIN)
    _store(tx, of, found, end.start, at)
    _known_by(tx, of, found)
    after = Tail(end.start + len(found.content), end.seq + 1, found.digest, b"")
    keep_tail(tx, of.no, said.epoch, said.lane, after)
    return "stored"


def _here(tx: Tx, device: int, epoch: bytes, lane: int, seq: int) -> Row | None:
    return tx.row(
        "select content from envelopes where device = ? and epoch = ? and lane = ? and seq = ?",
        device, epoch, lane, seq,
    )  # fmt: skip
