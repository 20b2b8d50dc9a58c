"""A list against the pupils known: new, same, changed, refused; nothing known is wiped."""

from dataclasses import replace
from datetime import date

import pytest
from domain.pupil_list.school_lists import BORN, BOY, GIRL, draft, said

from dlschool.domain.iin import made
from dlschool.domain.pupil import Guardian, Pupil, Relation, Sex
from dlschool.domain.pupil_list.compare import NO_IIN, Known, classify
from dlschool.domain.pupil_list.draft import ListRow, RowState
from dlschool.domain.pupil_list.handing import as_json, import_rows
from dlschool.tables import Cell

HEADINGS = ["ФИО", "ИИН", "Дата рожд.", "Класс", "Адрес", "ФИО матери", "Тел. матери"]
CHILD = ["Ли Алина", GIRL, "09.04.2014", "7Ә", "", "", ""]
ALINA = Pupil(
    id=5,
    last="Ли",
    first="Алина",
    iin=GIRL,
    birth_date=BORN,
    sex=Sex.FEMALE,
    grade=7,
    letter="Ә",
    language="ru",
    address="село, ул. Мира, 5",
)
VERA = Guardian(
    id=50, pupil_id=5, name="Ли Вера", relation=Relation.MOTHER, phone="+77010001122", main=True
)
OTHER_IIN = made(BORN, Sex.FEMALE, 900)
WRONG_IIN = GIRL[:-1] + str((int(GIRL[-1]) + 1) % 10)


def compared(known: Known, *rows: list[Cell]) -> list[ListRow]:
    return list(classify(draft(HEADINGS, *rows), known).rows)


def one(
    known: Pupil | None, *changed: tuple[int, Cell], guardians: tuple[Guardian, ...] = ()
) -> ListRow:
    """The child's row with some cells changed, compared with one known pupil."""
    cells: list[Cell] = list(CHILD)
    for place, cell in changed:
        cells[place] = cell
    (row,) = compared([(known, guardians)] if known else [], cells)
    return row


def changes(row: ListRow) -> dict[str, tuple[str, str]]:
    return {change.field.value: (change.old, change.new) for change in row.changes}


def test_who_is_not_known_is_new_and_the_guardian_is_the_main_one() -> None:
    row = one(None, (5, "Ли Вера"))
    assert (row.state, row.known_id) == (RowState.NEW, None)
    assert row.guardian is not None
    assert row.guardian.main


def test_the_same_data_are_the_same_and_empty_cells_wipe_nothing() -> None:
    row = one(ALINA, guardians=(VERA,))
    assert (row.state, row.known_id, row.pupil, row.guardian) == (RowState.SAME, 5, ALINA, None)


def test_what_the_list_knows_better_is_changed_and_told_from_what_to_what() -> None:
    row = one(ALINA, (3, "8Б"), (4, "город"), guardians=(VERA,))
    assert row.state is RowState.CHANGED
    assert changes(row) == {
        "class": ("7 «Ә»", "8 «Б»"),
        "address": ("село, ул. Мира, 5", "город"),
    }
    assert row.pupil == replace(ALINA, grade=8, letter="Б", address="город")
    assert row.changes[1].words().kk == "Сыныбы: 7 «Ә» → 8 «Б»"


def test_a_grade_without_a_letter_keeps_the_letter() -> None:
    assert one(ALINA, (3, 8.0)).pupil.class_name == "8 «Ә»"


def test_a_pupil_known_without_an_iin_is_found_by_name_and_birth_date() -> None:
    known = replace(ALINA, iin="", iin_reason="рәсімделуде")
    row = one(known, (0, "ЛИ АЛИНА"))
    assert (row.state, row.known_id) == (RowState.CHANGED, 5)
    assert changes(row) == {"iin": ("", GIRL), "iin_reason": ("рәсімделуде", "")}


def test_a_list_without_iins_finds_the_pupil_and_keeps_the_known_iin() -> None:
    row = one(ALINA, (1, ""))
    assert (row.state, row.pupil.iin) == (RowState.SAME, GIRL)


def test_a_namesake_of_another_birth_date_is_another_pupil() -> None:
    row = one(ALINA, (1, made(date(2014, 5, 9), Sex.FEMALE, 1)), (2, "09.05.2014"))
    assert (row.state, said(row)) == (RowState.NEW, {})


def test_a_namesake_of_the_same_birth_date_with_another_right_iin_is_new_with_a_warning() -> None:
    row = one(ALINA, (1, OTHER_IIN))
    assert (row.state, row.known_id) == (RowState.NEW, None)
    assert "с другим ИИН: Ли Алина, 7 «Ә»" in said(row)["ИИН"]


def test_a_wrong_iin_of_the_list_does_not_replace_a_right_one() -> None:
    row = one(ALINA, (1, WRONG_IIN))
    assert (row.state, row.pupil.iin, row.pupil.iin_reason) == (RowState.SAME, GIRL, "")
    assert [note.text.ru for note in row.warnings][-1] == f"Остаётся ИИН школы: {GIRL}."


def test_a_right_iin_replaces_a_wrong_one_and_its_reason() -> None:
    known = replace(ALINA, iin=WRONG_IIN, iin_reason="так в списке")
    row = one(known)
    assert changes(row) == {"iin": (WRONG_IIN, GIRL), "iin_reason": ("так в списке", "")}
    assert "другой ИИН" in said(row)["ИИН"]


def test_a_known_wrong_iin_stays_the_same_with_its_own_reason() -> None:
    known = replace(ALINA, iin=WRONG_IIN, iin_reason="в свидетельстве")
    row = one(known, (1, WRONG_IIN))
    assert (row.state, row.pupil.iin_reason) == (RowState.SAME, "в свидетельстве")
    assert "контрольная" in said(row)["ИИН"]


def test_another_surname_under_a_known_iin_is_a_change_with_a_warning() -> None:
    row = one(ALINA, (0, "Ким Алина"))
    assert changes(row) == {"last": ("Ли", "Ким")}
    assert said(row) == {"ФИО": "С этим ИИН в школе: Ли Алина."}


def test_an_iin_under_which_nothing_else_agrees_refuses_the_row() -> None:
    row = one(ALINA, (0, "Ким Олег"), (2, "10.05.2013"))
    assert row.state is RowState.REFUSED
    assert "Этот ИИН у другого: Ли Алина" in row.problems[0].text.ru


def test_two_rows_for_one_known_pupil_refuse_the_second_and_name_the_first() -> None:
    known = replace(ALINA, iin=WRONG_IIN)
    by_iin: list[Cell] = ["Ли Алина Олеговна", WRONG_IIN, "09.04.2014", "7Ә", "", "", ""]
    first, second = compared([(known, ())], by_iin, list(CHILD))
    assert (first.state, second.state) == (RowState.CHANGED, RowState.REFUSED)
    assert "строка 2" in second.problems[0].text.ru


def test_several_namesakes_without_iins_refuse_the_row() -> None:
    known = [(replace(ALINA, id=n, iin="", iin_reason="жоқ"), ()) for n in (1, 2)]
    (row,) = compared(known, ["Ли Алина", "", "09.04.2014", "7Ә", "", "", ""])
    assert row.state is RowState.REFUSED
    assert "укажите ИИН" in row.problems[0].text.ru


def test_a_new_pupil_without_an_iin_is_kept_with_a_reason_and_a_warning() -> None:
    row = one(None, (1, ""))
    assert (row.state, row.pupil.iin_reason) == (RowState.NEW, NO_IIN)
    assert said(row) == {"ИИН": "ИИН не указан."}
    assert one(None, (1, "не присвоен")).pupil.iin_reason == "не присвоен"


def test_a_new_pupil_with_neither_iin_nor_birth_date_is_refused() -> None:
    row = one(None, (1, ""), (2, ""))
    assert row.state is RowState.REFUSED
    assert "не отличить от тёзки" in row.problems[0].text.ru


def test_a_pupil_who_had_left_is_named_in_a_warning_and_stays_gone() -> None:
    row = one(replace(ALINA, left_on=date(2026, 1, 9)))
    assert row.pupil.left_on == date(2026, 1, 9)
    assert said(row) == {"ФИО": "Отмечено выбытие из школы: 09.01.2026."}


def test_a_name_kept_with_look_alikes_as_in_the_list_is_no_change() -> None:
    known = replace(ALINA, first="Aлинa")
    assert one(known, (0, "Ли Aлинa")).state is RowState.SAME
    assert changes(one(known)) == {"first": ("Aлинa", "Алина")}


@pytest.mark.parametrize(
    ("name", "phone", "expected"),
    [
        ("Ли Вера", "8 701 000 11 22", {}),
        ("Ли Вера Ивановна", "", {"guardian": ("Ли Вера", "Ли Вера Ивановна")}),
        ("", "8 705 000 22 33", {"phone": ("+77010001122", "+77050002233")}),
        ("Ли Вера", "8 705 000 22 33", {"phone": ("+77010001122", "+77050002233")}),
        ("Ким Зоя", "", {"guardian": ("", "Ким Зоя")}),
    ],
)
def test_a_known_guardian_is_filled_up_and_another_one_added(
    name: str, phone: str, expected: dict[str, tuple[str, str]]
) -> None:
    row = one(ALINA, (5, name), (6, phone), guardians=(VERA,))
    assert changes(row) == expected
    if name == "Ким Зоя":
        assert row.guardian == Guardian(name=name, relation=Relation.MOTHER)
    elif expected:
        assert row.guardian is not None
        assert (row.guardian.id, row.guardian.main) == (50, True)


def test_a_name_joins_the_telephone_that_an_earlier_list_brought_alone() -> None:
    nameless = replace(VERA, name="", relation=Relation.PARENT)
    row = one(ALINA, (5, "Ли Вера"), (6, "87010001122"), guardians=(nameless,))
    assert changes(row) == {"guardian": ("", "Ли Вера"), "relation": ("parent", "mother")}
    assert row.guardian is not None
    assert row.guardian.id == 50


def test_only_new_and_changed_rows_are_written_each_with_the_id_it_changes() -> None:
    rows = draft(
        HEADINGS,
        CHILD,
        ["Ким Олег", BOY, "09.04.2014", "7Ә", "", "", ""],
        ["Пак Ян", "1", "09.04.2014", "7Ә", "", "", ""],
    )
    same = classify(rows, [(ALINA, ())])
    assert [(p.last, known) for p, _, known in import_rows(same)] == [("Ким", None)]
    changed = classify(rows, [(replace(ALINA, grade=6), ())])
    assert [(p.last, known) for p, _, known in import_rows(changed)] == [("Ли", 5), ("Ким", None)]


def test_the_preview_as_json_has_a_line_for_every_pupil_s_row() -> None:
    rows = draft(["7 «Ә» сынып"], HEADINGS, [*CHILD[:4], "город", "", ""], ["Ким Олег", "1"])
    data = as_json(classify(rows, [(ALINA, ())]))
    assert data["counts"] == {"new": 0, "same": 0, "changed": 1, "refused": 1, "skipped": 1}
    assert data["rows"] == [
        {
            "row": 3,
            "sheet": "Лист1",
            "state": "changed",
            "problems": [],
            "warnings": [],
            "changes": [{"field": "address", "from": "село, ул. Мира, 5", "to": "город"}],
        },
        {
            "row": 4,
            "sheet": "Лист1",
            "state": "refused",
            "problems": [
                {
                    "column": "ИИН",
                    "kk": "ЖСН 12 цифрдан тұрады, мұнда 1.",
                    "ru": "ИИН состоит из 12 цифр, здесь 1.",
                }
            ],
            "warnings": [
                {
                    "column": "Класс",
                    "kk": "Сынып тақырыптан алынды: 7 «Ә».",
                    "ru": "Класс взят из заголовка: 7 «Ә».",
                }
            ],
        },
    ]
