"""What both sides hand each other before the first envelope: read strictly, by those they are for."""

from dataclasses import replace
from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlschool.exchange import keys, pairing
from dlschool.exchange.fault import Fault, Why
from dlschool.exchange.keys import Private
from dlschool.exchange.pairing import Form
from dlschool.exchange.pairing_values import (
    Certificate,
    Enrolment,
    Farewell,
    Request,
    digest,
    place_fits,
)

DEPARTMENT, DEVICE, STRANGER = (Private(letter * 32, letter * 32) for letter in (b"d", b"s", b"x"))
PUBLIC = DEPARTMENT.public
MARK, CODE = b"m" * 16, b"c" * 16
ENROLMENT = Enrolment(
    MARK, CODE, date(2026, 12, 21), PUBLIC.sign, PUBLIC.seal, 1,
    "Білім басқармасы", "Управление образования", "Үшбұлақ мектебі", "Ушбулакская школа",
    "170740014741", "https://hub.example", (b"p" * 32,),
)  # fmt: skip
REQUEST = Request(MARK, CODE, DEVICE.public.sign, DEVICE.public.seal, "Хатшы", "1.0")
CERTIFICATE = Certificate(
    MARK, 7, digest(DEVICE.public), PUBLIC.sign, PUBLIC.seal, 1, "Білім басқармасы",
    "Управление образования",
)  # fmt: skip


def every_form() -> dict[Form, bytes]:
    return {
        Form.ENROLMENT: pairing.enrolment(ENROLMENT, DEPARTMENT),
        Form.REQUEST: pairing.request(REQUEST, DEVICE, PUBLIC),
        Form.CERTIFICATE: pairing.certificate(CERTIFICATE, DEPARTMENT, DEVICE.public),
        Form.FAREWELL: pairing.farewell(Farewell(7, "Ұрланды"), DEPARTMENT, DEVICE.public),
    }


def read(what: Form, content: bytes) -> object:
    if what is Form.ENROLMENT:
        return pairing.read_enrolment(content)
    if what is Form.REQUEST:
        return pairing.read_request(content, DEPARTMENT)
    if what is Form.CERTIFICATE:
        return pairing.read_certificate(content, DEVICE, ENROLMENT)
    return pairing.read_farewell(content, DEVICE, PUBLIC.sign)


def test_each_is_read_as_it_was_written() -> None:
    said = {what: read(what, content) for what, content in every_form().items()}
    assert said == {
        Form.ENROLMENT: ENROLMENT,
        Form.REQUEST: REQUEST,
        Form.CERTIFICATE: CERTIFICATE,
        Form.FAREWELL: Farewell(7, "Ұрланды"),
    }
    assert all(pairing.form(content) is what for what, content in every_form().items())


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_one_changed_bit_or_a_cut_end_is_refused(data: st.DataObject) -> None:
    what = data.draw(st.sampled_from(Form))
    content = every_form()[what]
    place = data.draw(st.integers(0, len(content) - 1))
    bit = data.draw(st.integers(0, 7))
    changed = content[:place] + bytes([content[place] ^ 1 << bit]) + content[place + 1 :]
    for hurt in (changed, content[:place]):
        with pytest.raises(Fault):
            read(what, hurt)


@given(st.sampled_from(Form), st.binary(max_size=400))
def test_what_strangers_send_is_a_fault_and_nothing_worse(what: Form, noise: bytes) -> None:
    for content in (noise, pairing.MAGIC + bytes([what, 1]) + noise):
        with pytest.raises(Fault):
            read(what, content)


def test_a_form_in_the_place_of_another_is_refused() -> None:
    for what, content in every_form().items():
        for other in set(Form) - {what}:
            with pytest.raises(Fault):
                read(other, content)


def test_a_request_is_for_one_department_and_a_certificate_for_one_computer() -> None:
    request = pairing.request(REQUEST, DEVICE, STRANGER.public)
    with pytest.raises(Fault) as fault:
        pairing.read_request(request, DEPARTMENT)
    assert fault.value.why is Why.SEAL
    stolen = pairing.certificate(CERTIFICATE, DEPARTMENT, STRANGER.public)
    with pytest.raises(Fault) as fault:
        pairing.read_certificate(stolen, STRANGER, ENROLMENT)
    assert fault.value.why is Why.IDS


def test_a_certificate_that_another_signed_or_for_another_school_is_refused() -> None:
    forged = pairing.certificate(CERTIFICATE, STRANGER, DEVICE.public)
    with pytest.raises(Fault) as fault:
        pairing.read_certificate(forged, DEVICE, ENROLMENT)
    assert fault.value.why is Why.SIGNATURE
    other = msgspec.structs.replace(CERTIFICATE, school=b"z" * 16)
    with pytest.raises(Fault) as fault:
        pairing.read_certificate(
            pairing.certificate(other, DEPARTMENT, DEVICE.public), DEVICE, ENROLMENT
        )
    assert fault.value.why is Why.IDS


def test_a_request_with_keys_that_did_not_sign_it_is_refused() -> None:
    forged = pairing.request(REQUEST, STRANGER, PUBLIC)
    with pytest.raises(Fault) as fault:
        pairing.read_request(forged, DEPARTMENT)
    assert fault.value.why is Why.SIGNATURE


def test_a_farewell_of_a_stranger_is_none() -> None:
    with pytest.raises(Fault):
        pairing.read_farewell(
            pairing.farewell(Farewell(7, "x"), STRANGER, DEVICE.public), DEVICE, PUBLIC.sign
        )


def test_a_newer_version_is_told_from_damage() -> None:
    content = bytearray(every_form()[Form.ENROLMENT])
    content[20] ^= 1  # a newer program signs other words
    content[4] = 2
    with pytest.raises(Fault) as fault:
        pairing.form(bytes(content))
    assert fault.value.why is Why.VERSION
    content[3:5] = b"\x63\x01"
    with pytest.raises(Fault) as fault:
        pairing.form(bytes(content))
    assert fault.value.why is Why.VERSION


@pytest.mark.parametrize("place", [3, 4, 69])
def test_an_enrolment_with_a_flipped_bit_is_damaged_and_not_of_a_newer_program(place: int) -> None:
    for bit in range(8):
        content = bytearray(every_form()[Form.ENROLMENT])
        content[place] ^= 1 << bit
        with pytest.raises(Fault) as fault:
            pairing.read_enrolment(bytes(content))
        assert fault.value.why is Why.DAMAGED


def test_what_is_too_long_is_not_even_unpacked() -> None:
    with pytest.raises(Fault) as fault:
        pairing.read_enrolment(pairing.MAGIC + b"\x01\x01" + bytes(pairing.MOST))
    assert fault.value.why is Why.SIZE


@pytest.mark.parametrize(
    "wrong",
    [
        {"school": b"short"},
        {"code": b""},
        {"sign": bytes(31)},
        {"key": 0},
        {"school_kk": "я" * 1001},
        {"school_ru": "а\x00б"},
        {"address": "http://hub.example"},
        {"address": "http://localhost.example"},
        {"address": "ftp://hub.example"},
        {"address": "https://"},
        {"pins": (b"short",)},
        {"pins": (b"p" * 32,) * 5},
    ],
    ids=str,
)
def test_a_value_that_cannot_be_is_neither_written_nor_read(wrong: dict[str, object]) -> None:
    said = msgspec.structs.replace(ENROLMENT, **wrong)
    with pytest.raises(ValueError, match=r"\w"):
        pairing.enrolment(said, DEPARTMENT)


def test_the_department_may_be_reached_on_this_computer_without_a_certificate() -> None:
    assert place_fits("http://127.0.0.1:8870", ())
    assert place_fits("https://hub.example:8443/x", (b"p" * 32,))
    assert place_fits("", ())
    assert not place_fits("https://hub.example:x", ())


def test_the_digest_is_of_both_keys() -> None:
    public = DEVICE.public
    other = STRANGER.public
    made = {
        digest(public),
        digest(replace(public, sign=other.sign)),
        digest(replace(public, seal=other.seal)),
    }
    assert len(made) == 3


def test_secrets_do_not_show_in_what_is_written_of_a_key() -> None:
    assert repr(keys.new()).count("b'") == 0


GOLDEN = (
    "646c7801013585f05a38812d6b5e49fe7081194dec1141d19e4d8521180ddfdfc30cd51995527a6a"
    "99ea3df3cd85e5df83d9438c52d56e1111e7834875e6bfb8c39dbcad09009b774420170d1c114846"
    "03ab8c0c8ccc740d8d748d0c8f28681f6ae036167bc0a930ff6f69ed6ac9331fd6b5eca97ac916f2"
    "f085b8d0a5826fc14714b26dc3cbf4bbd76e9b62fcf3d885841ff17131d919cc2bc42e3a1e28fd66"
    "eab8568071ff858917a75dd80dc47b142e6cbcb0e162e3a5d940b2e1c21e10fb62f74ded0b8b2fec"
    "07f2375cd87461f785ad17f65ed87161abc2857d17368205b703599b803450f862ffde4beb2e765c"
    "d878692350e5864bb31580866cbdb0eb621390dc7871da4dc50b8b41d2179b41d240f1c60bbb8096"
    "f42b000577018d010aae313437303731303034313731dc9c515252506ca5af9f519aa4975a91985b"
    "90933af188420101b0ac24bf2431a71800"
)


def test_an_enrolment_of_the_first_version_is_read_for_ever() -> None:
    assert pairing.read_enrolment(bytes.fromhex(GOLDEN)) == ENROLMENT
