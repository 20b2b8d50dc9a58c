"""What a hub carries on one core, against a plain COPY of the same bytes into PostgreSQL in the same run.

A COPY checks nothing, opens nothing, answers nothing and commits once: it is the floor, not a rival. The
hub stores each envelope for good before it answers, checks its signature, opens it, applies it and says
so. Schools are invented (`dlschool-hub simulate`); more of them show whether one costs more among many.
"""

import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import postgres
import psycopg
from parts.measuring import away, peak_mb

from dlschool.hub import simulation
from dlschool.hub.simulation import Plan

SCHOOLS = (10, 100, 400)
DAYS = 2
RATE = "daily changes: envelopes a second"
LOAD = "first load: envelopes a second"
WORK = "daily changes: processor, ms an envelope"


def measured(url: str, schools: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        return simulation.run(url, Path(folder), Plan(schools, DAYS, 1, 7))


def floors(url: str) -> tuple[int, float, float]:
    """How many envelopes of this database are written a second into a table beside them: by a plain COPY,
    and by an INSERT with a commit for each.
    """
    with psycopg.connect(url) as conn:
        rows = [bytes(row[0]) for row in conn.execute("select content from envelopes")]
        conn.execute("create table plain (content bytea not null)")
        conn.commit()
        begin = time.monotonic()
        with conn.cursor() as cursor, cursor.copy(_COPY) as copy:
            copy.set_types(["bytea"])
            for row in rows:
                copy.write_row((row,))
        conn.commit()
        middle = time.monotonic()
        for row in rows:
            conn.execute("insert into plain (content) values (%s)", (row,))
            conn.commit()
        end = time.monotonic()
        return len(rows), len(rows) / (middle - begin), len(rows) / (end - middle)


_COPY = "copy plain (content) from stdin (format binary)"


def told(engine: str, figures: dict[str, Any]) -> str:
    stored = figures["bytes stored per school and year"]
    return (
        f"  {engine}, {figures['schools']} schools: {figures[LOAD]} first loads/s, "
        f"{figures[RATE]} daily envelopes/s ({figures[WORK]} ms of processor each), "
        f"{stored / 1024:.0f} kB a school and year"
    )


def main() -> None:
    home = Path(tempfile.mkdtemp(prefix="dlschool-hub-bench-"))
    away(home)
    print("The hub on one thread, envelopes stored, opened, applied, answered")
    for schools in SCHOOLS:
        print(told("SQLite", measured(f"sqlite:{home / f'{schools}.db'}", schools)))
    with postgres.running() as server:
        for schools in SCHOOLS:
            url = postgres.fresh(server)
            figures = measured(url, schools)
            count, copy, insert = floors(url)
            print(told("PostgreSQL", figures))
            rate = figures[RATE]
            print(
                f"    its {count} envelopes by a plain COPY: {copy:,.0f}/s, {copy / rate:.0f} × that; "
                f"by an INSERT and a commit each: {insert:,.0f}/s, {insert / rate:.0f} × that"
            )
            postgres.dropped(url)
    print(f"Memory of this process at its most: {peak_mb():.0f} MB")


if __name__ == "__main__":
    main()
