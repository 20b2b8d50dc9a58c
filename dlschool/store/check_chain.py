"""The chain of the journal: a changed, dropped, moved or inserted line is found and named."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from dlschool.domain.text import Text
from dlschool.store import changes, journal_rows
from dlschool.store.chain_order import out_of_place, true_order
from dlschool.store.connection import Row, Store
from dlschool.store.wrong import Finding, of_line

PAGE = 2000
"""Lines read at once."""
NEAR = 200
SEARCHED = 30
"""So many broken lines are looked for in the whole journal, further ones only near by."""
_FIELDS = ("action", "thing", "row", "before", "after")


@dataclass(slots=True)
class _Journal:
    """What one walk over the journal keeps: hashes by line, what does not fit."""

    hashes: dict[int, str] = field(default_factory=dict)
    broken: list[int] = field(default_factory=list)
    unlike: list[int] = field(default_factory=list)
    """Lines whose «before» is not what the line before of the same record left."""
    expected: dict[int, str] = field(default_factory=dict)
    """What the hash of a broken line should be."""


def chain(store: Store) -> Iterator[Finding]:
    """Everything wrong with the journal's lines, their order, their actions and their end."""
    journal = _walk(store)
    before = _before(store, journal)
    inserted = _inserted(journal, before)
    moved = _moved(journal, before, inserted)
    altered, lines = _altered_actions(store, before, journal)
    rest = [line for line in journal.broken if before[line] is None]
    changed = [line for line in rest if line not in inserted | moved | lines]
    yield from _gaps(store, list(journal.hashes))
    yield from altered
    yield from (_said(store, line, _INSERTED) for line in sorted(inserted))
    yield from (_said(store, line, _MOVED) for line in sorted(moved))
    yield from (
        _said(store, line, _CHANGED) for line in changed if line == 1 or line - 1 in journal.hashes
    )
    if not journal.broken:
        yield from (_said(store, line, _UNLIKE) for line in journal.unlike)
    yield from _end(store, journal)


def _pages(store: Store, table: str) -> Iterator[Row]:
    last = 0
    while rows := store.rows(
        f"select * from main.{table} where id > ? order by id limit {PAGE}", (last,)
    ):
        yield from rows
        last = rows[-1]["id"]


def _walk(store: Store) -> _Journal:
    journal, previous = _Journal(), ""
    lines = {row["id"]: changes.action_text(row) for row in _pages(store, "actions")}
    left: dict[tuple[str, int], int] = {}
    for row in _pages(store, "changes"):
        expected = changes.digest(previous, lines.get(row["action"], ""), _parts(row))
        previous = journal.hashes[row["id"]] = row["hash"]
        if expected != row["hash"]:
            journal.broken.append(row["id"])
            journal.expected[row["id"]] = expected
        record = (row["thing"], row["row"])
        if record in left and left[record] != hash(row["before"]) and _unlike(store, row):
            journal.unlike.append(row["id"])
        left[record] = hash(row["after"])
    return journal


def _unlike(store: Store, row: Row) -> bool:
    """Whether the record was something else before; columns of later steps do not count."""
    known = journal_rows.columns(store, row["thing"])
    after = store.value(
        """select after from main.changes where thing = ? and row = ? and id < ?
           order by id desc limit 1""",
        (row["thing"], row["row"], row["id"]),
    )
    return not journal_rows.same(after, row["before"], known)


def _parts(row: Row) -> tuple[object, ...]:
    return tuple(row[name] for name in _FIELDS)


def _before(store: Store, journal: _Journal) -> dict[int, int | None]:
    """For every line the one that its hash was made after; 0: none; None: that one is not there."""
    ids = list(journal.hashes)
    before: dict[int, int | None] = dict(zip(ids, [0, *ids], strict=False))
    for n, line in enumerate(journal.broken):
        before[line] = _predecessor(store, journal, line, whole=n < SEARCHED)
    return before


def _predecessor(store: Store, journal: _Journal, line: int, *, whole: bool) -> int | None:
    row = store.row("select * from main.changes where id = ?", (line,))
    if row is None:
        return None
    action, parts = changes.action_line(store, row["action"]), _parts(row)
    near = {at: found for at, found in journal.hashes.items() if abs(at - line) < NEAR or whole}
    for pool in ({0: ""}, journal.expected, near):
        for at, found in pool.items():
            if at != line and changes.digest(found, action, parts) == row["hash"]:
                return at
    return None


def _moved(journal: _Journal, before: dict[int, int | None], inserted: set[int]) -> set[int]:
    """Lines that stand elsewhere than where they were written."""
    if not journal.broken:
        return set()
    return out_of_place(true_order([i for i in journal.hashes if i not in inserted], before))


def _inserted(journal: _Journal, before: dict[int, int | None]) -> set[int]:
    """Lines that nothing follows though lines come after them: the next follows the one before."""
    ids, found = list(journal.hashes), set[int]()
    places = {line: n for n, line in enumerate(ids)}
    followed = set(before.values())
    for line in journal.broken:
        at = before[line]
        if at is None or places.get(at, -1) >= places[line] - 1:
            continue
        for other in ids[places.get(at, -1) + 1 : places[line]]:
            if before[other] in (None, at) and other not in followed:
                found.add(other)
    return found


def _altered_actions(
    store: Store, before: dict[int, int | None], journal: _Journal
) -> tuple[list[Finding], set[int]]:
    """Actions that are gone, that changed nothing, or all of whose lines lost their place at once."""
    found, lines = [], set[int]()
    lost = {line for line in journal.broken if before[line] is None}
    for row in store.rows(
        """select c.action, count(*) as n, min(c.id) as first, max(c.id) as last, a.id as there
           from main.changes c left join main.actions a on a.id = c.action group by c.action"""
    ):
        its = set(range(row["first"], row["last"] + 1))
        if row["there"] is None:
            found.append(_action(store, row["action"], _ACTION_GONE))
            lines |= its
        elif row["n"] > 1 and its <= lost:
            found.append(_action(store, row["action"], _ACTION_CHANGED))
            lines |= its
    for action in store.values(
        "select id from main.actions where id not in (select action from main.changes)"
    ):
        found.append(_action(store, action, _ACTION_INSERTED))
    return found, lines


def _gaps(store: Store, ids: list[int]) -> Iterator[Finding]:
    for table, there in (
        ("changes", ids),
        ("actions", store.values("select id from main.actions order by id")),
    ):
        for low, high in zip([0, *there], there, strict=False):
            if high - low > 1:
                yield _gap(table, low + 1, high - 1)


def _gap(table: str, low: int, high: int) -> Finding:
    these = f"№ {low}" if low == high else f"№ {low}–{high}"
    if table == "actions":
        said = Text(f"Журналдағы {these} әрекет жойылған.", f"Из журнала пропало действие {these}.")
    else:
        said = Text(f"Журналдың {these} жазбасы жойылған.", f"Из журнала пропала запись {these}.")
    return Finding(f"{table}:{low}-{high}" if low < high else f"{table}:{low}", said)


def _end(store: Store, journal: _Journal) -> Iterator[Finding]:
    """The newest hash is kept apart; numbers once given out are known to the file itself."""
    if next(reversed(journal.hashes.values()), "") != changes.head(store):
        yield Finding(
            "changes:end",
            Text("Журналдың соңғы жазбалары жоқ.", "Последние записи журнала отсутствуют."),
        )
    for row in store.rows(
        """select s.name, s.seq, coalesce(max(c.row), 0) as last from main.sqlite_sequence s
           left join main.changes c on c.thing = s.name group by s.name"""
    ):
        if row["name"] in changes.THINGS and row["seq"] > row["last"]:
            place = f"{row['name']}:{row['last'] + 1}-{row['seq']}"
            yield Finding(
                place,
                Text(
                    f"{place}: осы нөмірлермен жазбалар болған, журналда олар жоқ: "
                    "соңғы жұмыс журналдан жойылған.",
                    f"{place}: записи с этими номерами были, в журнале их нет: "
                    "последняя работа вычеркнута из журнала.",
                ),
            )


_CHANGED = Text(
    "Журналдың № {n} жазбасы өзгертілген немесе оның алдындағы жазба жойылған: {what}.",
    "Запись журнала № {n} изменена или пропала запись перед ней: {what}.",
)
_MOVED = Text(
    "Журналдың № {n} жазбасы өз орнында емес: {what}.",
    "Запись журнала № {n} стоит не на своём месте: {what}.",
)
_INSERTED = Text(
    "Журналға бөтен № {n} жазба қосылған: {what}.",
    "В журнал вставлена посторонняя запись № {n}: {what}.",
)
_UNLIKE = Text(
    "Журналдың № {n} жазбасы алдыңғысымен үйлеспейді: {what}.",
    "Запись журнала № {n} не согласуется с предыдущей: {what}.",
)
_ACTION_GONE = Text("Журналдағы № {n} әрекет жойылған.", "Из журнала пропало действие № {n}.")
_ACTION_CHANGED = Text(
    "Журналдағы № {n} әрекет өзгертілген: {what}.", "Действие № {n} в журнале изменено: {what}."
)
_ACTION_INSERTED = Text(
    "Журналға бөтен № {n} әрекет қосылған немесе оның жазбалары жойылған: {what}.",
    "В журнал вставлено постороннее действие № {n} или пропали его записи: {what}.",
)


def _said(store: Store, line: int, words: Text) -> Finding:
    row = store.row("select * from main.changes where id = ?", (line,))
    what = of_line(store, row) if row else Text("—", "—")
    return Finding(f"changes:{line}", words.filled(n=str(line), what=what))


def _action(store: Store, action_id: int, words: Text) -> Finding:
    row = store.row("select message, at, who from main.actions where id = ?", (action_id,))
    what = f"{row['at'][:16].replace('T', ' ')}, {row['who']}" if row else "—"
    return Finding(f"actions:{action_id}", words.filled(n=str(action_id), what=what))
