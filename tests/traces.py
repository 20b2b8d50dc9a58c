"""Looks for words on the disk in every form in which a program may leave them there."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from dlschool.domain.names import folded, sort_key

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp1251", "kz1048", "ascii")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_SHEET = re.compile(rb"%PDF-|^\x89PNG|^\xff\xd8\xff|^PK\x03\x04|^II\*\0|^MM\0\*|^BM")
_ESCAPED = re.compile(r"[^\x00-\x7f]")


def left(words: Iterable[str], *folders: Path) -> list[str]:
    """«file: word» for each word found in a file or in its name, packed or not."""
    wanted = {form: word for word in words for form in forms(word)}
    return [f"{path}: {word}" for path, word in _found(wanted, folders)]


def sheets(*folders: Path) -> list[Path]:
    """Files that are a PDF, a picture or a zip whatever their name: a form's text is drawn by the
    numbers of its glyphs, no word of it is found in the bytes."""
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return [path for path in files if _SHEET.search(path.read_bytes()[:1024])]


def forms(word: str) -> set[bytes]:
    """The word as bytes: as written, in capitals, folded, as a sort key, escaped as JSON does."""
    texts = {word, word.upper(), word.lower(), word.casefold(), folded(word), sort_key(word)}
    texts.add(_ESCAPED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", word))
    return {text.encode(code) for text in texts for code in ENCODINGS if _fits(text, code)}


def _fits(text: str, code: str) -> bool:
    try:
        return len(text.encode(code)) > 4
    except UnicodeEncodeError:
        return False


def _found(wanted: dict[bytes, str], folders: tuple[Path, ...]) -> Iterator[tuple[Path, str]]:
    for path in (path for folder in folders for path in sorted(folder.rglob("*"))):
        contents = [bytes(path), *(_unpacked(path.read_bytes()) if path.is_file() else ())]
        for form, word in wanted.items():
            if any(form in content for content in contents):
                yield path, word


def _unpacked(content: bytes) -> Iterator[bytes]:
    """The content and what is packed in it: streams of a PDF, files of a zip."""
    yield content
    for stream in _STREAM.findall(content):
        try:
            yield zlib.decompressobj().decompress(stream)
        except zlib.error:
            continue
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield from _unpacked(packed.read(name))
