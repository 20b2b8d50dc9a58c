"""The picture of an enrolment: small enough for a sheet of paper, the dense kind of code."""

import io

import segno
from builders import LONG_NAME
from PIL import Image

from dlschool.exchange import armour, keys, pairing
from dlschool.exchange.pairing_values import Enrolment
from dlschool.hub import enrolling_picture


def content(name: str = "Үшбұлақ мектебі") -> bytes:
    from datetime import date

    mine = keys.new()
    public = mine.public
    said = Enrolment(
        bytes(16), b"c" * 16, date(2026, 12, 21), public.sign, public.seal, 1, name, name, name,
        name, "170740014741", "https://hub.example", (b"p" * 32, b"q" * 32),
    )  # fmt: skip
    return pairing.enrolment(said, mine)


def test_it_is_black_on_white_and_as_large_as_its_code() -> None:
    made = content()
    code = segno.make_qr(armour.one_line(made), error="m", boost_error=False)
    assert code.mode == "alphanumeric"
    picture = Image.open(io.BytesIO(enrolling_picture.png(made)))
    assert picture.size == code.symbol_size(scale=6, border=4)
    assert len(picture.convert("L").getcolors() or []) == 2
    assert enrolling_picture.svg(made).startswith("<svg")


def test_long_names_still_fit_a_code_that_is_read_from_paper() -> None:
    made = content(LONG_NAME.kk[:160])
    code = segno.make_qr(armour.one_line(made), error="m", boost_error=False)
    assert isinstance(code.version, int)
    assert code.version <= 25
