"""PDF files of papers made fit to keep: only their pages, or pictures of the pages where boxes lie.

Of the file's own catalogue nothing stays but the pages and their layers: scripts, actions,
attachments, forms, comments and metadata go; what forms and comments show is drawn into the page.
"""

import io
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any, TypeVar

import pikepdf
import pypdfium2
from pikepdf import Dictionary, Name, Stream
from PIL import Image

from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import scan_drawing, scan_images
from dlschool.services.scan_images import LONG_SIDE, MAX_PIXELS, Box
from dlschool.services.scan_weight import refuse_heavy

Made = TypeVar("Made")

MAX_PAGES = 60
PDFIUM = Lock()
"""PDFium is one library for all threads: whoever draws a page with it holds this."""

_KEPT = {"/Type", "/Pages", "/OCProperties", "/Version"}
_DROPPED = (
    "/AA",
    "/AF",
    "/Alternates",
    "/Metadata",
    "/PieceInfo",
    "/Thumb",
    "/JS",
    "/LastModified",
)
_TOO_LARGE_FOR = 1.2
"""A picture within a page is made smaller when its long side is so many times `LONG_SIDE`."""
_MEMORY = 250_000_000
"""Bytes into which one stream of a file may unfold."""

pikepdf.settings.set_qpdf_limits(
    flate_max_memory=_MEMORY,
    png_max_memory=_MEMORY,
    tiff_max_memory=_MEMORY,
    run_length_max_memory=_MEMORY,
    dct_max_memory=_MEMORY,
)


def cleaned(content: bytes, name: str, *, keep_as_is: bool = False) -> tuple[bytes, int]:
    """The PDF with its pages only, and their number; pictures within made readable-sized.

    With `keep_as_is` the pictures stay. Refused: damaged, protected, too many or too large pages.
    """
    return _guarded(name, lambda: _cleaned(content, name, keep_as_is))


def _cleaned(content: bytes, name: str, keep_as_is: bool) -> tuple[bytes, int]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        count = _checked_pages(pdf, name)
        if "/AcroForm" in pdf.Root:
            pdf.generate_appearance_streams()
        pdf.flatten_annotations("screen")
        for page in pdf.pages:
            _drop(page.obj, "/Annots")
        for key in set(pdf.Root.keys()) - _KEPT:
            del pdf.Root[key]
        for thing in pdf.objects:
            _strip(thing, pdf, name, keep_as_is)
        del pdf.docinfo
        out = io.BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            encryption=False,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
        return out.getvalue(), count


def _checked_pages(pdf: Any, name: str) -> int:
    count = len(pdf.pages)
    if count == 0:
        raise ValueError("no pages")
    if count > MAX_PAGES:
        raise Refused(
            N_("{name} has {count} pages; a scan may have {limit}. Divide it."),
            name=name,
            count=count,
            limit=MAX_PAGES,
        )
    refuse_heavy(pdf, name)
    return count


def _drop(thing: Any, *keys: str) -> None:
    for key in keys:
        if key in thing:
            del thing[key]


def _strip(thing: Any, pdf: Any, name: str, keep_as_is: bool) -> None:
    if not isinstance(thing, (Dictionary, Stream)):
        return
    _drop(thing, *_DROPPED)
    if isinstance(thing, Stream) and thing.get("/Subtype") == Name.Image:
        width, height = int(thing.get("/Width", 0)), int(thing.get("/Height", 0))
        if width * height > MAX_PIXELS:
            raise scan_images.too_large(name)
        if max(width, height) > LONG_SIDE * _TOO_LARGE_FOR and not keep_as_is:
            _shrink(thing, pdf)


def _shrink(image: Any, pdf: Any) -> None:
    """A plain picture in a page becomes a smaller JPEG; one with masks or odd colours stays."""
    if any(key in image for key in ("/SMask", "/Mask", "/ImageMask", "/Decode", "/Matte")):
        return
    try:
        picture = pikepdf.PdfImage(image).as_pil_image()
    except (pikepdf.PikepdfError, OSError, ValueError, NotImplementedError):
        return
    if picture.mode not in ("L", "RGB"):
        return
    smaller = scan_images.shrunk(picture)
    content = scan_images.jpeg(smaller)
    if len(content) >= len(image.read_raw_bytes()):
        return
    _drop(image, "/DecodeParms")
    image.write(content, filter=Name.DCTDecode)
    _describe(image, smaller)


def _describe(stream: Any, picture: Image.Image) -> None:
    stream["/Width"], stream["/Height"] = picture.size
    stream["/ColorSpace"] = Name.DeviceGray if picture.mode == "L" else Name.DeviceRGB
    stream["/BitsPerComponent"] = 8


def as_pictures(content: bytes, name: str, boxes: Sequence[Box]) -> tuple[bytes, int]:
    """A PDF whose pages are pictures of the given one's, the boxes black; and their number."""
    whole, count = cleaned(content, name, keep_as_is=True)

    def drawn() -> bytes:
        with PDFIUM, pypdfium2.PdfDocument(whole) as source, pikepdf.new() as made:
            for number in range(count):
                mine = [box for box in boxes if box.page == number]
                picture, size = _drawn(source, number, LONG_SIDE, name)
                _add_page(made, scan_images.blacked_out(picture, mine), size)
            out = io.BytesIO()
            made.save(out, deterministic_id=True, fix_metadata_version=False)
            return out.getvalue()

    return _guarded(name, drawn), count


def page_picture(content: bytes, number: int, name: str, long_side: int) -> Image.Image:
    """One page (from 0) as a picture; `long_side` in pixels."""

    def drawn() -> Image.Image:
        with PDFIUM, pypdfium2.PdfDocument(content) as source:
            return _drawn(source, number, long_side, name)[0]

    return _guarded(name, drawn)


def pages(content: bytes, name: str) -> int:
    """How many pages. Refused as `cleaned`."""

    def counted() -> int:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return _checked_pages(pdf, name)

    return _guarded(name, counted)


def _drawn(
    source: Any, number: int, long_side: int, name: str
) -> tuple[Image.Image, tuple[float, float]]:
    """The page as a picture, and its size in points."""
    page = source[number]
    try:
        width, height = page.get_size()
        picture = scan_drawing.drawn(page, long_side / max(width, height), name)
    finally:
        page.close()
    return picture, (width, height)


def _add_page(made: Any, picture: Image.Image, size: tuple[float, float]) -> None:
    page = made.add_blank_page(page_size=size)
    image = Stream(made, scan_images.jpeg(picture))
    image["/Type"], image["/Subtype"], image["/Filter"] = Name.XObject, Name.Image, Name.DCTDecode
    _describe(image, picture)
    page.obj["/Resources"] = Dictionary(XObject=Dictionary(Page=made.make_indirect(image)))
    page.obj["/Contents"] = Stream(made, b"q %.4f 0 0 %.4f 0 0 cm /Page Do Q" % size)


def _guarded(name: str, work: Callable[[], Made]) -> Made:
    """Runs work on a stranger's file: whatever the libraries say of it becomes `Refused`."""
    try:
        return work()
    except (Refused, MemoryError):
        raise
    except pikepdf.PasswordError as error:
        raise Refused(
            N_("{name} is protected by a password. Save it without one, then add it."), name=name
        ) from error
    except Exception as error:  # the libraries raise many kinds; none of them makes the file usable
        raise Refused(
            N_("The PDF file {name} is damaged. Scan the paper again."), name=name
        ) from error
