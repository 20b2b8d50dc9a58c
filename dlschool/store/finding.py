"""Rows that a few typed letters may mean: cases, orders, papers, meetings by their numbers."""

from dlschool.domain.names import folded
from dlschool.domain.record import Case, Meeting, Order, Paper
from dlschool.store.connection import Store
from dlschool.store.rows import from_row


def cases_numbered(store: Store, text: str, limit: int) -> list[Case]:
    """By the beginning of the number or of what follows its year; the newest first."""
    rows = store.rows(
        """select * from cases where number like ? escape '\\' or number like ? escape '\\'
           order by number = ? desc, id desc limit ?""",
        (_begins(text), f"%/{_begins(text)}", text, limit),
    )
    return [from_row(Case, row) for row in rows]


def cases_of(store: Store, pupil_ids: list[int], limit: int) -> list[Case]:
    marks = ", ".join("?" * len(pupil_ids))
    sql = f"select * from cases where pupil_id in ({marks}) order by id desc limit ?"
    return [from_row(Case, row) for row in store.rows(sql, [*pupil_ids, limit])]


def orders_numbered(store: Store, text: str, limit: int) -> list[Order]:
    rows = store.rows(
        """select * from orders where number like ? escape '\\'
           order by number = ? desc, date desc, id desc limit ?""",
        (_begins(text), text, limit),
    )
    return [from_row(Order, row) for row in rows]


def meetings_numbered(store: Store, text: str, limit: int) -> list[Meeting]:
    rows = store.rows(
        "select * from meetings where number = ? order by date desc, id desc limit ?", (text, limit)
    )
    return [from_row(Meeting, row) for row in rows]


def papers(store: Store, text: str, limit: int) -> list[Paper]:
    """By the beginning of the number, or of any word of the issuer; the newest first."""
    words = folded(text).split()
    issuers = [
        issuer
        for issuer in store.values("select distinct issuer from papers where issuer <> ''")
        if words and all(f" {word}" in f" {folded(issuer)}" for word in words)
    ]
    marks = ", ".join("?" * len(issuers))
    rows = store.rows(
        f"""select * from papers where number like ? escape '\\' or issuer in ({marks})
            order by number = ? desc, date desc, id desc limit ?""",
        [_begins(text), *issuers, text, limit],
    )
    return [from_row(Paper, row) for row in rows]


def _begins(text: str) -> str:
    safe = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"{safe}%"
