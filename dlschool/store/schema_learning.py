"""The third step: the school year, subjects, materials, assessments, results, grades, the trace."""

from typing import Any

from dlschool.store.schema import statements

_TABLES = """
create table calendars (
  id integer primary key autoincrement, year text not null unique, content text not null
) strict;

create table subjects (
  id integer primary key autoincrement,
  key text not null, name_kk text not null, name_ru text not null,
  kind text not null check (kind in ('graded', 'pass-fail')),
  position integer not null, gone integer not null
) strict;
create unique index subjects_key on subjects (key) where key <> '';

create table hours (
  id integer primary key autoincrement,
  year text not null, grade integer not null, language text not null,
  subject_id integer not null references subjects (id), weekly text not null,
  unique (year, grade, language, subject_id)
) strict;

create table teachings (
  id integer primary key autoincrement,
  year text not null, class_name text not null,
  subject_id integer not null references subjects (id),
  staff_id integer references staff (id), days text not null, room text not null,
  unique (year, class_name, subject_id)
) strict;

create table materials (
  id integer primary key autoincrement,
  kind text not null check (kind in ('programme', 'plan', 'textbook', 'schedule')),
  subject_id integer references subjects (id),
  grade integer, language text not null, title text not null,
  author text not null, publisher text not null, published text not null, isbn text not null,
  inventory text not null, copies integer not null, year text not null, note text not null,
  gone integer not null
) strict;
create index materials_subject on materials (subject_id, grade);

create table plan_lines (
  id integer primary key autoincrement,
  material_id integer not null references materials (id),
  position integer not null, section text not null, topic text not null, aims text not null,
  hours text not null, date text, note text not null
) strict;
create index plan_lines_material on plan_lines (material_id, position);

create table loans (
  id integer primary key autoincrement,
  material_id integer not null references materials (id),
  pupil_id integer not null references pupils (id),
  case_id integer references cases (id),
  date text not null, returned_on text, note text not null
) strict;
create index loans_pupil on loans (pupil_id);
create index loans_material on loans (material_id);

create table assessments (
  id integer primary key autoincrement,
  year text not null, class_name text not null,
  subject_id integer not null references subjects (id),
  term integer not null check (term between 1 and 4),
  kind text not null check (kind in ('SOR', 'SOCh')),
  number integer not null, section text not null, max_points text not null,
  date text, staff_id integer references staff (id), aims text not null,
  unique (year, class_name, subject_id, term, kind, number)
) strict;

create table sittings (
  id integer primary key autoincrement,
  assessment_id integer not null references assessments (id),
  pupil_id integer not null references pupils (id),
  case_id integer references cases (id),
  mode text not null check (mode in ('in-person', 'remote')),
  date text, time text, room text not null,
  fixed integer not null,
  state text not null check (state in ('planned', 'taken', 'missed', 'waived')),
  reason text not null,
  unique (assessment_id, pupil_id)
) strict;
create index sittings_pupil on sittings (pupil_id, date);
create index sittings_date on sittings (date);

create table results (
  id integer primary key autoincrement,
  sitting_id integer not null references sittings (id),
  kind text not null check (kind in ('first', 'again', 'moderated')),
  points text not null, date text not null, reason text not null, aims text not null
) strict;
create index results_sitting on results (sitting_id, id);

create table formative (
  id integer primary key autoincrement,
  pupil_id integer not null references pupils (id),
  subject_id integer not null references subjects (id),
  year text not null, term integer not null check (term between 1 and 4),
  points text not null, max text not null, date text not null
) strict;
create index formative_pupil on formative (pupil_id, year, term);

create table grades (
  id integer primary key autoincrement,
  pupil_id integer not null references pupils (id),
  subject_id integer not null references subjects (id),
  year text not null, period text not null,
  grade integer, percent text not null, mark text not null, how text not null, date text not null,
  unique (pupil_id, subject_id, year, period)
) strict;

create table traces (
  id integer primary key autoincrement,
  pupil_id integer not null references pupils (id),
  case_id integer references cases (id),
  kind text not null, date text not null, who text not null,
  system text not null, verified_by text not null, text text not null, hours text not null
) strict;
create index traces_pupil on traces (pupil_id, date);

create table years (
  id integer primary key autoincrement,
  year text not null unique, changed_on text not null, act text not null
) strict;
"""


def learning(db: Any) -> None:
    for statement in statements(_TABLES):
        db.execute(statement)
