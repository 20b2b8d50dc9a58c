"""A file of the program that is missing or damaged: a sentence in words, and the rest works."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from builders import opened, stored_case, stored_pupil

from dlschool import i18n, paths
from dlschool.errors import Refused
from dlschool.forms.sheet import fonts
from dlschool.law import edition
from dlschool.paths import DataFolder
from dlschool.services import editions, own_files, printing


def at_noon() -> datetime:
    return datetime.fromisoformat("2026-11-21T12:00")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The program's own files, to be spoilt."""
    root = tmp_path / "program"
    for part in ("resources", "i18n"):
        shutil.copytree(paths.program_file(part), root / part)
    for cached in (i18n._catalogue, fonts.face, fonts.fallback, edition._shipped):
        cached.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr(paths, "program_file", root.joinpath)
        yield root
    for cached in (i18n._catalogue, fonts.face, fonts.fallback, edition._shipped):
        cached.cache_clear()


@pytest.mark.parametrize("spoilt", ["missing", "cut", "empty"])
def test_without_a_font_the_sheet_is_refused_by_the_files_name_and_work_stays(
    program: Path, tmp_path: Path, spoilt: str
) -> None:
    db = opened(DataFolder(tmp_path / "school"), at_noon, "Оразова Д.")
    case_id = stored_case(db, "application")
    for font in (program / "resources" / "fonts").glob("LiberationSerif-*.ttf"):
        spoil(font, spoilt)
    with pytest.raises(Refused, match="LiberationSerif"):
        printing.print_case(db, case_id)
    assert db.value("select count(*) from prints") == 0
    stored_pupil(db, last="Жаңа")
    db.close()


@pytest.mark.parametrize("spoilt", ["missing", "cut", "empty", "noise"])
def test_without_its_catalogue_the_program_speaks_english(program: Path, spoilt: str) -> None:
    for name in ("dlschool.po", "dlschool.mo"):
        for file in (program / "i18n").rglob(name):
            spoil(file, spoilt if name.endswith(".mo") else "missing")
    assert i18n.translate("Cancel", "kk") == "Cancel"


def test_without_the_law_nothing_is_assessed_and_the_reason_is_said(
    program: Path, tmp_path: Path
) -> None:
    shutil.rmtree(program / "resources" / "law")
    db = opened(DataFolder(tmp_path / "school"), at_noon, "Оразова Д.")
    with pytest.raises(Refused, match="law"):
        editions.edition(db, "order-137-97-2022")
    stored_pupil(db, last="Жаңа")
    db.close()


@pytest.mark.parametrize(
    "name", ["style.qss", "regions.toml", "fonts/NotoSans-Bold.ttf", "law", "readiness"]
)
def test_the_start_names_the_file_that_is_gone(program: Path, name: str) -> None:
    assert own_files.missing() == []
    gone = program / "resources" / name
    shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
    with pytest.raises(Refused, match=name.partition("/")[2] or name):
        own_files.refuse_missing()


def spoil(file: Path, how: str) -> None:
    if how == "missing":
        file.unlink()
    else:
        content = file.read_bytes()
        file.write_bytes(
            {"cut": content[: len(content) // 2], "empty": b"", "noise": b"\xde\x12\x04\x95noise"}[
                how
            ]
        )
