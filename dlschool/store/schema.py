"""The first schema. Steps that landed are history: later changes are new steps."""

from typing import Any

_TABLES = """
create table meta (key text primary key, value text not null) strict;

create table actions (
  id integer primary key,
  message text not null,
  details text not null,
  at text not null,
  who text not null,
  kind text not null check (kind in ('work', 'record', 'undo')),
  undoes integer references actions (id)
) strict;
create index actions_undoes on actions (undoes);

create table changes (
  id integer primary key,
  action integer not null references actions (id),
  thing text not null,
  row integer not null,
  before text,
  after text,
  hash text not null
) strict;
create index changes_row on changes (thing, row);
create index changes_action on changes (action);
create index changes_gone on changes (thing, row) where after is null;
create trigger changes_stay before update on changes
  begin select raise(abort, 'the journal is append-only'); end;
create trigger changes_remain before delete on changes
  begin select raise(abort, 'the journal is append-only'); end;
create trigger actions_stay before update on actions
  begin select raise(abort, 'the journal is append-only'); end;
create trigger actions_remain before delete on actions
  begin select raise(abort, 'the journal is append-only'); end;

create table settings (
  id integer primary key autoincrement, name text not null unique, value text not null
) strict;

create table school (
  id integer primary key check (id = 1),
  name_kk text not null, name_ru text not null,
  short_kk text not null, short_ru text not null,
  bin text not null, region text not null,
  district_kk text not null, district_ru text not null, district_kato text not null,
  place_kk text not null, place_ru text not null,
  address_kk text not null, address_ru text not null,
  phone text not null,
  director text not null, director_post_kk text not null, director_post_ru text not null,
  department_kk text not null, department_ru text not null,
  language text not null, small integer not null
) strict;

create table staff (
  id integer primary key autoincrement,
  name text not null, sort_key text not null,
  post_kk text not null, post_ru text not null,
  other_school text not null, phone text not null, gone integer not null
) strict;

create table members (
  id integer primary key autoincrement,
  council text not null check (council in ('pedagogical', 'trustee')),
  name text not null, sort_key text not null,
  post_kk text not null, post_ru text not null,
  role text not null check (role in ('chair', 'secretary', 'member')),
  iin text not null, gone integer not null
) strict;

create table pupils (
  id integer primary key autoincrement,
  last text not null, first text not null, middle text not null,
  iin text not null, iin_reason text not null,
  birth_date text, sex text,
  grade integer, letter text not null,
  language text not null, address text not null,
  special_needs text not null, home_teaching integer not null,
  left_on text, note text not null,
  sort_key text not null, folded text not null
) strict;
create index pupils_order on pupils (sort_key, id);
create index pupils_class on pupils (grade, letter, sort_key, id);
create index pupils_birth on pupils (birth_date, sort_key, id);
create index pupils_iin_order on pupils (iin, id);
create unique index pupils_iin on pupils (iin) where iin <> '';

create virtual table pupils_found using fts5 (
  folded, content = 'pupils', content_rowid = 'id', prefix = '1 2 3 4'
);
create trigger pupils_found_insert after insert on pupils begin
  insert into pupils_found (rowid, folded) values (new.id, new.folded);
end;
create trigger pupils_found_delete after delete on pupils begin
  insert into pupils_found (pupils_found, rowid, folded) values ('delete', old.id, old.folded);
end;
create trigger pupils_found_update after update of folded on pupils begin
  insert into pupils_found (pupils_found, rowid, folded) values ('delete', old.id, old.folded);
  insert into pupils_found (rowid, folded) values (new.id, new.folded);
end;

create table guardians (
  id integer primary key autoincrement,
  pupil_id integer not null references pupils (id),
  name text not null, relation text not null, iin text not null,
  phone text not null, email text not null, address text not null,
  main integer not null
) strict;
create index guardians_pupil on guardians (pupil_id);

create table cases (
  id integer primary key autoincrement,
  number text not null unique,
  edition text not null,
  ground text not null,
  pupil_id integer references pupils (id),
  classes text not null,
  dropped_classes text not null,
  opened_on text not null,
  wanted_from text, wanted_until text,
  reason text not null,
  event_name text not null, event_place text not null, event_level text,
  event_from text, event_until text,
  access_on text,
  individual_schedule text not null,
  attested_on text,
  later_edition_refused text not null,
  from_paper integer not null,
  note text not null
) strict;
create index cases_pupil on cases (pupil_id);
create index cases_opened on cases (opened_on, id);

create table papers (
  id integer primary key autoincrement,
  case_id integer not null references cases (id),
  kind text not null, date text not null,
  number text not null, issuer text not null,
  valid_from text, valid_until text,
  details text not null,
  from_paper integer not null
) strict;
create index papers_case on papers (case_id);

create table scans (
  id integer primary key autoincrement,
  paper_id integer not null references papers (id),
  position integer not null,
  digest text not null, mime text not null, size integer not null, pages integer not null
) strict;
create index scans_paper on scans (paper_id);

create table meetings (
  id integer primary key autoincrement,
  council text not null,
  number text not null, school_year text not null,
  date text not null, time text, place text not null,
  chair text not null, secretary text not null,
  attendees text not null,
  held integer not null,
  from_paper integer not null,
  unique (council, school_year, number)
) strict;
create index meetings_date on meetings (date);

create table items (
  id integer primary key autoincrement,
  meeting_id integer not null references meetings (id),
  position integer not null,
  case_id integer not null references cases (id),
  kind text not null
) strict;
create index items_meeting on items (meeting_id);
create index items_case on items (case_id);

create table decisions (
  id integer primary key autoincrement,
  item_id integer references items (id),
  case_id integer not null references cases (id),
  council text not null, date text not null,
  kind text not null, outcome text not null,
  start text, until text, reason text not null,
  votes_for integer, votes_against integer, abstained integer,
  recused text not null,
  from_paper integer not null
) strict;
create index decisions_case on decisions (case_id);
create index decisions_item on decisions (item_id);

create table orders (
  id integer primary key autoincrement,
  case_id integer not null references cases (id),
  kind text not null, series text not null, number text not null,
  year integer not null,
  date text not null, start text, until text,
  clause_kk text not null, clause_ru text not null,
  control_kk text not null, control_ru text not null,
  annuls integer references orders (id),
  annulled integer not null,
  frozen text not null,
  from_paper integer not null,
  unique (series, year, number)
) strict;
create index orders_case on orders (case_id);
create index orders_date on orders (date);

create table issued (
  id integer primary key autoincrement,
  case_id integer not null references cases (id),
  material text not null, date text not null, note text not null
) strict;
create index issued_case on issued (case_id);

create table postponed (
  id integer primary key autoincrement,
  case_id integer not null references cases (id),
  class_name text not null, work text not null, was_on text, new_date text
) strict;
create index postponed_case on postponed (case_id);

create table told (
  id integer primary key autoincrement,
  case_id integer not null references cases (id),
  audience text not null, channel text not null, at text not null
) strict;
create index told_case on told (case_id);

create table prints (
  id integer primary key autoincrement,
  code text not null, language text not null,
  case_id integer, meeting_id integer, order_id integer,
  at text not null, digest text not null
) strict;
create index prints_case on prints (case_id);
"""


def statements(script: str) -> list[str]:
    """The script's statements; a trigger's body keeps its own semicolons."""
    found, current, inside = [], "", False
    for line in script.strip().splitlines():
        current += line + "\n"
        start = line.lstrip().lower()
        inside = inside or start.startswith("create trigger")
        finished = (
            start.startswith("end;") or start.endswith("end;") if inside else start.endswith(";")
        )
        if finished:
            found.append(current.strip())
            current, inside = "", False
    return found


def first_school(db: Any) -> None:
    for statement in statements(_TABLES):
        db.execute(statement)
