"""Breaking a text into lines over cached widths of words.

Lines break at spaces; a word that does not fit may break after a hyphen or a slash and within a
row of dots; a word wider than a whole line breaks anywhere rather than be cut off.
"""

import re
from collections.abc import Iterator

from dlschool.forms.sheet.fonts import Face

Broken = list[tuple[str, float, bool]]
"""Lines: text, natural width, whether a paragraph ends with it. Widths are of size 1."""

_AFTER = "-–—/"
_BREAKING = f"{_AFTER}."
_DOTS = 8
"""Dots at least on either side of a break in a row of them."""
_TAIL = 4
"""Letters at least after a break within a word: endings («ТЖБ-дан») stay with their word."""
_INITIALS = re.compile(r"(?<= [^\W\d_]\.) (?=[^\W\d_]\.)")


def break_lines(text: str, face: Face, width: float, first: float = 0.0) -> Broken:
    """`width` of the lines and the indent `first` are in units of the size; «№ 137» and the
    initials of a name stay together."""
    lines: Broken = []
    for paragraph in _bound(text).split("\n"):
        _break_paragraph(paragraph, face, width, first, lines)
    return lines


def _bound(text: str) -> str:
    text = text.replace("№ ", "№\u00a0")
    return _INITIALS.sub("\u00a0", text) if ". " in text else text


def unbroken(text: str) -> Iterator[str]:
    """The parts of the text that stand on one line wherever the lines are long enough for them."""
    for word in _bound(text).replace("\n", " ").split(" "):
        start = 0
        for place in range(2, len(word)):
            if word[place - 1] in _BREAKING and _may_break(word, place):
                yield word[start:place]
                start = place
        yield word[start:]


def _break_paragraph(text: str, face: Face, width: float, first: float, lines: Broken) -> None:
    space, measure = face.widths[" "], face.words
    line: list[str] = []
    used, room = 0.0, width - first
    for word in text.split(" "):
        if not word:
            continue
        own = measure.get(word)
        if own is None:
            own = face.width(word)
        wanted = used + space + own if line else own
        if wanted <= room:
            line.append(word)
            used = wanted
            continue
        rest = word
        while True:
            head, rest = _cut(rest, face, room - used - space if line else room, whole=not line)
            if head:
                used += (space if line else 0.0) + face.width(head)
                line.append(head)
            lines.append((" ".join(line), used, False))
            line, used, room = [], 0.0, width
            if face.width(rest) <= width:
                break
        line, used = [rest] if rest else [], face.width(rest)
    lines.append((" ".join(line), used, True))


def _cut(word: str, face: Face, room: float, *, whole: bool) -> tuple[str, str]:
    """The longest beginning of the word that fits, and the rest; `whole`: the line is empty, so
    something must go on it, broken anywhere if the word allows no break."""
    used, allowed, anywhere = 0.0, 0, 0
    for place, character in enumerate(word):
        used += face.widths[character]
        if used > room:
            break
        anywhere = place + 1
        if _may_break(word, place + 1):
            allowed = place + 1
    if allowed == 0 and whole:
        allowed = max(anywhere, 1)
    return word[:allowed], word[allowed:]


def _may_break(word: str, place: int) -> bool:
    before, after = word[place - 1], word[place : place + 1]
    if before == "." and after == ".":
        return place >= _DOTS and len(word) - place >= _DOTS
    tail = word[place : place + _TAIL]
    return before in _AFTER and len(tail) == _TAIL and tail.isalpha() and word[place - 2].isalpha()
