"""The base's own facts (its id, its epoch, its last backups): one text a key, outside the journal."""

from collections.abc import Mapping

from dlschool.store.connection import Store


def value(store: Store, key: str) -> str:
    """Empty when there is none."""
    return str(store.value("select value from main.meta where key = ?", (key,)) or "")


def keep(store: Store, facts: Mapping[str, str]) -> None:
    """Writes them together; a fact with an empty text is taken away. Refused: the file or disk is not
    to be written. Inside an action they are part of its transaction.
    """
    within = store.writing is not None
    if not within:
        store.execute("begin immediate")
    try:
        for key, text in facts.items():
            _keep(store, key, text)
        if not within:
            store.execute("commit")
    except BaseException:
        if not within:
            store.give_up()
        raise


def _keep(store: Store, key: str, text: str) -> None:
    if not text:
        store.execute("delete from main.meta where key = ?", (key,))
        return
    store.execute(
        "insert into main.meta (key, value) values (?, ?) "
        "on conflict (key) do update set value = excluded.value",
        (key, text),
    )
