"""Rows of orders: by their number, and as the register lists them."""

from dlschool.domain.record import Order
from dlschool.store.connection import Store
from dlschool.store.rows import from_row


def numbered(store: Store, series: str, year: int, number: str) -> Order | None:
    row = store.row(
        "select * from orders where series = ? and year = ? and number = ?", (series, year, number)
    )
    return from_row(Order, row) if row else None


def newest_first(store: Store) -> list[Order]:
    sql = "select * from orders order by date desc, id desc"
    return [from_row(Order, row) for row in store.rows(sql)]
