"""The search for traces finds what it is meant to find: else its silence would mean nothing."""

import io
import zipfile
from pathlib import Path

import pytest
from traces import left, sheets

from dlschool.domain.names import folded, sort_key
from dlschool.tables.writing import xlsx_bytes

WORD = "Жұпаргүлшікеева"


@pytest.mark.parametrize("code", ["utf-8", "utf-16-le", "utf-16-be", "kz1048"])
def test_a_word_is_found_in_every_encoding(tmp_path: Path, code: str) -> None:
    (tmp_path / "x").write_bytes(b"\x00\x01" + WORD.upper().encode(code) + b"\xff")
    assert left([WORD], tmp_path)


@pytest.mark.parametrize(
    "form", [folded(WORD), sort_key(WORD), WORD.encode("unicode_escape").decode()]
)
def test_a_word_is_found_folded_as_a_sort_key_and_escaped(tmp_path: Path, form: str) -> None:
    (tmp_path / "x").write_text(form, "utf-8")
    assert left([WORD], tmp_path)


def test_a_word_is_found_in_a_zip_in_a_zip_and_in_a_name(tmp_path: Path) -> None:
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.xml", WORD * 9)
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("b.zip", inner.getvalue())
    (tmp_path / "x").write_bytes(outer.getvalue())
    (tmp_path / f"{WORD}.txt").write_text("")
    assert len(left([WORD], tmp_path)) == 2


def test_a_word_is_found_in_a_packed_stream_of_a_pdf(tmp_path: Path) -> None:
    import zlib

    (tmp_path / "x.pdf").write_bytes(
        b"%PDF-1.7\n1 0 obj<<>>stream\r\n" + zlib.compress(WORD.encode()) + b"\nendstream"
    )
    assert left([WORD], tmp_path)


def test_a_table_of_excel_is_read(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(xlsx_bytes("Тізім", ["Аты"], [[WORD]]))
    assert left([WORD], tmp_path)
    assert not left(["Мүлдембасқасөз"], tmp_path)
    assert sheets(tmp_path) == [tmp_path / "x.xlsx"]
