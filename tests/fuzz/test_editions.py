"""Editions of the law that somebody delivered: spoiled, forged, or no editions at all."""

from pathlib import Path

import pytest
from fuzz import bombs_editions
from fuzz.judging import judged, said_in_both, tries
from fuzz.mutations import spoiled
from hypothesis import given
from hypothesis import strategies as st

from dlschool.errors import Refused
from dlschool.law import edition
from dlschool.services import editions

SOUND = bombs_editions.sound()
LINES = SOUND.splitlines()
EVIL = (
    '""', '"\\u0000"', '"{x}"', "[]", "{}", "1e999", "nan", "-1", "9223372036854775808", "0001-01-01",
    "9999-12-31T23:59:59Z", "00:00", "true", '["../../x"]', '{kk = "a"}', '{kk = "", ru = ""}', "[[1]]",
    '"annex-99999999999999999999:1"', '"annex-2:٣"', '"../x"', '{kk = "{a.b}", ru = "{0}"}',
)  # fmt: skip


@st.composite
def other_values(draw: st.DrawFn) -> bytes:
    """The edition of 2022 with some lines of others, gone, or with another value."""
    lines = list(LINES)
    for place in draw(st.lists(st.integers(0, len(lines) - 1), min_size=1, max_size=6)):
        key, equals, _ = lines[place].partition("=")
        what = draw(st.sampled_from(("value", "value", "value", "gone", "moved", "twice")))
        if what == "value" and equals:
            lines[place] = f"{key}= {draw(st.sampled_from(EVIL))}"
        elif what == "gone":
            lines[place] = ""
        elif what == "moved":
            lines[place] = draw(st.sampled_from(LINES))
        else:
            lines[place] += "\n" + lines[place]
    return "\n".join(lines).encode()


@tries(50)
@given(content=st.one_of(other_values(), other_values(), spoiled(SOUND.encode()), st.binary()))
def test_any_delivered_file_is_an_edition_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.getbasetemp() / "law"
    folder.mkdir(exist_ok=True)
    (folder / "own.toml").write_bytes(content)
    found = judged("editions (TOML)", lambda: edition.read(folder / "own.toml"), folder)
    if found is not None:
        editions.coverage(found)


@pytest.mark.parametrize("made", bombs_editions.FILES.values(), ids=list(bombs_editions.FILES))
def test_a_name_that_is_no_edition_is_refused(tmp_path: Path, made: object) -> None:
    """The same files are measured in `bombs_test.py`."""
    assert callable(made)
    made(tmp_path / "own.toml")
    with pytest.raises(Refused) as refused:
        edition.editions(tmp_path)
    said_in_both(refused.value)
