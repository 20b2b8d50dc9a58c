"""The exchange with the department: what was told, what waits, what came; none of it is journalled but
the directives and the differences, on which people act.
"""

from typing import Any

from dlschool.store.schema import statements

_TABLES = """
create table exchange_state (key text primary key, value blob not null) strict;

create table exchange_records (
  no integer primary key,
  kind integer not null, thing text not null, row integer not null,
  fields blob not null, was blob, gone integer not null, born integer not null,
  unique (thing, row)
) strict;

create table exchange_out (
  lane integer not null, seq integer not null, start integer not null,
  content blob not null, digest blob not null,
  first integer not null, last integer not null, ops integer not null,
  at text not null, state text not null, receipt blob,
  primary key (lane, seq)
) strict;

create table exchange_old (
  epoch text not null, lane integer not null, seq integer not null,
  content blob not null, state text not null,
  primary key (epoch, lane, seq)
) strict;

create table exchange_in (
  seq integer primary key, content blob not null, at text not null, applied integer not null
) strict;

create table directives (
  id integer primary key autoincrement,
  kind text not null, number integer not null, at text not null, content text not null,
  state text not null check (state in ('new', 'seen', 'used', 'refused')), note text not null,
  made_thing text not null default '', made_row integer,
  unique (kind, number)
) strict;

create table handovers (
  id integer primary key autoincrement,
  mark text not null unique, way text not null check (way in ('out', 'in')),
  school text not null, name text not null, case_id integer, at text not null,
  state text not null check (state in ('asked', 'agreed', 'sent', 'taken', 'refused', 'back')),
  agreed text not null, content text not null, keys text not null, note text not null
) strict;

create table differences (
  id integer primary key autoincrement,
  number integer not null unique,
  kind integer not null, thing text not null, row integer, field text not null,
  current text not null, other text not null,
  current_source integer not null, other_source integer not null,
  at text not null,
  state text not null check (state in ('open', 'resolved')), chosen text not null
) strict;
"""


def exchange(db: Any) -> None:
    for statement in statements(_TABLES):
        db.execute(statement)
