"""Names: Kazakh order, search, look-alike letters, parts of a name, classes."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlschool.domain import names

IN_ORDER = (
    "Абаев Әбенов Гурьев Ғабитов Ибраев Йолдасов Кенжебаев Қасымов Оразов Өтеген Уәлиев Ұзақов "
    "Үсенов Хасенов Ыбыраев Іскендір"
).split()
KAZAKH = st.text(st.sampled_from(names.ALPHABET + names.ALPHABET.upper()), min_size=1, max_size=12)


def test_the_alphabet_has_42_letters_each_once() -> None:
    assert len(names.ALPHABET) == len(set(names.ALPHABET)) == 42


def test_names_stand_in_kazakh_order() -> None:
    mixed = random.Random(1).sample(IN_ORDER, len(IN_ORDER))
    assert sorted(mixed, key=names.sort_key) == IN_ORDER


def test_the_letters_themselves_stand_in_the_order_of_the_alphabet() -> None:
    assert sorted(reversed(names.ALPHABET), key=names.sort_key) == list(names.ALPHABET)


def test_digits_come_before_letters_and_foreign_letters_after_them() -> None:
    words = ["Smith", "Ян", "Абай", "12"]
    assert sorted(words, key=names.sort_key) == ["12", "Абай", "Ян", "Smith"]


def test_io_differs_from_ie_only_where_nothing_else_does() -> None:
    words = ["Елкина", "Ёлкин", "Елкин", "Жуков", "Ёлкина"]
    assert sorted(words, key=names.sort_key) == ["Елкин", "Ёлкин", "Елкина", "Ёлкина", "Жуков"]


def test_a_short_surname_comes_before_a_longer_one_whatever_the_first_name() -> None:
    assert names.sort_key("Ким Ян") < names.sort_key("Кима Анна")


@given(KAZAKH, KAZAKH)
def test_order_follows_the_first_letter_that_differs(one: str, other: str) -> None:
    def place(word: str) -> list[int]:
        return [names.ALPHABET.index(c) for c in word.lower().replace("ё", "е")]

    if place(one) < place(other):
        assert names.sort_key(one) < names.sort_key(other)


@given(KAZAKH)
def test_neither_case_nor_spaces_nor_punctuation_change_the_place(name: str) -> None:
    assert names.sort_key(f"  «{name.upper()}» ") == names.sort_key(name.lower())


@given(st.text(max_size=30))
def test_what_is_folded_stays_as_it_is_when_folded_again(text: str) -> None:
    once = names.folded(text)
    assert names.folded(once) == once


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  ҚАСЫМОВ-Есен,  Ө. ", "қасымов есен ө"),
        ("Жiбек", "жібек"),
        ("Жиhан", "жиһан"),
        ("жəне", "және"),
        ("Ковалёва", "ковалева"),
        ("и\u0306ог", "йог"),
        ("Д’Артаньян", "дартаньян"),
        ("Smith", "smith"),
        ("№ 3 «мектеп»", "3 мектеп"),
        ("", ""),
    ],
)
def test_search_sees_through_case_look_alikes_and_punctuation(text: str, folded: str) -> None:
    assert names.folded(text) == folded


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("Досжанова Жiбек", "Досжанова Жібек"),
        ("Жиhангер", "Жиһангер"),
        ("Əлия Сəрсенова", "Әлия Сәрсенова"),
        ("HҰРЛАН", "НҰРЛАН"),
        ("Kим Aннa", "Ким Анна"),
        ("Ɵтеген", "Өтеген"),
        ("Yсенов", "Үсенов"),
        ("Yваров", "Уваров"),
        ("Қасымов A.", "Қасымов А."),
        ("Ковалëва", "Ковалёва"),
    ],
)
def test_letters_that_imitate_kazakh_ones_are_repaired(name: str, right: str) -> None:
    assert names.lookalikes(name) == right


@pytest.mark.parametrize("name", ["Smith John", "COX", "Қасымов Өркен", "", "Ким Anna"])
def test_a_name_without_imitations_needs_no_repair(name: str) -> None:
    assert names.lookalikes(name) is None


@given(st.text(st.sampled_from("АаІіҮүaeiYyхx -"), max_size=12))
def test_a_repaired_name_is_as_long_as_before_and_needs_no_second_repair(name: str) -> None:
    right = names.lookalikes(name)
    if right is not None:
        assert len(right) == len(name)
        assert names.lookalikes(right) is None


def test_letters_of_other_alphabets_within_a_kazakh_name_are_found() -> None:
    assert names.foreign_letters("Їжак Қасым Smith") == "Ї"
    assert names.foreign_letters("Қаzбек Ќасым") == "zЌ"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("ҚАСЫМОВ-ЕСЕН", "Қасымов-Есен"),
        ("қасымов өркен", "Қасымов Өркен"),
        ("ЕРЛАН ҰЛЫ", "Ерлан ұлы"),
        ("1. Қасымов  Өркен,", "Қасымов Өркен"),
        ("\u00a0Ким\u200b ", "Ким"),
        ("әл-Фараби Ө.", "әл-Фараби Ө."),
    ],
)
def test_a_name_is_written_as_documents_write_it(written: str, name: str) -> None:
    assert names.tidy(written) == name


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Қасымов Өркен Ерланұлы", ("Қасымов", "Өркен", "Ерланұлы")),
        ("Қасымов Өркен Ерлан ұлы", ("Қасымов", "Өркен", "Ерлан ұлы")),
        ("Ким Анна", ("Ким", "Анна", "")),
        ("Қасымов Ө.Е.", ("Қасымов", "Ө.", "Е.")),
        ("Қасымов, Өркен", ("Қасымов", "Өркен", "")),
        ("Ким", ("Ким", "", "")),
        ("", ("", "", "")),
    ],
)
def test_a_full_name_has_surname_first_name_and_the_rest(
    text: str, parts: tuple[str, str, str]
) -> None:
    assert names.split_full_name(text) == parts


def test_a_short_name_is_the_surname_with_one_initial() -> None:
    assert names.short_name("Қасымов", "өркен") == "Қасымов Ө."
    assert names.short_name("Ким", "") == "Ким"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1 «А»", (1, "А")),
        ("2Ә", (2, "Ә")),
        ("10-б", (10, "Б")),
        ("7 'Ә' сынып", (7, "Ә")),
        ("11 А класс", (11, "А")),
        ('5 "б" кл.', (5, "Б")),
        ("1-сынып", (1, "")),
        ("сынып 7 Ә", (7, "Ә")),
        ("7A", (7, "А")),
        ("7ə", (7, "Ә")),
        ("10 ЕМБ", (10, "ЕМБ")),
        ("7-2", (7, "2")),
        ("0 «А»", (0, "А")),
        ("МАД «А»", (0, "А")),
        ("предшкольный класс Б", (0, "Б")),
        ("12", (12, "")),
        ("7.0", (7, "")),
    ],
)
def test_a_class_is_read_however_it_is_written(text: str, parts: tuple[int, str]) -> None:
    assert names.parse_class(text) == parts


@pytest.mark.parametrize("text", ["", "13А", "абв", "2026-2027", "7" + "." * 5000 + "!x!y"])
def test_what_is_no_class_is_none(text: str) -> None:
    assert names.parse_class(text) is None


@given(st.integers(0, 12), st.sampled_from(["", *"АӘБВГҒДІҮ"]))
def test_a_class_written_by_the_program_reads_back(grade: int, letter: str) -> None:
    assert names.parse_class(names.class_name(grade, letter)) == (grade, letter)


def test_a_letter_from_a_column_of_its_own_is_bare_and_capital() -> None:
    assert [names.class_letter(text) for text in ("«ә»", "литер Б", "A", "")] == ["Ә", "Б", "А", ""]
