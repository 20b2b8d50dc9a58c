"""Printing: what comes out on paper or as a file is noted, and the orders in it are frozen by that.

`prepare…` (`printouts`) lays a file out and notes nothing: that is the preview. `record` notes it.
`print_…` does both.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from dlschool.domain.text import Text
from dlschool.services import orders, protected_files, viewings
from dlschool.services.printouts import (
    LANGUAGES,
    Printout,
    Progress,
    forms,
    forms_for,
    prepare,
    prepare_case,
    prepare_cases,
    prepare_register,
    preview_order,
)
from dlschool.services.protected_files import PLAIN, Protection
from dlschool.services.sheets import FormLine
from dlschool.store import changes, prints
from dlschool.store.connection import Store

__all__ = [
    "FormLine",
    "LANGUAGES",
    "Printout",
    "Progress",
    "forms",
    "forms_for",
    "prepare",
    "prepare_case",
    "prepare_cases",
    "prepare_register",
    "preview_order",
]

How = Literal["printed", "exported"]

_HOW = {
    "printed": Text("Басып шығару", "Печать"),
    "exported": Text("Файлға сақтау", "Сохранение в файл"),
}
_PROTECTED = Text("Құпиясөзбен қорғалған файлға сақтау", "Сохранение в файл с паролем")


def record(
    db: Store, printout: Printout, how: How = "printed", protection: Protection = PLAIN
) -> None:
    """Notes that the file was printed or saved; the orders in it can only be annulled from now on."""
    message, values = printout.about
    digest = hashlib.sha256(printout.content).hexdigest()
    said = _HOW[how] if protection.plain else _PROTECTED
    with changes.action(db, message, kind="record", how=said, **values):
        for document in printout.documents:
            prints.save(
                db,
                code=document.code,
                language=printout.language,
                digest=digest,
                case_id=document.case_id,
                meeting_id=document.meeting_id,
                order_id=document.order_id,
            )
        viewings.noted(db, how, _pupils(db, printout), printout.title)
        for order_id in dict.fromkeys(d.order_id for d in printout.documents):
            if order_id is not None and not orders.order(db, order_id).frozen:
                orders.freeze(db, order_id, how)


def _pupils(db: Store, printout: Printout) -> Sequence[int]:
    """Whose data stand in the file; a blank one and the form of a whole class are nobody's."""
    found = [document.case_id for document in printout.documents]
    meetings = [d.meeting_id for d in printout.documents if d.case_id is None]
    ids = {case_id for case_id in (*found, *printout.cases) if case_id is not None}
    of_cases = viewings.concerned(db, ids, {each for each in meetings if each is not None})
    return [*of_cases, *printout.pupils]


def export(db: Store, printout: Printout, path: Path, protection: Protection = PLAIN) -> None:
    """Saves the file, then notes it: what could not be written freezes no order."""
    save_pdf(path, protected_files.pdf(printout.content, protection))
    record(db, printout, "exported", protection)


def print_form(
    db: Store,
    code: str,
    *,
    case_id: int | None = None,
    meeting_id: int | None = None,
    order_id: int | None = None,
    language: str = "kk",
    blank: bool = False,
) -> bytes:
    """Prepares one form and notes it as printed. Refused as `prepare`."""
    printout = prepare(
        db,
        code,
        case_id=case_id,
        meeting_id=meeting_id,
        order_id=order_id,
        language=language,
        blank=blank,
    )
    record(db, printout)
    return printout.content


def print_case(db: Store, case_id: int, language: str = "kk") -> bytes:
    printout = prepare_case(db, case_id, language)
    record(db, printout)
    return printout.content


def print_cases(
    db: Store,
    case_ids: Sequence[int],
    codes: Sequence[str] | None = None,
    language: str = "kk",
    progress: Progress | None = None,
) -> bytes:
    printout = prepare_cases(db, case_ids, codes, language, progress)
    record(db, printout)
    return printout.content


def save_pdf(path: Path, content: bytes) -> None:
    """Writes the file whole or not at all. Refused: the place cannot be written."""
    protected_files.write(path, content)
