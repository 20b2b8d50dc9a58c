"""The tables come step by step, once, whoever starts first; a newer hub's tables are left alone."""

import threading

import hub_life
import pytest

from dlschool.errors import Refused
from dlschool.hub import database, schema, watch
from dlschool.hub.database import Database


def _names(db: Database) -> set[str]:
    sql = (
        "select table_name as name from information_schema.tables where table_schema = 'public'"
        if db.engine.parts
        else "select name from sqlite_master where type = 'table' and name not like 'sqlite%'"
    )
    with db.transaction(writes=False) as tx:
        return {row["name"] for row in tx.rows(sql)}


def test_processes_that_start_at_once_take_each_step_once(url: str) -> None:
    taken: list[int] = []
    both = threading.Barrier(4)

    def start() -> None:
        db = database.of(url)
        both.wait(20)
        taken.append(schema.bring_up_to_date(db))
        db.close()

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [0, 0, 0, len(schema.STEPS)]


def test_an_older_database_gets_the_steps_that_are_wanting(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = database.of(url)
    with monkeypatch.context() as patch:
        patch.setattr(schema, "STEPS", schema.STEPS[:1])
        schema.bring_up_to_date(db)
    assert watch.health(db) == "steps"
    assert schema.bring_up_to_date(db) == len(schema.STEPS) - 1
    assert watch.health(db) == "ok"
    db.close()


def test_a_step_that_fails_leaves_the_database_as_it_was(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = database.of(url)
    schema.bring_up_to_date(db)
    before = _names(db)
    broken = (*schema.STEPS, "create table more (id {big}); create table nonsense (")
    with monkeypatch.context() as patch:
        patch.setattr(schema, "STEPS", broken)
        with pytest.raises(Exception, match="syntax|incomplete"):
            schema.bring_up_to_date(db)
    assert _names(db) == before
    assert watch.health(db) == "ok"
    db.close()


def test_a_database_of_a_newer_hub_is_refused(hub: Database) -> None:
    with hub.transaction() as tx:
        schema.keep(tx, "schema", str(len(schema.STEPS) + 1))
    with pytest.raises(Refused):
        schema.bring_up_to_date(hub)
    with pytest.raises(Refused):
        watch.health(hub)


def test_every_derived_table_is_there_and_knows_whose_its_rows_are(hub: Database) -> None:
    assert set(schema.DERIVED) <= _names(hub)
    with hub.transaction(writes=False) as tx:
        for table in schema.OF_SCHOOL:
            assert tx.rows(f"select school from {table}") == []
        for table in schema.OF_DEVICE:
            assert tx.rows(f"select device from {table}") == []


def test_envelopes_in_parts_work_like_in_one_table(server: str) -> None:
    import postgres

    from dlschool.exchange import keys
    from dlschool.hub.office import Office

    url = postgres.fresh(server)
    db = database.of(url)
    schema.bring_up_to_date(db, partitions=4)
    office = Office(db, {1: keys.new()}, hub_life.now)
    for number in range(1, 9):
        pc = hub_life.device(office, hub_life.school(office, number))
        pc.seal([hub_life.pupil(1)])
        (receipt,) = hub_life.said(pc.sync(office), "receipt")
        assert receipt["state"] == "accepted"
    with db.transaction(writes=False) as tx:
        parts = [tx.value(f"select count(*) from envelopes_{part}") for part in range(4)]
    assert sum(parts) == 8
    assert len([part for part in parts if part]) > 1
    db.close()
    postgres.dropped(url)
