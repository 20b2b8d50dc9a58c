"""How many copies of each material are with pupils: numbers only, so that a teacher's are right too."""

from dlschool.store.connection import Store


def out(store: Store) -> dict[int, int]:
    """Copies that were given and not returned, by material."""
    rows = store.rows(
        """select material_id, count(*) as n from main.loans where returned_on is null
           group by material_id"""
    )
    return {row["material_id"]: row["n"] for row in rows}


def is_lent(store: Store, material_id: int) -> bool:
    """Whether somebody was ever given it."""
    return bool(
        store.value(
            "select exists (select 1 from main.loans where material_id = ?)", (material_id,)
        )
    )
