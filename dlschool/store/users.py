"""Rows of the people who sign in, and the hash of their PIN."""

import json

from dlschool.domain.access import Role, User
from dlschool.store import changes
from dlschool.store.connection import Row, Store


def all_users(store: Store) -> list[User]:
    """In the order in which they were added; those who left too."""
    return [_user(row) for row in store.rows("select * from users order by id")]


def get(store: Store, user_id: int) -> User | None:
    row = store.row("select * from users where id = ?", (user_id,))
    return _user(row) if row else None


def public_key(store: Store, user_id: int) -> bytes:
    """The user's public key as the store remembers it; b"" for nobody."""
    return bytes.fromhex(
        str(store.value("select public_key from users where id = ?", (user_id,)) or "")
    )


def save(store: Store, user: User, public: bytes | None = None) -> int:
    """Adds (id 0) or changes; `public` with the day where the password was set now."""
    row: Row = {
        "name": user.name,
        "role": user.role.value,
        "classes": json.dumps(user.classes, ensure_ascii=False),
        "subjects": json.dumps(user.subjects, ensure_ascii=False),
        "gone": int(user.gone),
    }
    if public is not None:
        row |= {"public_key": public.hex(), "password_on": store.now().isoformat()}
    if user.id and get(store, user.id) is None:
        row["id"] = user.id
        return changes.insert(store, "users", row)
    return changes.save(store, "users", user.id or None, row)


def _user(row: Row) -> User:
    return User(
        row["id"],
        row["name"],
        Role(row["role"]),
        tuple(json.loads(row["classes"])),
        tuple(json.loads(row["subjects"])),
        bool(row["gone"]),
    )


def pin_hash(store: Store, user_id: int) -> str:
    """Empty: no PIN."""
    return str(store.value("select hash from pins where user_id = ?", (user_id,)) or "")


def keep_pin(store: Store, user_id: int, digest: str) -> None:
    """Not journalled: the journal must not tell what a PIN was."""
    if not digest:
        store.execute("delete from pins where user_id = ?", (user_id,))
        return
    store.execute(
        "insert into pins (user_id, hash) values (?, ?) "
        "on conflict (user_id) do update set hash = excluded.hash",
        (user_id, digest),
    )
