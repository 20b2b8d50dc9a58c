"""The school's own row, staff, council members and settings."""

import json
from typing import Any

from dlschool.domain.case import Council
from dlschool.domain.names import sort_key
from dlschool.domain.school import Member, School, Staff
from dlschool.domain.text import Text
from dlschool.store import changes
from dlschool.store.connection import Row, Store
from dlschool.store.rows import from_row, to_row


def school(store: Store) -> School | None:
    row = store.row("select * from school where id = 1")
    if row is None:
        return None
    known = {k: v for k, v in row.items() if not k.startswith(("name_", "short_")) and k != "id"}
    known["small"] = bool(known["small"])
    return School(
        name=Text(row["name_kk"], row["name_ru"]),
        short_name=Text(row["short_kk"], row["short_ru"]),
        **known,
    )


def save_school(store: Store, value: School) -> None:
    row = to_row(value, leave=frozenset({"name", "short_name"}))
    row |= {"name_kk": value.name.kk, "name_ru": value.name.ru}
    row |= {"short_kk": value.short_name.kk, "short_ru": value.short_name.ru}
    if school(store) is None:
        changes.insert(store, "school", {"id": 1, **row})
    else:
        changes.update(store, "school", 1, row)


def staff(store: Store, *, with_gone: bool = False) -> list[Staff]:
    where = "" if with_gone else "where gone = 0"
    return [_staff(row) for row in store.rows(f"select * from staff {where} order by sort_key, id")]


def _staff(row: Row) -> Staff:
    return from_row(Staff, {**row, "left": row["gone"]})


def save_staff(store: Store, value: Staff) -> int:
    return changes.save(store, "staff", value.id, _person(value))


def members(store: Store, council: Council, *, with_gone: bool = False) -> list[Member]:
    """Members in order: chair, secretary, then by name."""
    where = "" if with_gone else "and gone = 0"
    rows = store.rows(
        f"""select * from members where council = ? {where}
            order by case role when 'chair' then 0 when 'secretary' then 1 else 2 end, sort_key""",
        (council.value,),
    )
    return [from_row(Member, {**row, "left": row["gone"]}) for row in rows]


def save_member(store: Store, value: Member) -> int:
    return changes.save(store, "members", value.id, _person(value))


def _person(value: Staff | Member) -> Row:
    row = to_row(value)
    row["gone"] = row.pop("left")
    row["sort_key"] = sort_key(value.name)
    return row


def setting(store: Store, name: str, default: Any = None) -> Any:
    """A setting of the school, as JSON value."""
    text = store.value("select value from settings where name = ?", (name,))
    return default if text is None else json.loads(text)


def save_setting(store: Store, name: str, value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    row_id = store.value("select id from settings where name = ?", (name,))
    changes.save(store, "settings", row_id, {"name": name, "value": text})
