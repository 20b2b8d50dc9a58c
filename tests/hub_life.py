"""Schools and their computers as the hub meets them: they number, seal, send, receive. No store behind."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from dlschool.exchange import framing, keys, kinds, payload, wire
from dlschool.exchange.framing import Answer, Asking
from dlschool.exchange.keys import Private, Public
from dlschool.exchange.payload import Act, Content, Op, Value
from dlschool.hub import acts, applying, conversation
from dlschool.hub.conversation import Reply
from dlschool.hub.database import Tx
from dlschool.hub.office import Office

AT = "2026-11-21T10:00:00"


@dataclass
class School:
    id: int
    mark: bytes
    bin: str


@dataclass
class Device:
    """One computer of a school."""

    no: int
    school: School
    department: Public
    pair: Private = field(default_factory=keys.new)
    pairs: dict[int, Private] = field(default_factory=dict)
    """Further pairs, by number: what comes down may be sealed for each."""
    epoch: bytes = b"aaaa"
    seq: int = 0
    previous: bytes = wire.FIRST
    stream: bytes = b""
    up: int = 0
    """Bytes that the hub has."""
    life: bytes = framing.NO_LIFE
    came: bytes = b""
    """Bytes of the present life."""
    base: int = 0

    def seal(self, ops: Iterable[Op], *, schema: int = payload.SCHEMA) -> bytes:
        """The next envelope of the stream."""
        self.seq += 1
        content = payload.packed(
            Content(tuple(ops), 29_000_000, self.base, self.seq, self.seq, schema=schema)
        )
        header = wire.Header(self.no, self.epoch, self.seq, self.previous, self.department.number)
        made = wire.make(header, content, self.school.mark, self.pair, self.department)
        self.previous = wire.chained(made)
        self.stream += made
        return made

    def begin(self, epoch: bytes) -> None:
        """A new epoch of this computer's base."""
        self.epoch, self.seq, self.previous, self.stream, self.up = epoch, 0, wire.FIRST, b"", 0

    def asking(self, office: Office, size: int | None = None, **more: Any) -> bytes:
        """A whole request."""
        content = self.stream[self.up :][:size]
        asking = Asking(self.no, self.epoch, self.up, len(self.came), **more)
        shared = keys.shared(self.pair, self.department)
        return asking.packed(shared, self.life) + (b"" if more.get("asks") else content)

    def sync(self, office: Office, size: int | None = None) -> list[Content]:
        """Until all is stored and nothing more comes; what came, opened."""
        before, life = len(self.came), self.life
        for _ in range(400):
            sent = self.asking(office, size)
            reply = post(office, sent)
            more = self.hear(reply, len(self.stream[self.up :][:size]))
            if not more and self.up == len(self.stream):
                return self.opened(before if self.life == life else 0)
        raise AssertionError(f"no end: {reply}")

    def hear(self, reply: Reply, sent: int) -> bool:
        """Whether something came that may have more behind it."""
        if reply.status == 204:
            self.up += sent
            return False
        assert reply.status in (200, 409), reply
        read = framing.read_answer_head(reply.body)
        assert read is not None
        answer, at = read
        self.up = answer.up
        if reply.status == 409:
            assert answer.life is not None
            self.life, self.came = answer.life, b""
            return True
        self.came += reply.body[at:]
        return len(reply.body) > at

    def opened(self, before: int = 0) -> list[Content]:
        """Envelopes that came whole beyond the first `before` bytes; they are known from now on."""
        found, at = [], 0
        while envelope := wire.first(self.came[at:]):
            pair = self.pairs.get(envelope.header.key, self.pair)
            wire.verify(envelope, self.department, pair.public)
            content = payload.unpacked(wire.opened(envelope, self.school.mark, pair))
            if at >= before:
                found.append(content)
            self.base = envelope.header.seq
            at += len(envelope.content)
        return found


def post(office: Office, request: bytes) -> Reply:
    read = framing.read_asking(request)
    assert read is not None
    asking, proof, at = read
    return conversation.converse(office, asking, proof, request[at:])


def answer(reply: Reply) -> Answer:
    read = framing.read_answer_head(reply.body)
    assert read is not None
    return read[0]


def school(office: Office, number: int = 1, district: str = "11") -> School:
    mark = secrets.token_bytes(16)
    bin_ = f"{number:012}"
    with office.db.transaction() as tx:
        made = tx.value(
            "insert into schools (mark, name_kk, name_ru, bin, district, level, created) "
            "values (?, ?, ?, ?, ?, 'cases', ?) returning id",
            mark, f"№{number} мектеп", f"Школа № {number}", bin_, district, AT,
        )  # fmt: skip
        tx.run("insert into heads (school, position, applied) values (?, 0, 0)", made)
    return School(int(made), mark, bin_)


def device(office: Office, of: School) -> Device:
    """Enrolled."""
    made = Device(0, of, office.newest.public)
    with office.db.transaction() as tx:
        made.no = tx.value(
            "insert into devices (school, label, state, at) values (?, 'ПК', 'active', ?) "
            "returning no",
            of.id, AT,
        )  # fmt: skip
        tx.run(
            "insert into device_keys (device, number, sign, seal, since) values (?, 1, ?, ?, ?)",
            made.no, made.pair.public.sign, made.pair.public.seal, AT,
        )  # fmt: skip
        acts.write(tx, of.id, "enrolled", {"device": made.no}, at=AT, who="x")
    applying.catch_up(office.db, of.id, office.pairs)
    return made


def act(office: Office, of: School, kind: str, content: dict[str, Any]) -> None:
    """The department does something, and it is applied."""
    with office.db.transaction() as tx:
        acts.write(tx, of.id, kind, content, at=AT, who="Қызметкер")
    applying.catch_up(office.db, of.id, office.pairs)


def said(contents: Iterable[Content], key: str) -> list[dict[str, Value]]:
    """The messages of one kind, by the names of their fields."""
    kind = kinds.of(key)
    return [kind.named(op.fields) for c in contents for op in c.ops if op.kind == kind.number]


def pupil(no: int, grade: int = 7) -> Op:
    return Op(2, Act.NEW, no, {1: grade, 2: "male", 3: "kk"})


def case(no: int, pupil_no: int, number: str = "1/2026") -> Op:
    return Op(3, Act.NEW, no, {1: number, 2: pupil_no, 3: "family", 5: 2400})


def school_op(no: int, name: str, act: int = Act.NEW) -> Op:
    return Op(1, act, no, {2: name} if act == Act.SET else {1: name, 2: name, 3: "1"})


def word(key: str, no: int = 1, **values: Value) -> Op:
    """A word about the exchange itself."""
    kind = kinds.of(key)
    return Op(kind.number, Act.NEW, no, kind.numbered(values))


def tables(tx: Tx, names: Iterable[str]) -> Mapping[str, list[list[str]]]:
    """Rows of tables to compare: without the numbers that a table gives by itself."""
    found = {}
    for name in names:
        serial = {"id"} if name == "pending" else set()
        rows = tx.rows(f"select * from {name}")
        plain = [{k: _plain(v) for k, v in row.items() if k not in serial} for row in rows]
        found[name] = sorted([f"{k}={v}" for k, v in sorted(row.items())] for row in plain)
    return found


def _plain(value: Any) -> str:
    return bytes(value).hex() if isinstance(value, (bytes, memoryview)) else str(value)


def now() -> datetime:
    return datetime(2026, 11, 21, 10, 0)
