"""Bytes as text that survives mail, paper and a reader of codes that types like a keyboard: base32.

A file may have lines for people before it; they are passed over. A code read while the keyboard stands on
Russian or Kazakh arrives as the letters of the same keys; it is read all the same.
"""

import base64
import binascii
import re

from dlschool.exchange.fault import Fault, Why

MAGIC = b"dlx"
"""What every content begins with, and what its text begins with (`_BEGINS`)."""
MOST_TEXT = 32 * 1024
"""Characters of a file or of a pasted text."""
_BEGINS = "MRWHQ"
_RUN = re.compile(_BEGINS + r"[A-Z2-7\s]*")
_WIDTH = 64
_LATIN = "QWERTYUIOPASDFGHJKLZXCVBNM234567"
_KEYS = str.maketrans("ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬӘІҢҒ,.", _LATIN)
"""Keys of the Kazakh and the Russian keyboard: digits stand on the Russian one where they always do."""


def one_line(content: bytes) -> str:
    """Capital letters and digits only: a code of the dense kind. `content` begins with MAGIC."""
    return base64.b32encode(content).decode().rstrip("=")


def written(content: bytes, head: str = "") -> str:
    """The text of a file; `head`: lines for people, which must not hold the letters that a text begins
    with.
    """
    line = one_line(content)
    rows = [line[at : at + _WIDTH] for at in range(0, len(line), _WIDTH)]
    return "\n".join([*head.splitlines(), *rows, ""])


def read(text: str) -> bytes:
    """The content. Fault: there is none in the text, it is too long, or a letter is wanting."""
    if len(text) > MOST_TEXT:
        raise Fault(Why.SIZE)
    upper = text.upper()
    found = _RUN.search(upper) or _RUN.search(upper.translate(_KEYS))
    if found is None:
        raise Fault(Why.DAMAGED, "no code")
    letters = "".join(found.group().split())
    try:
        return base64.b32decode(letters + "=" * (-len(letters) % 8))
    except binascii.Error as error:
        raise Fault(Why.DAMAGED, "letters") from error
