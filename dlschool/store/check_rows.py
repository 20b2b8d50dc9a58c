"""Each record must be what the newest line of the journal says of it; nothing else may be there."""

from collections.abc import Iterator

from dlschool.domain.field_names import FIELD_NAMES
from dlschool.domain.text import Text
from dlschool.store import changes, journal_rows
from dlschool.store.connection import Row, Store
from dlschool.store.wrong import Finding, of_row

_CHANGED = Text(
    "{what}: жазба журналдан тыс өзгертілген{fields}.",
    "{what}: запись изменена в обход журнала{fields}.",
)
_REMOVED = Text("{what}: жазба журналдан тыс жойылған.", "{what}: запись удалена в обход журнала.")
_ADDED = Text(
    "{what}: жазба журналдан тыс қосылған немесе журналдағы жазбасы жойылған.",
    "{what}: запись добавлена в обход журнала, или её строка в журнале пропала.",
)


def rows(store: Store, thing: str) -> Iterator[Finding]:
    """Records of one table that were changed, removed or added behind the journal."""
    known = journal_rows.columns(store, thing)
    said = _said(store, thing)
    there = {row["id"]: row for row in store.stored(f"select * from main.{thing}")}
    for row_id in sorted(said.keys() | there.keys()):
        after, row = said.get(row_id), there.get(row_id)
        if not journal_rows.same(after, changes.as_text(row), known):
            yield _finding(store, thing, row_id, after, row)


def _said(store: Store, thing: str) -> dict[int, str]:
    """The newest text of every record that the journal knows as being there."""
    found = store.rows(
        """select row, after from main.changes where id in
           (select max(id) from main.changes where thing = ? group by row)""",
        (thing,),
    )
    return {row["row"]: row["after"] for row in found if row["after"] is not None}


def _finding(store: Store, thing: str, row_id: int, after: str | None, row: Row | None) -> Finding:
    what = of_row(store, thing, row_id, row)
    if row is None:
        said = _REMOVED.filled(what=what)
    elif after is None:
        said = _ADDED.filled(what=what)
    else:
        said = _CHANGED.filled(what=what, fields=_differing(store, thing, after, row))
    return Finding(f"{thing}:{row_id}", said)


def _differing(store: Store, thing: str, after: str, row: Row) -> str | Text:
    """« (Имя, Дата рождения)»: the fields that differ, by name where they have one."""
    try:
        said = journal_rows.as_now(after, journal_rows.columns(store, thing)) or {}
    except ValueError:
        return ""
    names = FIELD_NAMES.get(thing, {})
    found = [names.get(c, Text(c, c)) for c, value in row.items() if said.get(c) != value]
    kk, ru = (", ".join(name[code] for name in found) for code in ("kk", "ru"))
    return Text(f" ({kk})", f" ({ru})") if found else ""
