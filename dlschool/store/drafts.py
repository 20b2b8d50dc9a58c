"""Texts that were typed and not saved yet: one a form and user, encrypted with the base, no history."""

from dlschool.store.connection import Row, Store


def keep(store: Store, form: str, content: str) -> None:
    """The newest text of the form; the one before is forgotten."""
    at = store.now().isoformat(timespec="seconds")
    store.execute(
        "insert into main.drafts (user_id, form, at, content) values (?, ?, ?, ?) "
        "on conflict (user_id, form) do update set at = excluded.at, content = excluded.content",
        (store.user.id, form, at, content),
    )


def drop(store: Store, form: str) -> None:
    store.execute("delete from main.drafts where user_id = ? and form = ?", (store.user.id, form))


def drafts(store: Store) -> list[Row]:
    """Those of the user who signed in, the newest first."""
    return store.stored(
        "select form, at, content from main.drafts where user_id = ? order by at desc, id desc",
        (store.user.id,),
    )
