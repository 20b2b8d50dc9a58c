"""Headings, recognised by the words that schools use."""

import pytest

from dlschool.domain.pupil import Relation
from dlschool.domain.pupil_list.fields import FIELD_NAMES, Field, recognised

SPELLINGS = {
    Field.FULL_NAME: (
        "Аты-жөні|ФИО|Ф.И.О. учащегося|Ф.И.О. ребёнка|Фамилия, имя|Фамилия имя отчество ученика|"
        "Оқушының аты-жөні|Т.А.Ә.|Тегі, аты, әкесінің аты (бар болса)|Ученик|Білім алушы"
    ),
    Field.LAST: "Тегі|Фамилия|Фам.|Білім алушының тегі",
    Field.FIRST: "Аты|Имя|Есімі|Білім алушының аты",
    Field.MIDDLE: "Әкесінің аты|Отчество|Отч.|Отчество (при наличии)",
    Field.IIN: "ЖСН|ИИН|иин ученика|Баланың ЖСН-і|Жеке сәйкестендіру нөмірі",
    Field.BIRTH_DATE: "Туған күні|Туған күні, айы, жылы|Дата рожд.|д.р.|Д/р|Дата рождения",
    Field.SEX: "Жынысы|Пол|жын.",
    Field.CLASS: "Сынып|Сыныбы|Класс|Кл.|Cынып",
    Field.GRADE: "Параллель|Параллелі",
    Field.LETTER: "Литер|Литера|Сынып литері|Әріпі",
    Field.LANGUAGE: "Оқу тілі|Оқыту тілі|Язык обуч.|Язык обучения",
    Field.ADDRESS: "Мекенжайы|Мекен-жайы|Адрес|Домашний адрес|Место жительства",
    Field.SPECIAL_NEEDS: "Ерекше білім беру қажеттіліктері|ЕБҚ|ООП|Особые образовательные потр.",
    Field.HOME_TEACHING: "Үйде оқыту|Обучение на дому",
    Field.NOTE: "Ескерту|Примечание|Прим.",
    Field.GUARDIAN: (
        "Ата-анасының аты-жөні|ФИО родителя|ФИО родителя (законного представителя)|Родители|"
        "Анасының аты-жөні|Әкесінің аты-жөні|ФИО матери|Отец|Ата-анасының тегі, аты, әкесінің аты"
    ),
    Field.PHONE: (
        "Телефон|Конт. тел.|Ата-анасының телефоны|Әкесінің телефоны|Тел. матери|Ұялы тел.|"
        "Байланыс нөмірі|Контактный телефон родителей"
    ),
    Field.GUARDIAN_IIN: "ИИН родителя|Анасының ЖСН-і",
    Field.GUARDIAN_ADDRESS: "Адрес родителей",
    Field.EMAIL: "Эл. почта|E-mail|Электронная почта родителя",
    Field.RELATION: "Кем приходится ребёнку|Балаға кім болып келеді",
}
NO_FIELDS = (
    "№|№ п/п|р/с|Место рождения|Туған жері|Ана тілі|Родной язык|Свидетельство о рождении|"
    "Сынып жетекшісі|Классный руководитель|Национальность|Диагноз|Телефон учащегося|"
    "Место работы матери|Ребёнок-сирота|Балабақша|Список учащихся|Полных лет|Дата прибытия|Атауы"
)


@pytest.mark.parametrize(
    ("spelling", "field"),
    [(spelling, field) for field, all_ in SPELLINGS.items() for spelling in all_.split("|")],
)
def test_a_heading_is_recognised_in_kazakh_in_russian_and_shortened(
    spelling: str, field: Field
) -> None:
    assert recognised(spelling)[0] is field
    assert recognised(f"  {spelling.upper()}\n")[0] is field


@pytest.mark.parametrize("heading", NO_FIELDS.split("|"))
def test_a_heading_of_something_else_is_no_field(heading: str) -> None:
    assert recognised(heading)[0] is None


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_program_s_own_headings_are_recognised(language: str) -> None:
    assert [f for f in Field if recognised(FIELD_NAMES[f][language])[0] is not f] == []


@pytest.mark.parametrize(
    ("heading", "whose"),
    [
        ("ФИО матери", Relation.MOTHER),
        ("Әкесінің телефоны", Relation.FATHER),
        ("Ата-анасының телефоны", Relation.PARENT),
        ("Әкесінің аты", None),
        ("Отчество", None),
    ],
)
def test_a_heading_tells_mother_from_father_and_a_patronymic_is_the_pupil_s(
    heading: str, whose: Relation | None
) -> None:
    assert recognised(heading)[1] is whose


@pytest.mark.parametrize("heading", ["Ту?ан к?ні", "?кесіні? аты", "О?у тілі", "Аты-ж?ні"])
def test_a_kazakh_heading_that_lost_its_letters_is_still_recognised(heading: str) -> None:
    assert recognised(heading)[0] is not None


def test_a_question_mark_in_another_heading_changes_nothing() -> None:
    assert recognised("ФИО?")[0] is Field.FULL_NAME
    assert recognised("Ұлты?")[0] is None
