"""The second step: who signs in, who saw what, consents, requests of persons, breaches, drafts."""

from typing import Any

from dlschool.store.schema import statements

_TABLES = """
create table users (
  id integer primary key autoincrement,
  name text not null unique,
  role text not null
    check (role in ('owner', 'deputy', 'secretary', 'teacher', 'psychologist', 'viewer')),
  classes text not null, subjects text not null,
  public_key text not null, password_on text not null,
  gone integer not null
) strict;

create table pins (user_id integer primary key references users (id), hash text not null) strict;

create table viewings (
  id integer primary key autoincrement,
  at text not null, user_id integer not null,
  what text not null check (what in ('viewed', 'printed', 'exported')),
  pupil_id integer not null, case_id integer, subject text not null
) strict;
create index viewings_pupil on viewings (pupil_id, id);

create table consents (
  id integer primary key autoincrement,
  pupil_id integer not null references pupils (id),
  guardian text not null, date text not null, scope text not null,
  until text, withdrawn_on text, note text not null
) strict;
create index consents_pupil on consents (pupil_id);

create table requests (
  id integer primary key autoincrement,
  pupil_id integer not null references pupils (id),
  kind text not null check (kind in ('access', 'correction', 'blocking', 'destruction')),
  date text not null, applicant text not null, wish text not null,
  answer text not null, done_on text, lifted_on text
) strict;
create index requests_pupil on requests (pupil_id);

create table breaches (
  id integer primary key autoincrement,
  discovered_at text not null, happened_at text not null,
  what text not null, data text not null, measures text not null,
  pupils text not null, responsible text not null, contact text not null, notified_on text
) strict;

create table drafts (
  id integer primary key autoincrement,
  user_id integer not null, form text not null, at text not null, content text not null,
  unique (user_id, form)
) strict;
"""


def trust(db: Any) -> None:
    for statement in statements(_TABLES):
        db.execute(statement)
