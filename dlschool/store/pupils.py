"""Rows of pupils and guardians; search by any part of a name, IIN or class, in Kazakh order."""

from dataclasses import dataclass

from dlschool.domain.names import folded, sort_key
from dlschool.domain.pupil import Guardian, Pupil
from dlschool.store import changes
from dlschool.store.connection import Row, Store
from dlschool.store.rows import from_row, to_row

ORDERS = {
    "name": "sort_key, id",
    "class": "grade, letter, sort_key, id",
    "birth": "birth_date, sort_key, id",
    "iin": "iin, id",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list of pupils shows; empty fields do not narrow it."""

    text: str = ""
    grade: int | None = None
    letter: str = ""
    with_left: bool = False
    order: str = "name"
    descending: bool = False


def save(store: Store, pupil: Pupil) -> int:
    row = to_row(pupil)
    row["sort_key"] = sort_key(pupil.full_name)
    row["folded"] = _searched(pupil)
    return changes.save(store, "pupils", pupil.id, row)


def _searched(pupil: Pupil) -> str:
    grade = "" if pupil.grade is None else str(pupil.grade)
    parts = (pupil.full_name, pupil.iin, f"{grade}{pupil.letter}", grade, pupil.letter)
    return folded(" ".join(part for part in parts if part))


def get(store: Store, pupil_id: int) -> Pupil | None:
    row = store.row("select * from pupils where id = ?", (pupil_id,))
    return from_row(Pupil, row) if row else None


def many(store: Store, pupil_ids: list[int]) -> list[Pupil]:
    """Pupils in the order of the ids asked for."""
    marks = ", ".join("?" * len(pupil_ids))
    rows = store.rows(f"select * from pupils where id in ({marks})", pupil_ids)
    found = {row["id"]: from_row(Pupil, row) for row in rows}
    return [found[pupil_id] for pupil_id in pupil_ids if pupil_id in found]


def everyone(store: Store, *, with_left: bool = True) -> list[Pupil]:
    where = "" if with_left else "where left_on is null"
    rows = store.rows(f"select * from pupils {where} order by sort_key, id")
    return [from_row(Pupil, row) for row in rows]


def by_iin(store: Store, iin: str) -> Pupil | None:
    row = store.row("select * from pupils where iin = ?", (iin,)) if iin else None
    return from_row(Pupil, row) if row else None


def count(store: Store, *, with_left: bool = False) -> int:
    where = "" if with_left else "where left_on is null"
    return int(store.value(f"select count(*) from pupils {where}"))


def classes(store: Store) -> list[tuple[int, str, int]]:
    """Classes that have pupils: (grade, letter, how many), in school order."""
    rows = store.rows(
        """select grade, letter, count(*) as n from pupils
           where left_on is null and grade is not null group by grade, letter"""
    )
    found = [(row["grade"], row["letter"], row["n"]) for row in rows]
    return sorted(found, key=lambda line: (line[0], sort_key(line[1])))


def save_guardian(store: Store, guardian: Guardian) -> int:
    return changes.save(store, "guardians", guardian.id, to_row(guardian))


def remove_guardian(store: Store, guardian_id: int) -> None:
    changes.delete(store, "guardians", guardian_id)


def guardians(store: Store, pupil_id: int) -> tuple[Guardian, ...]:
    """The main one first."""
    sql = "select * from guardians where pupil_id = ? order by main desc, id"
    return tuple(from_row(Guardian, row) for row in store.rows(sql, (pupil_id,)))


def all_guardians(store: Store) -> dict[int, list[Guardian]]:
    found: dict[int, list[Guardian]] = {}
    for row in store.rows("select * from guardians order by main desc, id"):
        found.setdefault(row["pupil_id"], []).append(from_row(Guardian, row))
    return found


def remove(store: Store, pupil_id: int) -> None:
    changes.delete(store, "pupils", pupil_id)


def row_of(store: Store, pupil_id: int) -> Row | None:
    return store.row("select * from pupils where id = ?", (pupil_id,))
