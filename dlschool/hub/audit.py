"""Who did what, and when, on the department's pages: written in the transaction of the deed."""

import json
from typing import Any

from dlschool.hub.accounts import Account
from dlschool.hub.database import Tx


def write(
    tx: Tx, at: str, who: Account | None, action: str, school: int | None = None, **detail: Any
) -> None:
    """`detail`: short facts, nothing of pupils."""
    tx.run(
        "insert into audit (at, account, who, action, school, detail) values (?, ?, ?, ?, ?, ?)",
        at, who.id if who else None, who.login if who else "", action, school,
        json.dumps(detail, ensure_ascii=False, default=str),
    )  # fmt: skip
