"""The sixth step: how the school stands to the requirements, and what it shows for them."""

from typing import Any

from dlschool.store.schema import statements

_TABLES = """
create table readiness (
  id integer primary key autoincrement,
  requirement text not null, edition text not null,
  state text not null check (state in ('met', 'partly', 'not-met', 'not-needed')),
  remark text not null, staff_id integer references staff (id), due text, looked_on text not null,
  unique (requirement, edition)
) strict;

create table proofs (
  id integer primary key autoincrement,
  requirement text not null,
  name text not null, number text not null, issuer text not null,
  date text, valid_until text, place text not null
) strict;
create index proofs_requirement on proofs (requirement);

create table means (
  id integer primary key autoincrement,
  topic text not null,
  name text not null, kind text not null, provider text not null, speed text not null,
  contract text not null, valid_until text, note text not null
) strict;

create table equipment (
  id integer primary key autoincrement,
  place text not null, item text not null,
  needed integer not null, there integer not null, note text not null,
  unique (place, item)
) strict;

create table certificates (
  id integer primary key autoincrement,
  staff_id integer not null references staff (id),
  title text not null, hours integer, issuer text not null, number text not null,
  date text not null, valid_until text, note text not null
) strict;
create index certificates_staff on certificates (staff_id);
"""


def readiness(db: Any) -> None:
    for statement in statements(_TABLES):
        db.execute(statement)
