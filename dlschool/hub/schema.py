"""The hub's tables. Steps that were released are history: a change is a new step.

Raw, append-only: schools' envelopes, what the department did (`acts`), what was sent down. They have one
order in each school, `position`. Derived, made anew by `replay`: records, conflicts, quarantine, parked.
"""

from dlschool.errors import Refused
from dlschool.hub.database import Database, Tx
from dlschool.hub.schema_pages import PAGES
from dlschool.i18n import N_

_FIRST = """
create table schools (
  id {serial}, mark {blob} not null unique,
  name_kk text not null, name_ru text not null, bin text not null, district text not null,
  level text not null, told_level text not null default 'totals',
  created text not null, gone text
);
create table heads (school {big} primary key references schools (id), position {big} not null,
  applied {big} not null);
create table devices (
  no {serial}, school {big} not null references schools (id), label text not null,
  state text not null, at text not null, life {blob}, contact text,
  backlog {big} not null default 0
);
create table device_keys (
  device {big} not null references devices (no), number integer not null,
  sign {blob} not null, seal {blob} not null, since text not null,
  primary key (device, number)
);
create table enrolments (
  code {blob} primary key, school {big} not null references schools (id),
  until text not null, device {big} references devices (no)
);
create table envelopes (
  school {big} not null, position {big} not null,
  device {big} not null, epoch {blob} not null, lane integer not null, seq {big} not null,
  start {big} not null, content {blob} not null, digest {blob} not null, at text not null,
  state text not null,
  primary key (school, position), unique (device, epoch, lane, seq)
);
create table tails (
  device {big} not null, epoch {blob} not null, lane integer not null,
  start {big} not null, seq {big} not null, digest {blob} not null, content {blob} not null,
  bad integer not null default 0,
  primary key (device, epoch, lane)
);
create table acts (
  school {big} not null, position {big} not null, at text not null, who text not null,
  kind text not null, content text not null, primary key (school, position)
);
create table down (
  device {big} not null, life {blob} not null, seq {big} not null, start {big} not null,
  until {big} not null, content {blob} not null, at text not null,
  primary key (device, life, seq)
);
create table pending (
  id {serial}, device {big} not null, position {big} not null, kind integer not null,
  content {blob} not null
);
create index pending_device on pending (device, position, id);
create table records (
  id {serial}, school {big} not null, kind integer not null, fields {blob} not null,
  gone integer not null, changed {big} not null, device {big} not null
);
create index records_school on records (school, kind);
create table names (
  device {big} not null, epoch {blob} not null, no {big} not null,
  record {big} not null, primary key (device, epoch, no)
);
create index names_record on names (record);
create table epochs (
  device {big} not null, epoch {blob} not null, position {big} not null,
  primary key (device, epoch)
);
create table conflicts (
  school {big} not null, number {big} not null, record {big} not null, field integer not null,
  current {blob} not null, other {blob} not null,
  current_source {big} not null, other_source {big} not null,
  at text not null, state text not null, chosen {blob}, who text not null default '',
  primary key (school, number)
);
create table quarantine (
  id {serial}, school {big} not null, position {big} not null, op integer not null,
  reason text not null, detail text not null, content {blob} not null, state text not null
);
create index quarantine_school on quarantine (school, state);
create table directives (
  school {big} not null, number {big} not null, key text not null, content text not null,
  at text not null, who text not null, state text not null, batch text not null,
  primary key (school, number)
);
create table remarks (
  school {big} not null, record {big} not null, number {big} not null,
  state text not null, text text not null, at text not null, who text not null,
  primary key (school, number)
);
create table scan_parts (
  school {big} not null, request {big} not null, part integer not null, parts integer not null,
  mime text not null, digest {blob} not null, content {blob} not null,
  primary key (school, request, digest, part)
);
create table handovers (
  mark {blob} primary key, from_school {big} not null, to_school {big} not null,
  state text not null, at text not null
);
create table faults (
  device {big} not null, reason text not null, day text not null, count {big} not null,
  primary key (device, reason, day)
);
create table counters (school {big} not null, name text not null, value {big} not null,
  primary key (school, name));
"""

STEPS: tuple[str, ...] = (_FIRST, PAGES)

DERIVED = (
    "pending", "records", "names", "epochs", "conflicts", "quarantine", "directives", "remarks",
    "scan_parts", "handovers", "counters",
)  # fmt: skip


def bring_up_to_date(db: Database) -> None:
    """Refused: the database is of a newer hub."""
    with db.transaction() as tx:
        tx.run("create table if not exists hub_meta (key text primary key, value text not null)")
        known = int(tx.value("select value from hub_meta where key = 'schema'") or 0)
        if known > len(STEPS):
            raise Refused(
                N_("This database was made by a newer hub. Install that version or a newer one.")
            )
        for step in STEPS[known:]:
            _take(tx, db, step)
        tx.run(
            "insert into hub_meta (key, value) values ('schema', ?) "
            "on conflict (key) do update set value = excluded.value",
            str(len(STEPS)),
        )


def _take(tx: Tx, db: Database, step: str) -> None:
    for name, word in db.engine.words.items():
        step = step.replace("{" + name + "}", word)
    for statement in step.split(";"):
        if statement.strip():
            tx.run(statement)
