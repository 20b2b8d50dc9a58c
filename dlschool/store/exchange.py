"""The exchange's own rows: keys and offsets, what was told of each record, envelopes out and in.

They are bookkeeping, not work: no journal, no undo. What they say and what they say it of is written in
one transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from dlschool.store.connection import Row, Store
from dlschool.store.guard import refuse_gone


@contextmanager
def writing(store: Store) -> Iterator[None]:
    """A transaction of the exchange; within an action it is part of that one. All or nothing. A clock that
    cannot be right is no reason not to exchange.
    """
    if store.writing is not None or store.conn.in_transaction:
        yield
        return
    if store.refuses is not None:
        raise store.refuses
    refuse_gone(store)
    store.execute("begin immediate")
    try:
        yield
        store.execute("commit")
    except BaseException:
        store.give_up()
        raise


def get(store: Store, key: str) -> bytes:
    """Empty when there is none."""
    found = store.value("select value from main.exchange_state where key = ?", (key,))
    return bytes(found) if found is not None else b""


def put(store: Store, key: str, value: bytes) -> None:
    store.execute(
        "insert into main.exchange_state (key, value) values (?, ?) "
        "on conflict (key) do update set value = excluded.value",
        (key, value),
    )


def number(store: Store, key: str) -> int:
    """A number that is kept under a key; 0 when there is none."""
    return int(get(store, key) or 0)


def put_number(store: Store, key: str, value: int) -> None:
    put(store, key, str(value).encode())


@dataclass(frozen=True, slots=True)
class Told:
    """What the department was told of a row."""

    no: int
    kind: int
    thing: str
    row: int
    fields: bytes
    """Values by field numbers, packed."""
    was: bytes | None
    """What it was called in the epochs before, packed: [[device, mark, number, digest], …]."""
    gone: bool
    born: int
    """Seq of the envelope that told it first in this epoch."""


def told(store: Store, thing: str, row: int) -> Told | None:
    return _one(
        store.row("select * from main.exchange_records where thing = ? and row = ?", (thing, row))
    )


def told_as(store: Store, no: int) -> Told | None:
    return _one(store.row("select * from main.exchange_records where no = ?", (no,)))


def everything_told(store: Store) -> list[Told]:
    """In the order of numbers."""
    rows = store.rows("select * from main.exchange_records order by no")
    return [made for row in rows if (made := _one(row)) is not None]


def _one(row: Row | None) -> Told | None:
    if row is None:
        return None
    return Told(
        row["no"], row["kind"], row["thing"], row["row"], bytes(row["fields"]), row["was"],
        bool(row["gone"]), row["born"],
    )  # fmt: skip


def keep_told(
    store: Store, thing: str, row: int, kind: int, fields: bytes, gone: bool, born: int = 0
) -> int:
    """Returns the record's number. `born` counts for a new one."""
    return int(
        store.value(
            "insert into main.exchange_records (kind, thing, row, fields, gone, born) "
            "values (?, ?, ?, ?, ?, ?) on conflict (thing, row) do update set "
            "fields = excluded.fields, gone = excluded.gone returning no",
            (kind, thing, row, fields, int(gone), born),
        )
    )


def number_anew(store: Store, was: dict[int, bytes], born: int) -> None:
    """Records get the numbers 1, 2, 3 …, in their old order, and remember what they were called."""
    found = store.rows("select * from main.exchange_records order by no")
    store.execute("delete from main.exchange_records")
    for no, row in enumerate(found, 1):
        store.execute(
            "insert into main.exchange_records (no, kind, thing, row, fields, was, gone, born) "
            "values (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                no, row["kind"], row["thing"], row["row"], row["fields"], was[row["no"]],
                row["gone"], born,
            ),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Out:
    """An envelope of this device."""

    lane: int
    seq: int
    start: int
    content: bytes
    digest: bytes
    first: int
    last: int
    ops: int
    at: str
    state: str
    """sealed, sent (on a stick), stored, accepted, quarantined, waiting (for a newer hub)."""


_OUT = "lane, seq, start, content, digest, first, last, ops, at, state"


def last_out(store: Store, lane: int) -> Out | None:
    row = store.row(
        f"select {_OUT} from main.exchange_out where lane = ? order by seq desc limit 1", (lane,)
    )
    return Out(**row) if row else None


def add_out(store: Store, value: Out) -> None:
    store.execute(
        f"insert into main.exchange_out ({_OUT}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        tuple(getattr(value, name) for name in _OUT.split(", ")),
    )


def out_from(store: Store, lane: int, offset: int) -> list[Out]:
    """Envelopes that reach beyond this offset of the stream, in order."""
    rows = store.rows(
        f"select {_OUT} from main.exchange_out where lane = ? and start + length(content) > ? "
        "order by seq",
        (lane, offset),
    )
    return [Out(**row) for row in rows]


def out_in(store: Store, lane: int, states: tuple[str, ...]) -> list[Out]:
    """Envelopes in one of these states, in order."""
    marks = ", ".join("?" * len(states))
    rows = store.rows(
        f"select {_OUT} from main.exchange_out where lane = ? and state in ({marks}) order by seq",
        (lane, *states),
    )
    return [Out(**row) for row in rows]


def set_out(store: Store, lane: int, until: int, states: tuple[str, ...], state: str) -> None:
    """Envelopes up to `until` that are in one of these states are in that one now."""
    marks = ", ".join("?" * len(states))
    store.execute(
        f"update main.exchange_out set state = ? where lane = ? and seq <= ? and state in ({marks})",
        (state, lane, until, *states),
    )


def digests(store: Store, lane: int) -> dict[int, bytes]:
    """Of every envelope of this lane, by seq."""
    rows = store.rows("select seq, digest from main.exchange_out where lane = ?", (lane,))
    return {row["seq"]: bytes(row["digest"]) for row in rows}


def digest(store: Store, lane: int, seq: int) -> bytes:
    """Of one envelope of ours; empty when there is none."""
    found = store.value(
        "select digest from main.exchange_out where lane = ? and seq = ?", (lane, seq)
    )
    return bytes(found or b"")


def unstore(store: Store, lane: int, offset: int) -> None:
    """The department no longer has what lies beyond this offset: it was restored from a backup."""
    store.execute(
        "update main.exchange_out set state = 'sealed', receipt = null "
        "where lane = ? and start + length(content) > ?",
        (lane, offset),
    )


def keep_receipt(store: Store, lane: int, seq: int, state: str, receipt: bytes) -> None:
    store.execute(
        "update main.exchange_out set state = ?, receipt = ? where lane = ? and seq = ?",
        (state, receipt, lane, seq),
    )


def put_away(store: Store, epoch: str) -> None:
    """The envelopes of an epoch that is over: kept, sent no more."""
    store.execute(
        "insert or ignore into main.exchange_old (epoch, lane, seq, content, state) "
        "select ?, lane, seq, content, state from main.exchange_out",
        (epoch,),
    )
    store.execute("delete from main.exchange_out")


def old_in(store: Store, epoch: str, lane: int) -> dict[int, str]:
    """States of the envelopes of an epoch that is over, by seq."""
    sql = "select seq, state from main.exchange_old where epoch = ? and lane = ?"
    return {row["seq"]: row["state"] for row in store.rows(sql, (epoch, lane))}


def forget(store: Store, epoch: str) -> None:
    """Another department knows nothing of what the one before was told: all is told to it anew. The
    envelopes of this epoch are kept as they went.
    """
    put_away(store, epoch)
    store.execute("delete from main.exchange_records")
    for key in ("epoch", "told_level", "compared", "schools"):
        put(store, key, b"")
    for key in ("up0", "up1", "told"):
        put_number(store, key, 0)


def counts(store: Store) -> dict[str, int]:
    """How many operations stand in envelopes of each state."""
    rows = store.rows("select state, sum(ops) as n from main.exchange_out group by state")
    return {row["state"]: int(row["n"] or 0) for row in rows}


def listed(store: Store, most: int) -> list[Row]:
    """Envelopes, the newest first."""
    return store.rows(
        "select lane, seq, at, ops, length(content) as size, state, receipt from main.exchange_out "
        "order by at desc, lane, seq desc limit ?",
        (most,),
    )


def count(store: Store, thing: str, state: str) -> int:
    """Directives or differences in this state."""
    return int(store.value(f"select count(*) from main.{thing} where state = ?", (state,)))


def last_in(store: Store) -> tuple[int, bytes]:
    """Seq of the newest envelope from the department and its content; (0, b"") before the first."""
    row = store.row("select seq, content from main.exchange_in order by seq desc limit 1")
    return (row["seq"], bytes(row["content"])) if row else (0, b"")


def add_in(store: Store, seq: int, content: bytes, at: str) -> None:
    store.execute(
        "insert into main.exchange_in (seq, content, at, applied) values (?, ?, ?, 0)",
        (seq, content, at),
    )


def unapplied(store: Store) -> list[tuple[int, bytes]]:
    rows = store.rows("select seq, content from main.exchange_in where applied = 0 order by seq")
    return [(row["seq"], bytes(row["content"])) for row in rows]


def applied(store: Store, seq: int) -> None:
    store.execute("update main.exchange_in set applied = 1 where seq = ?", (seq,))


def put_aside(store: Store, seq: int) -> None:
    """An envelope that cannot be read: kept, looked at no more."""
    store.execute("update main.exchange_in set applied = 2 where seq = ?", (seq,))


def forget_in(store: Store) -> None:
    store.execute("delete from main.exchange_in")
