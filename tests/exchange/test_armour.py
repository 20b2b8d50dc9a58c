"""Text of keys and codes: through mail, paper, and a reader of codes that types on any keyboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlschool.exchange import armour
from dlschool.exchange.fault import Fault, Why

RUSSIAN = dict(zip("QWERTYUIOPASDFGHJKLZXCVBNM", "ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ", strict=True))
KAZAKH = {**RUSSIAN, **dict(zip("234567", "ӘІҢҒ,.", strict=True))}


@given(st.binary(max_size=200).map(lambda tail: armour.MAGIC + b"\x01" + tail))
def test_what_was_written_is_read_from_a_file_and_from_one_line(content: bytes) -> None:
    assert armour.read(armour.written(content, "# Бұл файл\n# Этот файл")) == content
    assert armour.read(armour.one_line(content)) == content
    assert armour.read(f"  {armour.one_line(content).lower()}\r\n") == content


@pytest.mark.parametrize("keys", [RUSSIAN, KAZAKH], ids=["russian", "kazakh"])
def test_a_reader_of_codes_types_on_a_cyrillic_keyboard(keys: dict[str, str]) -> None:
    content = armour.MAGIC + bytes(range(1, 100))
    typed = "".join(keys.get(letter, letter) for letter in armour.one_line(content))
    assert armour.read(typed) == content
    assert armour.read(typed.lower()) == content


@pytest.mark.parametrize("text", ["", "Сәлем", "dlx", "MRWHQA\x00", "MRWHQ" + "A" * 40_000])
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(Fault) as refused:
        armour.read(text)
    assert refused.value.why in (Why.DAMAGED, Why.SIZE)


def test_a_picture_of_it_uses_letters_of_the_dense_kind_only() -> None:
    line = armour.one_line(armour.MAGIC + bytes(256))
    assert set(line) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
