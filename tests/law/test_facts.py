"""Facts as a methodologist writes them: what is read, and what is refused without a fault."""

import pytest

from dlschool.errors import Refused
from dlschool.law.facts import from_json


def test_a_null_says_what_a_missing_key_says() -> None:
    missing = from_json(b'{"ground": "family"}')
    assert (
        from_json(
            b'{"ground": "family", "edition": null, "today": null, "pupil": null, "papers": null,'
            b' "individual_schedule": null, "attested_on": null}'
        )
        == missing
    )


def test_a_null_in_the_place_of_a_needed_key_is_refused_by_name() -> None:
    with pytest.raises(Refused) as refused:
        from_json(b'{"ground": null}')
    assert "ground" in refused.value.text("ru")


def test_a_key_that_stands_twice_is_refused_by_name() -> None:
    with pytest.raises(Refused) as refused:
        from_json(b'{"ground": "family", "papers": [], "papers": []}')
    assert "papers" in refused.value.text("kk")


@pytest.mark.parametrize(
    "source",
    [b"", b"\xff\xfe{\x00", b"[" * 100_000, b'{"ground": ' + b"9" * 5000 + b"}", b"null", b"[]"],
    ids=["empty", "UTF-16", "too deep", "a number of 5,000 digits", "null", "a list"],
)
def test_what_is_no_object_of_facts_is_refused(source: bytes) -> None:
    with pytest.raises(Refused):
        from_json(source)


def test_a_byte_order_mark_is_read_over() -> None:
    assert from_json(b'\xef\xbb\xbf{"ground": "health"}').ground == "health"
