"""Files under a password: they open with it, not without it, and no plain copy lies beside them."""

import io
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import msoffcrypto
import openpyxl
import pikepdf
import pypdf
import pytest
from builders import at_noon, opened, stored_case, stored_pupil
from scan_files import picture

from dlschool import tables
from dlschool.domain.access import Role
from dlschool.domain.case import PaperKind
from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.services import history, person_export, printing, protected_files, pupil_import, scans
from dlschool.services.case_files import case_file
from dlschool.services.protected_files import PLAIN
from dlschool.store.connection import Store

PASSWORD = "Құпия сөз 2026"
LOCKED = protected_files.under(PASSWORD)


def says(words: str) -> Callable[[Refused], bool]:
    return lambda refused: words in refused.message


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Store]:
    store = opened(DataFolder(tmp_path / "data"), at_noon, "Оразова Д.")
    yield store
    store.close()


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every file that is ever opened for writing in the temporary folder is seen here."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def opened_book(content: bytes, password: str) -> openpyxl.Workbook:
    file = msoffcrypto.OfficeFile(io.BytesIO(content))
    file.load_key(password, verify_password=True)
    plain = io.BytesIO()
    file.decrypt(plain, verify_integrity=True)
    return openpyxl.load_workbook(plain)


def test_a_list_of_pupils_opens_with_its_password_only(
    db: Store, tmp_path: Path, temp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored_pupil(db)
    out = tmp_path / "out"
    out.mkdir()
    made = []
    real = tempfile.mkstemp
    monkeypatch.setattr(tempfile, "mkstemp", lambda *a, **k: made.append(a) or real(*a, **k))
    assert pupil_import.export(db, out / "t.xlsx", "kk", LOCKED) == 1
    assert made == []
    assert [file.name for file in out.iterdir()] == ["t.xlsx"]
    assert list(temp.iterdir()) == []
    content = (out / "t.xlsx").read_bytes()
    assert "Сәрсенбаев" in str(list(opened_book(content, PASSWORD).active.values))
    for words in ("Сәрсенбаев", "110305500003"):
        for coding in ("utf-8", "utf-16-le"):
            assert words.encode(coding) not in content
    with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
        opened_book(content, PASSWORD + "!")
    with pytest.raises(Refused):
        tables.read(out / "t.xlsx")


def test_the_journal_says_whether_a_file_had_a_password(db: Store, tmp_path: Path) -> None:
    stored_pupil(db)
    pupil_import.export(db, tmp_path / "t.xlsx", "kk", LOCKED)
    assert history.actions(db, 1)[0].message == "Exported with a password to {file}: {what}"
    pupil_import.export(db, tmp_path / "t.xlsx", "kk", PLAIN)
    assert history.actions(db, 1)[0].message == "Exported without a password to {file}: {what}"


def test_a_printed_form_is_saved_under_a_password_when_asked(db: Store, tmp_path: Path) -> None:
    printout = printing.prepare(db, "case-papers", case_id=stored_case(db), language="kk")
    printing.export(db, printout, tmp_path / "t.pdf", LOCKED)
    content = (tmp_path / "t.pdf").read_bytes()
    assert b"AESV3" in content
    assert "паролем" in history.said(history.actions(db, 1)[0], "ru")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(content))
    reader = pypdf.PdfReader(io.BytesIO(content))
    assert reader.decrypt(PASSWORD)
    assert "Сәрсенбаев" in reader.pages[0].extract_text()
    title = reader.metadata.title if reader.metadata else ""
    assert title
    for coding in ("utf-8", "utf-16-be"):
        assert title.encode(coding) not in content


@pytest.mark.parametrize("password", ["", "       ", "1234567"])
def test_a_password_that_is_too_short_is_refused(password: str) -> None:
    with pytest.raises(Refused, check=says("too short")):
        protected_files.under(password)


def test_a_password_typed_in_parts_is_the_same_password() -> None:
    typed = protected_files.under("Ки\u0438\u0306майтын")
    assert typed == protected_files.under("Ки\u0439майтын")


def test_an_interrupted_write_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "t.pdf").mkdir()
    with pytest.raises(Refused, check=says("cannot be written")):
        protected_files.write(tmp_path / "t.pdf", b"x")
    assert [file.name for file in tmp_path.iterdir()] == ["t.pdf"]


def test_everything_about_a_person_stands_in_one_locked_file(
    db: Store, tmp_path: Path, temp: Path
) -> None:
    case_id = stored_case(db, PaperKind.APPLICATION, PaperKind.CONDITIONS)
    file = case_file(db, case_id)
    pupil_id = file.case.pupil_id or 0
    for paper in file.records.papers:
        scans.add_scan(db, paper.id or 0, picture(size=(900, 700)), "a.png")
    out = tmp_path / "card.pdf"
    pages = person_export.export(db, pupil_id, out, LOCKED)
    assert list(temp.iterdir()) == []
    content = out.read_bytes()
    assert "Сәрсенбаев".encode() not in content
    reader = pypdf.PdfReader(io.BytesIO(content))
    assert reader.decrypt(PASSWORD)
    assert len(reader.pages) == pages
    assert sum(bool(page.images) for page in reader.pages) == 2
    said = " ".join(page.extract_text() for page in reader.pages)
    for fact in ("05.03.2011", "123-45-67", "Оразова Д.", file.case.number):
        assert fact.replace(" ", "") in said.replace("\xa0", "").replace(" ", "").replace("\n", "")


def test_what_is_sealed_for_others_is_left_out_and_said_to_be_closed(
    db: Store, tmp_path: Path
) -> None:
    case_id = stored_case(db, PaperKind.APPLICATION)
    file = case_file(db, case_id)
    from dataclasses import replace

    from dlschool.services import pupils

    card = pupils.card(db, file.case.pupil_id or 0)
    pupils.edit_pupil(db, replace(card.pupil, special_needs="ПМПК сөзі"))
    from builders import paper

    from dlschool.services import cases

    paper_id = cases.add_paper(
        db, paper(PaperKind.CONDITIONS, case_id=case_id, details={"adult": "құпия әже"})
    )
    scans.add_scan(db, paper_id, picture(size=(900, 700)), "a.png")
    secretary = opened(db.folder, db.clock, "Ким А.", Role.SECRETARY)
    out = tmp_path / "card.pdf"
    person_export.export(secretary, card.pupil.id or 0, out, PLAIN, "ru")
    secretary.close()
    reader = pypdf.PdfReader(out)
    said = " ".join(page.extract_text() for page in reader.pages)
    assert said.count("закрыто: не открыто") == 3
    assert "ПМПК" not in said
    assert "әже" not in said
    assert sum(bool(page.images) for page in reader.pages) == 0


def test_a_scan_whose_file_is_gone_does_not_stop_the_export(db: Store, tmp_path: Path) -> None:
    case_id = stored_case(db, PaperKind.APPLICATION)
    file = case_file(db, case_id)
    scans.add_scan(db, file.records.papers[0].id or 0, picture(size=(900, 700)), "a.png")
    for scan in db.folder.scans.glob("??/*"):
        scan.unlink()
    person_export.export(db, file.case.pupil_id or 0, tmp_path / "c.pdf", PLAIN, "ru")
    said = " ".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "c.pdf").pages)
    assert "файл отсутствует" in said


def test_a_teacher_exports_nobody(db: Store, tmp_path: Path) -> None:
    pupil_id = stored_pupil(db, grade=8, letter="Ә")
    teacher = opened(db.folder, db.clock, "Ахметов Б.", Role.TEACHER, ("8Ә",))
    with pytest.raises(Refused, check=says("role does not allow")):
        person_export.export(teacher, pupil_id, tmp_path / "c.pdf", LOCKED)
    teacher.close()
    assert not (tmp_path / "c.pdf").exists()
