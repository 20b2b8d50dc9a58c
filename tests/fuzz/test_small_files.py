"""Small files that a person, a virus or a failing disk may change: settings, what the machine
remembers, wrong passwords, sessions, the key file, drafts, the window's place.
"""

import math
import secrets
from datetime import timedelta
from pathlib import Path

import pytest
from builders import at_noon
from fuzz.judging import judged, tries
from fuzz.mutations import EVIL_TEXTS, deep, json_files, spoiled
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QWidget

from dlschool import settings
from dlschool.gui import window_place
from dlschool.gui.window_place import HIGH, Kept
from dlschool.paths import DataFolder
from dlschool.services import drafts, machine
from dlschool.services.drafts import Draft
from dlschool.settings import Settings
from dlschool.store import attempts, lock, ring, sheet_words
from dlschool.store.lock import Machine, Opened

SETTINGS = {
    "language": "ru",
    "theme": "dark",
    "data_folder": "/mnt/school",
    "printer": "HP",
    "blank_offset_mm": 42.5,
    "second_folder": "E:\\",
    "second_label": "МЕКТЕП",
}
MEMORY = {
    "machine": "5f" * 16,
    "schools": {"a": {"epoch": "1:ab", "change": 7, "head": "cd", "coming": "2:ef"}},
}
ATTEMPTS = {"Оразова Д.": {"wrong": 5, "at": "2026-11-21T11:59:58"}}
SESSION = {"machine": "m2", "host": "PC-2", "pid": 12, "born": "99", "at": "2026-11-21T11:00:00"}
DRAFT = {
    "title": "Жаңа іс",
    "screen": "cases",
    "fields": [["text", 0, "мәтін", "Себебі"], ["text", 1, "", "№"]],
}
WINDOW = {"place": [20, 30, 1366, 740], "maximized": False, "screen": "cases", "who": "Оразова Д."}
RING = {
    "version": 1,
    "school": "s",
    "users": [
        {
            "id": 1,
            "name": "Оразова Д.",
            "salt": "AAAAAAAAAAAAAAAAAAAAAA==",
            "rounds": 3,
            "memory": 67108864,
            "public": "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=",
            "private": "QUJD",
            "keys": "QUJD",
        }
    ],
    "sheet": "QUJD",
    "department": "",
    "department_key": "",
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("small")


@tries(80)
@given(content=json_files(SETTINGS))
def test_any_file_of_settings_gives_settings_that_can_be_used(place: Path, content: bytes) -> None:
    file = place / "settings.json"
    file.write_bytes(content)
    found = judged("settings.json", lambda: settings.load(file))
    assert isinstance(found, Settings)
    settings.save(found, place / "again.json")
    assert settings.load(place / "again.json") == found
    for folder in (found.data_folder, found.second_folder):
        DataFolder(Path(folder).absolute()).store.exists()
    assert found.blank_offset_mm is None or math.isfinite(found.blank_offset_mm)


@pytest.mark.parametrize(
    "content",
    [
        deep(),
        b'{"blank_offset_mm": NaN}',
        b'{"blank_offset_mm": 1e999}',
        b'{"blank_offset_mm": true}',
        b'{"data_folder": "a\\u0000b"}',
        b'{"second_folder": "\\ud800"}',
    ],
)
def test_settings_that_no_folder_and_no_sheet_can_have_are_set_aside(
    tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(content)
    assert judged("settings.json", lambda: settings.load(file)) == Settings()
    assert file.with_suffix(".broken").exists()


@tries(60)
@given(content=json_files(MEMORY))
def test_whatever_the_machine_remembers_it_goes_on_remembering(place: Path, content: bytes) -> None:
    file = place / "schools.json"
    file.write_bytes(content)
    judged("schools.json", lambda: machine.remembered("a", file))
    judged("schools.json", lambda: machine.remember("b", machine.Memory("1:c"), file))
    assert machine.remembered("b", file) == machine.Memory("1:c")


@tries(80)
@given(content=json_files(ATTEMPTS), name=st.sampled_from(["Оразова Д.", "", "x"]))
def test_any_file_of_wrong_passwords_delays_at_most_as_long_as_it_may(
    place: Path, content: bytes, name: str
) -> None:
    file = place / f"attempts-{secrets.token_hex(4)}.json"
    file.write_bytes(content)
    judged("attempts.json", lambda: attempts.refuse_early(file, name, at_noon()))
    later = at_noon() + attempts.LONGEST
    attempts.refuse_early(file, name, later)
    attempts.wrong(file, name, later)
    judged("attempts.json", lambda: attempts.refuse_early(file, name, later + timedelta(hours=1)))
    attempts.right(file, name)
    file.unlink(missing_ok=True)


@pytest.mark.parametrize(
    "line",
    [
        '{"wrong": 1e999, "at": "2026-11-21T11:59:58"}',
        '{"wrong": 5, "at": "2026-11-21T11:59:58+05:00"}',
        '{"wrong": 5, "at": "9999-12-31T23:59:59"}',
        '{"wrong": 5, "at": "2026-11-21T11:59:58"}, "\\ud800": {"wrong": 1, "at": "2026-11-21"}',
    ],
)
def test_wrong_passwords_at_no_time_and_without_number_do_not_lock_out_for_ever(
    tmp_path: Path, line: str
) -> None:
    file = tmp_path / "attempts.json"
    file.write_text(f'{{"x": {line}}}', "utf-8")
    judged("attempts.json", lambda: attempts.refuse_early(file, "x", at_noon()))
    attempts.refuse_early(file, "x", at_noon() + attempts.LONGEST)
    attempts.wrong(file, "x", at_noon())


@tries(60)
@given(content=json_files(SESSION))
def test_any_file_of_a_session_is_a_session_or_one_cut_off(place: Path, content: bytes) -> None:
    folder = DataFolder(place / "sessions")
    (folder.root / lock.FOLDER).mkdir(parents=True, exist_ok=True)
    (folder.root / lock.FOLDER / "m2-12-aa.json").write_bytes(content)
    beside = judged("open/*.json", lambda: lock.enter(folder, Machine("m1", "PC-1"), at_noon()))
    assert beside is not None
    assert isinstance(beside.mine, Opened)
    if refused := beside.refusal():
        assert refused.text("kk")
    lock.leave(beside.mine)


@tries(80)
@given(content=json_files(RING))
def test_any_key_file_is_read_or_refused(place: Path, content: bytes) -> None:
    file = place / "keys.json"
    file.write_bytes(content)
    found = judged("keys.json", lambda: ring.read(file))
    if found is not None:
        assert ring.from_json(ring.as_json(found), file) == found
        found.wrap("Оразова Д.")


@tries(80)
@given(content=json_files(DRAFT), at=st.sampled_from(("2026-11-21T11:00:00", *EVIL_TEXTS)))
def test_any_draft_is_offered_or_forgotten(content: bytes, at: str) -> None:
    text = content.decode("utf-8", "replace")
    found = judged("drafts", lambda: drafts._read("form", at, text))
    assert found is None or isinstance(found, Draft)
    if found is not None:
        f"{found.at:%d.%m.%Y %H:%M}".encode()
        found.words()


WORDS = " ".join(sheet_words.words(bytes(range(16))))


@tries(100)
@given(
    typed=st.one_of(
        st.text(max_size=200),
        spoiled(WORDS.encode()).map(lambda b: b.decode("utf-8", "surrogateescape")),
        st.lists(st.sampled_from((*WORDS.split(), *EVIL_TEXTS)), max_size=12).map(" ".join),
    )
)
def test_any_typed_words_are_a_secret_or_refused(typed: str) -> None:
    found = judged("recovery words", lambda: sheet_words.secret(typed))
    assert found is None or len(found) == 16


@tries(80)
@given(content=json_files(WINDOW))
def test_whatever_lies_in_the_windows_file_a_window_comes_up_that_is_seen(
    qapp: QApplication, place: Path, content: bytes
) -> None:
    file, window = place / "window.json", QWidget()
    file.write_bytes(content)
    kept = judged("window.json", lambda: window_place.load(file))
    assert isinstance(kept, Kept)
    window_place.put(window, kept)
    screen = qapp.primaryScreen().availableGeometry()
    assert not (window.geometry() & screen).isEmpty()
    assert window.height() <= max(screen.height(), HIGH)
    window_place.keep(file, who="Оразова Д.")
    assert window_place.load(file).who == "Оразова Д."
    window.deleteLater()
