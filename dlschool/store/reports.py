"""Rows of reports that were kept, and of the registered sheets of pupils.

A report's facts are frozen: figures and gaps as JSON, of a pupil the id only. A sheet remembers how
far the journal had grown: what changed since is read from the journal itself.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from dlschool.domain.report import Covered, Gap, Lack, PeriodKind, Report
from dlschool.store import changes
from dlschool.store.connection import Row, Store


def save(store: Store, report: Report) -> int:
    """A new row: a kept report is never changed."""
    covered = report.covered
    facts = {
        "figures": dict(report.figures),
        "gaps": [{k: v for k, v in asdict(gap).items() if v} for gap in report.gaps],
    }
    row: Row = {
        "kind": covered.kind.value,
        "year": covered.year,
        "number": covered.number,
        "start": covered.start.isoformat(),
        "until": covered.until.isoformat(),
        "counted_on": covered.counted_on.isoformat(),
        "version": report.version,
        "reason": report.reason,
        "made_on": report.made_on.isoformat(),
        "made_by": report.by,
        "facts": json.dumps(facts, ensure_ascii=False, sort_keys=True),
    }
    return changes.insert(store, "reports", row)


def get(store: Store, report_id: int) -> Report | None:
    row = store.row("select * from reports where id = ?", (report_id,))
    return _read(row) if row else None


def every(store: Store) -> list[Report]:
    """The newest first."""
    return [_read(row) for row in store.rows("select * from reports order by id desc")]


def versions(store: Store, covered: Covered) -> list[Report]:
    """Of the same period, the newest first."""
    found = store.rows(
        """select * from reports where kind = ? and year = ? and number = ? and start = ?
           and until = ? order by version desc""",
        (
            covered.kind.value,
            covered.year,
            covered.number,
            covered.start.isoformat(),
            covered.until.isoformat(),
        ),
    )
    return [_read(row) for row in found]


def _read(row: Row) -> Report:
    facts = json.loads(row["facts"])
    return Report(
        id=row["id"],
        covered=Covered(
            kind=PeriodKind(row["kind"]),
            year=row["year"],
            number=row["number"],
            start=date.fromisoformat(row["start"]),
            until=date.fromisoformat(row["until"]),
            counted_on=date.fromisoformat(row["counted_on"]),
        ),
        made_on=date.fromisoformat(row["made_on"]),
        figures=facts["figures"],
        gaps=tuple(Gap(**{**gap, "lack": Lack(gap["lack"])}) for gap in facts["gaps"]),
        version=row["version"],
        reason=row["reason"],
        by=row["made_by"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """A sheet for the national database that was written and registered."""

    id: int | None = None
    date: date
    by: str
    upto: int
    """The journal's newest change that it tells of."""
    held: dict[int, int]
    """Pupils whose data were blocked then, with the change since which they are to be told."""
    lines: int


def save_registered(store: Store, value: Registered) -> int:
    row: Row = {
        "date": value.date.isoformat(),
        "made_by": value.by,
        "upto": value.upto,
        "held": json.dumps({str(k): v for k, v in sorted(value.held.items())}),
        "lines": value.lines,
    }
    return changes.insert(store, "registers", row)


def registered(store: Store) -> list[Registered]:
    """The newest first."""
    return [
        Registered(
            id=row["id"],
            date=date.fromisoformat(row["date"]),
            by=row["made_by"],
            upto=row["upto"],
            held={int(k): v for k, v in json.loads(row["held"]).items()},
            lines=row["lines"],
        )
        for row in store.rows("select * from registers order by id desc")
    ]


def newest_change(store: Store) -> int:
    return int(store.value("select coalesce(max(id), 0) from main.changes"))


def rows_at(store: Store, thing: str, change: int) -> dict[int, Row | None]:
    """Rows of a thing that changed after a change of the journal, as they were at it; None: not there.

    Sealed values stay sealed.
    """
    found = store.stored(
        """select row, before from main.changes where id in
           (select min(id) from main.changes where thing = ? and id > ? group by row)""",
        (thing, change),
    )
    return {line["row"]: json.loads(line["before"]) if line["before"] else None for line in found}


def newest_points(store: Store) -> dict[int, str]:
    """The points that count, by id of the sitting."""
    rows = store.execute("select sitting_id, points from results order by id")
    return {sitting_id: points for sitting_id, points in rows}


def orders_since(store: Store, change: int, held: Mapping[int, int]) -> list[Row]:
    """Orders on pupils that were entered after a change of the journal and stand, each with its case's
    pupil and ground; of the pupils in `held` since the change given there.
    """
    rows = store.rows(
        """select o.*, c.pupil_id, c.ground, j.id as entered from main.orders o
           join main.cases c on c.id = o.case_id
           join main.changes j on j.thing = 'orders' and j.row = o.id and j.before is null
           where c.pupil_id is not null and o.kind <> 'schedule' and j.id > ?
           order by j.id""",
        (min([change, *held.values()]),),
    )
    newest = {row["id"]: row for row in rows}
    return [row for row in newest.values() if row["entered"] > held.get(row["pupil_id"], change)]


def pupils(store: Store) -> dict[int, Row]:
    """Every card as it is now, by id; sealed values stay sealed."""
    return {row["id"]: row for row in store.stored("select * from main.pupils")}
