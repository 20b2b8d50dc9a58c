"""Classes as people type them."""

import marks_school as school
import pytest

from dlschool.errors import Refused
from dlschool.services import class_names
from dlschool.services.opening import Store


@pytest.mark.parametrize("typed", ["8Ә", "8ә", "8 «Ә»", " 8 ә "])
def test_a_class_is_known_however_it_is_typed(db: Store, typed: str) -> None:
    school.pupil(db)
    assert class_names.known(db, typed) == "8Ә"


def test_nothing_typed_is_no_class(db: Store) -> None:
    assert class_names.known(db, " ") == ""


def test_a_class_of_a_plan_stays_known_when_its_pupils_are_gone(db: Store) -> None:
    school.work(db, school.subject(db))
    assert class_names.known(db, "8ә") == "8Ә"


def test_an_unknown_class_is_refused_and_the_known_ones_are_named(db: Store) -> None:
    school.pupil(db)
    with pytest.raises(Refused) as refused:
        class_names.known(db, "99Z")
    assert "99Z" in refused.value.text("kk")
    assert "8Ә" in refused.value.text("kk")
