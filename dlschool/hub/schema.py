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
  backlog {big} not null default 0, since {big} not null default 0, revoked {big},
  told {big} not null default 0, told_more {big} not null default 0,
  program text not null default '', reason text not null default '',
  knows integer not null default 1
);
create table device_keys (
  device {big} not null references devices (no), number integer not null,
  sign {blob} not null, seal {blob} not null, since text not null,
  primary key (device, number)
);
create table enrolments (
  code {blob} primary key, school {big} not null references schools (id),
  until text not null, device {big} references devices (no),
  at text not null default '', who text not null default '',
  level text not null default 'totals', key integer not null default 1
);
create table envelopes (
  school {big} not null, position {big} not null,
  device {big} not null, epoch {blob} not null, lane integer not null, seq {big} not null,
  start {big} not null, content {blob} not null, digest {blob} not null, at text not null,
  state text not null, waits integer,
  primary key (school, position), unique (school, device, epoch, lane, seq)
) {part};
create index envelopes_waiting on envelopes (school) where state = 'waiting';
create table tails (
  device {big} not null, epoch {blob} not null, lane integer not null,
  start {big} not null, seq {big} not null, digest {blob} not null, content {blob} not null,
  bad integer not null default 0, why text not null default '',
  primary key (device, epoch, lane)
);
create table acts (
  school {big} not null, position {big} not null, at text not null, who text not null,
  kind text not null, content text not null, source text not null default '',
  primary key (school, position)
);
create unique index acts_source on acts (source) where source <> '';
create table errands (
  school {big} not null, position {big} not null, op integer not null, other {big} not null,
  at text not null, content text not null, primary key (school, position, op)
);
create table down (
  device {big} not null, life {blob} not null, seq {big} not null, start {big} not null,
  until {big} not null, position {big} not null, content {blob} not null, at text not null,
  primary key (device, life, seq)
);
create table pending (
  id {serial}, device {big} not null, position {big} not null, kind integer not null,
  content {blob} not null
);
create index pending_device on pending (device, position, id);
create table records (
  id {big} primary key, school {big} not null, kind integer not null, fields {blob} not null,
  gone integer not null, changed {big} not null, device {big} not null
);
create index records_school on records (school, kind);
create table names (
  device {big} not null, epoch {blob} not null, no {big} not null,
  record {big} not null, position {big} not null, primary key (device, epoch, no)
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
  school {big} not null, position {big} not null, op integer not null,
  reason text not null, detail text not null, content {blob} not null, state text not null,
  device {big} not null default 0, epoch {blob}, no {big} not null default 0,
  primary key (school, position, op)
);
create index quarantine_record on quarantine (device, no);
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
  school {big} not null, mark {blob} not null, other {big} not null, began integer not null,
  state text not null, at text not null, primary key (school, mark, other)
);
create table volumes (
  device {big} not null, day text not null, bytes {big} not null, primary key (device, day)
);
create table faults (
  device {big} not null, reason text not null, day text not null, count {big} not null,
  primary key (device, reason, day)
);
create table counters (school {big} not null, name text not null, value {big} not null,
  primary key (school, name));
"""

STEPS: tuple[str, ...] = (_FIRST, PAGES)

OF_SCHOOL = (
    "records", "conflicts", "quarantine", "directives", "remarks", "scan_parts", "handovers",
    "counters", "errands",
)  # fmt: skip
OF_DEVICE = ("pending", "names", "epochs")
DERIVED = (*OF_SCHOOL, *OF_DEVICE)
"""Tables that `replay` makes anew, by what their rows belong to. Derived as well: envelopes.state,
heads.applied, devices.revoked, schools.told_level."""


def bring_up_to_date(db: Database, partitions: int = 0) -> int:
    """Takes the steps that are wanting, each once, however many processes start; returns how many.

    `partitions`: PostgreSQL only, a new database only: envelopes are kept in so many tables, by school.
    Refused: the database is of a newer hub.
    """
    with db.transaction() as tx:
        tx.alone()
        tx.run("create table if not exists hub_meta (key text primary key, value text not null)")
        known = int(tx.value("select value from hub_meta where key = 'schema'") or 0)
        if known > len(STEPS):
            raise Refused(
                N_("This database was made by a newer hub. Install that version or a newer one.")
            )
        for step in STEPS[known:]:
            _take(tx, db, step, partitions)
        if known < len(STEPS):
            keep(tx, "schema", str(len(STEPS)))
    return len(STEPS) - known


def meta(tx: Tx, key: str) -> str | None:
    """A word that the hub keeps about itself."""
    found = tx.value("select value from hub_meta where key = ?", key)
    return None if found is None else str(found)


def keep(tx: Tx, key: str, value: str) -> None:
    tx.run(
        "insert into hub_meta (key, value) values (?, ?) "
        "on conflict (key) do update set value = excluded.value",
        key, value,
    )  # fmt: skip


def _take(tx: Tx, db: Database, step: str, partitions: int) -> None:
    parted = partitions if db.engine.parts else 0
    words = {**db.engine.words, "part": "partition by hash (school)" if parted else ""}
    for name, word in words.items():
        step = step.replace("{" + name + "}", word)
    for statement in step.split(";"):
        if statement.strip():
            tx.run(statement)
    for part in range(parted if "create table envelopes" in step else 0):
        tx.run(
            f"create table envelopes_{part} partition of envelopes "
            f"for values with (modulus {parted}, remainder {part})"
        )
