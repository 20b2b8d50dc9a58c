"""What of the school's own rows the exchange reads: the whole school's, whoever is signed in.

A teacher's session has views before its tables (`own_pupils`); here every table is named by `main.`.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from dlschool.store.connection import Row, Store
from dlschool.store.sealing import COLUMNS


def newest_action(store: Store) -> int:
    return int(store.value("select max(id) from main.actions") or 0)


def actions_after(store: Store, action: int, most: int) -> list[int]:
    found: list[Any] = store.values(
        "select id from main.actions where id > ? order by id limit ?", (action, most)
    )
    return found


def touched(store: Store, action: int, things: Collection[str]) -> list[tuple[str, int]]:
    """Which rows of these things an action touched, in order, each once."""
    marks = ", ".join("?" * len(things))
    found = store.stored(
        f"select thing, row from main.changes where action = ? and thing in ({marks}) "
        "group by thing, row order by min(id)",
        (action, *sorted(things)),
    )
    return [(row["thing"], row["row"]) for row in found]


def touched_since(store: Store, action: int, things: Collection[str]) -> int:
    """How many rows of these things were touched after an action."""
    marks = ", ".join("?" * len(things))
    return int(
        store.value(
            f"select count(*) from (select 1 from main.changes where action > ? "
            f"and +thing in ({marks}) group by thing, row)",
            (action, *sorted(things)),
        )
    )


def worked_since(store: Store, action: int) -> tuple[datetime | None, datetime | None]:
    """When the first and the last action after this one were done."""
    found = store.stored(
        "select min(at) as oldest, max(at) as newest from main.actions where id > ?", (action,)
    )[0]
    if not found["oldest"]:
        return None, None
    return datetime.fromisoformat(found["oldest"]), datetime.fromisoformat(found["newest"])


def of(store: Store, thing: str, row: int, columns: Iterable[str]) -> Row | None:
    """These columns of a row. Of a column that may be sealed only whether anything is written there."""
    sealed = COLUMNS.get(thing)
    wanted = ", ".join(f"{c} not in ('', '{{}}') as {c}" if c == sealed else c for c in columns)
    found = store.stored(f"select {wanted} from main.{thing} where id = ?", (row,))
    return found[0] if found else None


def raw(store: Store, thing: str, row: int) -> Row | None:
    """A whole row as it lies in the store, sealed values sealed."""
    found = store.stored(f"select * from main.{thing} where id = ?", (row,))
    return found[0] if found else None


def ids(store: Store, thing: str) -> list[int]:
    found: list[Any] = store.values(f"select id from main.{thing} order by id")
    return found


def has_case(store: Store, pupil: int) -> bool:
    return bool(store.value("select 1 from main.cases where pupil_id = ?", (pupil,)))


def pupil_of(store: Store, case: int) -> int | None:
    """None: a case of classes."""
    found = store.value("select pupil_id from main.cases where id = ?", (case,))
    return None if found is None else int(found)


def work_of(store: Store, assessment: int) -> Row | None:
    """Subject in Kazakh, kind and term of a SOR or SOCh."""
    return store.row(
        "select s.name_kk as subject, a.kind, a.term from main.assessments a "
        "left join main.subjects s on s.id = a.subject_id where a.id = ?",
        (assessment,),
    )


def about(store: Store, pupil: int) -> list[tuple[str, int]]:
    """Rows that speak of a pupil: the pupil, the cases, what belongs to these."""
    found: list[tuple[str, int]] = [("pupils", pupil)]
    cases: list[int] = store.values("select id from main.cases where pupil_id = ?", (pupil,))
    found += [("cases", case) for case in cases]
    for thing in ("decisions", "orders", "issued", "sittings"):
        rows: list[int] = store.values(
            f"select id from main.{thing} where case_id in "
            "(select id from main.cases where pupil_id = ?) order by id",
            (pupil,),
        )
        found += [(thing, row) for row in rows]
    return found


def open_differences(store: Store) -> dict[tuple[str, int], frozenset[str]]:
    """Fields on which school and department differ, by thing and row: said by neither until decided."""
    found: dict[tuple[str, int], frozenset[str]] = {}
    for row in store.rows("select thing, row, field from main.differences where state = 'open'"):
        key = (row["thing"], row["row"])
        found[key] = found.get(key, frozenset()) | {row["field"]}
    return found


def orders_that_left(store: Store) -> list[int]:
    """Orders that stand in an envelope which left this computer, and are not frozen yet."""
    found: list[Any] = store.values(
        "select o.id from main.orders o join main.exchange_records r on r.thing = 'orders' "
        "and r.row = o.id join main.exchange_out e on e.lane = 0 and e.seq = r.born "
        "where o.frozen = '' and r.gone = 0 and e.state <> 'sealed' order by o.id"
    )
    return found
