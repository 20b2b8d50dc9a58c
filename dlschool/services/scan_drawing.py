"""A page of a PDF drawn as a picture, given up when it takes too long: a small file may ask for hours."""

import ctypes
import math
import time
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from dlschool.errors import Refused
from dlschool.services.scan_weight import TOO_HEAVY

LONGEST = 3.0
"""Seconds of this thread's own work. Asked after every hundred objects of the page; a form within the
page is one object, so how much is in forms is looked at before (`scan_weight`)."""


def drawn(page: Any, scale: float, name: str) -> Image.Image:
    """The page on white, `scale` pixels a point. Refused: it takes longer than `LONGEST`."""
    width, height = (math.ceil(side * scale) for side in page.get_size())
    bitmap = pypdfium2.PdfBitmap.new_native(width, height, pdfium.FPDFBitmap_BGR)
    try:
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
        if not _draw(bitmap, page, width, height):
            raise Refused(TOO_HEAVY, name=name)
        picture: Image.Image = bitmap.to_pil().convert("RGB")
        return picture
    finally:
        bitmap.close()


def _draw(bitmap: Any, page: Any, width: int, height: int) -> bool:
    """Whether it came to the end."""
    begun = time.thread_time()
    pause = pdfium.IFSDK_PAUSE()
    pause.version = 1
    pause.NeedToPauseNow = type(pause.NeedToPauseNow)(
        lambda _pause: int(time.thread_time() - begun > LONGEST)
    )
    try:
        state = pdfium.FPDF_RenderPageBitmap_Start(
            bitmap.raw, page.raw, 0, 0, width, height, 0, pdfium.FPDF_ANNOT, ctypes.byref(pause)
        )
    finally:
        pdfium.FPDF_RenderPage_Close(page.raw)
    if state == pdfium.FPDF_RENDER_FAILED:
        raise ValueError("the page cannot be drawn")
    return bool(state == pdfium.FPDF_RENDER_DONE)
