"""A life of a town: what happens next is drawn by a seed, and at the end all must be well."""

from collections.abc import Callable
from datetime import timedelta

from simulation import peace, strikes
from simulation.net import stormy
from simulation.town import Pc, Town

from dlschool.exchange import kinds
from dlschool.hub import records

Event = Callable[[Town, Pc], None]


def talk(town: Town, pc: Pc) -> None:
    pc.sync()


def backup(town: Town, pc: Pc) -> None:
    pc.backup()


def correction(town: Town, pc: Pc) -> None:
    """The department writes a field of the school that both may write. It names the record by the hub's
    own table: a copy of the base may have given the number that the school has for it to another one.
    """
    with town.office.db.transaction() as tx:
        found = records.values(tx, pc.of.id, kinds.of("school").number)
        names = records.holders(tx, found[0][0]) if found else {}
    if pc.device not in names:
        return
    mark, no = names[pc.device]
    values = {"name_ru": f"Мектеп {town.rng.randrange(50)}"}
    town.act(pc.of, "set", {"record": [pc.device, mark.hex(), no], "values": values})


def directive(town: Town, pc: Pc) -> None:
    values = {
        "period": "term", "start": "2026-09-01", "until": "2026-10-25", "due": "2026-11-30",
        "text_ru": town.next(),
    }  # fmt: skip
    town.act(pc.of, "directive", {"key": "report-request", "values": values})
    town.asked[pc.of.id] = town.asked.get(pc.of.id, 0) + 1


def decided(town: Town, pc: Pc) -> None:
    """The department decides a conflict."""
    with town.office.db.transaction() as tx:
        open_ = tx.rows(
            "select number from conflicts where school = ? and state = 'open'", pc.of.id
        )
    if open_:
        take = town.rng.choice(["current", "other"])
        town.act(pc.of, "resolve", {"conflict": open_[0]["number"], "take": take})


def later(town: Town, pc: Pc) -> None:
    town.now += timedelta(hours=town.rng.randrange(1, 100))


def hub_back(town: Town, pc: Pc) -> None:
    strikes.hub_restored(town)


def hub_kept(town: Town, pc: Pc) -> None:
    strikes.hub_copied(town)


EVERYDAY: dict[str, Event] = {
    "talk": talk,
    "correction": correction,
    "directive": directive,
    "decided": decided,
    "decide": strikes.decide,
    "later": later,
    "clock": strikes.clock,
    "stick": strikes.by_stick,
}
DISASTERS: dict[str, Event] = {
    "power cut": strikes.power_cut,
    "full disk": strikes.full_disk,
    "hub dies": strikes.hub_dies,
    "hub disk full": strikes.hub_disk_full,
    "backup": backup,
    "restored": strikes.restored,
    "copied": strikes.copied,
    "hub kept": hub_kept,
    "hub back": hub_back,
}
ALL = {**EVERYDAY, **DISASTERS}


def live(town: Town, steps: int, events: dict[str, Event], second: float = 0.3) -> list[str]:
    """Returns what is wrong at the end."""
    rng = town.rng
    storm = stormy(rng)
    for name in ("cut_up", "cut_down", "lost", "twice", "late", "flip", "flip_down"):
        setattr(town.weather, name, getattr(storm, name))
    for _ in range(2):
        pc = town.pc(town.school())
        pc.work(2)
        pc.sync()
        if rng.random() < second:
            town.pc(pc.of, like=pc)
    for _ in range(steps):
        pc = rng.choice(town.pcs)
        pc.work(rng.randrange(3))
        name = rng.choice([*events, "talk", "talk"])
        town.story.append(f"{name} {pc.folder.name}")
        ALL[name](town, pc)
    town.quiet()
    found = peace.troubles(town)
    for school, said in town.said.items():
        found += [f"lost: {number}" for number in peace.lost(town, school, said)]
    return found
