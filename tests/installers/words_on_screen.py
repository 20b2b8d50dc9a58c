"""Whether words are on the screen: their ink is compared with the same words drawn by another hand."""

import statistics

from installers.wine import Windows
from PIL import Image, ImageDraw, ImageFont

from dlschool.paths import program_file


def heading(windows: Windows, title: str) -> Image.Image | None:
    """Where the words at the top of the first window stand; None: it is not there yet."""
    box = windows.windows().get(title)
    if box is None:
        return None
    return windows.picture().crop((box[0] + 24, box[1] + 20, box[0] + 560, box[1] + 60))


def likeness(heading: Image.Image | None, words: str) -> float:
    """How much the ink of a heading is that of the words, column by column: at most 1."""
    path = program_file("resources", "fonts", "NotoSans-Bold.ttf")
    drawn = Image.new("L", (800, 80), 255)
    ImageDraw.Draw(drawn).text((10, 10), words, 0, ImageFont.truetype(str(path), 40))
    seen, meant = _ink(heading), _ink(drawn)
    if seen is None or meant is None:
        return 0
    columns = _columns(seen), _columns(meant.resize(seen.size, Image.Resampling.BOX))
    return 0 if min(map(len, map(set, columns))) == 1 else statistics.correlation(*columns)


def _ink(picture: Image.Image | None) -> Image.Image | None:
    """What is dark on a light ground: the words and nothing around them."""
    if picture is None:
        return None
    dark = picture.convert("L").point(lambda light: 255 - light)
    around = dark.point(lambda ink: 255 if ink > 96 else 0).getbbox()
    return dark.crop(around) if around else None


def _columns(picture: Image.Image) -> list[int]:
    one_line = picture.resize((picture.width, 1), Image.Resampling.BOX)
    return list(one_line.tobytes())
