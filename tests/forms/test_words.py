"""Official words: dates, periods, documents, quantities."""

from datetime import date, time

import pytest

from dlschool.domain.text import Text
from dlschool.forms import words


def plain(text: Text | None) -> tuple[str, str]:
    assert text is not None
    return text.kk.replace(words.NBSP, " "), text.ru.replace(words.NBSP, " ")


def test_a_long_date_is_written_as_papers_write_it() -> None:
    assert plain(words.long_date(date(2026, 11, 21))) == (
        "2026 жылғы 21 қараша",
        "21 ноября 2026 года",
    )


def test_an_unknown_date_leaves_a_place_to_write_it() -> None:
    assert plain(words.date_or_blank(None)) == (
        "20___ жылғы «____» ________",
        "«____» ________ 20___ года",
    )


def test_a_period_within_a_year_names_the_year_once() -> None:
    assert plain(words.period(date(2026, 9, 1), date(2026, 12, 27))) == (
        "2026 жылғы 1 қыркүйектен 27 желтоқсанға дейін (қоса алғанда)",
        "с 1 сентября по 27 декабря 2026 года (включительно)",
    )


def test_a_period_of_one_day_is_that_day() -> None:
    assert plain(words.period(date(2026, 11, 21), date(2026, 11, 21))) == (
        "2026 жылғы 21 қараша (бір күн)",
        "21 ноября 2026 года (один день)",
    )


def test_a_period_over_two_years_names_both() -> None:
    assert plain(words.period(date(2026, 11, 2), date(2027, 3, 21))) == (
        "2026 жылғы 2 қарашадан 2027 жылғы 21 наурызға дейін (қоса алғанда)",
        "с 2 ноября 2026 года по 21 марта 2027 года (включительно)",
    )


def test_a_period_without_an_end_says_only_from_when() -> None:
    assert plain(words.period(date(2026, 9, 1), None)) == (
        "2026 жылғы 1 қыркүйектен бастап",
        "с 1 сентября 2026 года",
    )
    assert words.period(None, date(2026, 9, 1)) is None


@pytest.mark.parametrize(
    ("month", "attributive", "ablative", "dative"),
    [
        (1, "қаңтардағы", "қаңтардан", "қаңтарға"),
        (2, "ақпандағы", "ақпаннан", "ақпанға"),
        (3, "наурыздағы", "наурыздан", "наурызға"),
        (4, "сәуірдегі", "сәуірден", "сәуірге"),
        (5, "мамырдағы", "мамырдан", "мамырға"),
        (6, "маусымдағы", "маусымнан", "маусымға"),
        (7, "шілдедегі", "шілдеден", "шілдеге"),
        (8, "тамыздағы", "тамыздан", "тамызға"),
        (9, "қыркүйектегі", "қыркүйектен", "қыркүйекке"),
        (10, "қазандағы", "қазаннан", "қазанға"),
        (11, "қарашадағы", "қарашадан", "қарашаға"),
        (12, "желтоқсандағы", "желтоқсаннан", "желтоқсанға"),
    ],
)
def test_each_month_takes_its_own_ending(
    month: int, attributive: str, ablative: str, dative: str
) -> None:
    day = date(2026, month, 5)
    assert f" {ablative} " in plain(words.period(day, date(2026, month, 25)))[0]
    assert f" {dative} " in plain(words.period(day, date(2026, month, 25)))[0]
    assert f" {attributive} " in plain(words.named(Text("Өтініш", "Заявление"), day))[0]


def test_a_document_is_cited_with_its_date_and_number() -> None:
    name = Text("Педагогикалық кеңес хаттамасы", "Протокол педагогического совета")
    assert plain(words.named(name, date(2026, 9, 15), "12")) == (
        "2026 жылғы 15 қыркүйектегі № 12 педагогикалық кеңес хаттамасы",
        "протокол педагогического совета от 15 сентября 2026 года № 12",
    )


@pytest.mark.parametrize(
    ("name", "cited"),
    [
        ("Ұзарту туралы бұйрық", "ұзарту туралы 2026 жылғы 15 қыркүйектегі № 12 бұйрық"),
        (
            "Қамқоршылық кеңес отырысының хаттамасы",
            "қамқоршылық кеңес отырысының 2026 жылғы 15 қыркүйектегі № 12 хаттамасы",
        ),
        (
            "Уәкілетті органның қатысуды растайтын бұйрығы (хаты)",
            "уәкілетті органның қатысуды растайтын 2026 жылғы 15 қыркүйектегі № 12 бұйрығы (хаты)",
        ),
        (
            "Тұрғын үй-тұрмыстық жағдайлар актісі",
            "2026 жылғы 15 қыркүйектегі № 12 тұрғын үй-тұрмыстық жағдайлар актісі",
        ),
    ],
)
def test_in_kazakh_the_date_stands_before_the_noun_it_belongs_to(name: str, cited: str) -> None:
    assert plain(words.named(Text(name, "Приказ"), date(2026, 9, 15), "12"))[0] == cited


def test_an_abbreviation_that_begins_a_name_stays_in_capitals() -> None:
    assert words.within(Text("БЖБ кестесі", "СОР и СОЧ")) == Text("БЖБ кестесі", "СОР и СОЧ")


@pytest.mark.parametrize(
    ("number", "russian"),
    [
        (1, "1 лист"),
        (2, "2 листа"),
        (5, "5 листов"),
        (11, "11 листов"),
        (21, "21 лист"),
        (112, "112 листов"),
    ],
)
def test_a_noun_agrees_with_its_number_in_russian_only(number: int, russian: str) -> None:
    text = words.counted(number, "парақ", "лист", "листа", "листов")
    assert plain(text) == (f"{number} парақ", russian)


def test_short_dates_and_clocks_have_two_digits() -> None:
    assert words.short_date(date(2026, 9, 1)) == "01.09.2026"
    assert words.short_date(None) is None
    assert words.clock(time(8, 5)) == "08:05"
    period = words.short_period(date(2026, 9, 1), date(2026, 9, 2))
    assert period is not None
    assert period.replace(words.NBSP, " ") == "01.09.2026 – 02.09.2026"
    assert words.short_period(None, None) is None


def test_a_school_year_is_named_in_both_languages() -> None:
    assert plain(words.school_year("2026-2027")) == ("2026–2027 оқу жылы", "2026–2027 учебный год")
