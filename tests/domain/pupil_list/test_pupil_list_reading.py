"""Lists as schools send them: which rows are pupils, what is doubtful, what is refused."""

from datetime import date

import pytest
from domain.pupil_list.school_lists import (
    BORN,
    BOY,
    GIRL,
    contingent,
    draft,
    from_bytes,
    only,
    said,
    sheet,
)

from dlschool.domain.iin import made
from dlschool.domain.pupil import Relation, Sex
from dlschool.domain.pupil_list.draft import RowState
from dlschool.domain.pupil_list.fields import Field
from dlschool.domain.pupil_list.reading import read_list
from dlschool.errors import Refused
from dlschool.tables import Cell

HEADINGS = ["ФИО", "ИИН", "Дата рожд.", "Пол", "Класс"]
ELDEST = made(date(2008, 6, 13), Sex.FEMALE, 100)
CHILD = ["Ли Алина", GIRL, "09.04.2014", "ж", "7Ә"]


def with_(**cells: Cell) -> list[Cell]:
    """A right row with some cells changed: `name`, `iin`, `birth`, `sex`, `class_`."""
    known = dict(zip(("name", "iin", "birth", "sex", "class_"), CHILD, strict=True))
    return list({**known, **cells}.values())


def test_a_right_row_comes_through_without_a_word() -> None:
    row = only(HEADINGS, CHILD)
    assert (row.state, said(row)) == (RowState.NEW, {})
    assert (row.pupil.full_name, row.pupil.class_name) == ("Ли Алина", "7 «Ә»")
    assert (row.pupil.birth_date, row.pupil.sex) == (BORN, Sex.FEMALE)


def test_a_contingent_with_title_merged_headings_and_a_total() -> None:
    read = from_bytes(contingent(), "контингент.xlsx")
    assert [row.number for row in read.rows] == [5, 6, 8]
    assert read.counts() == {"new": 3, "same": 0, "changed": 0, "refused": 0, "skipped": 4}
    eldest, boy, _ = read.rows
    assert (eldest.pupil.iin[:6], eldest.pupil.last) == ("080613", "Әкімбаева")
    assert boy.pupil.birth_date == BORN
    assert eldest.guardian is not None
    assert (eldest.guardian.phone, eldest.guardian.relation) == ("+77010001122", Relation.PARENT)
    assert boy.guardian is None
    assert [column.heading for column in read.columns][2:5] == [
        "Білім алушының тегі",
        "Білім алушының аты",
        "Білім алушының әкесінің аты",
    ]
    assert read.columns[-1].heading == "Ата-анасы телефоны"


def test_two_rows_of_headings_are_joined_also_where_the_file_tells_no_merging() -> None:
    upper = ["№", "Білім алушы туралы", "", "", "Ата-анасы", ""]
    lower = ["", "тегі", "аты", "ЖСН", "аты-жөні", "телефоны"]
    row = only(upper, lower, [1, "Ли", "Алина", GIRL, "Ли Вера", "87010001122"])
    assert (row.pupil.last, row.pupil.first, row.pupil.iin) == ("Ли", "Алина", GIRL)
    assert row.guardian is not None
    assert (row.guardian.name, row.guardian.phone) == ("Ли Вера", "+77010001122")


@pytest.mark.parametrize("encoding", ["kz1048", "ptcp154", "utf-8-sig", "utf-16"])
def test_a_csv_with_grade_and_letter_apart_in_any_encoding(encoding: str) -> None:
    text = (
        "ЖСН;Тегі;Аты;Әкесінің аты;Туған күні;Жынысы;Параллель;Литер;Оқу тілі\r\n"
        f"{GIRL};Өтегенова;Қарлығаш;Ерланқызы;09/04/2014;қыз;7;Ә;қазақ\r\n"
        f"{BOY};Тоқтаров;Ұлан;;09/04/2014;ұл;7;Ғ;орыс\r\n"
    )
    girl, boy = from_bytes(text.encode(encoding), "оқушылар.csv").rows
    assert (girl.pupil.full_name, girl.pupil.language) == ("Өтегенова Қарлығаш Ерланқызы", "kk")
    assert (boy.number, boy.pupil.class_name, boy.pupil.sex) == (3, "7 «Ғ»", Sex.MALE)
    assert said(girl) == said(boy) == {}


def test_an_old_russian_csv_without_kazakh_letters() -> None:
    text = f"Фамилия,Имя,ИИН,Класс\nКовалёва,Алёна,{GIRL},7 класс\n"
    (row,) = from_bytes(text.encode("cp1251"), "список.csv").rows
    assert (row.pupil.full_name, row.pupil.grade) == ("Ковалёва Алёна", 7)


def test_titles_totals_numbering_signatures_and_empty_rows_are_only_skipped() -> None:
    read = draft(
        ["Список учащихся 7 «Ә» класса"],
        HEADINGS,
        ["1", "2", "3", "4", "5"],
        CHILD,
        ["", "", "", "", ""],
        ["Итого: 1", "", "", "", ""],
        ["", "Барлығы", 1.0, "", ""],
        ["Классный руководитель Ли В.", "", "", "", ""],
        ["из них мальчиков", 0.0, "", "", ""],
        ["Директор", "Ли В.", "", "", ""],
    )
    assert [row.number for row in read.rows] == [4]
    assert read.counts()["skipped"] == 8


def test_a_signature_below_the_list_is_skipped_whatever_column_it_stands_in() -> None:
    read = draft(
        ["№", *HEADINGS],
        [1, *CHILD],
        ["Классный руководитель", "", "Ли В.", "", "", ""],
        ["Директор", "Ли В.", "", "", "", ""],
        [2, "Директоров Олег", "", "", "", "7Ә"],
    )
    assert [row.number for row in read.rows] == [2, 5]
    assert read.skipped == 2


def test_a_heading_written_in_both_of_its_rows_is_said_once() -> None:
    upper = ["ФИО", "ИИН", "Дата рожд.", "Пол", "Класс"]
    read = draft(upper, upper, CHILD)
    assert [column.heading for column in read.columns] == upper


@pytest.mark.parametrize("name", ["Ли Алина*", "Ли Алина (болды)", "Ли Алина😀", "Ли_Ким Алина"])
def test_a_sign_that_no_name_has_is_doubtful(name: str) -> None:
    row = only(HEADINGS, with_(name=name))
    assert row.state is RowState.NEW
    assert "лишние знаки" in said(row)["ФИО"]


def test_hyphens_and_apostrophes_belong_to_names() -> None:
    assert said(only(HEADINGS, with_(name="О'Ли-Ким Алина"))) == {}


def test_a_line_prepared_with_a_number_only_is_empty() -> None:
    read = draft(["№", *HEADINGS], [1, *CHILD], [2, "", "", "", "", ""])
    assert (len(read.rows), read.skipped) == (1, 1)


def test_a_patronymic_without_a_column_of_its_own_is_told_from_the_first_name() -> None:
    row = only(["Фамилия", "Имя, отчество", "ИИН"], ["Ли", "Алина Олеговна", GIRL])
    assert (row.pupil.last, row.pupil.first, row.pupil.middle) == ("Ли", "Алина", "Олеговна")


def test_headings_in_both_languages_at_once_are_recognised() -> None:
    headings = ["ЖСН/ИИН", "Тегі/Фамилия", "Аты/Имя", "Әкесінің аты/Отчество", "Сынып/Класс"]
    row = only(headings, [GIRL, "Ли", "Алина", "Олегқызы", "7Ә"])
    assert (row.pupil.full_name, row.pupil.class_name) == ("Ли Алина Олегқызы", "7 «Ә»")


def test_a_title_over_one_row_of_headings_does_not_become_part_of_them() -> None:
    read = draft(["Үлгі мектебі", "Сынып жетекшісі: Ли В."], HEADINGS, CHILD)
    assert [column.heading for column in read.columns] == HEADINGS


def test_headings_repeated_on_each_page_are_no_pupils() -> None:
    read = draft(HEADINGS, CHILD, HEADINGS, with_(name="Ли Вера", iin=BOY, sex="м"))
    assert [row.number for row in read.rows] == [2, 4]


def test_a_second_table_in_the_sheet_has_its_own_columns() -> None:
    other = ["Класс", "ФИО", "ИИН"]
    read = draft(HEADINGS, CHILD, ["8 «Б» класс"], other, ["8Б", "Ким Олег", BOY])
    assert [row.pupil.class_name for row in read.rows] == ["7 «Ә»", "8 «Б»"]
    assert read.rows[1].pupil.iin == BOY


def test_the_class_comes_from_the_title_or_the_sheet_where_no_column_has_it() -> None:
    headings, child = ["ФИО", "ИИН"], ["Ли Алина", GIRL]
    by_title = draft(["7 «Ә» сынып оқушыларының тізімі"], headings, child).rows[0]
    by_short_title = draft(["Класс: 7 Ә"], headings, child).rows[0]
    by_letter = draft(headings, ["7 «Ә»", ""], child).rows[0]
    by_sheet = draft(headings, child, name="7Ә").rows[0]
    for row in (by_title, by_short_title, by_letter, by_sheet):
        assert row.pupil.class_name == "7 «Ә»"
        assert said(row) == {"": "Класс взят из заголовка: 7 «Ә»."}
    unnamed = draft(["1-4 сынып оқушылары, 2026-2027 оқу жылы"], headings, child, name="1").rows[0]
    assert (unnamed.pupil.grade, said(unnamed)) == (None, {"": "Класс не указан."})


def test_a_class_merged_over_several_pupils_is_that_of_each() -> None:
    rows = [["Сынып", "ФИО", "ИИН"], ["7Ә", "Ли Алина", GIRL], ["", "Ким Олег", BOY]]
    read = read_list([sheet(*rows, merged=[(2, 0, 3, 0)])])
    assert [row.pupil.class_name for row in read.rows] == ["7 «Ә»", "7 «Ә»"]


def test_a_sheet_without_headings_continues_the_one_before() -> None:
    first = sheet(HEADINGS, CHILD, name="1-бет")
    second = sheet(with_(name="Ким Олег", iin=BOY, sex="м"), name="2-бет")
    read = read_list([first, second, sheet(["Анықтама"], name="3-бет")])
    assert [(row.sheet, row.number) for row in read.rows] == [("1-бет", 2), ("2-бет", 1)]
    assert read.skipped == 1


def test_pupils_without_any_headings_are_refused_and_the_sheet_is_named() -> None:
    with pytest.raises(Refused, match="Лист1"):
        draft(CHILD, with_(name="Ким Олег", iin=BOY))


def test_unknown_headings_can_still_be_chosen_by_hand() -> None:
    rows = [["Кто", "Номер", "Когда"], ["Ли Алина", GIRL, "09.04.2014"]]
    unread = draft(*rows)
    assert unread.mapping == {"Кто": "", "Номер": "", "Когда": ""}
    assert [row.state for row in unread.rows] == [RowState.REFUSED]
    chosen = {"Кто": "full_name", "Номер": "iin", "Когда": "birth_date"}
    (row,) = read_list([sheet(*rows)], chosen).rows
    assert (row.pupil.full_name, row.pupil.iin) == ("Ли Алина", GIRL)


def test_a_chosen_column_takes_the_place_of_the_recognised_one_and_one_can_be_left_out() -> None:
    rows = [["ФИО", "ИИН", "Адрес", "Где живёт"], ["Ли Алина", GIRL, "село", "город"]]
    chosen = {"Где живёт": "address", "ИИН": ""}
    read = read_list([sheet(*rows)], chosen)
    assert (read.rows[0].pupil.address, read.rows[0].pupil.iin) == ("город", "")
    assert read.mapping == {"ФИО": "full_name", "ИИН": "", "Адрес": "", "Где живёт": "address"}
    assert read.signature == draft(*rows).signature


@pytest.mark.parametrize(
    ("cell", "iin"),
    [
        (float(GIRL), GIRL),
        (f" {GIRL[:6]} {GIRL[6:]} ", GIRL),
        (float(ELDEST), ELDEST),
        (ELDEST.lstrip("0"), ELDEST),
    ],
)
def test_an_iin_is_read_as_number_with_spaces_and_without_its_zero(cell: Cell, iin: str) -> None:
    row = only(["ФИО", "ИИН", "Класс"], ["Ли Алина", cell, "7Ә"])
    assert (row.pupil.iin, row.state) == (iin, RowState.NEW)


def test_eleven_digits_with_a_wrong_last_one_are_an_iin_only_if_the_birth_date_says_so() -> None:
    wrong = float(ELDEST[:-1] + str((int(ELDEST[-1]) + 1) % 10))
    with_birth = only(HEADINGS, with_(iin=wrong, birth="13.06.2008"))
    assert (with_birth.state, with_birth.pupil.iin[:6]) == (RowState.NEW, "080613")
    assert "контрольная" in said(with_birth)["ИИН"]
    assert only(HEADINGS, with_(iin=wrong)).state is RowState.REFUSED


@pytest.mark.parametrize(
    ("iin", "reason"),
    [
        (GIRL[:-1], "состоит из 12 цифр, здесь 11"),
        (GIRL + "1", "состоит из 12 цифр, здесь 13"),
        (GIRL[:-1] + "O", "состоит только из цифр"),
        ("1,40409E+11", "сокращён в Excel"),
    ],
)
def test_an_iin_that_cannot_be_mended_refuses_the_row(iin: str, reason: str) -> None:
    row = only(HEADINGS, with_(iin=iin))
    assert row.state is RowState.REFUSED
    assert reason in said(row)["ИИН"]


@pytest.mark.parametrize(
    ("cells", "doubt"),
    [
        ({"iin": GIRL[:-1] + str((int(GIRL[-1]) + 1) % 10)}, "контрольная"),
        ({"birth": "10.04.2014"}, "По ИИН дата рождения 09.04.2014, а указана 10.04.2014."),
        ({"sex": "м"}, "По ИИН пол: женский, а указан: мужской."),
    ],
)
def test_a_doubtful_iin_is_kept_with_a_reason_and_a_warning(
    cells: dict[str, Cell], doubt: str
) -> None:
    row = only(HEADINGS, with_(**cells))
    assert (row.state, len(row.pupil.iin)) == (RowState.NEW, 12)
    assert doubt in said(row)["ИИН"]
    assert row.pupil.iin_reason == "тізімде осылай жазылған / так в списке"


def test_a_date_that_never_was_refuses_the_row_and_is_not_replaced_by_the_iin() -> None:
    row = only(HEADINGS, with_(birth="31.02.2014"))
    assert row.state is RowState.REFUSED
    assert said(row) == {"Дата рожд.": "Даты «31.02.2014» не существует."}
    assert row.pupil.birth_date is None


def test_birth_date_and_sex_come_from_a_right_iin_where_the_list_leaves_them_out() -> None:
    row = only(HEADINGS, with_(birth="", sex=""))
    assert (row.pupil.birth_date, row.pupil.sex) == (BORN, Sex.FEMALE)
    assert said(row) == {"Дата рожд.": "По ИИН: 09.04.2014.", "Пол": "По ИИН: женский."}
    assert said(only(["ФИО", "ИИН", "Класс"], ["Ли Алина", GIRL, "7Ә"])) == {}


def test_a_wrong_iin_gives_neither_birth_date_nor_sex() -> None:
    wrong = GIRL[:-1] + str((int(GIRL[-1]) + 1) % 10)
    row = only(HEADINGS, with_(iin=wrong, birth="", sex=""))
    assert (row.pupil.birth_date, row.pupil.sex) == (None, None)


@pytest.mark.parametrize("name", ["", "Ли", "Л?апов Асан", "Ли\ufffdин Асан", "Ли2 Алина"])
def test_a_name_that_would_make_a_wrong_record_refuses_the_row(name: str) -> None:
    row = only(HEADINGS, with_(name=name))
    assert row.state is RowState.REFUSED
    assert "ФИО" in said(row)


def test_look_alike_letters_are_repaired_and_named() -> None:
    row = only(HEADINGS, with_(name="Досанова Жiбек Нұрланқызы "))
    assert (row.state, row.pupil.first) == (RowState.NEW, "Жібек")
    assert said(row)["ФИО"] == (
        "«Досанова Жiбек Нұрланқызы»: есть латинские буквы (i); "
        "исправлено на «Досанова Жібек Нұрланқызы»."
    )


def test_in_separate_columns_the_one_with_the_look_alike_is_named() -> None:
    headings = ["Тегі", "Аты", "ЖСН", "Сынып"]
    row = only(headings, ["Өсерова", "Aca", GIRL, "7Ә"])
    assert row.pupil.first == "Аса"
    assert list(said(row)) == ["Аты"]


@pytest.mark.parametrize(
    ("name", "word"),
    [("Қаzбекова Анар", "не из казахского алфавита: z"), ("Қазбекова А.", "не полностью")],
)
def test_a_doubtful_name_is_taken_with_a_warning(name: str, word: str) -> None:
    row = only(HEADINGS, with_(name=name))
    assert row.state is RowState.NEW
    assert word in said(row)["ФИО"]


def test_capitals_are_written_as_a_name() -> None:
    assert only(HEADINGS, with_(name="ҚАСЫМОВА ӨРІМ ЕРЛАНҚЫЗЫ")).pupil.full_name == (
        "Қасымова Өрім Ерланқызы"
    )


def test_cells_that_are_not_understood_are_left_empty_and_named() -> None:
    headings = [*HEADINGS, "Язык обуч.", "Обучение на дому"]
    row = only(headings, [*with_(sex="?", class_="выпуск"), "немецкий", "иногда"])
    assert row.state is RowState.NEW
    assert (row.pupil.grade, row.pupil.language, row.pupil.home_teaching) == (None, "", False)
    assert set(said(row)) == {"Пол", "Класс", "Язык обуч.", "Обучение на дому"}
    assert "home_teaching" not in row.given


def test_a_class_letter_in_latin_is_taken_as_kazakh_and_named() -> None:
    row = only(HEADINGS, with_(class_="7A"))
    assert row.pupil.class_name == "7 «А»"
    assert "латинской" in said(row)["Класс"]


def test_who_stands_in_the_list_twice_is_refused_with_the_first_row_named() -> None:
    again = with_(name="Ли Алина Олеговна")
    read = draft(HEADINGS, CHILD, with_(name="Ким Олег", iin=BOY, sex="м"), again)
    assert [row.state.value for row in read.rows] == ["new", "new", "refused"]
    assert said(read.rows[2]) == {"ИИН": "Этот обучающийся в списке уже есть: строка 2."}


def test_a_repeat_is_also_found_by_name_and_birth_date() -> None:
    read = draft(HEADINGS, CHILD, with_(name="ЛИ АЛИНА", iin=""))
    assert said(read.rows[1])["ФИО"] == "Этот обучающийся в списке уже есть: строка 2."


def test_a_repeat_in_another_sheet_names_the_sheet() -> None:
    read = read_list([sheet(HEADINGS, CHILD, name="1-бет"), sheet(HEADINGS, CHILD, name="2-бет")])
    assert "лист «1-бет», строка 2" in said(read.rows[1])["ИИН"]


def test_two_right_iins_tell_namesakes_of_one_birth_date_apart() -> None:
    other = made(BORN, Sex.FEMALE, 900)
    read = draft(HEADINGS, CHILD, with_(iin=other))
    assert [row.state for row in read.rows] == [RowState.NEW, RowState.NEW]
    assert "другой ИИН: строка 2" in said(read.rows[1])["ИИН"]


def test_a_refused_row_does_not_make_the_right_one_after_it_a_repeat() -> None:
    read = draft(HEADINGS, with_(birth="31.02.2014"), CHILD)
    assert [row.state for row in read.rows] == [RowState.REFUSED, RowState.NEW]


def guardian_of(headings: list[str], *cells: Cell) -> tuple[str, str, str, dict[str, str]]:
    row = only(["ФИО", "ИИН", "Класс", *headings], ["Ли Алина", GIRL, "7Ә", *cells])
    assert row.state is RowState.NEW
    guardian = row.guardian
    assert guardian is not None
    return guardian.name, guardian.relation.value, guardian.phone, said(row)


def test_a_parent_s_columns_are_not_the_pupil_s() -> None:
    headings = ["Ата-анасының аты-жөні", "Ата-анасының телефоны"]
    assert guardian_of(headings, "ЛИ ВЕРА", "8 701 000 11 22") == (
        "Ли Вера",
        "parent",
        "+77010001122",
        {},
    )


def test_of_mother_and_father_the_first_named_is_taken_with_the_own_telephone() -> None:
    headings = ["ФИО матери", "ФИО отца", "Тел. отца", "Тел. матери"]
    found = guardian_of(headings, "Ли Вера", "Ли Олег", "87010001122", "87050002233")
    assert found == ("Ли Вера", "mother", "+77050002233", {})


def test_a_relation_column_tells_who_the_guardian_is() -> None:
    headings = ["ФИО родителя", "Кем приходится ребёнку"]
    assert guardian_of(headings, "Ли Вера", "опекун")[1] == "custodian"


@pytest.mark.parametrize(
    ("cell", "phone", "word"),
    [
        ("87010001122, 87050002233", "+77010001122", "взят только +7 (701) 000-11-22"),
        ("8 701 000 11 22 (мама)", "+77010001122", "взят только"),
        ("2-15-48", "2-15-48", "Сохраняется как написано"),
    ],
)
def test_a_doubtful_telephone_is_named(cell: str, phone: str, word: str) -> None:
    _, _, kept, notes = guardian_of(["Ата-анасының телефоны"], cell)
    assert kept == phone
    assert word in notes["Ата-анасының телефоны"]


def test_a_guardian_s_wrong_iin_and_mail_are_left_out_and_named() -> None:
    headings = ["ФИО родителя", "ИИН родителя", "Эл. почта"]
    notes = guardian_of(headings, "Ли Вера", "12345", "нет@")[3]
    assert set(notes) == {"ИИН родителя", "Эл. почта"}


@pytest.mark.parametrize("nothing", ["", "-", "жоқ", "нет"])
def test_a_dash_or_a_no_is_nothing(nothing: str) -> None:
    headings = ["ФИО", "ИИН", "Класс", "Адрес", "ФИО родителя"]
    row = only(headings, ["Ли Алина", GIRL, "7Ә", nothing, nothing])
    assert (row.pupil.address, row.guardian, said(row)) == ("", None, {})


def test_every_note_speaks_both_languages_and_names_no_one_in_a_case() -> None:
    rows = draft(
        HEADINGS,
        with_(name="Ли2", iin="12", birth="31.02.2014", sex="?", class_="?"),
        with_(name="Досанова Жiбек", iin="", birth="2014"),
    ).rows
    notes = [note for row in rows for note in (*row.problems, *row.warnings)]
    assert len(notes) > 6
    assert [note for note in notes if note.text.kk == note.text.ru] == []


def test_the_field_of_each_heading_can_be_asked_for() -> None:
    row = only(HEADINGS, CHILD)
    assert row.heading(Field.LAST, Field.FULL_NAME) == "ФИО"
    assert row.heading(Field.NOTE) == ""
