"""The manifest: strict, so that a mistake of its makers stops at their own desk."""

import json
from dataclasses import replace
from typing import Any

import pytest
from update_parts import about

from dlschool.update import manifest
from dlschool.update.manifest import Member
from dlschool.update.versions import is_version, order

DIGEST = "0" * 64
FILES = (
    Member("dlschool", 3, DIGEST, 0o755),
    Member("lib/a.so", target="a.so.6"),
    Member("lib/a.so.6", 4, DIGEST),
)


def said() -> dict[str, Any]:
    content = manifest.as_json(replace(about(), files=FILES))
    return json.loads(content)  # type: ignore[no-any-return]


def test_what_was_written_is_read() -> None:
    whole = replace(about(), files=FILES)
    assert manifest.from_json(manifest.as_json(whole)) == whole
    assert whole.size == 7


def test_keys_of_a_later_program_are_left_to_it() -> None:
    assert manifest.from_json(json.dumps({**said(), "later": [1]}).encode()).version == "0.2.0"


@pytest.mark.parametrize(
    "changed",
    [
        {"version": "../x"},
        {"version": 2},
        {"version": "0.2.0-rc1"},
        {"system": "macos"},
        {"steps": "0001"},
        {"steps": [1]},
        {"made": "yesterday"},
        {"news": {"kk": "x"}},
        {"news": {"kk": "x", "ru": 3}},
        {"files": []},
        {"files": None},
        {"files": [["a", 1, DIGEST]]},
        {"files": [["a", 10**10, DIGEST, 420]], "size": 10**10},
        {"files": [["a", -1, DIGEST, 420]], "size": -1},
        {"files": [["a", True, DIGEST, 420]], "size": 1},
        {"files": [["a", 1, DIGEST, 0o4755]], "size": 1},
        {"files": [["a", 1, "short", 420]], "size": 1},
        {"files": [["../a", 1, DIGEST, 420]], "size": 1},
        {"files": [["a", 0, "", "../../etc"]], "size": 0},
        {"files": [["a", 5, "", "b"], ["b", 0, DIGEST, 420]], "size": 5},
        {"files": [["a", 1, DIGEST, 420], ["A", 1, DIGEST, 420]], "size": 2},
        {"size": 8},
        {"system": "windows-x86_64"},
    ],
)
def test_what_is_not_as_it_should_be_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"(?s).*"):
        manifest.from_json(json.dumps({**said(), **changed}).encode())


@pytest.mark.parametrize("content", [b"", b"[]", b"3", b"{}", b"\xff", b"[" * 100_000])
def test_what_is_no_object_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"(?s).*"):
        manifest.from_json(content)


def test_a_million_files_are_refused() -> None:
    many = [[str(n), 0, DIGEST, 420] for n in range(manifest.MOST_FILES + 1)]
    with pytest.raises(ValueError, match="files"):
        manifest.from_json(json.dumps({**said(), "files": many, "size": 0}).encode())


def test_nothing_is_signed_that_would_be_refused_later() -> None:
    with pytest.raises(ValueError, match="CON"):
        manifest.as_json(replace(about(), files=(Member("CON", 1, DIGEST),)))


def test_versions_are_compared_as_numbers() -> None:
    listed = ["0.1.0", "0.2", "0.2.1", "0.10.0", "1.0.0"]
    assert sorted(listed, key=order) == listed
    assert order("0.2") == order("0.2.0")
    wrong = ["", "1", "1.", ".1", "01.2", "1.2.3.4.5", "1.-2", "v1.2", "1.2\n", "٠.١", None]
    assert [text for text in wrong if is_version(text)] == []
