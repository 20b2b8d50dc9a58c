"""A report leaves the program: as a workbook, as separated text. What left is noted in the journal."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dlschool.domain.access import Right
from dlschool.domain.report import TITLE, Report
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import protected_files, reports, reports_gaps, viewings
from dlschool.services.access import need
from dlschool.services.protected_files import PLAIN, Protection
from dlschool.services.reports_sheets import Told, separated, workbook
from dlschool.services.school import school
from dlschool.store import changes, prints
from dlschool.store.connection import Store

CODE = "distance-report"
FORMATS = {"xlsx": ".xlsx", "csv": ".zip"}
LANGUAGES = ("kk", "ru", "both")


def told(db: Store, of: Report, language: str, *, names: bool = False) -> Told:
    """What a file of the report says. Refused: no such language; the role may not report."""
    need(db, Right.EXPORT)
    if language not in LANGUAGES:
        raise Refused(
            N_("A document is printed in kk, ru or both, not in “{asked}”."), asked=language
        )
    return Told(
        school=school(db),
        report=of,
        language=language,
        gaps=reports_gaps.lines(db, of) if names else None,
        changed=reports.compared(db, of).figures,
    )


def export(
    db: Store,
    of: Report,
    path: Path,
    language: str,
    *,
    names: bool = False,
    protection: Protection = PLAIN,
) -> None:
    """Writes an .xlsx or, as the file's name says, a .zip of .csv. Only with `names` are there names.

    Refused: another kind of file; .csv with names under a password; the place cannot be written.
    """
    kind = path.suffix.lower()
    said = told(db, of, language, names=names)
    if kind == FORMATS["xlsx"]:
        content = protected_files.xlsx(workbook(said), protection)
    elif kind == FORMATS["csv"] and protection.plain:
        content = separated(said)
    elif kind == FORMATS["csv"]:
        raise Refused(N_("Separated text has no password. Choose Excel, or leave the names out."))
    else:
        raise Refused(
            N_("A report is written as .xlsx, or as .zip with .csv files, not as “{kind}”."),
            kind=kind or path.name,
        )
    with noted(db, said, path, content, protection):
        protected_files.write(path, content)


@contextmanager
def noted(
    db: Store, said: Told, path: Path, content: bytes, protection: Protection
) -> Iterator[None]:
    """The file is written meanwhile; all or nothing."""
    subject = title(said.report)
    pupils = reports_gaps.named(said.gaps or ())
    with (
        changes.action(db, N_("Report saved to {file}: {what}"), kind="record",
                       file=path.name, what=subject),
        viewings.exporting(db, pupils, subject, path.name, plain=protection.plain),
    ):  # fmt: skip
        digest = hashlib.sha256(content).hexdigest()
        prints.save(db, code=CODE, language=said.language, digest=digest)
        yield


def title(of: Report) -> Text:
    """«Отчёт о дистанционном обучении, 2026-2027 учебный год, 1 четверть»."""
    name = of.covered.name
    return Text(f"{TITLE.kk}, {name.kk}", f"{TITLE.ru}, {name.ru}")


def file_name(of: Report) -> str:
    """Offered for a file: «dl-report-2026-2027-term-1-v2», without a suffix."""
    covered = of.covered
    parts = [covered.year or f"{covered.start}-{covered.until}"]
    if covered.year:
        parts.append(f"{covered.kind.value}-{covered.number}" if covered.number else "year")
    return "-".join(["dl-report", *parts, f"v{of.version}"])
