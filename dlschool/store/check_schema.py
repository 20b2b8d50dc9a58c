"""Tables, indexes and triggers must be those that the migrations make: the journal leans on them."""

from collections.abc import Iterator

from sqlcipher3 import dbapi2

from dlschool.domain.text import Text
from dlschool.store import migrations
from dlschool.store.connection import Store
from dlschool.store.wrong import Finding

_KINDS = {
    "table": Text("кесте", "таблица"),
    "index": Text("индекс", "индекс"),
    "trigger": Text("қорғаныс ережесі (триггер)", "защитное правило (триггер)"),
    "view": Text("көрініс", "представление"),
}
_ALL = "select type, name, sql from {schema}.sqlite_master where name not like 'sqlite_stat%'"


def schema(store: Store) -> Iterator[Finding]:
    """What was dropped, altered or added by other hands than the program's."""
    made = _made(store)
    there = {
        (row["type"], row["name"]): row["sql"] for row in store.rows(_ALL.format(schema="main"))
    }
    for kind, name in sorted(made.keys() | there.keys()):
        words = _wrong(made.get((kind, name), _NO), there.get((kind, name), _NO))
        if words is not None:
            said = words.filled(kind=_KINDS.get(kind, Text(kind, kind)), name=name)
            yield Finding(f"schema:{name}", said)


_NO = "absent"


def _wrong(made: str | None, there: str | None) -> Text | None:
    if made == there:
        return None
    if there == _NO:
        return Text("Дерекқорда {kind} жоқ: {name}.", "В базе нет: {kind} {name}.")
    if made == _NO:
        return Text(
            "Дерекқорға бөтен {kind} қосылған: {name}.", "В базе посторонний объект: {kind} {name}."
        )
    return Text("Дерекқорда {kind} өзгертілген: {name}.", "В базе изменён объект: {kind} {name}.")


def _made(store: Store) -> dict[tuple[str, str], str | None]:
    """The schema of a store that was made just now."""
    conn = dbapi2.connect(":memory:", isolation_level=None)
    try:
        migrations.bring_up_to_date(conn, store.folder, store.now(), fresh=True)
        return {(kind, name): sql for kind, name, sql in conn.execute(_ALL.format(schema="main"))}
    finally:
        conn.close()
