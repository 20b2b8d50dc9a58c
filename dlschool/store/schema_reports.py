"""The fifth step: reports as they were made, and the registered sheets for the national database."""

from typing import Any

from dlschool.store.schema import statements

_TABLES = """
create table reports (
  id integer primary key autoincrement,
  kind text not null check (kind in ('term', 'half', 'year', 'dates')),
  year text not null, number integer not null,
  start text not null, until text not null, counted_on text not null,
  version integer not null, reason text not null,
  made_on text not null, made_by text not null,
  facts text not null,
  unique (kind, year, number, start, until, version)
) strict;

create table registers (
  id integer primary key autoincrement,
  date text not null, made_by text not null,
  upto integer not null, held text not null, lines integer not null
) strict;
"""


def reports(db: Any) -> None:
    for statement in statements(_TABLES):
        db.execute(statement)
