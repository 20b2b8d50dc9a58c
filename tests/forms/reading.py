"""Reading printed files back: their words, where they stand, what the file says of itself."""

import re
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

MM = 72 / 25.4


@dataclass(frozen=True)
class Box:
    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: "Box", slack: float) -> bool:
        return (
            min(self.right, other.right) - max(self.left, other.left) > slack
            and min(self.top, other.top) - max(self.bottom, other.bottom) > slack
        )


LOWER_MARGIN = 10 * MM - 1


def pages(data: bytes) -> list[str]:
    """The words of each page, line by line, without its foot."""
    found = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            text = page.get_textpage()
            whole = text.get_text_range().replace("\r\n", "\n")
            for line in text.get_text_bounded(top=LOWER_MARGIN).splitlines():
                before, _, after = whole.rpartition(line)
                whole = before + after
            found.append(whole)
    return found


def feet(data: bytes) -> list[str]:
    """What stands in the lower margin of each page."""
    with pypdfium2.PdfDocument(data) as document:
        texts = [page.get_textpage().get_text_bounded(top=LOWER_MARGIN) for page in document]
    return [" ".join(text.split()) for text in texts]


def words(data: bytes) -> str:
    """The words of all pages without page numbers, spaces made single."""
    held = pages(data)
    rest = [page if n == 0 else re.sub(r"^\s*\d+\s*\n", "", page) for n, page in enumerate(held)]
    return " ".join("\n".join(rest).split())


def halves(data: bytes) -> tuple[str, str]:
    """The words of the left and of the right half of all pages: the two lanes of kk | ru."""
    left, right = "", ""
    middle = (20 + 200) / 2 * MM
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            text = page.get_textpage()
            left += text.get_text_bounded(right=middle, bottom=LOWER_MARGIN) + "\n"
            right += text.get_text_bounded(left=middle, bottom=LOWER_MARGIN) + "\n"
    return left, right


def squeezed(text: str) -> str:
    """Without any space, for a line may end within a value; pdfium marks a hyphen at such an end."""
    return re.sub(r"\s", "", text.replace("\ufffe", "-")).casefold()


def text_boxes(data: bytes) -> list[list[Box]]:
    """Of each page, the boxes of its runs of text."""
    found = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            text = page.get_textpage()
            found.append([Box(*text.get_rect(n)) for n in range(text.count_rects())])
    return found


def line_boxes(data: bytes) -> list[list[Box]]:
    """Of each page, the boxes of its rules and table borders."""
    found = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            objects = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])
            found.append([Box(*item.get_bounds()) for item in objects])
    return found
