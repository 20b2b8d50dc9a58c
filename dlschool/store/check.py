"""Verifies the store: the file, the chain of the journal, and that rows are what it says."""

from collections.abc import Iterator
from dataclasses import dataclass

from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.store import blobs, changes
from dlschool.store.connection import DatabaseError, Store


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: where, and in words."""

    place: str
    text: Text


def check(store: Store) -> list[Finding]:
    """Everything that is wrong; an empty list is a whole store."""
    found: list[Finding] = []
    for part in (_file, _chain, _rows, _scans):
        try:
            found += part(store)
        except Refused as refused:
            found.append(Finding("file", Text(refused.text("kk"), refused.text("ru"))))
        except DatabaseError as error:
            found.append(Finding("file", Text(f"Дерекқор файлы: {error}", f"Файл базы: {error}")))
    return list(dict.fromkeys(found))


def _file(store: Store) -> Iterator[Finding]:
    for line in store.values("pragma integrity_check"):
        if line != "ok":
            yield Finding("file", Text(f"Дерекқор файлы: {line}", f"Файл базы: {line}"))
    for line in store.values("pragma cipher_integrity_check"):
        yield Finding("file", Text(f"Дерекқор файлы: {line}", f"Файл базы: {line}"))
    for row in store.rows("pragma foreign_key_check"):
        place = f"{row['table']}:{row['rowid']}"
        yield Finding(
            place,
            Text(
                f"{place}: жазба жоқ жазбаға сілтейді.",
                f"{place}: запись ссылается на отсутствующую.",
            ),
        )


def _chain(store: Store) -> Iterator[Finding]:
    lines = {row["id"]: changes.as_text(row) or "" for row in store.rows("select * from actions")}
    previous = ""
    for row in store.rows("select * from changes order by id"):
        parts = (row["action"], row["thing"], row["row"], row["before"], row["after"])
        expected = changes.digest(previous, lines.get(row["action"], ""), parts)
        if expected != row["hash"]:
            place = f"changes:{row['id']}"
            yield Finding(
                place,
                Text(
                    f"Журналдың {row['id']}-жазбасы өзгертілген немесе оның алдындағысы жоқ.",
                    f"Запись журнала {row['id']} изменена, или нет записи перед ней.",
                ),
            )
        previous = row["hash"]
    if previous != changes.head(store):
        yield Finding(
            "changes:end",
            Text("Журналдың соңғы жазбалары жоқ.", "Последние записи журнала отсутствуют."),
        )


def _rows(store: Store) -> Iterator[Finding]:
    """Each row must be what the last change of it says; rows without a change are strangers."""
    for thing in sorted(changes.THINGS):
        said = {
            row["row"]: row["after"]
            for row in store.rows(
                "select row, after from changes where thing = ? order by id", (thing,)
            )
        }
        there = {row["id"]: changes.as_text(row) for row in store.rows(f"select * from {thing}")}
        for row_id in sorted(said.keys() | there.keys()):
            if said.get(row_id) != there.get(row_id):
                place = f"{thing}:{row_id}"
                yield Finding(
                    place,
                    Text(
                        f"{place}: жазба журналдан тыс өзгертілген.",
                        f"{place}: запись изменена в обход журнала.",
                    ),
                )


def _scans(store: Store) -> Iterator[Finding]:
    for digest in store.values("select distinct digest from scans"):
        if not blobs.whole(store.folder.scans, digest):
            short = digest[:12]
            yield Finding(
                f"scans:{short}",
                Text(
                    f"{short} скан-көшірмесі жоқ немесе бүлінген.",
                    f"Скан {short} отсутствует или повреждён.",
                ),
            )
