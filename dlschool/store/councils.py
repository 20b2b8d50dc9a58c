"""Rows of meetings, their agendas and what was decided, in the order in which people read them."""

from dlschool.domain.case import Council
from dlschool.domain.record import Decision, Item, Meeting
from dlschool.store.connection import Store
from dlschool.store.rows import from_row


def meetings(store: Store, council: Council | None = None) -> list[Meeting]:
    """Newest first; of both councils without a `council`."""
    where, values = ("where council = ?", (council.value,)) if council else ("", ())
    sql = f"select * from meetings {where} order by date desc, id desc"
    return [from_row(Meeting, row) for row in store.rows(sql, values)]


def numbered(store: Store, council: Council, school_year: str, number: str) -> Meeting | None:
    """The meeting that has this number in its council's series of the school year."""
    row = store.row(
        "select * from meetings where council = ? and school_year = ? and number = ?",
        (council.value, school_year, number),
    )
    return from_row(Meeting, row) if row else None


def agenda(store: Store, meeting_id: int) -> list[Item]:
    sql = "select * from items where meeting_id = ? order by position, id"
    return [from_row(Item, row) for row in store.rows(sql, (meeting_id,))]


def decided(store: Store, meeting_id: int) -> dict[int, Decision]:
    """Decisions of a meeting by the item's id."""
    rows = store.rows(
        """select d.* from decisions d join items i on i.id = d.item_id
           where i.meeting_id = ? order by d.id""",
        (meeting_id,),
    )
    return {row["item_id"]: from_row(Decision, row) for row in rows}


def on_agendas(store: Store, council: Council) -> set[tuple[int, str]]:
    """(case, kind of item) that stand on the agenda of a meeting of the council still to be held."""
    rows = store.rows(
        """select i.case_id, i.kind from items i join meetings m on m.id = i.meeting_id
           where m.council = ? and m.held = 0""",
        (council.value,),
    )
    return {(row["case_id"], row["kind"]) for row in rows}


def tallies(store: Store) -> dict[int, tuple[int, int]]:
    """By meeting: how many items on the agenda, how many of them decided."""
    rows = store.rows(
        """select i.meeting_id, count(*) as items, count(d.id) as decided
           from items i left join decisions d on d.item_id = i.id group by i.meeting_id"""
    )
    return {row["meeting_id"]: (row["items"], row["decided"]) for row in rows}
