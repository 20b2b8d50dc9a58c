"""Every released envelope is read as it was meant, by this and by each later program."""

import json
from hashlib import sha256

import golden_envelopes as golden
import pytest

from dlschool.exchange import dictionary, payload, wire
from dlschool.exchange.payload import Content
from dlschool.paths import program_file

NAMES = sorted(path.stem for path in golden.FOLDER.glob("*.dlx"))


def opened(name: str) -> Content:
    sender, to = golden.keys_of(name)
    found = wire.first((golden.FOLDER / f"{name}.dlx").read_bytes())
    assert found is not None
    assert found.header == golden.header(name)
    wire.verify(found, sender.public, to.public)
    return payload.unpacked(wire.opened(found, golden.SCHOOL, to))


def test_an_envelope_of_each_shape_is_kept() -> None:
    assert {"one-change", "every-kind-up", "every-kind-down", "newer-schema"} < set(NAMES)
    assert set(golden.CONTENTS) <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_released_envelope_is_read_as_it_was_meant(name: str) -> None:
    said = json.loads((golden.FOLDER / f"{name}.json").read_text("utf-8"))
    assert golden.plain(opened(name)) == said


@pytest.mark.parametrize("name", NAMES)
def test_a_released_envelope_cut_anywhere_waits(name: str) -> None:
    content = (golden.FOLDER / f"{name}.dlx").read_bytes()
    for length in range(0, len(content), 3):
        assert wire.first(content[:length]) is None


def test_what_a_newer_program_said_is_kept_and_handed_on() -> None:
    assert opened("newer-schema").schema > payload.SCHEMA
    for name in ("newer-schema", "unknown-numbers"):
        assert payload.unpacked(payload.packed(opened(name))) == opened(name)


def test_a_released_dictionary_never_changes() -> None:
    kept = (golden.FOLDER / "dictionaries.txt").read_text("ascii").split()
    for number in range(1, dictionary.NEWEST + 1):
        content = program_file("resources", "exchange", f"dictionary-{number}.txt").read_bytes()
        assert sha256(content).hexdigest() == kept[number - 1]
