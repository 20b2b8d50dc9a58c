"""Pictures of papers made fit to keep: upright, of a readable size, blacked out, without metadata."""

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageOps

from dlschool.errors import Refused
from dlschool.i18n import N_

LONG_SIDE = 2200
"""Pixels of the long side: an A4 page at 188 dots an inch, small print and stamps still read."""
QUALITY = 75
MAX_PIXELS = 70_000_000
"""A picture that says it is larger is refused before a pixel of it is decoded."""
MAX_SIDE = 65_500
"""Pixels of a side that a JPEG can have; a longer one is no sheet of paper."""

_FORMATS = ("JPEG", "PNG")


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a page to black out: `page` from 0; left, top, width and height in fractions of the
    page as it is shown, from its top left corner."""

    page: int
    x: float
    y: float
    w: float
    h: float

    def __post_init__(self) -> None:
        sizes = (self.x, self.y, self.w, self.h)
        if self.page < 0 or not all(map(math.isfinite, sizes)) or self.w <= 0 or self.h <= 0:
            raise ValueError(self)


def picture(
    content: bytes, name: str, boxes: Sequence[Box] = (), *, keep_as_is: bool = False
) -> tuple[bytes, str]:
    """A JPEG or PNG file as it is kept, and its MIME type; `name` is for the refusal.

    A JPEG of at most `LONG_SIDE`; with `keep_as_is` the resolution stays, and a PNG stays a PNG.
    Refused: damaged, cut short, or too large to be opened.
    """
    opened, kind = _opened(content, name, whole=keep_as_is)
    image = opened if keep_as_is else shrunk(opened)
    blackened = blacked_out(image, boxes)
    if keep_as_is and kind == "PNG":
        return _encoded(blackened, "PNG", optimize=True), "image/png"
    return jpeg(blackened), "image/jpeg"


def shown(content: bytes, name: str) -> Image.Image:
    """The picture upright, in colour or grey, as a viewer draws it."""
    return _opened(content, name)[0]


def _opened(content: bytes, name: str, *, whole: bool = False) -> tuple[Image.Image, str]:
    """The picture and its kind; without `whole` a large JPEG may come at a half or a quarter."""
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
            _check_size(image.size, name)
            kind = "PNG" if image.format == "PNG" else "JPEG"
            if kind == "JPEG" and not whole:
                image.draft(None, (LONG_SIDE, LONG_SIDE))
            image.load()
            ImageOps.exif_transpose(image, in_place=True)
            return _plain(image), kind
    except (Refused, MemoryError):
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise too_large(name) from error
    except Exception as error:  # whatever a decoder says of a hostile file, the file is not usable
        raise Refused(
            N_("The picture {name} is damaged or was not copied whole. Scan the page again."),
            name=name,
        ) from error


def _check_size(size: tuple[int, int], name: str) -> None:
    if size[0] * size[1] > MAX_PIXELS:
        raise too_large(name)
    if max(size) > MAX_SIDE:
        raise ValueError(size)


def too_large(name: str) -> Refused:
    return Refused(
        N_(
            "A page of {name} has more than {limit} million pixels. "
            "Scan it again at 300 dots an inch or less."
        ),
        name=name,
        limit=MAX_PIXELS // 1_000_000,
    )


def _plain(image: Image.Image) -> Image.Image:
    """Grey or RGB with eight bits a colour; what was transparent is white paper."""
    if image.mode.startswith(("I", "F")):
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    if image.mode == "1":
        image = image.convert("L")
    if "A" in image.getbands() or "transparency" in image.info:
        layer = image.convert("RGBA")
        paper = Image.new("RGB", layer.size, "white")
        paper.paste(layer, mask=layer.getchannel("A"))
        return paper
    return image if image.mode in ("L", "RGB") else image.convert("RGB")


def shrunk(image: Image.Image, long_side: int = LONG_SIDE) -> Image.Image:
    """The picture with its long side at most so many pixels."""
    scale = long_side / max(image.size)
    if scale >= 1:
        return image
    width, height = (max(1, round(side * scale)) for side in image.size)
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)


def blacked_out(image: Image.Image, boxes: Sequence[Box]) -> Image.Image:
    """The same picture with the boxes black, rounded outwards: nothing of what lay there is left."""
    if not boxes:
        return image
    image = image.copy()
    pen = ImageDraw.Draw(image)
    width, height = image.size
    for box in boxes:
        left, top = math.floor(box.x * width) - 1, math.floor(box.y * height) - 1
        right, bottom = math.ceil((box.x + box.w) * width), math.ceil((box.y + box.h) * height)
        pen.rectangle((left, top, right, bottom), fill=0 if image.mode == "L" else (0, 0, 0))
    return image


def jpeg(image: Image.Image) -> bytes:
    return _encoded(image, "JPEG", quality=QUALITY, optimize=True)


def png(image: Image.Image) -> bytes:
    return _encoded(image, "PNG", compress_level=1)


def _encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    """The file's bytes; of the picture's own remarks (EXIF, comments, profiles) none is written."""
    bare = image.copy()
    bare.info.clear()
    out = io.BytesIO()
    bare.save(out, kind, **options)
    return out.getvalue()
