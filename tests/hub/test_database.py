"""The one way to ask, on both engines."""

import threading
from pathlib import Path

import psycopg
import pytest

from dlschool.errors import Refused
from dlschool.hub import database
from dlschool.hub.database import Database, Tx


def _school(tx: Tx) -> int:
    school = tx.value(
        "insert into schools (mark, name_kk, name_ru, bin, district, level, created) "
        "values (?, 'а', 'а', '1', '11', 'cases', '2026') returning id",
        b"m" * 16,
    )
    tx.run("insert into heads (school, position, applied) values (?, 0, 0)", school)
    return int(school)


def test_rows_come_as_dicts_and_a_percent_sign_is_only_a_sign(hub: Database) -> None:
    with hub.transaction() as tx:
        _school(tx)
        assert tx.rows("select name_kk, '100%' as share from schools") == [
            {"name_kk": "а", "share": "100%"}
        ]
        assert tx.row("select id from schools where bin = ?", "none") is None
        assert tx.value("select id from schools where bin = ?", "none") is None
        assert tx.run("update schools set bin = ? where bin = ?", "2", "1") == 1


def test_a_transaction_that_fails_leaves_nothing(hub: Database) -> None:
    def work(tx: Tx) -> None:
        _school(tx)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        hub.run(work)
    with hub.transaction() as tx:
        assert tx.value("select count(*) from schools") == 0


def test_a_part_that_fails_takes_only_itself_back(hub: Database) -> None:
    with hub.transaction() as tx:
        school = _school(tx)
        with pytest.raises(Exception, match=r".") as caught, tx.part():
            tx.run("insert into heads (school, position, applied) values (?, 0, 0)", school)
        assert tx.senseless(caught.value)
        tx.run("update heads set position = 5 where school = ?", school)
    with hub.transaction() as tx:
        assert tx.value("select position from heads") == 5


def test_a_number_that_no_column_holds_is_known_as_senseless(hub: Database) -> None:
    with hub.transaction() as tx:
        school = _school(tx)
        with pytest.raises(Exception, match=r".") as caught, tx.part():
            tx.run("update heads set position = ? where school = ?", 1 << 70, school)
        assert tx.senseless(caught.value)


def test_numbers_under_the_schools_lock_follow_each_other_whoever_takes_them(hub: Database) -> None:
    with hub.transaction() as tx:
        school = _school(tx)
    found: list[int] = []

    def take() -> None:
        for _ in range(20):
            with hub.transaction() as tx:
                tx.lock(school)
                number = tx.value("select position from heads where school = ?", school)
                tx.run("update heads set position = ? where school = ?", number + 1, school)
                found.append(number)

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == list(range(80))


def test_work_that_another_broke_off_is_done_again(hub: Database) -> None:
    turns = []

    def work(tx: Tx) -> str:
        turns.append(1)
        if len(turns) < 3:
            raise psycopg.errors.DeadlockDetected if _is_postgres(hub) else _busy()
        return "done"

    assert (hub.run(work), len(turns)) == ("done", 3)


def _busy() -> Exception:
    import sqlite3

    return sqlite3.OperationalError("database is locked")


def _is_postgres(hub: Database) -> bool:
    return hub.engine.words["blob"] == "bytea"


def test_a_fault_of_the_work_itself_is_not_tried_again(hub: Database) -> None:
    turns = []

    def work(tx: Tx) -> None:
        turns.append(1)
        raise ValueError("seven")

    with pytest.raises(ValueError, match="seven"):
        hub.run(work)
    assert len(turns) == 1


def test_a_connection_that_the_server_closed_is_made_anew(server: str, tmp_path: Path) -> None:
    import postgres

    url = postgres.fresh(server)
    db = database.of(url)
    with db.transaction() as tx:
        mine = tx.value("select pg_backend_pid()")
    with psycopg.connect(url, autocommit=True) as other:
        other.execute("select pg_terminate_backend(%s)", (mine,))
    assert db.run(lambda tx: tx.value("select 7")) == 7
    db.close()
    postgres.dropped(url)


def test_two_transfers_that_wait_for_each_other_both_end(server: str) -> None:
    import postgres

    url = postgres.fresh(server)
    db = database.of(url)
    with db.transaction() as tx:
        tx.run("create table t (id integer primary key, n integer not null)")
        tx.many("insert into t values (?, 0)", [(1,), (2,)])
    both = threading.Barrier(2)

    def work(first: int, second: int) -> None:
        waited = []

        def once(tx: Tx) -> None:
            tx.run("update t set n = n + 1 where id = ?", first)
            if not waited:
                waited.append(1)
                both.wait(20)
            tx.run("update t set n = n + 1 where id = ?", second)

        db.run(once)

    threads = [threading.Thread(target=work, args=pair) for pair in ((1, 2), (2, 1))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with db.transaction(writes=False) as tx:
        assert [row["n"] for row in tx.rows("select n from t order by id")] == [2, 2]
    db.close()
    postgres.dropped(url)


def test_connections_of_threads_that_ended_are_closed(hub: Database) -> None:
    for _ in range(20):
        thread = threading.Thread(target=lambda: hub.run(lambda tx: tx.value("select 1")))
        thread.start()
        thread.join()
    assert len(hub._every) <= 2


def test_an_address_of_another_kind_is_refused() -> None:
    with pytest.raises(Refused, match="mysql"):
        database.of("mysql://somewhere/base")
