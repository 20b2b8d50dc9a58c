"""A new edition of the rules, signed by the department: shown with what it changes, kept when a person
says so, and never chosen by itself where its text is not confirmed.
"""

import contextlib
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.exchange import keys
from dlschool.files import make_folder
from dlschool.i18n import N_
from dlschool.law import edition as law
from dlschool.law.points import order_of
from dlschool.law.points import words as point_words
from dlschool.law.shape import Edition
from dlschool.services import directives, editions, exchange_keys, protected_files
from dlschool.services.directives import words
from dlschool.services.directives_words import title
from dlschool.store import changes
from dlschool.store.connection import Store
from dlschool.store.directives import Directive

KIND = "edition"
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,80}\.toml")
FORGED = N_(
    "The edition “{file}” does not bear the department's signature: it is not used. "
    "Telephone the department."
)


@dataclass(frozen=True, slots=True)
class Changed:
    """A point that the new edition has otherwise; `before` or `after` None: it is not there."""

    point: Text
    before: Text | None
    after: Text | None


@dataclass(frozen=True, slots=True)
class Offered:
    edition: Edition
    file: str
    content: bytes
    replaced: Edition | None
    """The edition known here that it follows."""
    changed: tuple[Changed, ...]


def offered(db: Store, found: Directive) -> Offered:
    """Refused: not signed by the department; no edition: file, line and key; its key is known already."""
    file, content = words(found.content, "name"), found.content.get("content")
    if not _NAME.fullmatch(file) or not isinstance(content, str):
        raise Refused(
            N_("The department's message cannot be read here: {field}. Ask it to send it again."),
            field="name, content",
        )
    _check_signature(db, file, content, found)
    edition = _read(file, content)
    known = editions.known(db)
    if edition.key in known and not _left(db, file, content.encode()):
        raise Refused(N_("The edition {key} is known here already."), key=edition.key)
    replaced = known.get(edition.replaces or "")
    return Offered(edition, file, content.encode(), replaced, tuple(_changed(replaced, edition)))


def _left(db: Store, file: str, content: bytes) -> bool:
    """Whether the very file is there already: a keeping that broke off after writing it left it."""
    try:
        return (db.folder.editions / file).read_bytes() == content
    except OSError:
        return False


def _check_signature(db: Store, file: str, content: str, found: Directive) -> None:
    to = exchange_keys.need_paired(db)
    try:
        signature = bytes.fromhex(words(found.content, "signature"))
    except ValueError:
        signature = b""
    if not keys.signed_by(to.sign, keys.edition_text(file, content), signature):
        raise Refused(FORGED, file=file)


def _read(file: str, content: str) -> Edition:
    """As `law.edition.read`, which reads files."""
    with tempfile.TemporaryDirectory(prefix="dlschool-") as folder:
        path = Path(folder) / file
        path.write_text(content, "utf-8")
        return law.read(path)


def _changed(old: Edition | None, new: Edition) -> list[Changed]:
    before = {point.key: point.text for point in old.points} if old else {}
    after = {point.key: point.text for point in new.points}
    keys_known = sorted(before.keys() | after.keys(), key=order_of)
    return [
        Changed(point_words(key), before.get(key), after.get(key))
        for key in keys_known
        if before.get(key) != after.get(key)
    ]


def use(db: Store, directive_id: int) -> str:
    """Keeps the edition among the school's; returns its key. It is chosen for new cases as any other
    edition is. Refused as `offered`; the role; decided already; nothing is kept then.
    """
    found = directives.waiting(db, directive_id, KIND)
    made = offered(db, found)
    path = db.folder.editions / made.file
    if path.exists() and not _left(db, made.file, made.content):
        raise Refused(N_("There is already a file {file} among the editions."), file=made.file)
    make_folder(path.parent)
    try:
        with changes.action(
            db, N_("Edition of the department kept: {what}"), kind="record", what=title(found)
        ):
            directives.use(db, found, note=made.edition.key)
            protected_files.write(path, made.content)
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        raise
    return made.edition.key
