"""What a teacher's session may see: views of the session that stand before the tables of the same name.

Every query says `pupils`, `cases` … and SQLite looks among the session's own views first: no window,
no command, no search can forget the filter. Only the journal's own writing says `main.`.
"""

from collections.abc import Sequence
from typing import Any

_OF_PUPIL = "pupil_id in (select id from temp.pupils)"
_OF_CASE = "case_id in (select id from temp.cases)"

_VIEWS = (
    (
        "pupils",
        """cast(grade as text) || upper(letter) in (select name from temp.own_classes)
           or cast(grade as text) || letter in (select name from temp.own_classes)""",
    ),
    ("guardians", _OF_PUPIL),
    ("consents", _OF_PUPIL),
    ("requests", _OF_PUPIL),
    *((thing, _OF_PUPIL) for thing in ("loans", "sittings", "formative", "grades", "traces")),
    ("results", "sitting_id in (select id from temp.sittings)"),
    ("viewings", "0"),
    ("breaches", "0"),
    (
        "cases",
        f"""{_OF_PUPIL} or exists (
            select 1 from json_each(classes) where value in (select name from temp.own_classes))""",
    ),
    *((thing, _OF_CASE) for thing in ("papers", "items", "decisions", "orders")),
    *((thing, _OF_CASE) for thing in ("issued", "postponed", "told", "prints")),
    ("scans", "paper_id in (select id from temp.papers)"),
    ("actions", "who = (select name from temp.own_name)"),
    ("changes", "action in (select id from temp.actions)"),
)
"""Table and which of its rows are the teacher's; a view may stand on the views before it."""


def keep_to(conn: Any, name: str, classes: Sequence[str]) -> None:
    """From now on this connection reads the pupils of these classes only («8Ә»), and their cases."""
    conn.execute("create temp table own_classes (name text primary key)")
    conn.executemany(
        "insert or ignore into temp.own_classes values (?)", [(_plain(c),) for c in classes]
    )
    conn.execute("create temp table own_name (name text)")
    conn.execute("insert into temp.own_name values (?)", (name,))
    for table, rows in _VIEWS:
        conn.execute(f"create temp view {table} as select * from main.{table} where {rows}")


def _plain(name: str) -> str:
    return "".join(name.split())
