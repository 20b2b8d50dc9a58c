"""The regions that a school may lie in."""

from dlschool.services.regions import regions


def test_twenty_regions_each_with_its_own_code_and_both_names() -> None:
    found = regions()
    assert len(found) == len({region.kato for region in found}) == 20
    assert all(len(region.kato) == 9 and region.name.kk and region.name.ru for region in found)
