"""Rows of the changes of the school year; the act of each is kept as it was."""

import json
from dataclasses import asdict
from datetime import date

from dlschool.domain.year_change import Move, Moved, Owed, YearChange
from dlschool.store import changes
from dlschool.store.connection import Row, Store


def save(store: Store, value: YearChange) -> int:
    act = {
        "moved": [asdict(line) for line in value.moved],
        "cases": list(value.cases),
        "owed": [asdict(line) for line in value.owed],
    }
    row = {
        "year": value.year,
        "changed_on": value.changed_on.isoformat(),
        "act": json.dumps(act, ensure_ascii=False, sort_keys=True),
    }
    return changes.save(store, "years", value.id, row)


def of_year(store: Store, year: str) -> YearChange | None:
    row = store.row("select * from years where year = ?", (year,))
    return _read(row) if row else None


def every(store: Store) -> list[YearChange]:
    """Newest first."""
    return [_read(row) for row in store.rows("select * from years order by year desc")]


def _read(row: Row) -> YearChange:
    act = json.loads(row["act"])
    return YearChange(
        id=row["id"],
        year=row["year"],
        changed_on=date.fromisoformat(row["changed_on"]),
        moved=tuple(Moved(**{**line, "move": Move(line["move"])}) for line in act["moved"]),
        cases=tuple(act["cases"]),
        owed=tuple(
            Owed(pupil_id=line["pupil_id"], books=tuple(line["books"]))
            for line in act.get("owed", ())
        ),
    )
