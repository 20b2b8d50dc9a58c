"""The recovery sheet: one page in both languages, its words readable, its code the same words."""

from datetime import date

import pypdfium2
import segno
from builders import LONG_NAME
from forms.reading import MM, halves, pages, words

from dlschool.domain.text import Text
from dlschool.forms.sheet.recovery import STEPS, TITLE, recovery_sheet
from dlschool.store import sheet_words

WORDS = sheet_words.words(bytes(range(16)))
DAY = date(2026, 11, 21)


def sheet(name: Text = LONG_NAME) -> bytes:
    return recovery_sheet(name, WORDS, DAY)


def test_the_longest_name_leaves_it_on_one_page() -> None:
    assert len(pages(sheet())) == 1
    assert sheet() == sheet()


def test_all_nine_words_stand_in_order_with_their_numbers() -> None:
    said = words(sheet())
    places = [said.index(f"{place}. {word}") for place, word in enumerate(WORDS, 1)]
    assert places == sorted(places)
    assert sheet_words.secret(" ".join(WORDS)) == bytes(range(16))


def test_kazakh_stands_at_the_left_and_russian_at_the_right() -> None:
    kk, ru = halves(sheet())
    assert TITLE.kk in kk
    assert TITLE.ru in ru
    for number, step in enumerate(STEPS, 1):
        assert f"{number}. {step.kk}" in " ".join(kk.split())
        assert f"{number}. {step.ru}" in " ".join(ru.split())


def test_every_square_of_the_code_is_drawn_where_it_belongs() -> None:
    """The page is drawn and each module looked at in its middle; the module beyond is white."""
    code = segno.make_qr(" ".join(WORDS), error="m")
    scale = 6.0
    with pypdfium2.PdfDocument(sheet()) as document:
        picture = document[0].render(scale=scale).to_pil().convert("L")
    side = 46 * MM / len(code.matrix)
    left, top = (210 - 10 - 6 - 46) * MM, (29 + 6) * MM
    wrong = [
        (down, across)
        for down, row in enumerate(code.matrix)
        for across, dark in enumerate(row)
        if (
            picture.getpixel(
                (
                    int((left + (across + 0.5) * side) * scale),
                    int((top + (down + 0.5) * side) * scale),
                )
            )
            < 128
        )
        != bool(dark)
    ]
    assert wrong == []
