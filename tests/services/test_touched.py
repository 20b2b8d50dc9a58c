"""What Undo would put back, in words."""

from dlschool.domain.pupil import Guardian, Pupil
from dlschool.domain.text import Text
from dlschool.services import history, pupils, school
from dlschool.services.opening import Store
from dlschool.store.changes import THINGS


def test_everything_that_is_journalled_has_a_name() -> None:
    assert set(history.THING_NAMES) == THINGS


def test_an_action_says_what_it_touched_most_first(db: Store) -> None:
    mother, father = Guardian(name="Қасымова Дана", main=True), Guardian(name="Қасымов Ерлан")
    pupil = Pupil(last="Қасымов", first="Өркен", iin_reason="үлгі")
    pupils.register_pupil(db, pupil, [mother, father])
    newest = history.next_undo(db)
    assert newest is not None
    assert [text.ru for text in history.touched(db, newest)] == [
        "законные представители: 2",
        "обучающиеся: 1",
    ]


def test_control_of_orders_is_one_action_in_both_languages(db: Store) -> None:
    school.save_control(db, Text("орынбасар: Ким А.", "заместитель: Ким А."))
    assert school.setting(db, "control_kk") == "орынбасар: Ким А."
    assert len(history.undoable(db)) == 1
    school.save_control(db, None)
    assert school.setting(db, "control_ru") == ""
