"""What the department says of itself: kept whole, refused when schools could not use it."""

from dataclasses import replace

import pairing_parts as parts
import pytest

from dlschool.errors import Refused
from dlschool.hub import department, enrolment
from dlschool.hub.office import Office


def test_it_is_read_as_it_was_kept_and_kept_anew(desk: Office) -> None:
    assert desk.db.run(department.read) is None
    parts.described(desk)
    assert desk.db.run(department.read) == parts.DEPARTMENT
    changed = replace(parts.DEPARTMENT, address="", pins=(b"a" * 32, b"b" * 32))
    parts.described(desk, changed)
    assert desk.db.run(department.read) == changed


@pytest.mark.parametrize(
    "wrong",
    [{"address": "http://hub.example"}, {"address": "hub.example"}, {"pins": (b"short",)}],
    ids=["open", "bare", "pin"],
)
def test_an_address_that_schools_must_not_use_is_refused(
    desk: Office, wrong: dict[str, object]
) -> None:
    with pytest.raises(Refused):
        parts.described(desk, replace(parts.DEPARTMENT, **wrong))
    assert desk.db.run(department.read) is None


def test_nobody_is_enrolled_before_the_department_has_a_name(desk: Office) -> None:
    with pytest.raises(Refused):
        enrolment.enrol(desk, parts.SCHOOL, parts.UNTIL, parts.WHO)
    assert desk.db.run(lambda tx: tx.value("select count(*) from schools")) == 0
