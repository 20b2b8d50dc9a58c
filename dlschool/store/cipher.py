"""A connection under a key. SQLCipher tells of a damaged page on the screen too: the program says it."""

from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2


def connected(path: Path | str, key: bytes, *, uri: bool = False, timeout: float = 5) -> Any:
    """`key`: 32 bytes, not proved yet; `timeout`: seconds to wait for a lock. Raises DatabaseError."""
    conn = dbapi2.connect(str(path), isolation_level=None, uri=uri, timeout=timeout)
    conn.execute("pragma cipher_log_level = none")
    conn.execute(f"pragma key = \"x'{key.hex()}'\"")
    return conn
