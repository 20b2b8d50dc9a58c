"""Files with personal data leave the program under a password; without one only when that was chosen.

PDF: AES-256 (PDF 2.0, revision 6), which every reader of today opens. Excel: the encryption of Office
itself («agile», AES-256, SHA-512). Everything is made in memory: no plain copy touches the disk.
A bundle is one PDF, scans among its pages: Windows does not open a ZIP with AES by itself.
"""

import contextlib
import io
import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from dlschool.errors import Refused, reason
from dlschool.i18n import N_

SHORTEST = 8
"""Characters of a password, as for signing in."""


@dataclass(frozen=True, slots=True)
class Protection:
    """How a file is written: under this password, or in the open by a person's explicit choice."""

    password: str | None

    @property
    def plain(self) -> bool:
        return self.password is None


PLAIN = Protection(None)


def under(password: str) -> Protection:
    """Refused: the password is too short."""
    password = unicodedata.normalize("NFC", password)
    if len(password.strip()) < SHORTEST:
        raise Refused(
            N_("The password of the file is too short: at least {count} characters."),
            count=SHORTEST,
        )
    return Protection(password)


def pdf(content: bytes, protection: Protection) -> bytes:
    """The PDF as it is written: names of its title and author are under the password too."""
    if protection.password is None:
        return content
    import pikepdf

    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as held:
        held.save(
            made,
            encryption=pikepdf.Encryption(
                owner=protection.password, user=protection.password, R=6, metadata=True
            ),
        )
    return made.getvalue()


def xlsx(content: bytes, protection: Protection) -> bytes:
    if protection.password is None:
        return content
    from msoffcrypto.format.ooxml import OOXMLFile

    made = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(protection.password, made)
    return made.getvalue()


def write(path: Path, content: bytes) -> None:
    """The file whole or not at all. Refused: the place cannot be written."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        with fresh.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, path)
    except OSError as error:
        raise Refused(
            N_(
                "The file {file} cannot be written: {reason}. "
                "Close it in other programs, or choose another place."
            ),
            file=path,
            reason=reason(error),
        ) from error
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
