"""Both sides count alike, and what differs is seen in its part."""

from hypothesis import given
from hypothesis import strategies as st

from dlschool.exchange import digests

RECORDS = st.dictionaries(
    st.integers(1, 500), st.dictionaries(st.integers(1, 20), st.text(max_size=5), max_size=4)
)


@given(RECORDS, st.randoms())
def test_the_order_of_records_and_fields_does_not_matter(records, random) -> None:  # type: ignore[no-untyped-def]
    turned = [(no, dict(reversed(values.items()))) for no, values in records.items()]
    random.shuffle(turned)
    assert digests.parts(3, turned) == digests.parts(3, records.items())


@given(RECORDS.filter(bool), st.data())
def test_a_changed_value_shows_in_the_part_of_its_record_alone(records, data) -> None:  # type: ignore[no-untyped-def]
    no = data.draw(st.sampled_from(sorted(records)))
    other = {**records, no: {**records[no], 30: "x"}}
    before, after = (digests.sums(digests.parts(3, r.items())) for r in (records, other))
    assert [n for n in range(digests.PARTS) if before[n] != after[n]] == [no % digests.PARTS]
    assert digests.whole(digests.parts(3, other.items()))[0] == len(records)


def test_the_sums_of_version_one_are_what_they_were() -> None:
    """What a released program says is compared with what a newer hub counts."""
    parts = digests.parts(3, [(1, {1: "1/2026", 3: "family"}), (17, {2: 1})])
    assert digests.whole(parts)[0] == 2
    assert digests.sums(parts)[1].hex() == "69f3bab91116cece"
