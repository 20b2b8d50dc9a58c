"""After a full working day no plain copy of anything personal lies in any folder that we touch."""

import io
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pikepdf
import pytest
from builders import (
    FAMILY_DETAILS,
    approved_case,
    guardian,
    paper,
    school,
    stored_case,
    stored_pupil,
    taken_back,
)
from traces import left, sheets

from dlschool.domain.case import OrderKind
from dlschool.paths import DataFolder
from dlschool.services import (
    backups,
    cases,
    drafts,
    entering,
    opening,
    orders,
    printing,
    pupil_import,
    pupils,
    scans,
    search,
    second_place,
)
from dlschool.services import school as schools
from dlschool.services.drafts import TEXT, Field
from dlschool.services.opening import Cost
from dlschool.settings import Settings
from dlschool.store import repair
from dlschool.store.lock import Machine
from dlschool.tables.writing import xlsx_bytes

LAST, FIRST, GUARDIAN = "Жұпаргүлшікеева", "Ұлмекенжан", "Ғаббасовщинская"
STREET, REASON, NOTE = "Үңгіртаскөшесі", "қызылшаменауырды", "өзгешеескертпе"
SCANNED, DRAFT = "Сканіштегісөздер", "Аяқталмағанжазбалар"
WORDS = (LAST, FIRST, GUARDIAN, STREET, REASON, NOTE, SCANNED, DRAFT)
WHO, PASSWORD = "Оразова Д.", "құпиясөз-2026"


def at_noon() -> datetime:
    return datetime.fromisoformat("2026-11-21T12:00")


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, ...]:
    """The data folder, a stick, settings, cache and temporary files of this test alone."""
    names = ("school", "stick", "config", "cache", "tmp", "state")
    found = tuple(tmp_path / name for name in names)
    for place in found:
        place.mkdir()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    return found


@pytest.fixture
def db(places: tuple[Path, ...]) -> Iterator[opening.Store]:
    folder = DataFolder(places[0])
    made = opening.found(folder, at_noon, WHO, PASSWORD, Cost(1, 8 * 2**10)).db
    schools.save_school(made, school())
    yield made
    made.close()


def scan_of(words: str) -> bytes:
    """A PDF that says the words in its content, its title and an attached note, not packed."""
    made = pikepdf.new()
    made.add_blank_page()
    made.docinfo["/Title"] = words
    made.pages[0].Contents = made.make_stream(words.encode())

    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def worked(db: opening.Store, outside: Path) -> None:
    """A day: pupils, cases, papers with words, scans, councils, an order, prints, search, a backup."""
    facts = {"last": LAST, "first": FIRST, "address": STREET, "note": NOTE}
    person = guardian(id=None, name=f"{GUARDIAN} {FIRST}", address=STREET)
    pupil_id = stored_pupil(db, person, **facts)
    case_id = approved_case(db, pupil_id=pupil_id, reason=REASON)
    number = orders.issue_order(db, orders.draft_order(db, case_id, OrderKind.TRANSFER))
    for kind in FAMILY_DETAILS:
        details = {name: f"{NOTE} {value}" for name, value in FAMILY_DETAILS[kind].items()}
        paper_id = cases.add_paper(
            db, paper(kind, case_id=case_id, date=at_noon().date(), details=details)
        )
        scan_id = scans.add_scan(db, paper_id, scan_of(SCANNED), f"{LAST}.pdf")
        scans.page(db, scan_id, 0)
    printing.print_case(db, case_id)
    printing.print_form(db, "order-transfer", case_id=case_id, order_id=number, language="ru")
    for word in (LAST, LAST[:5], GUARDIAN, REASON):
        search.search(db, word)
    outside.joinpath("list.xlsx").write_bytes(
        xlsx_bytes("1", ["Тегі", "Аты", "Сынып"], [[f"{LAST}а", FIRST, "8Ә"]])
    )
    pupil_import.import_list(db, pupil_import.preview(db, outside / "list.xlsx"), "list.xlsx")
    pupils.count(db)
    taken_back(db)
    drafts.keep(db, "pupil#1", "New pupil", "pupils", [Field(TEXT, 0, DRAFT)])
    stored_case(db, "application")


def test_nothing_is_left_while_the_store_is_open(
    db: opening.Store, places: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory
) -> None:
    worked(db, tmp_path_factory.mktemp("outside"))
    assert left(WORDS, *places) == []
    assert sheets(*places) == []


def test_nothing_is_left_after_the_day_its_backup_and_a_repair(
    db: opening.Store, places: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory
) -> None:
    worked(db, tmp_path_factory.mktemp("outside"))
    made = backups.create(db, second_place.kept(db, Settings(), places[1]))
    assert made.trouble is None, made.trouble
    assert list(places[1].rglob("school.db"))
    db.close()
    repair.repair(db.folder, db.keys.store, "", at_noon())
    assert left(WORDS, *places) == []
    assert sheets(*places) == []


def test_nothing_is_left_of_reading_from_another_computer(
    db: opening.Store, places: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory
) -> None:
    worked(db, tmp_path_factory.mktemp("outside"))
    first = entering.joined(db, Machine("aaaa", "kabinet-1"))
    second = entering.sign_in(db.folder, at_noon, WHO, PASSWORD, Machine("bbbb", "kabinet-2"))
    assert search.search(second.db, LAST)
    assert left(WORDS, *places) == []
    assert sheets(*places) == []
    second.leave()
    assert list((places[4]).iterdir()) == []
    assert first.mine is not None
