"""Who is signed in: 32 random bytes in a cookie, their hash here; and how often somebody guessed wrong."""

import secrets
from dataclasses import dataclass
from hashlib import blake2b

from dlschool.hub.database import Tx

IDLE = 30 * 60
"""Seconds without a page, then the session is over."""
LONGEST = 10 * 3600
HALF = 10 * 60
"""Seconds from the password to the code."""
FREE = 5
"""Wrong attempts before a pause."""
LONGEST_PAUSE = 15 * 60


@dataclass(frozen=True, slots=True)
class Session:
    account: int
    stage: str
    """"code" or "first" after the password; "in" after the second factor."""
    secret: bytes | None
    said: str
    old: bool = False
    """Its last page was opened a while ago."""


def token() -> str:
    return secrets.token_urlsafe(32)


def proof(token: str) -> str:
    """What a form repeats to show that this page made it."""
    return blake2b(token.encode(), digest_size=16, person=b"dlschool-form").hexdigest()


def _kept(token: str) -> bytes:
    return blake2b(token.encode(), digest_size=32, person=b"dlschool-page").digest()


def begin(tx: Tx, account: int, stage: str, now: int) -> str:
    """A new session; returns what goes into the cookie. `now` in seconds since 1970."""
    tx.run("delete from sessions where began < ? or seen < ?", now - LONGEST, now - IDLE)
    made = token()
    tx.run(
        "insert into sessions (token, account, stage, began, seen) values (?, ?, ?, ?, ?)",
        _kept(made), account, stage, now, now,
    )  # fmt: skip
    return made


def find(tx: Tx, token: str, now: int) -> Session | None:
    """The session, if it has not ended. Its idle time begins anew with `touch`."""
    row = tx.row("select * from sessions where token = ?", _kept(token))
    if row is None:
        return None
    idle, longest = (IDLE, LONGEST) if row["stage"] == "in" else (HALF, HALF)
    if not 0 <= now - row["began"] <= longest or now - row["seen"] > idle:
        return None
    secret = None if row["secret"] is None else bytes(row["secret"])
    return Session(row["account"], row["stage"], secret, row["said"], now - row["seen"] > 30)


def touch(tx: Tx, token: str, now: int) -> None:
    """A page was opened, and what had to be said once was said."""
    tx.run("update sessions set seen = ?, said = '' where token = ?", now, _kept(token))


def end(tx: Tx, token: str) -> None:
    tx.run("delete from sessions where token = ?", _kept(token))


def keep_secret(tx: Tx, token: str, secret: bytes) -> None:
    """A second factor that waits for its first code."""
    tx.run("update sessions set secret = ? where token = ?", secret, _kept(token))


def say(tx: Tx, token: str, sentence: str) -> None:
    """Shown on the next page, once."""
    tx.run("update sessions set said = ? where token = ?", sentence, _kept(token))


def attempt(tx: Tx, name: str, now: int, free: int = FREE) -> int:
    """Counts an attempt before it is weighed; returns seconds to wait, 0 when it may be weighed."""
    row = tx.row(  # holds the row: who tries many at once is counted one after another
        "insert into attempts (name, count, at) values (?, 0, ?) on conflict (name) do update set "
        "count = attempts.count returning count, at",
        name, now,
    )  # fmt: skip
    assert row is not None
    count, at = row["count"], row["at"]
    if now - at > 24 * 3600:
        count = 0
    pause = min(LONGEST_PAUSE, 30 << min(count - free, 9)) if count >= free else 0
    if 0 <= now - at < pause:
        return int(pause - (now - at))
    tx.run("update attempts set count = ?, at = ? where name = ?", count + 1, now, name)
    return 0


def forgive(tx: Tx, name: str) -> None:
    """It was right."""
    tx.run("delete from attempts where name = ?", name)
