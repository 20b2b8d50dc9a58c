"""Pictures and PDF files that promise or unpack into very much, or lead a reader in a ring."""

import io
import struct
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pikepdf
import scan_files
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

from dlschool.services import scan_pdfs, scans

MILLION = 1_000_000


def bombs(_folder: Path) -> Iterator[tuple[str, Callable[[], Callable[[], object]]]]:
    for name, made in FILES.items():
        yield name, partial(_reading, made)


def _reading(made: Callable[[], bytes]) -> Callable[[], object]:
    return partial(looked_at_and_kept, made())


def looked_at_and_kept(content: bytes) -> object:
    """What the viewer and the paper do with a chosen file, without the store."""
    found = scans.opened(content, "скан")
    found.page(0)
    scans._fit(content, "скан", (), False, False)
    return scan_pdfs.as_pictures(content, "скан", ()) if found.mime == scans.PDF else None


def _png(width: int, height: int, *extra: tuple[bytes, bytes], grey: bool = False) -> bytes:
    rows = zlib.compressobj(9)
    length = height * (1 + width * (1 if grey else 3))
    packed = b"".join(rows.compress(bytes(MILLION)) for _ in range(length // MILLION))
    packed += rows.compress(bytes(length % MILLION)) + rows.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, 0 if grey else 2, 0, 0, 0)
    parts = ((b"IHDR", head), *extra, (b"IDAT", packed), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )


def _jpeg(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("L", (width, height)).save(out, "JPEG", quality=1)
    return out.getvalue()


def _pdf(change: Callable[[pikepdf.Pdf, pikepdf.Page], object]) -> bytes:
    with pikepdf.new() as made:
        page = made.add_blank_page(page_size=(595, 842))
        change(made, page)
        out = io.BytesIO()
        made.save(out, fix_metadata_version=False)
        return out.getvalue()


def _contents(made: pikepdf.Pdf, page: pikepdf.Page, content: bytes) -> None:
    packed = zlib.compress(content, 9)
    page.obj["/Contents"] = made.make_indirect(Stream(made, packed))
    page.obj.Contents["/Filter"] = Name.FlateDecode


def _forms(made: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Each form draws the next one ten times: a thousand million in all."""
    inner = Stream(made, b"0 0 5 5 re f")
    for _ in range(9):
        outer = Stream(made, b"/X Do " * 10)
        for form in (inner, outer):
            form["/Type"], form["/Subtype"] = Name.XObject, Name.Form
            form["/BBox"] = Array([0, 0, 500, 500])
        outer["/Resources"] = Dictionary(XObject=Dictionary(X=made.make_indirect(inner)))
        inner = outer
    page.obj["/Resources"] = Dictionary(XObject=Dictionary(X=made.make_indirect(inner)))
    page.obj["/Contents"] = Stream(made, b"/X Do")


def _ring(made: pikepdf.Pdf, _page: pikepdf.Page) -> None:
    pages = made.Root.Pages
    pages["/Kids"] = Array([pages, pages])
    pages["/Count"] = 2


def _parents(made: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.obj["/Parent"] = page.obj
    del page.obj["/MediaBox"]


def _deep_tree(made: pikepdf.Pdf, page: pikepdf.Page) -> None:
    node = page.obj
    for _ in range(20_000):
        node = made.make_indirect(Dictionary(Type=Name.Pages, Kids=Array([node]), Count=1))
    made.Root["/Pages"] = node


def _boxed(*box: float) -> Callable[[], bytes]:
    return lambda: _pdf(lambda _made, page: page.obj.__setitem__("/MediaBox", Array([*box])))


def _pages(made: pikepdf.Pdf, page: pikepdf.Page) -> None:
    made.Root.Pages["/Kids"] = Array([page.obj] * 60_000)
    made.Root.Pages["/Count"] = 60_000


def _attached(made: pikepdf.Pdf, _page: pikepdf.Page) -> None:
    made.attachments["../../evil.exe"] = bytes(40 * MILLION)


FILES: dict[str, Callable[[], bytes]] = {
    "PNG that says it is 60000 by 60000": lambda: scan_files.png_that_says_it_is(60_000, 60_000),
    "PNG that says it is 2 to the 31": lambda: scan_files.png_that_says_it_is(2**31 - 1, 2**31 - 1),
    "PNG of 8360 by 8360 of one colour": lambda: _png(8_360, 8_360),
    "PNG of one row of 60 million": lambda: _png(60 * MILLION, 1, grey=True),
    "PNG of one column of 60 million": lambda: _png(1, 60 * MILLION, grey=True),
    "PNG with a remark of 80 MB": lambda: _png(
        10, 10, (b"zTXt", b"a\0\0" + zlib.compress(bytes(80 * MILLION), 9))
    ),
    "JPEG of 8360 by 8360 of one colour": lambda: _jpeg(8_360, 8_360),
    "PDF: drawing of 48 MB": lambda: _pdf(lambda m, p: _contents(m, p, b"0 0 m " * (8 * MILLION))),
    "PDF: drawing of 20 MB of strokes": lambda: _pdf(
        lambda m, p: _contents(m, p, b"0 0 m 500 800 l S " * MILLION)
    ),
    "PDF: picture of 8360 by 8360": lambda: scan_files.pdf_with_picture(8_360, 8_360),
    "PDF: picture that says it is larger": lambda: scan_files.pdf_with_picture(
        90_000, 90, true=False
    ),
    "PDF: 50,000 strokes": lambda: _pdf(
        lambda m, p: _contents(m, p, b"0 0 m 500 800 l S " * 50_000)
    ),
    "PDF: the sheet filled 50,000 times": lambda: _pdf(
        lambda m, p: _contents(m, p, b"0 0 595 842 re f " * 50_000)
    ),
    "PDF: forms within forms": lambda: _pdf(_forms),
    "PDF: pages in a ring": lambda: _pdf(_ring),
    "PDF: a page that is its own parent": lambda: _pdf(_parents),
    "PDF: pages 20,000 deep": lambda: _pdf(_deep_tree),
    "PDF: 60,000 pages that are one": lambda: _pdf(_pages),
    "PDF: a sheet of 300 km": _boxed(0, 0, 1e9, 1e9),
    "PDF: a sheet without height": _boxed(0, 0, 500, 0),
    "PDF: a sheet like a thread": _boxed(0, 0, 14_000, 0.001),
    "PDF: a sheet turned inside out": _boxed(500, 800, -500, -800),
    "PDF: an attachment of 40 MB": lambda: _pdf(_attached),
    "PDF: lists within lists": lambda: b"%PDF-1.7\n1 0 obj\n" + b"[" * (5 * MILLION),
    "PDF: nothing but its first line": lambda: b"%PDF-1.7\n" + b"\n" * (20 * MILLION),
    "PDF: objects without a table": lambda: (
        b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n<<>>\nendobj\n" % n for n in range(60_000))
    ),
}
