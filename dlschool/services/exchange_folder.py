"""The way by stick: envelopes go into a folder and the department's answers are taken from it.

What was exported is not delivered: it is kept, and exported again, until its receipt has come. Stick and
line may be used side by side.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from dlschool.errors import Refused, reason
from dlschool.exchange import folder as files
from dlschool.exchange import wire
from dlschool.exchange.fault import Fault
from dlschool.exchange.folder import Load, Span, Unwritten
from dlschool.exchange.wire import Envelope
from dlschool.i18n import N_
from dlschool.services import exchange_frozen, exchange_inbox, exchange_keys, exchange_outbox
from dlschool.services.exchange_keys import Paired
from dlschool.services.exchange_sync import LANES, apply, refuse_revoked, refuse_unable
from dlschool.store import exchange, exchange_rows, volumes
from dlschool.store.connection import Store
from dlschool.store.exchange import Out

OPEN = ("sealed", "sent")
"""States of envelopes of which the department has not said that it has them."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and where."""

    folder: Path
    envelopes: int
    files: tuple[str, ...]


@dataclass(slots=True)
class Taken:
    """What became of the envelopes of a folder."""

    new: int = 0
    known: int = 0
    early: int = 0
    """One before them is wanting: they are read again with it."""
    foreign: int = 0
    """Of other computers and schools."""
    damaged: list[str] = field(default_factory=list)
    """Files that are not whole."""


def export(db: Store, place: Path) -> Exported:
    """Everything that the department does not have yet goes into `place`/DLX, as few files as can be.

    Refused: not paired, revoked, the role, the place cannot be written or does not keep what is written.
    """
    refuse_unable(db)
    to = exchange_keys.need_paired(db)
    refuse_revoked(to)
    exchange_outbox.seal(db)
    home = files.school_folder(place, _bin(db))
    spans, count = [], 0
    for lane in LANES:
        due = exchange.out_in(db, lane, OPEN)
        try:
            spans += _written(home, due)
            _forget_accepted(db, to, home, lane)
        except OSError as error:
            raise Refused(
                N_("The folder {folder} cannot be written: {reason}"),
                folder=place,
                reason=reason(error),
            ) from error
        except Unwritten as error:
            raise Refused(
                N_(
                    "{folder} does not keep what is written on it: the file {file} reads back "
                    "otherwise. Use another stick."
                ),
                folder=place,
                file=str(error),
            ) from error
        _mark_sent(db, lane, due)
        count += len(due)
    exchange_frozen.freeze(db)
    return Exported(home, count, tuple(each.name for each in spans))


def _written(home: Path, due: list[Out]) -> list[Span]:
    """Each row of seqs without a hole."""
    spans = []
    row: list[Envelope] = []
    for out in due:
        each = wire.first(out.content)
        assert each is not None
        if row and each.header.seq != row[-1].header.seq + 1:
            spans += files.write(home, row)
            row = []
        row.append(each)
    return spans + (files.write(home, row) if row else [])


def _forget_accepted(db: Store, to: Paired, home: Path, lane: int) -> None:
    """Files of this computer that hold nothing but what the department has accepted."""
    last, still = exchange.last_out(db, lane), exchange.out_in(db, lane, OPEN)
    until = still[0].seq - 1 if still else (last.seq if last else 0)
    if until and home.is_dir():
        mark = exchange_keys.told_epoch(db).mark
        files.forget(home, [Span(to.device, mark, str(lane), 1, until)])


def _mark_sent(db: Store, lane: int, due: list[Out]) -> None:
    with exchange.writing(db):
        for out in due:
            exchange.set_out(db, lane, out.seq, ("sealed",), "sent")
        exchange.put(db, "exported", db.now().isoformat(timespec="seconds").encode())


def _bin(db: Store) -> str:
    row = exchange_rows.of(db, "school", 1, ["bin"])
    return str(row["bin"]) if row else ""


def take(db: Store, place: Path) -> Taken:
    """Reads the department's answers for this computer at a place (a stick, a folder, a file) and applies
    them. What is damaged, of others, or too early is counted and left where it is.

    Refused: nothing is there to read, not paired, the role, what waits is newer than this program.
    """
    refuse_unable(db)
    to = exchange_keys.need_paired(db)
    got = _loaded(place)
    taken = Taken(damaged=sorted(got.damaged))
    mine = [each for each in got.envelopes if _is_mine(to, each)]
    taken.foreign = sum(each.header.device != to.device for each in got.envelopes)
    life = exchange_inbox.life(db)
    for each in sorted(mine, key=lambda e: (e.header.epoch != life, e.header.epoch, e.header.seq)):
        _take_one(db, each, taken)
    if taken.new:
        apply(db)
        with exchange.writing(db):
            exchange.put(db, "contact", db.now().isoformat(timespec="seconds").encode())
    return taken


def _loaded(place: Path) -> Load:
    try:
        got = files.load(place)
    except OSError as error:
        raise Refused(
            N_("The folder {folder} cannot be read: {reason}"), folder=place, reason=reason(error)
        ) from error
    if not got.envelopes and not got.damaged:
        raise Refused(
            N_("There is nothing of the department in {folder}: no folder DLX with files *.dlx."),
            folder=place,
        )
    return got


def _is_mine(to: Paired, each: Envelope) -> bool:
    return each.header.down and each.header.device == to.device


def _take_one(db: Store, each: Envelope, taken: Taken) -> None:
    try:
        state = exchange_inbox.take(db, each)
    except Fault:
        taken.damaged.append(f"№ {each.header.seq}")
        return
    if state == "stored":
        taken.new += 1
    elif state == "known":
        taken.known += 1
    else:
        taken.early += 1


def answers_on(db: Store, labels: Callable[[], volumes.Labels] = volumes.mounted) -> list[Path]:
    """Plugged drives on which files of the department for this computer lie that were not taken yet, by
    their names.
    """
    to = exchange_keys.paired(db)
    if to is None:
        return []
    known = exchange_inbox.life(db), exchange.last_in(db)[0]
    return [root for root in sorted(set(labels().values())) if _carries(root, to.device, *known)]


def _carries(root: Path, device: int, life: bytes, seq: int) -> bool:
    try:
        spans = [
            files.span(path.name) for path in files.found(root) if (root / files.ROOT).is_dir()
        ]
    except OSError:
        return False
    return any(
        of.device == device and of.lane == files.DOWN and (of.epoch != life or of.last > seq)
        for of in spans
        if of is not None
    )


def drives(labels: Callable[[], volumes.Labels] = volumes.mounted) -> list[Path]:
    """Plugged drives with a label; the system's own disk is none."""
    return sorted(root for root in set(labels().values()) if len(root.parts) > 1 or root.drive)
