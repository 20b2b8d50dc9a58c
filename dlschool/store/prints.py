"""What was printed or saved as a file: form, language, of what, when, and the file's hash."""

from dlschool.store import changes
from dlschool.store.connection import Row, Store


def save(
    store: Store,
    *,
    code: str,
    language: str,
    digest: str,
    case_id: int | None = None,
    meeting_id: int | None = None,
    order_id: int | None = None,
) -> int:
    """`digest`: SHA-256 of the whole file that the document came out in, hexadecimal."""
    row: Row = {
        "code": code,
        "language": language,
        "case_id": case_id,
        "meeting_id": meeting_id,
        "order_id": order_id,
        "at": store.now().isoformat(timespec="seconds"),
        "digest": digest,
    }
    return changes.insert(store, "prints", row)


def of_case(store: Store, case_id: int) -> list[Row]:
    """Newest first."""
    return store.rows("select * from prints where case_id = ? order by id desc", (case_id,))
