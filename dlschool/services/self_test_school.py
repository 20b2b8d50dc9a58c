"""Self test: a school of invented people is founded, kept, closed, opened, checked and backed up."""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from random import Random

from dlschool.domain.case import Ground, PaperKind
from dlschool.domain.record import Case, Paper
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.paths import DataFolder
from dlschool.services import (
    backups,
    cases,
    history,
    opening,
    protected_files,
    pupils,
    sample_people,
    sample_year,
    scans,
    school,
)
from dlschool.services.opening import Store
from dlschool.services.self_test import DAY, Check
from dlschool.services.self_test_libraries import refuse_unless
from dlschool.settings import Settings
from dlschool.store.ring import Cost

USER, PASSWORD = "Сынақ Әділ", "қауіпсіз-құпиясөз"
_CHEAP = Cost(1, 8 * 2**20)


def checks() -> list[Check]:
    return [
        Check(N_("Data are written, closed, opened and checked"), _kept),
        Check(N_("A backup is made and verified"), _backed_up),
        Check(N_("A picture and a PDF are kept as scans and drawn"), _scanned),
        Check(N_("A file is protected by a password"), _protected),
    ]


def clock() -> datetime:
    return DAY


def founded(folder: Path) -> tuple[Store, int]:
    """A school with one pupil and one case; the case's id."""
    db = opening.found(DataFolder(folder / "мектеп"), clock, USER, PASSWORD, _CHEAP).db
    school.save_school(db, sample_people.SCHOOL)
    pupil, guardian = sample_people.one(Random(7), 7, 7, db.today().year - 13)
    pupil_id = pupils.register_pupil(db, pupil, [guardian])
    draft = Case(
        number="", edition="", ground=Ground.FAMILY, pupil_id=pupil_id, opened_on=db.today()
    )
    return db, cases.open_case(db, draft)


def _refuse_damaged(db: Store) -> None:
    """The pages, the schema, the journal, the scans."""
    found = history.check(db)
    if found:
        raise Refused(N_("the check of the data found a fault: {what}"), what=str(found[0]))


def _kept(folder: Path) -> None:
    db, case_id = founded(folder)
    number = cases.records(db, case_id).case.number
    db.close()
    refuse_unless(not _readable(folder), "sqlcipher")
    db = opening.sign_in(DataFolder(folder / "мектеп"), clock, USER, PASSWORD)
    try:
        refuse_unless(cases.records(db, case_id).case.number == number, "store")
        _refuse_damaged(db)
    finally:
        db.close()


def _readable(folder: Path) -> bool:
    """Whether the store lies open to whoever takes the file."""
    store = (folder / "мектеп" / "school.db").read_bytes()
    return store.startswith(b"SQLite format") or b"create table" in store.lower()


def _backed_up(folder: Path) -> None:
    db, _ = founded(folder)
    try:
        made = backups.create(db, Settings(), labels=dict)
        found = backups.verify(db, made.local)
        if found:
            raise found[0]
        refuse_unless(made.local.name in [each.name for each in _listed(db)], "backup")
    finally:
        db.close()


def _listed(db: Store) -> list[backups.Backup]:
    return backups.listed(db, Settings(), labels=dict)


def _scanned(folder: Path) -> None:
    db, case_id = founded(folder)
    try:
        paper = Paper(case_id=case_id, kind=PaperKind.APPLICATION, date=db.today(), number="1")
        paper_id = cases.add_paper(db, paper)
        for name, content in (
            ("a.jpg", _picture("JPEG")),
            ("b.png", _picture("PNG")),
            ("c.pdf", _pdf()),
        ):
            scan_id = scans.add_scan(db, paper_id, content, name)
            kept, _ = scans.scan_content(db, scan_id)
            refuse_unless(bool(kept), name)
            refuse_unless(_is_drawn(scans.page(db, scan_id, 0)), name)
        _refuse_damaged(db)
    finally:
        db.close()


def _picture(kind: str) -> bytes:
    """Black above, white below."""
    from PIL import Image

    made = Image.new("RGB", (400, 300), "white")
    made.paste((0, 0, 0), (0, 0, 400, 150))
    out = BytesIO()
    made.save(out, kind)
    return out.getvalue()


def _pdf() -> bytes:
    from dlschool.forms.form import blank_subject
    from dlschool.forms.page import render
    from dlschool.forms.registry import FORMS
    from dlschool.law.edition import editions

    edition = next(iter(editions().values()))
    subject = blank_subject(sample_people.SCHOOL, edition, sample_year.BEGINS)
    return render([(FORMS["application-family"], subject)], "kk")


def _is_drawn(png: bytes) -> bool:
    """Whether a page shows something: both dark and light."""
    from PIL import Image

    with Image.open(BytesIO(png)) as page:
        shades = page.convert("L").tobytes()
    return min(shades) < 100 and max(shades) > 200


def _protected(_folder: Path) -> None:
    """As Office and readers of PDF open it: with the password only."""
    import msoffcrypto
    import pikepdf

    from dlschool.tables import read, xlsx_bytes

    under = protected_files.under(PASSWORD)
    with pikepdf.open(BytesIO(protected_files.pdf(_pdf(), under)), password=PASSWORD) as opened:
        refuse_unless(len(opened.pages) > 0 and opened.is_encrypted, "pdf")
    locked = BytesIO(protected_files.xlsx(xlsx_bytes("Тізім", ["Аты"], [["Әділ"]]), under))
    office, plain = msoffcrypto.OfficeFile(locked), BytesIO()
    office.load_key(password=PASSWORD)
    office.decrypt(plain)
    refuse_unless("Әділ" in str(read(plain.getvalue(), "a.xlsx")), "xlsx")
