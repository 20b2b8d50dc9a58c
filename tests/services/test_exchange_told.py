"""What leaves the school: nothing that the policy does not name, whatever stands in the store."""

import json
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest
from builders import LONG_NAME, at_noon
from exchange_parts import pair, said, sent

from dlschool.exchange import kinds
from dlschool.exchange.kinds import Level
from dlschool.exchange.payload import Content
from dlschool.paths import DataFolder
from dlschool.services import (
    epochs,
    exchange_keys,
    exchange_outbox,
    exchange_told,
    sample,
    sample_school,
)
from dlschool.services.opening import Store
from dlschool.store import exchange_rows
from dlschool.store.connection import IntegrityError

NOT_OURS = (
    "sqlite_sequence", "exchange_state", "exchange_records", "exchange_out", "exchange_old",
    "exchange_in", "directives", "differences", "meta", "actions", "changes", "search",
)  # fmt: skip
KEEP = {"kind", "ground", "council", "outcome", "mode", "state", "edition", "series", "classes"}
"""Words of the program's own lists: the marker is looked for in all else."""


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The sample school with the name of its table and column written into every text of every row."""
    db = sample_school.opened(DataFolder(tmp_path_factory.mktemp("planted") / "s"), at_noon)
    sample.make(db)
    columns = {}
    db.execute("pragma foreign_keys = off")
    for table in db.values("select name from sqlite_master where type = 'table' order by name"):
        if table in NOT_OURS or table.startswith(("pupils_", "search_", "sqlite_")):
            continue
        for row in db.rows("select name, type from pragma_table_info(?)", (table,)):
            if row["type"] == "TEXT" and _can_hold(db, table, row["name"]):
                columns[table, row["name"]] = f"§{table}.{row['name']}§"
    yield db, columns
    db.close()


def _can_hold(db: Store, table: str, column: str) -> bool:
    """Writes the marker where the column takes it: not into JSON, dates and lists with a check."""
    if column in KEEP or table in ("settings", "users"):
        return False
    known = db.values(f"select {column} from {table} where {column} <> '' limit 50")
    if any(_is_structure(value) for value in known):
        return False
    db.execute("savepoint marker")
    with suppress(IntegrityError):
        db.execute(f"update {table} set {column} = '§{table}.{column}§' || rowid")
        db.execute("release marker")
        return True
    db.execute("rollback to marker")
    db.execute("release marker")
    return False


def _is_structure(value: Any) -> bool:
    text = str(value)
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d.*", text)) or text[:1] in "[{"


def texts(content: Content) -> str:
    """Everything that stands in an opened envelope."""
    return "\n".join(
        str(msgspec.to_builtins(list(op.fields.values()), builtin_types=(bytes,)))
        for op in content.ops
    )


@pytest.mark.parametrize("level", list(Level))
def test_no_marker_of_a_column_that_the_policy_does_not_name_is_in_any_envelope(
    planted: Any, level: Level
) -> None:
    db, columns = planted
    assert len(columns) > 100
    pair(db, level)
    epochs.begin(db)
    exchange_outbox.seal(db)
    leaked = set(re.findall(r"§(\w+\.\w+)§", "\n".join(texts(each) for each in sent(db))))
    allowed = {
        f"{thing}.{field.key}"
        for thing in exchange_told.THINGS
        for field in exchange_told.kind_of(thing).at(level)
    }
    if level.holds(Level.CASES):
        allowed.add("subjects.name_kk")
    assert leaked <= allowed
    for word in (
        "iin",
        "address",
        "note",
        "reason",
        "phone",
        "email",
        "details",
        "birth",
        "sort_key",
    ):
        assert not [name for name in leaked if word in name and not name.startswith("reports.")]
    if level is Level.NAMES:
        assert {"pupils.last", "pupils.first"} <= leaked


@pytest.mark.parametrize("level", list(Level))
def test_every_field_that_leaves_stands_in_the_policy_at_this_level(
    planted: Any, level: Level
) -> None:
    db, _columns = planted
    pair(db, level)
    epochs.begin(db)
    exchange_outbox.seal(db)
    policy = kinds.up()
    for content in sent(db):
        for op in content.ops:
            known = {field.number for field in policy[op.kind].at(level)}
            told = {number for number, value in op.fields.items() if value is not None}
            assert told <= known | {0}, policy[op.kind].key


def test_of_special_needs_only_the_fact_is_read(planted: Any) -> None:
    db, _columns = planted
    row = exchange_rows.of(db, "pupils", 1, ["special_needs"])
    assert row is not None
    assert row["special_needs"] in (0, 1)


def test_a_text_of_three_hundred_letters_and_every_kind_of_value_travels_unchanged(
    tmp_path: Path,
) -> None:
    db = sample_school.opened(DataFolder(tmp_path / "s"), at_noon)
    sample.make(db)
    db.execute("update school set name_kk = ?, name_ru = ?", (LONG_NAME.kk, LONG_NAME.ru))
    pair(db)
    exchange_outbox.seal(db)
    fields = next(fields for _, kind, _, fields in said(db) if kind == "school")
    assert fields["name_kk"] == LONG_NAME.kk
    assert fields["name_ru"] == LONG_NAME.ru
    sitting = next(fields for _, kind, _, fields in said(db) if kind == "sitting")
    assert isinstance(sitting["case"], int)
    assert isinstance(sitting["date"], int)
    db.close()


def test_the_columns_that_are_read_are_columns(planted: Any) -> None:
    db, _columns = planted
    for thing in exchange_told.THINGS:
        for row_id in exchange_rows.ids(db, thing)[:1]:
            assert set(exchange_told.read(db, thing, row_id) or {}) == set(
                exchange_told.columns(thing)
            )


def test_another_policy_or_level_has_another_signature() -> None:
    assert len({exchange_told.signature(level) for level in Level}) == len(Level)


def test_totals_of_a_report_travel_by_the_numbers_of_its_figures(planted: Any) -> None:
    from dlschool.domain.report import KEYS

    db, _columns = planted
    facts = {"figures": {next(iter(KEYS)): 3, "unknown-figure": 9}, "gaps": []}
    row = {
        "id": 1, "kind": "term", "start": "2026-09-01", "until": "2026-10-25", "version": 1,
        "facts": json.dumps(facts), "made_on": "2026-10-26", "reason": "",
    }  # fmt: skip
    told = exchange_told.values(db, "reports", row, Level.TOTALS)
    totals = kinds.of("report").field("totals").number
    assert told[totals] == {next(iter(KEYS.values())).number: 3}
    assert exchange_keys.level(db) in Level
