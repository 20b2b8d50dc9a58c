"""People of the sample school: invented, the same at every start. IINs carry a right check digit."""

from collections.abc import Iterator
from datetime import date
from random import Random

from dlschool.domain import iin
from dlschool.domain.case import Council
from dlschool.domain.pupil import Guardian, Pupil, Relation, Sex
from dlschool.domain.school import Member, School, Staff
from dlschool.domain.text import Text

SCHOOL = School(
    name=Text(
        "«Өтеген ауданының білім бөлімі» мемлекеттік мекемесінің «Үлгі жалпы білім беретін мектебі» "
        "коммуналдық мемлекеттік мекемесі",
        "Коммунальное государственное учреждение «Образцовая общеобразовательная школа» "
        "государственного учреждения «Отдел образования Отегенского района»",
    ),
    short_name=Text("Үлгі мектебі", "Образцовая школа"),
    bin="",
    region="190000000",
    district_kk="Өтеген ауданы",
    district_ru="Отегенский район",
    place_kk="Өтеген ауылы",
    place_ru="село Отеген",
    address_kk="Абай көшесі, 12",
    address_ru="улица Абая, 12",
    phone="+77272000000",
    director="Сәрсенбаев Н.",
    department_kk="Өтеген ауданының білім бөлімі",
    department_ru="Отдел образования Отегенского района",
    language="kk",
    small=True,
)

STAFF = (
    Staff(name="Сәрсенбаев Нұрлан Қайратұлы", post_kk="мектеп директоры", post_ru="директор школы"),
    Staff(
        name="Жұмабаева Гүлнәр Ерланқызы",
        post_kk="директордың оқу ісі жөніндегі орынбасары",
        post_ru="заместитель директора по учебной работе",
    ),
    Staff(name="Оразова Дана Сергеевна", post_kk="хатшы", post_ru="секретарь"),
    Staff(
        name="Ким Анна Викторовна",
        post_kk="мектеп психологы",
        post_ru="школьный психолог",
        other_school="№ 1 мектеп",
    ),
)

_TEACHERS = (
    ("Бектенов Асылбек Қайратұлы", "математика пәнінің мұғалімі", "учитель математики"),
    ("Шәріпова Назерке Нұрланқызы", "қазақ тілі пәнінің мұғалімі", "учитель казахского языка"),
    ("Ковалёва Мария Сергеевна", "орыс тілі пәнінің мұғалімі", "учитель русского языка"),
    ("Досжанов Мирас Бауыржанұлы", "физика пәнінің мұғалімі", "учитель физики"),
    ("Әлімова Жібек Ерланқызы", "биология пәнінің мұғалімі", "учитель биологии"),
    ("Уәлиев Ерасыл Нұрланұлы", "тарих пәнінің мұғалімі", "учитель истории"),
)
_TRUSTEES = (
    ("Үсенов Бауыржан Әсетұлы", "ата-аналар өкілі", "представитель родителей"),
    ("Ғабитова Индира Қайратқызы", "ата-аналар өкілі", "представитель родителей"),
    ("Петров Сергей Иванович", "ата-аналар өкілі", "представитель родителей"),
    ("Құрманова Томирис Ерланқызы", "ардагер ұстаз", "педагог-ветеран"),
    ("Мұқанов Әсет Нұрланұлы", "ауыл әкімдігінің өкілі", "представитель акимата"),
    ("Ыбыраев Темірлан Қайратұлы", "демеуші", "благотворитель"),
)


def members() -> Iterator[Member]:
    """Both councils with chair and secretary."""
    head, deputy, secretary, _psychologist = STAFF
    yield _member(Council.PEDAGOGICAL, head.name, head.post_kk, head.post_ru, "chair")
    yield _member(
        Council.PEDAGOGICAL, secretary.name, secretary.post_kk, secretary.post_ru, "secretary"
    )
    yield _member(Council.PEDAGOGICAL, deputy.name, deputy.post_kk, deputy.post_ru)
    for name, kk, ru in _TEACHERS:
        yield _member(Council.PEDAGOGICAL, name, kk, ru)
    for number, (name, kk, ru) in enumerate(_TRUSTEES):
        yield _member(Council.TRUSTEE, name, kk, ru, "chair" if number == 0 else "member")
    yield _member(
        Council.TRUSTEE, secretary.name, secretary.post_kk, secretary.post_ru, "secretary"
    )


def _member(council: Council, name: str, kk: str, ru: str, role: str = "member") -> Member:
    return Member(council=council, name=name, post_kk=kk, post_ru=ru, role=role)


_LAST = (
    "Абаев Әбенов Бектенов Ғабитов Досжанов Ермеков Жұмабаев Ибраев Кенжебаев Қасымов Мұқанов "
    "Нұрпейісов Оразов Өтегенов Петров Сәрсенбаев Тоқтаров Уәлиев Үсенов Хасенов Ыбыраев"
).split()
_BOYS = "Нұрлан Әсет Мирас Темірлан Қайрат Асылбек Ерасыл Өркен Данияр Артём Санжар Ілияс".split()
_GIRLS = "Әлия Айгүл Дана Жібек Назерке Томирис Үміт Қарлығаш Мария Індира Сәуле Гүлнәр".split()
_FATHERS = "Қайрат Нұрлан Ерлан Бауыржан Әсет Сәкен".split()
_LETTERS = ("А", "Ә")


def pupils(today: date, count: int) -> Iterator[tuple[Pupil, Guardian]]:
    """Pupils of grades 1-11 with one guardian each; ages follow the school year of `today`."""
    chance = Random(137)
    first_year = today.year if today.month >= 8 else today.year - 1
    for number in range(count):
        grade = number % 11 + 1
        yield one(chance, number, grade, first_year - 6 - grade)


def one(chance: Random, number: int, grade: int, born: int) -> tuple[Pupil, Guardian]:
    girl = chance.random() < 0.5
    last = chance.choice(_LAST) + ("а" if girl else "")
    father = chance.choice(_FATHERS)
    birth = date(born, chance.randint(1, 12), chance.randint(1, 28))
    sex = Sex.FEMALE if girl else Sex.MALE
    pupil = Pupil(
        id=None,
        last=last,
        first=chance.choice(_GIRLS if girl else _BOYS),
        middle=f"{father}{'қызы' if girl else 'ұлы'}",
        iin=iin.made(birth, sex, 1000 + 2 * number),
        iin_reason="",
        birth_date=birth,
        sex=sex,
        grade=grade,
        letter=chance.choice(_LETTERS),
        language=chance.choice(("kk", "kk", "ru")),
        address=f"Өтеген ауылы, Абай көшесі, {chance.randint(1, 90)}",
        special_needs="",
        home_teaching=False,
        left_on=None,
        note="",
    )
    guardian = Guardian(
        id=None,
        pupil_id=0,
        name=f"{last.removesuffix('а')}а {chance.choice(_GIRLS)}",
        relation=Relation.MOTHER,
        iin="",
        phone=f"+7701{chance.randint(1000000, 9999999)}",
        email="",
        address=pupil.address,
        main=True,
    )
    return pupil, guardian
