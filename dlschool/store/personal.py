"""Rows of consents, requests of persons and breaches."""

from dlschool.domain.personal import Breach, Consent, Request
from dlschool.store import changes
from dlschool.store.connection import Store
from dlschool.store.rows import Thing, from_row, to_row

TABLES: dict[type, str] = {Consent: "consents", Request: "requests", Breach: "breaches"}


def save(store: Store, value: Consent | Request | Breach) -> int:
    """Writes the record, a new one without an id; returns its id."""
    return changes.save(store, TABLES[type(value)], value.id, to_row(value))


def get(store: Store, kind: type[Thing], row_id: int) -> Thing | None:
    row = store.row(f"select * from {TABLES[kind]} where id = ?", (row_id,))
    return from_row(kind, row) if row else None


def of_pupil(store: Store, kind: type[Thing], pupil_id: int) -> list[Thing]:
    """The pupil's records, newest first."""
    sql = f"select * from {TABLES[kind]} where pupil_id = ? order by date desc, id desc"
    return [from_row(kind, row) for row in store.rows(sql, (pupil_id,))]


def every(store: Store, kind: type[Thing]) -> list[Thing]:
    """All records, newest first by entry."""
    rows = store.rows(f"select * from {TABLES[kind]} order by id desc")
    return [from_row(kind, row) for row in rows]


def removed_scans(store: Store, pupil_id: int) -> list[str]:
    """Digests of scans that lay in the pupil's cases and that no paper shows any more."""
    found = store.values(
        """select distinct json_extract(c.before, '$.digest') from main.changes c
           where c.thing = 'scans' and c.before is not null
             and json_extract(c.before, '$.digest') not in (select digest from main.scans)
             and json_extract(c.before, '$.paper_id') in (
               select p.row from main.changes p
               where p.thing = 'papers' and json_extract(coalesce(p.after, p.before), '$.case_id') in (
                 select k.row from main.changes k where k.thing = 'cases' and json_extract(
                   coalesce(k.after, k.before), '$.pupil_id') = :pupil))""",
        {"pupil": pupil_id},
    )
    return sorted(str(digest) for digest in found)
