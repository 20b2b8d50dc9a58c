"""Pages of a damaged store, looked at without SQLite: which are broken, and the schema brought back.

SQLCipher 4 closes every page with an HMAC-SHA512 over its content and number
(https://www.zetetic.net/sqlcipher/design/). Pages of the schema change only when the program is
upgraded: a backup with the same salt lends them where they are broken. No other page is ever lent:
that would bring old records back as if they were today's.
"""

import hashlib
import hmac
import shutil
from collections.abc import Callable
from pathlib import Path

from dlschool.store.cipher import connected

PAGE = 4096
_SALT, _IV, _MAC = 16, 16, 64
_NOTHING = b"\xff"


def broken(path: Path, key: bytes, salt: bytes = b"") -> list[int]:
    """Numbers (from 1) of the pages that are not what was written. `salt`: where the file's is lost."""
    found = []
    mac = _mac_key(key, salt or salt_of(path))
    with path.open("rb") as file:
        number = 1
        while page := file.read(PAGE):
            if not _sound(page, number, mac):
                found.append(number)
            number += 1
    return found


def salt_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_SALT)


def lend_schema(path: Path, key: bytes, donors: list[Path], reads: Callable[[Path], bool]) -> bool:
    """Makes the schema of a working copy readable with pages of a backup; says whether it is.

    `reads` tells whether the schema can be read. `donors`: bases of backups, newest first.
    """
    if reads(path):
        return True
    for donor in donors:
        bad = [number for number in broken(path, key, salt_of(donor)) if _has(donor, number)]
        if len(bad) * 2 > _pages(path) or broken(donor, key):
            continue
        bad += range(_pages(path) + 1, _pages(donor) + 1)  # a file cut short
        kept = {number: _page(path, number) for number in bad}
        for number in bad:
            _put(path, number, _page(donor, number))
        if 1 in bad:
            _put(path, 1, _head(path, donor, key))
        if reads(path):
            _give_back(path, bad, kept, reads)
            return True
        for number, page in kept.items():
            _put(path, number, page)
    return False


def _head(path: Path, donor: Path, key: bytes) -> bytes:
    """The backup's first page, telling a base of as many pages as the damaged one has.

    Only SQLite can close a page under the key: a copy of the backup is made as long.
    """
    grown = path.with_name("grown.db")
    shutil.copyfile(donor, grown)
    conn = connected(grown, key)
    try:
        conn.execute("pragma journal_mode = delete")
        while (missing := _pages(path) - conn.execute("pragma page_count").fetchone()[0]) > 0:
            conn.execute("insert into meta values (?, ?)", (f"{missing}", "x" * PAGE * missing))
    finally:
        conn.close()
    with path.open("r+b") as file:
        file.truncate(max(path.stat().st_size, grown.stat().st_size))
    return _page(grown, 1)


def _give_back(
    path: Path, lent: list[int], kept: dict[int, bytes], reads: Callable[[Path], bool]
) -> None:
    """Every lent page without which the schema reads too goes back: it held records."""
    pages = {number: _page(path, number) for number in lent}
    for number in lent:
        _put(path, number, kept[number])
    if reads(path):
        return
    for number in lent:
        _put(path, number, pages[number])
    if len(lent) > 1:
        middle = len(lent) // 2
        _give_back(path, lent[:middle], kept, reads)
        _give_back(path, lent[middle:], kept, reads)


def _mac_key(key: bytes, salt: bytes) -> bytes:
    return hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)


def _sound(page: bytes, number: int, mac: bytes) -> bool:
    begin = _SALT if number == 1 else 0
    body, told = page[begin : PAGE - _MAC], page[PAGE - _MAC :]
    found = hmac.new(mac, body + number.to_bytes(4, "little"), hashlib.sha512).digest()
    return len(page) == PAGE and hmac.compare_digest(found, told)


def _pages(path: Path) -> int:
    return max(1, path.stat().st_size // PAGE)


def _has(path: Path, number: int) -> bool:
    return number <= _pages(path)


def _page(path: Path, number: int) -> bytes:
    """What a file that was cut short lacks of it is told so that no page of its kind can be read."""
    with path.open("rb") as file:
        file.seek((number - 1) * PAGE)
        return file.read(PAGE).ljust(PAGE, _NOTHING)


def _put(path: Path, number: int, page: bytes) -> None:
    with path.open("r+b") as file:
        file.seek((number - 1) * PAGE)
        file.write(page)
