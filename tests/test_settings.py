"""The machine's settings: written whole, a broken file is set aside."""

import json
from pathlib import Path

import pytest

from dlschool import settings
from dlschool.settings import Settings


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.json"
    kept = Settings(language="ru", theme="dark", printer="Кабинет 12", blank_offset_mm=42.5)
    settings.save(kept, path)
    assert settings.load(path) == kept
    assert list(path.parent.iterdir()) == [path]


def test_without_a_file_there_are_defaults(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "none.json") == Settings()


@pytest.mark.parametrize(
    "broken",
    [b"{", b"[]", b"\xff\xfe", b'{"language": "en"}', b'{"theme": 3}', b'{"blank_offset_mm": "x"}'],
)
def test_a_broken_file_is_set_aside_and_defaults_are_used(tmp_path: Path, broken: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(broken)
    assert settings.load(path) == Settings()
    assert (tmp_path / "settings.broken").read_bytes() == broken
    assert not path.exists()


def test_a_key_of_a_newer_program_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"language": "ru", "hub": "https://example.kz"}))
    assert settings.load(path) == Settings(language="ru")


def test_a_theme_of_a_newer_program_does_not_lose_where_the_data_lie(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    written = {"theme": "contrast", "data_folder": "/srv/school", "language": "ru"}
    path.write_text(json.dumps(written))
    for _ in range(2):
        assert settings.load(path).data_folder == "/srv/school"
    assert json.loads((tmp_path / "settings.broken").read_bytes()) == written
