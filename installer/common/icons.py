"""Pictures of the program made from its SVG: PNG for Linux and for the window, ICO for Windows.

python -m installer.common.icons FOLDER
"""

import io
import os
import struct
import sys
from pathlib import Path

from installer.common.place import REPOSITORY

DRAWN = REPOSITORY / "resources" / "icons" / "program"
NAMES = ("dlschool", "file")
PNG_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
_PACKED_FROM = 128
"""Windows reads smaller pictures unpacked in every place where it shows them."""


def png(svg: Path, size: int) -> bytes:
    """The drawing as a square of `size` pixels. Raises ValueError: Qt cannot draw it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    app = QGuiApplication.instance() or QGuiApplication([])
    drawing = QSvgRenderer(str(svg))
    if not drawing.isValid():
        raise ValueError(str(svg))
    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    drawing.render(painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    del app
    return bytes(content.data())


def ico(svg: Path) -> bytes:
    """One icon with the drawing in each of ICO_SIZES."""
    entries, contents = b"", b""
    start = 6 + 16 * len(ICO_SIZES)
    for size in ICO_SIZES:
        content = _picture(png(svg, size), size)
        side = size % 256
        entries += struct.pack(
            "<BBBBHHII", side, side, 0, 0, 1, 32, len(content), start + len(contents)
        )
        contents += content
    return struct.pack("<HHH", 0, 1, len(ICO_SIZES)) + entries + contents


def _picture(packed: bytes, size: int) -> bytes:
    """The part of an ICO for one size: PNG, or a bitmap with its mask."""
    if size >= _PACKED_FROM:
        return packed
    from PIL import Image

    made = io.BytesIO()
    Image.open(io.BytesIO(packed)).save(made, "ICO", sizes=[(size, size)], bitmap_format="bmp")
    whole = made.getvalue()
    length, start = struct.unpack("<II", whole[14:22])
    return whole[start : start + length]


def write(folder: Path) -> None:
    """`<name>.ico` and `<size>/<name>.png` of every drawing."""
    for name in NAMES:
        svg = DRAWN / f"{name}.svg"
        for size in PNG_SIZES:
            place = folder / str(size) / f"{name}.png"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(png(svg, size))
        (folder / f"{name}.ico").write_bytes(ico(svg))


def side(place: Path) -> None:
    """The picture beside the setup's last page: 164 x 314 pixels, the icon on the program's colour."""
    from PIL import Image

    picture = Image.new("RGB", (164, 314), "#087186")
    icon = Image.open(io.BytesIO(png(DRAWN / "dlschool.svg", 128)))
    picture.paste(icon, (18, 60), icon)
    picture.save(place, "BMP")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
