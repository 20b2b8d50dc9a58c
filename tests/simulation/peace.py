"""What must hold when all is quiet: what each side has, and that nothing that was said is lost."""

from typing import Any

import hub_life
from simulation.town import Pc, Town

from dlschool.exchange import kinds
from dlschool.hub import records, replay, schema
from dlschool.services import exchange_keys, exchange_sealing, exchange_telling, exchange_told
from dlschool.services.exchange_sealing import Draft
from dlschool.services.exchange_telling import Telling
from dlschool.store import exchange
from dlschool.store.exchange import Told


def troubles(town: Town) -> list[str]:
    """Everything that is not as it should be, in words."""
    found = [f"{pc.folder.name}: {each}" for pc in town.pcs for each in of_pc(town, pc)]
    found += [f"school {of.id}: {each}" for of in town.schools for each in of_hub(town, of.id)]
    return found + replayed(town)


def of_pc(town: Town, pc: Pc) -> list[str]:
    """Hub's record = what the school remembers having told = the school's row, but for what stands open as
    a difference.
    """
    found = []
    mark = exchange_keys.told_epoch(pc.db).mark
    for told in exchange.everything_told(pc.db):
        silent = _open_fields(pc, told)
        here = _row(pc, told)
        shadow = None if told.gone else exchange_sealing.unpacked(told.fields)
        hub, hub_open = _held(town, (pc.device, mark, told.no))
        for name, value in (("row", here), ("hub", hub)):
            if name == "hub" and told.gone and value is not None and _shared(town, pc):
                continue
            if not _same(told, value, shadow, silent | hub_open):
                found.append(f"{told.thing} {told.row} {name}: {value} / shadow {shadow}")
    return found


def _shared(town: Town, pc: Pc) -> bool:
    """Whether the school has another computer, which may still have what this one took away."""
    return any(other is not pc and other.of is pc.of for other in town.pcs)


def _same(told: Told, one: Any, other: Any, silent: set[int]) -> bool:
    if (one is None) != (other is None):
        return 0 in silent
    if one is None:
        return True
    keys = (one.keys() | other.keys()) - silent
    return all(one.get(key) == other.get(key) for key in keys)


def _open_fields(pc: Pc, told: Told) -> set[int]:
    kind = kinds.up()[told.kind]
    keys = pc.db.values(
        "select field from main.differences where thing = ? and row = ?", (told.thing, told.row)
    )
    return {kind.field(key).number if key else 0 for key in keys}


def _row(pc: Pc, told: Told) -> dict[int, Any] | None:
    """As it would be told now."""
    level = exchange_keys.level(pc.db)
    row = exchange_told.read(pc.db, told.thing, told.row)
    if row is None or not exchange_told.concerns(pc.db, told.thing, told.row, row, level):
        return None
    of = Telling(level, frozenset(), {}, Draft())
    values = exchange_told.values(pc.db, told.thing, row, level)
    of.done = {(t.thing, t.row) for t in exchange.everything_told(pc.db)}
    return exchange_telling._numbered(pc.db, of, values)


def _held(town: Town, name: records.Name) -> tuple[dict[int, Any] | None, set[int]]:
    """The hub's record as this device says it, and which of its fields ever stood in question."""
    with town.office.db.transaction() as tx:
        record = records.find(tx, name)
        if record is None:
            return None, set()
        held = records.load(tx, record)
        asked = {row["field"] for row in tx.rows(
            "select field from conflicts where record = ? and state = 'open'", record)}  # fmt: skip
        if held.gone:
            return None, asked
        return records.outward(tx, held.kind, held.values(), name[0], name[1]), asked


def of_hub(town: Town, school: int) -> list[str]:
    """No case stands twice; every conflict is known to every computer of the school; nothing waits."""
    found = []
    with town.office.db.transaction() as tx:
        rows = tx.rows("select id from records where school = ? and kind = 3 and gone = 0", school)
        numbers = [records.load(tx, row["id"]).values().get(1) for row in rows]
        items = tx.rows(
            "select number, record from conflicts where school = ? and state = 'open'", school
        )
        holders = {each["number"]: records.holders(tx, each["record"]) for each in items}
        bad = tx.rows(
            "select reason, op from quarantine where school = ? and reason <> 'conflict'", school
        )
        states = tx.rows(
            "select distinct state from envelopes where school = ? and state <> 'applied'", school
        )
    for number in {each for each in numbers if each and numbers.count(each) > 1}:
        found.append(f"case {number} stands {numbers.count(number)} times")
    found += [f"envelope {row['state']}" for row in states]
    found += [f"quarantine {row['reason']} {row['op']}" for row in bad]
    for pc in town.pcs:
        if pc.of.id == school:
            known = {
                row["number"]: row["state"]
                for row in pc.db.rows("select number, state from main.differences")
            }
            found += [
                f"{pc.folder.name} does not know conflict {number}"
                for number, devices in holders.items()
                if pc.device in devices and known.get(number) != "open"
            ]
    return found


def held(town: Town, school: int) -> int:
    """How many records the hub has of a school."""
    with town.office.db.transaction() as tx:
        return int(tx.value("select count(*) from records where school = ?", school))


def lost(town: Town, school: int, said: set[str]) -> set[str]:
    """Numbers of cases that were acknowledged and that the hub does not know, gone or not."""
    with town.office.db.transaction() as tx:
        rows = tx.rows("select id from records where school = ? and kind = 3", school)
        return said - {str(records.load(tx, row["id"]).values().get(1)) for row in rows}


def replayed(town: Town) -> list[str]:
    """Everything derived made anew is the same."""
    names = [*schema.DERIVED]
    with town.office.db.transaction() as tx:
        before = hub_life.tables(tx, names)
    replay.replay(town.office.db, town.office.pairs)
    with town.office.db.transaction() as tx:
        after = hub_life.tables(tx, names)
    return [f"replay differs: {name}" for name in names if before[name] != after[name]]
