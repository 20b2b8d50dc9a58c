"""The fourth step: rooms with their seats and hours, and the hours of teachers."""

from typing import Any

from dlschool.store.schema import statements

_TABLES = """
create table rooms (
  id integer primary key autoincrement,
  name text not null unique,
  seats integer check (seats > 0), hours text not null
) strict;

create table teacher_hours (
  id integer primary key autoincrement,
  staff_id integer not null unique references staff (id), hours text not null
) strict;
"""


def rooms(db: Any) -> None:
    for statement in statements(_TABLES):
        db.execute(statement)
