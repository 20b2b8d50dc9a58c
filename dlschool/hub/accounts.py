"""People of the department: who they are, what they may do, which districts they see."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from dlschool.errors import Refused
from dlschool.hub.database import Row, Tx
from dlschool.i18n import N_

SHORTEST = 10
LONGEST = 200
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class Role(StrEnum):
    """Each may what the one before it may."""

    READER = "reader"
    OPERATOR = "operator"
    HEAD = "head"

    def holds(self, other: "Role") -> bool:
        order = list(Role)
        return order.index(other) <= order.index(self)


@dataclass(frozen=True, slots=True)
class Account:
    id: int
    login: str
    name: str
    role: Role
    prefixes: tuple[str, ...]
    """Leading digits of the codes of districts; "" for all."""
    active: bool = True
    first: bool = False
    """The password was given by somebody else: the person has to choose an own one."""

    def covers(self, prefix: str) -> bool:
        """Whether all of another's district is among one's own."""
        return any(prefix.startswith(mine) for mine in self.prefixes)


def prefix(code: str) -> str:
    """The digits that all places within the region or district of this KATO code share.

    ValueError: no code.
    """
    if code == "":
        return ""
    if not (code.isascii() and code.isdigit() and len(code) in (2, 4, 6, 9)):
        raise ValueError(code)
    if len(code) < 9:
        return code
    for length in (2, 4, 6):
        if not code[length:].strip("0"):
            return code[:length]
    return code


def one_time() -> str:
    """A password to begin with: 4 groups of 4 letters, 79 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def make(tx: Tx, login: str, name: str, role: Role, codes: Iterable[str], at: str) -> str:
    """A new account; returns its one-time password. Refused: the name is taken or unfit; no district."""
    login = login.strip().lower()
    if not (2 <= len(login) <= 60 and all(c.isalnum() or c in "._-@" for c in login)):
        raise Refused(
            N_("The sign-in name has 2 to 60 letters, digits or the signs . _ - @: {login}"),
            login=login,
        )
    if not name.strip() or len(name) > 200:
        raise Refused(N_("Give the person's name, at most 200 letters."))
    if tx.value("select 1 from accounts where login = ?", login):
        raise Refused(N_("There is an account {login} already. Choose another name."), login=login)
    given = one_time()
    made = tx.value(
        "insert into accounts (login, name, role, password, at) values (?, ?, ?, ?, ?) returning id",
        login, name.strip(), role, hashed(given), at,
    )  # fmt: skip
    sees(tx, int(made), codes)
    return given


def sees(tx: Tx, account: int, codes: Iterable[str]) -> None:
    """The account sees these districts and no others. Refused: none, or no code."""
    try:
        found = sorted({prefix(code) for code in codes})
    except ValueError as error:
        raise Refused(
            N_("{code} is no code of a region or district (KATO)."), code=str(error)
        ) from error
    if not found:
        raise Refused(N_("Choose at least one district."))
    tx.run("delete from account_districts where account = ?", account)
    tx.many(
        "insert into account_districts (account, prefix) values (?, ?)",
        [(account, each) for each in found],
    )


def _account(tx: Tx, row: Row) -> Account:
    found = tx.rows(
        "select prefix from account_districts where account = ? order by prefix", row["id"]
    )
    return Account(
        row["id"], row["login"], row["name"], Role(row["role"]),
        tuple(each["prefix"] for each in found), row["state"] == "active", bool(row["first"]),
    )  # fmt: skip


def load(tx: Tx, account: int) -> Account | None:
    row = tx.row("select * from accounts where id = ?", account)
    return None if row is None else _account(tx, row)


def named(tx: Tx, login: str) -> Account | None:
    row = tx.row("select * from accounts where login = ?", login.strip().lower())
    return None if row is None else _account(tx, row)


def every(tx: Tx) -> list[Account]:
    return [_account(tx, row) for row in tx.rows("select * from accounts order by login")]


def hashed(password: str) -> str:
    """Argon2id, 64 MB, 3 rounds."""
    from nacl.pwhash import argon2id

    content = argon2id.str(password.encode(), opslimit=3, memlimit=64 * 2**20)
    return content.decode("ascii")


@cache
def _nobody() -> str:
    return hashed(secrets.token_hex(8))


def kept_password(tx: Tx, account: Account | None) -> str:
    """What a password is compared with; for an unknown person something that takes as long."""
    if account is None:
        return _nobody()
    return str(tx.value("select password from accounts where id = ?", account.id))


def right(kept: str, password: str) -> bool:
    """A tenth of a second: call it outside of a transaction."""
    from nacl.exceptions import CryptoError
    from nacl.pwhash import argon2id

    try:
        return bool(argon2id.verify(kept.encode(), password.encode()[: LONGEST * 4]))
    except CryptoError:
        return False


def fit(password: str, account: Account) -> None:
    """Refused: too short, too long, or the sign-in name."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise Refused(
            N_("A password has {least} to {most} characters."), least=SHORTEST, most=LONGEST
        )
    if account.login in password.lower() or len(set(password)) < 5:
        raise Refused(N_("This password is too easy to guess. Choose another."))


def set_password(tx: Tx, account: int, kept: str) -> None:
    """`kept` as `hashed` made it."""
    tx.run("update accounts set password = ?, first = 0 where id = ?", kept, account)


def reset(tx: Tx, account: int) -> str:
    """A one-time password, a new second factor at the next sign-in, no session left."""
    given = one_time()
    tx.run(
        "update accounts set password = ?, first = 1, secret = null, step = 0 where id = ?",
        hashed(given), account,
    )  # fmt: skip
    tx.run("delete from sessions where account = ?", account)
    return given


def change(tx: Tx, account: int, role: Role, active: bool) -> None:
    """A blocked account is signed out at once. Refused: nobody would be left to manage accounts."""
    tx.run(
        "update accounts set role = ?, state = ? where id = ?",
        role, "active" if active else "blocked", account,
    )  # fmt: skip
    heads = "select count(*) from accounts where role = 'head' and state = 'active'"
    if not tx.value(heads):
        raise Refused(N_("One head must remain who can sign in."))
    if not active:
        tx.run("delete from sessions where account = ?", account)
