"""From an empty folder to a signed-in person, and every way in which that may go wrong."""

import json
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dlschool.domain.access import Role, User
from dlschool.domain.pupil import Pupil
from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.services import opening, pupils
from dlschool.services.opening import Founded, Store
from dlschool.store import connection, ring
from dlschool.store.ring import Cost

QUICK = Cost(1, 8 * 2**10)
NAME, PASSWORD = "Айгүл Сәрсенова", "қашықтан оқыту"


def at_noon() -> datetime:
    return datetime.fromisoformat("2026-11-21T12:00")


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "school")


def founded(folder: DataFolder) -> Founded:
    made = opening.found(folder, at_noon, NAME, PASSWORD, QUICK)
    pupils.register_pupil(made.db, Pupil(last="Қасымов", first="Өркен", iin_reason="жоқ"), [])
    made.db.close()
    return made


def read(db: Store) -> int:
    try:
        return pupils.count(db)
    finally:
        db.close()


def test_the_founder_is_the_owner_and_signs_in_again(folder: DataFolder) -> None:
    assert not opening.exists(folder)
    founded(folder)
    assert [login.name for login in opening.logins(folder)] == [NAME]
    db = opening.sign_in(folder, at_noon, "айгүл сәрсенова", PASSWORD)
    assert db.user == User(1, NAME, Role.OWNER)
    assert db.who == NAME
    assert read(db) == 1


def test_a_wrong_password_opens_nothing_and_soon_costs_time(folder: DataFolder) -> None:
    founded(folder)
    for _ in range(4):
        with pytest.raises(Refused):
            opening.sign_in(folder, at_noon, NAME, "дұрыс емес")
    with pytest.raises(Refused) as refused:
        opening.sign_in(folder, at_noon, NAME, PASSWORD)
    assert " 5 " in refused.value.text("en")
    later = at_noon() + timedelta(seconds=30)
    assert read(opening.sign_in(folder, lambda: later, NAME, PASSWORD)) == 1


@pytest.mark.parametrize(("name", "password"), [("", PASSWORD), (NAME, "жетеу7!"), (NAME, " " * 9)])
def test_no_name_or_a_weak_password_founds_nothing(
    folder: DataFolder, name: str, password: str
) -> None:
    with pytest.raises(Refused):
        opening.found(folder, at_noon, name, password, QUICK)
    assert not opening.exists(folder)


def test_a_school_is_not_founded_over_another(folder: DataFolder) -> None:
    founded(folder)
    with pytest.raises(Refused):
        opening.found(folder, at_noon, "Біреу", "басқа құпия сөз", QUICK)


def test_a_lost_password_and_the_sheet_give_the_data_back(folder: DataFolder) -> None:
    words = " ".join(founded(folder).words)
    assert read(opening.recover(folder, at_noon, words, NAME, "жаңа құпия сөз")) == 1
    with pytest.raises(Refused):
        opening.sign_in(folder, at_noon, NAME, PASSWORD)
    assert read(opening.sign_in(folder, at_noon, NAME, "жаңа құпия сөз")) == 1


def test_neither_password_nor_sheet_is_told_honestly(folder: DataFolder, tmp_path: Path) -> None:
    founded(folder)
    other = opening.found(DataFolder(tmp_path / "other"), at_noon, NAME, PASSWORD, QUICK)
    other.db.close()
    with pytest.raises(Refused) as refused:
        opening.recover(folder, at_noon, " ".join(other.words), NAME, "жаңа құпия сөз")
    assert "another school" in refused.value.text("en")
    with pytest.raises(Refused):
        opening.sign_in(folder, at_noon, NAME, "жаңа құпия сөз")


def test_the_stores_key_is_nowhere_in_the_folder(folder: DataFolder) -> None:
    made = founded(folder)
    key = made.db.keys.store
    for path in folder.root.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert key not in content
            assert key.hex().encode() not in content


@pytest.mark.parametrize("lost", ["ring", "store", "damaged ring"])
def test_a_lost_or_damaged_part_is_named(folder: DataFolder, lost: str) -> None:
    founded(folder)
    (folder.scans / "ab").mkdir()
    path = folder.store if lost == "store" else folder.ring
    if lost == "damaged ring":
        path.write_bytes(path.read_bytes()[:-40])
    else:
        path.unlink()
    with pytest.raises(Refused) as refused:
        opening.sign_in(folder, at_noon, NAME, PASSWORD)
    assert path.name in refused.value.text("kk")


def test_power_lost_while_a_school_was_founded_costs_nothing(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ring is there, the store is not: signing in finishes the work."""
    with monkeypatch.context() as patch:
        patch.setattr(connection, "open_store", _power_cut)
        with pytest.raises(KeyboardInterrupt):
            opening.found(folder, at_noon, NAME, PASSWORD, QUICK)
    db = opening.sign_in(folder, at_noon, NAME, PASSWORD)
    assert db.user.role == Role.OWNER
    db.close()


def _power_cut(*_given: object) -> None:
    raise KeyboardInterrupt


def old_folder(folder: DataFolder, as_v01: Callable[[DataFolder, bytes], None]) -> bytes:
    key = os.urandom(32)
    folder.scans.mkdir(parents=True)
    as_v01(folder, key)
    folder.key.write_text(key.hex() + "\n", "ascii")
    return key


def from_01(folder: DataFolder, key: bytes) -> None:
    """A base as version 0.1 left it: first schema, a plain scan, a paper's details not sealed."""
    from hashlib import sha256

    from sqlcipher3 import dbapi2
    from sqlite_utils import Database, Migrations

    from dlschool.store import schema

    conn = dbapi2.connect(str(folder.store), isolation_level=None)
    conn.execute(f"pragma key = \"x'{key.hex()}'\"")
    steps = Migrations("dlschool")
    steps(name="0001_first_school")(schema.first_school)
    steps.apply(Database(conn))
    digest = sha256(b"scan of 0.1").hexdigest()
    (folder.scans / digest[:2]).mkdir()
    (folder.scans / digest[:2] / digest).write_bytes(b"scan of 0.1")
    for table, known in _ROWS_OF_01.items():
        row = {**known, "digest": digest} if table == "scans" else known
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        conn.execute(f"insert into {table} ({names}) values ({marks})", [*row.values()])
    conn.close()


_ROWS_OF_01: dict[str, dict[str, object]] = {
    "cases": {
        "id": 1, "number": "2026/1", "edition": "order-137-97-2022", "ground": "health",
        "classes": "[]", "dropped_classes": "[]", "opened_on": "2026-11-02", "reason": "",
        "event_name": "", "event_place": "", "individual_schedule": "", "later_edition_refused": "",
        "from_paper": 0, "note": "",
    },
    "papers": {
        "id": 1, "case_id": 1, "kind": "medical-conclusion", "date": "2026-11-02", "number": "1",
        "issuer": "", "details": json.dumps({"form": "026/у"}), "from_paper": 0,
    },
    "scans": {"id": 1, "paper_id": 1, "position": 0, "mime": "image/png", "size": 11, "pages": 1},
}  # fmt: skip


def test_a_folder_of_version_01_gets_users_and_loses_its_bare_key(folder: DataFolder) -> None:
    from dlschool.services import scans

    key = old_folder(folder, from_01)
    assert opening.exists(folder)
    assert opening.needs_users(folder)
    with pytest.raises(Refused):
        opening.sign_in(folder, at_noon, NAME, PASSWORD)
    made = opening.adopt(folder, at_noon, NAME, PASSWORD, QUICK)
    assert made.db.keys.store == key
    assert scans.scan_content(made.db, 1)[0] == b"scan of 0.1"
    assert "026/у" not in str(made.db.stored("select * from papers"))
    made.db.close()
    assert not folder.key.exists()
    assert not any(b"scan of 0.1" in p.read_bytes() for p in folder.scans.rglob("*") if p.is_file())
    opening.sign_in(folder, at_noon, NAME, PASSWORD).close()


def test_a_foreign_bare_key_is_refused_and_nothing_is_written(folder: DataFolder) -> None:
    old_folder(folder, from_01)
    folder.key.write_text("0" * 64, "ascii")
    with pytest.raises(Refused):
        opening.adopt(folder, at_noon, NAME, PASSWORD, QUICK)
    assert not folder.ring.exists()
    assert folder.key.exists()


def test_adoption_that_was_cut_off_is_finished_at_the_next_sign_in(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dlschool.services import settling

    old_folder(folder, from_01)
    with monkeypatch.context() as patch:
        patch.setattr(settling, "_seal_fields", _power_cut)
        with pytest.raises(KeyboardInterrupt):
            opening.adopt(folder, at_noon, NAME, PASSWORD, QUICK)
    assert folder.key.exists()
    opening.sign_in(folder, at_noon, NAME, PASSWORD).close()
    assert not folder.key.exists()


def test_the_ring_lists_only_who_may_sign_in(folder: DataFolder) -> None:
    founded(folder)
    kept = ring.read(folder.ring)
    assert [wrap.user_id for wrap in kept.users] == [1]
