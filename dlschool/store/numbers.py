"""Numbers in use: of cases, meetings and orders, by their series and year."""

from dlschool.store.connection import Store


def of_cases(db: Store, first_year: str) -> list[str]:
    return db.values("select number from cases where number like ?", (f"{first_year}/%",))


def of_meetings(db: Store, council: str, school_year: str) -> list[str]:
    sql = "select number from meetings where council = ? and school_year = ?"
    return db.values(sql, (council, school_year))


def of_orders(db: Store, series: str, year: int) -> list[str]:
    return db.values("select number from orders where series = ? and year = ?", (series, year))
