"""Pupils: registered with a right IIN or a reason, found by any part of a name, corrected, gone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dlschool.domain.iin import made
from dlschool.domain.pupil import Guardian, Pupil, Relation, Sex
from dlschool.errors import Refused
from dlschool.services import pupils
from dlschool.services.opening import Store
from dlschool.services.pupils import Filter
from dlschool.store import changes, undoing

BORN = date(2013, 3, 5)


def pupil(
    last: str = "Өтегенова", first: str = "Үміт", serial: int = 1001, **more: object
) -> Pupil:
    known = Pupil(
        last=last,
        first=first,
        middle="Ғалымқызы",
        iin=made(BORN, Sex.FEMALE, 2 * serial),
        birth_date=BORN,
        sex=Sex.FEMALE,
        grade=7,
        letter="Ә",
    )
    return replace(known, **more)  # type: ignore[arg-type]


def found(db: Store, text: str, **more: object) -> list[str]:
    ids = pupils.ids(db, Filter(text=text, **more))  # type: ignore[arg-type]
    return [line.last for line in pupils.lines(db, ids)]


def test_a_pupil_is_registered_with_guardians_the_main_one_first(db: Store) -> None:
    father = Guardian(name="Өтегенов Ғалым", relation=Relation.FATHER, phone="8 701 222 33 44")
    mother = Guardian(name="Өтегенова Дана", relation=Relation.MOTHER, main=True)
    made_id = pupils.register_pupil(db, pupil(), [father, mother])
    card = pupils.card(db, made_id)
    assert [g.name for g in card.guardians] == ["Өтегенова Дана", "Өтегенов Ғалым"]
    assert card.guardians[1].phone == "+77012223344"


def test_an_iin_belongs_to_one_pupil(db: Store) -> None:
    pupils.register_pupil(db, pupil())
    with pytest.raises(Refused) as refused:
        pupils.register_pupil(db, pupil("Қасымова"))
    assert "Өтегенова Үміт Ғалымқызы" in refused.value.text("kk")
    assert pupils.count(db) == 1


def test_a_doubtful_iin_is_refused_and_can_be_kept_with_a_reason(db: Store) -> None:
    wrong = pupil(iin="130305600000")
    with pytest.raises(Refused, match="130305600000"):
        pupils.register_pupil(db, wrong)
    kept = replace(wrong, iin_reason="ескі құжатта осылай")
    assert pupils.card(db, pupils.register_pupil(db, kept)).pupil.iin == "130305600000"


def test_an_absent_iin_needs_a_reason(db: Store) -> None:
    with pytest.raises(Refused):
        pupils.register_pupil(db, pupil(iin=""))
    pupils.register_pupil(db, pupil(iin="", iin_reason="рәсімделуде"))
    pupils.register_pupil(db, pupil("Ибраева", iin="", iin_reason="рәсімделуде"))
    assert pupils.count(db) == 2


def test_a_pupil_is_born_already(db: Store) -> None:
    born = db.today() + timedelta(days=1)
    with pytest.raises(Refused) as refused:
        pupils.register_pupil(db, pupil(birth_date=born, iin="", iin_reason="рәсімделуде"))
    assert f"{born:%d.%m.%Y}" in refused.value.text("ru")


def test_a_pupil_needs_a_name(db: Store) -> None:
    with pytest.raises(Refused):
        pupils.register_pupil(db, pupil(first="  "))


@pytest.mark.parametrize(
    "text", ["өте", "ӨТЕГЕНОВА", "үмі", "ғал", "1303", "7ә", "7 ә өтег", "үміт өт"]
)
def test_any_part_of_a_name_iin_or_class_finds(db: Store, text: str) -> None:
    pupils.register_pupil(db, pupil())
    pupils.register_pupil(db, pupil("Абаев", "Санжар", 1002, middle="Ерланұлы", grade=8, letter="А",
                                    iin="", iin_reason="жоқ"))  # fmt: skip
    assert found(db, text) == ["Өтегенова"]


def test_what_is_typed_is_never_a_search_command(db: Store) -> None:
    pupils.register_pupil(db, pupil())
    for text in ('"', "өте*", "өте OR", "%", "_", "a' or 1=1", "NEAR(", "\\", "(", "-өте", "^өте"):
        found(db, text)


def test_the_list_is_in_kazakh_order(db: Store) -> None:
    names = [
        "Ыбыраева",
        "Іскендір",
        "Абаева",
        "Үсенова",
        "Ұзақова",
        "Уәлиева",
        "Қасымова",
        "Әбенова",
    ]
    for serial, name in enumerate(names, 1001):
        pupils.register_pupil(db, pupil(name, serial=serial))
    expected = [
        "Абаева",
        "Әбенова",
        "Қасымова",
        "Уәлиева",
        "Ұзақова",
        "Үсенова",
        "Ыбыраева",
        "Іскендір",
    ]
    assert found(db, "") == expected
    assert found(db, "", descending=True) == expected[::-1]


def test_many_hits_and_few_hits_come_in_the_same_order(
    db: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dlschool.store import pupil_search

    for serial in range(1001, 1021):
        pupils.register_pupil(db, pupil(f"Қасым{chr(0x430 + serial % 30)}ва", serial=serial))
    few = pupils.ids(db, Filter(text="қас"), 10)
    monkeypatch.setattr(pupil_search, "FEW", 3)
    assert pupils.ids(db, Filter(text="қас"), 10) == few


def test_a_pupil_who_left_is_kept_but_not_listed(db: Store) -> None:
    made_id = pupils.register_pupil(db, pupil())
    pupils.leave(db, made_id, date(2026, 11, 20))
    assert found(db, "") == []
    assert found(db, "", with_left=True) == ["Өтегенова"]
    pupils.leave(db, made_id, None)
    assert found(db, "") == ["Өтегенова"]


def test_editing_replaces_the_guardians_and_undo_brings_them_back(db: Store) -> None:
    made_id = pupils.register_pupil(db, pupil(), [Guardian(name="Өтегенова Дана", main=True)])
    card = pupils.card(db, made_id)
    pupils.edit_pupil(db, replace(card.pupil, grade=8), [Guardian(name="Өтегенов Ғалым")])
    assert [g.name for g in pupils.card(db, made_id).guardians] == ["Өтегенов Ғалым"]
    undoing.undo(db, changes.history(db, undoable=True)[0])
    back = pupils.card(db, made_id)
    assert ([g.name for g in back.guardians], back.pupil.grade) == (["Өтегенова Дана"], 7)


def test_an_import_is_one_action_and_one_undo(db: Store) -> None:
    rows = [(pupil(serial=n, last=f"Абай{n}"), None, None) for n in range(1001, 1051)]
    assert pupils.import_rows(db, rows, "тізім.xlsx") == 50
    assert len(changes.history(db)) == 1
    undoing.undo(db, changes.history(db, undoable=True)[0])
    assert pupils.count(db) == 0


def test_a_cancelled_import_leaves_nothing(db: Store) -> None:
    rows = [(pupil(serial=n, last=f"Абай{n}"), None, None) for n in range(1001, 1451)]

    def stop(done: int, of: int) -> None:
        if done >= 200:
            raise KeyboardInterrupt(of)

    with pytest.raises(KeyboardInterrupt):
        pupils.import_rows(db, rows, "тізім.xlsx", stop)
    assert pupils.count(db) == 0
    assert changes.history(db) == []


def test_a_right_iin_tells_birth_date_and_sex(db: Store) -> None:
    made_id = pupils.register_pupil(db, pupil(birth_date=None, sex=None))
    known = pupils.card(db, made_id).pupil
    assert (known.birth_date, known.sex) == (BORN, Sex.FEMALE)


def test_a_kept_wrong_iin_tells_nothing(db: Store) -> None:
    wrong = pupil(iin="130305600000", iin_reason="ескі құжат", birth_date=None, sex=None)
    assert pupils.card(db, pupils.register_pupil(db, wrong)).pupil.birth_date is None
