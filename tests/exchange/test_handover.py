"""A case on its way: only the computers of the receiving school open it, and only whole."""

import secrets

import pytest

from dlschool.exchange import handover, keys

MINE, OTHER, STRANGER = (keys.new() for _ in range(3))
CONTENT = b'{"version":1}' * 50


def sealed() -> bytes:
    devices = [(7, 1, MINE.public.seal), (8, 1, OTHER.public.seal)]
    return handover.sealed(CONTENT, devices)


def test_each_computer_of_the_school_opens_it() -> None:
    content = sealed()
    assert handover.opened(content, 7, [MINE]) == CONTENT
    assert handover.opened(content, 8, [STRANGER, OTHER]) == CONTENT
    assert CONTENT not in content


def test_a_strange_computer_does_not_open_it() -> None:
    content = sealed()
    for device, pair in ((9, MINE), (7, STRANGER), (8, MINE)):
        with pytest.raises(ValueError, match="sealed|device"):
            handover.opened(content, device, [pair])


def test_every_cut_and_every_changed_byte_is_refused() -> None:
    content = sealed()
    for at in range(0, len(content), 7):
        changed = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
        for wrong in (content[:at], changed):
            try:
                found = handover.opened(wrong, 7, [MINE])
            except ValueError:
                continue
            assert found == CONTENT
            assert wrong != content[:at]


def test_what_unpacks_to_too_much_is_refused() -> None:
    bomb = handover.sealed(bytes(handover.MOST_CONTENT + 1), [(7, 1, MINE.public.seal)])
    assert len(bomb) < 20_000
    with pytest.raises(ValueError, match="large"):
        handover.opened(bomb, 7, [MINE])


def test_noise_is_refused() -> None:
    for length in (0, 1, 40, 400):
        with pytest.raises(ValueError, match="."):
            handover.opened(secrets.token_bytes(length), 7, [MINE])
