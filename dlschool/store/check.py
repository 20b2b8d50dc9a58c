"""Verifies the store: the file, its schema, the chain of the journal, every record, every scan."""

import contextlib
from collections.abc import Callable, Iterator
from functools import partial

from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.store import blobs, changes
from dlschool.store.check_chain import chain
from dlschool.store.check_rows import rows
from dlschool.store.check_schema import schema
from dlschool.store.connection import DatabaseError, Row, Store
from dlschool.store.wrong import Finding, of_row

__all__ = ["Finding", "check"]


def check(store: Store) -> list[Finding]:
    """Everything that is wrong; an empty list is a whole store. Nothing that it meets stops it."""
    parts: list[Callable[[], Iterator[Finding]]] = [
        partial(part, store) for part in (_file, schema, chain)
    ]
    parts += [partial(rows, store, thing) for thing in sorted(changes.THINGS)]
    parts += [partial(part, store) for part in (_found_pupils, _scans)]
    found: list[Finding] = []
    for part in parts:
        try:
            found.extend(part())
        except Refused as refused:
            found.append(Finding("file", Text(refused.text("kk"), refused.text("ru"))))
        except DatabaseError as error:
            found.append(_broken("file", error))
    return list(dict.fromkeys(found))


def _broken(place: str, line: object) -> Finding:
    return Finding(place, Text(f"Дерекқор файлы: {line}", f"Файл базы: {line}"))


def _file(store: Store) -> Iterator[Finding]:
    for line in store.values("pragma main.integrity_check"):
        if line != "ok":
            yield _broken("file", line)
    if _at_rest(store):
        for line in store.values("pragma main.cipher_integrity_check"):
            yield _broken("file", line)
    for row in store.rows("pragma main.foreign_key_check"):
        thing, row_id = row["table"], row["rowid"]
        yield Finding(
            f"{thing}:{row_id}",
            Text(
                "{what}: жоқ жазбаға сілтейді.", "{what}: ссылается на запись, которой нет."
            ).filled(
                what=of_row(store, thing, row_id, None)
                if thing in changes.THINGS
                else f"{thing}:{row_id}"
            ),
        )


def _at_rest(store: Store) -> bool:
    """Whether every page lies in the file itself. What a crash left half written there and whole beside
    it is no damage: it was read above as SQLite reads it.
    """
    with contextlib.suppress(DatabaseError):
        busy, waiting, brought = store.conn.execute("pragma main.wal_checkpoint").fetchone()
        return not busy and waiting == brought
    return False


def _found_pupils(store: Store) -> Iterator[Finding]:
    """The search over names must know what the cards say."""
    try:
        store.execute(
            "insert into main.pupils_found (pupils_found, rank) values ('integrity-check', 1)"
        )
    except DatabaseError as error:
        if "malformed" not in str(error) and "corrupt" not in str(error):
            raise
        yield _SEARCH
    except Refused:
        yield _SEARCH


_SEARCH = Finding(
    "pupils_found",
    Text(
        "Білім алушыларды іздеу тізімі карточкалармен үйлеспейді.",
        "Поиск обучающихся не согласуется с карточками.",
    ),
)


def _scans(store: Store) -> Iterator[Finding]:
    for row in store.rows("select min(id) as id, digest from main.scans group by digest"):
        if not blobs.whole(store, row["digest"]):
            yield _scan(store, row)


def _scan(store: Store, row: Row) -> Finding:
    what = of_row(store, "scans", row["id"], None)
    return Finding(
        f"scans:{row['digest'][:12]}",
        Text("{what}: файл жоқ немесе бүлінген.", "{what}: файл отсутствует или повреждён.").filled(
            what=what
        ),
    )
