"""What a person sees: own districts' schools and nothing else. Every question of a page passes here."""

from collections.abc import Iterable

from dlschool.hub import accounts
from dlschool.hub.accounts import Account
from dlschool.hub.database import Row, Tx
from dlschool.hub.web.visit import Nowhere

SEEN = (
    "exists (select 1 from account_districts mine where mine.account = ? "
    "and s.district like mine.prefix || '%')"
)
"""A condition on `schools s`; its `?` is the person's id."""


def school(tx: Tx, who: Account, number: int) -> Row:
    """A school that the person sees. Nowhere: any other, alike."""
    found = tx.row(f"select s.* from schools s where s.id = ? and {SEEN}", number, who.id)
    if found is None:
        raise Nowhere
    return found


def chosen(tx: Tx, who: Account, numbers: Iterable[str]) -> list[int]:
    """The schools that a form names, in order. Nowhere: one of them is not the person's."""
    found = []
    for text in sorted(set(numbers)):
        if not (text.isascii() and text.isdigit() and len(text) < 16):
            raise Nowhere
        found.append(int(school(tx, who, int(text))["id"]))
    return sorted(found)


def all_of(tx: Tx, who: Account, district: str = "") -> list[int]:
    """All schools at work that the person sees, or those of one district."""
    under = accounts.prefix(district) if district else ""
    rows = tx.rows(
        f"select s.id from schools s where {SEEN} and s.gone is null and s.district like ? order by s.id",
        who.id, under + "%",
    )  # fmt: skip
    return [row["id"] for row in rows]


def account(tx: Tx, who: Account, number: int) -> Account:
    """Somebody whose districts are all the person's own. Nowhere: anybody else."""
    found = accounts.load(tx, number)
    if found is None or not covers(who, found):
        raise Nowhere
    return found


def covers(who: Account, other: Account) -> bool:
    return all(who.covers(prefix) for prefix in other.prefixes)


def everywhere(who: Account) -> bool:
    return "" in who.prefixes


def districts(tx: Tx, who: Account) -> list[Row]:
    """Code and names of the person's districts: those with schools and those that were named."""
    codes = {
        row["district"]
        for row in tx.rows(f"select distinct s.district from schools s where {SEEN}", who.id)
    }
    named = {row["code"]: row for row in tx.rows("select * from districts")}
    codes |= {code for code in named if who.covers(accounts.prefix(code))}
    return [
        named.get(code) or {"code": code, "name_kk": code, "name_ru": code}
        for code in sorted(codes)
    ]


def people(tx: Tx, who: Account) -> list[Account]:
    """Accounts whose districts are all the person's own; the person itself among them."""
    return [each for each in accounts.every(tx) if covers(who, each)]
