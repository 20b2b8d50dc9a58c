"""The file that opens the store: for the right password only, whatever is done to the file."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlschool.domain.access import SEALS, Role, Seal
from dlschool.errors import Refused
from dlschool.store import keys as crypto
from dlschool.store import ring
from dlschool.store.ring import Cost, Ring, Wrap

QUICK = Cost(1, 8 * 2**10)
KEYS = crypto.new_keys()


def wrap(name: str = "Айгүл", password: str = "құпия сөз", role: Role = Role.OWNER) -> Wrap:
    return ring.wrapped(1, name, password, KEYS.only(SEALS[role]), QUICK)


def kept(*wraps: Wrap) -> Ring:
    return Ring("школа", wraps, ring.for_sheet(KEYS, b"\x07" * 16))


def test_the_right_password_opens_and_any_other_does_not() -> None:
    made = wrap()
    private = ring.private_key(made, "құпия сөз")
    assert private is not None
    assert ring.opened(made, private) == KEYS
    for wrong in ("", "құпия соз", "Құпия сөз", "құпия сөз "):
        assert ring.private_key(made, wrong) is None


def test_a_password_typed_in_parts_of_letters_is_the_same() -> None:
    composed, in_parts = "мой пароль", "мои\u0306 пароль"
    assert ring.private_key(wrap(password=composed), in_parts) is not None


def test_a_role_gets_no_seal_that_it_does_not_need() -> None:
    for role in Role:
        made = wrap(role=role)
        private = ring.private_key(made, "құпия сөз")
        assert private is not None
        assert ring.opened(made, private).seals.keys() == SEALS[role]


def test_who_lacks_a_seal_cannot_hand_it_on() -> None:
    with pytest.raises(Refused):
        KEYS.only(frozenset()).only(frozenset([Seal.MEDICAL]))


def test_a_new_password_keeps_the_data_keys_and_a_new_role_keeps_the_password() -> None:
    made = wrap()
    private = ring.private_key(made, "құпия сөз")
    assert private is not None
    renewed = ring.with_password(made, "басқа құпия", private)
    assert ring.private_key(renewed, "құпия сөз") is None
    assert ring.private_key(renewed, "басқа құпия") == private
    lowered = ring.with_keys(renewed, KEYS.only(frozenset()))
    assert ring.opened(lowered, private).seals == {}


def test_the_sheet_opens_everything_and_another_sheet_nothing() -> None:
    assert ring.opened_by_sheet(kept(), b"\x07" * 16) == KEYS
    with pytest.raises(Refused):
        ring.opened_by_sheet(kept(), b"\x08" * 16)


def test_the_department_opens_what_was_left_with_it() -> None:
    private = crypto.new_keys().store
    left = Ring("школа", (), b"", ring.for_department(KEYS, crypto.public(private)))
    assert ring.opened_by_department(left, private) == KEYS
    with pytest.raises(Refused):
        ring.opened_by_department(left, crypto.new_keys().store)
    with pytest.raises(Refused):
        ring.opened_by_department(kept(), private)


def test_the_file_tells_no_key(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    ring.write(path, kept(wrap()))
    written = path.read_text("utf-8")
    for key in (KEYS.store, *KEYS.seals.values()):
        assert key.hex() not in written
    assert [w.name for w in ring.read(path).users] == ["Айгүл"]


def test_a_name_is_found_however_it_is_typed() -> None:
    assert kept(wrap("Айгүл Ә.")).wrap("  айгүл  ә. ") is not None
    assert kept(wrap("Айгүл Ә.")).wrap("Айгүл") is None


@given(st.binary(max_size=400))
def test_any_bytes_in_its_place_are_refused_in_words(content: bytes) -> None:
    with pytest.raises(Refused, match=r"keys\.json"):
        ring.from_json(content, Path("keys.json"))


@given(st.data())
def test_a_flipped_byte_never_opens_with_other_keys(data: st.DataObject) -> None:
    content = bytearray(ring.as_json(kept(_MADE)))
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    try:
        found = ring.from_json(bytes(content), Path("keys.json")).users
    except Refused:
        return
    for each in found:
        private = ring.private_key(each, "құпия сөз")
        if private is None:
            continue
        try:
            assert ring.opened(each, private) == KEYS
        except ValueError:
            continue


@pytest.mark.parametrize("memory", [2**40, -1, 0, "много"])
def test_a_forged_cost_is_refused_before_it_eats_the_machine(memory: object) -> None:
    said = json.loads(ring.as_json(kept(_MADE)))
    said["users"][0]["memory"] = memory
    with pytest.raises(Refused):
        ring.from_json(json.dumps(said).encode(), Path("keys.json"))


def test_a_ring_of_a_newer_program_says_so() -> None:
    said = json.loads(ring.as_json(kept(_MADE)))
    said["version"] = ring.VERSION + 1
    with pytest.raises(Refused) as refused:
        ring.from_json(json.dumps(said).encode(), Path("keys.json"))
    assert "damaged" not in refused.value.text("en")


_MADE = wrap()
