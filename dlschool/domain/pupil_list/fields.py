"""What a column of a list may hold, and by which words of its heading it is recognised."""

import re
from enum import StrEnum
from functools import lru_cache

from dlschool.domain.names import folded
from dlschool.domain.pupil import Relation
from dlschool.domain.text import Text


class Field(StrEnum):
    FULL_NAME = "full_name"
    LAST = "last"
    FIRST = "first"
    MIDDLE = "middle"
    IIN = "iin"
    IIN_REASON = "iin_reason"
    BIRTH_DATE = "birth_date"
    SEX = "sex"
    CLASS = "class"
    GRADE = "grade"
    LETTER = "letter"
    LANGUAGE = "language"
    ADDRESS = "address"
    SPECIAL_NEEDS = "special_needs"
    HOME_TEACHING = "home_teaching"
    NOTE = "note"
    GUARDIAN = "guardian"
    RELATION = "relation"
    GUARDIAN_IIN = "guardian_iin"
    PHONE = "phone"
    EMAIL = "email"
    GUARDIAN_ADDRESS = "guardian_address"


FIELD_NAMES = {
    Field.FULL_NAME: Text("Тегі, аты, әкесінің аты", "Фамилия, имя, отчество"),
    Field.LAST: Text("Тегі", "Фамилия"),
    Field.FIRST: Text("Аты", "Имя"),
    Field.MIDDLE: Text("Әкесінің аты", "Отчество"),
    Field.IIN: Text("ЖСН", "ИИН"),
    Field.IIN_REASON: Text("ЖСН туралы ескертпе", "Примечание к ИИН"),
    Field.BIRTH_DATE: Text("Туған күні", "Дата рождения"),
    Field.SEX: Text("Жынысы", "Пол"),
    Field.CLASS: Text("Сыныбы", "Класс"),
    Field.GRADE: Text("Параллелі", "Параллель"),
    Field.LETTER: Text("Литері", "Литер"),
    Field.LANGUAGE: Text("Оқыту тілі", "Язык обучения"),
    Field.ADDRESS: Text("Мекенжайы", "Адрес"),
    Field.SPECIAL_NEEDS: Text(
        "Ерекше білім беру қажеттіліктері", "Особые образовательные потребности"
    ),
    Field.HOME_TEACHING: Text("Үйде оқыту", "Обучение на дому"),
    Field.NOTE: Text("Ескертпе", "Примечание"),
    Field.GUARDIAN: Text(
        "Ата-анасының (заңды өкілінің) аты-жөні", "ФИО родителя (законного представителя)"
    ),
    Field.RELATION: Text("Балаға кім болып келеді", "Кем приходится ребёнку"),
    Field.GUARDIAN_IIN: Text("Ата-анасының ЖСН-і", "ИИН родителя"),
    Field.PHONE: Text("Ата-анасының телефоны", "Телефон родителя"),
    Field.EMAIL: Text("Ата-анасының электрондық поштасы", "Электронная почта родителя"),
    Field.GUARDIAN_ADDRESS: Text("Ата-анасының мекенжайы", "Адрес родителя"),
}
"""Headings of an exported list; each is recognised as its field."""

GUARDIAN_FIELDS = frozenset(
    {
        Field.GUARDIAN,
        Field.RELATION,
        Field.GUARDIAN_IIN,
        Field.PHONE,
        Field.EMAIL,
        Field.GUARDIAN_ADDRESS,
    }
)
NAME_FIELDS = frozenset({Field.FULL_NAME, Field.LAST})

_LONGEST_HEADING = 150

_IIN = r"\bжсн\b|\bиин\b|\biin\b|индивидуальн\w* идент|жеке сәйкестендіру"
_PHONE = r"\bтел|ұялы|сотов|сотка|\bмоб|байланыс|контакт|whatsapp|ватсап"
_EMAIL = r"почта\b|пошта|e ?mail|\bэл адрес"
_ADDRESS = r"мекен ?жай|адрес|тұрғылықты|тұратын|место жит|прожив|прописк"
_RELATION = r"кем приход|кім болып|туыст|родств"
_PUPIL = (
    r"білім алушы|оқушы|учащ|обучающ|реб[её]н|учени[кц]|\bбала(?:ның|лар)?\b|воспитан|тәрбиелен"
)
_ONLY_PUPIL = re.compile(
    r"(?:білім алушы|оқушы|учащ|обучающ|реб[её]н|учени[кц]|воспитан|тәрбиелен)\w*(?: ца)?"
    r"|бала(?:ның|лар)?"
)

_FATHERS_NAME = re.compile(r"\bәке(?:сіні[ңн]|сі|ні[ңн])? аты\b(?! жөн)|отчеств\w*|\bотч\b")
_MOTHER = re.compile(r"\bана(?:сы|ның|сының)?\b|\bшеше|\bмат(?:ь|ери)\b|\bмам(?:ы|а\w*)\b")
_FATHER = re.compile(r"\bәке|\bот(?:ец|ца)\b|\bпап(?:ы|а\w*)\b")
_PARENTS = re.compile(
    r"\bата ?ана|родител|законн|заңды өкіл|опекун|попечител|қамқоршы|қорғаншы|представител"
)
_NO_FIELD = re.compile(
    r"список|тізім|контингент|свидетельств|куәлі[кг]|место рожд|туған жер|ана тіл|родн\w* яз"
    r"|иностр|шет тіл|классн\w* рук|сынып жетекші|класс комплект|диагноз|бұйрық|приказ|возраст"
    r"|\bжасы\b|индекс|ұлты|национальн|гражданств|азаматт"
)
_NO_GUARDIAN_FIELD = re.compile(r"жұмыс|работ|должност|лауазым|образовани|білімі|\bсаны\b|кол ?во")
_GUARDIAN_RULES = tuple(
    (re.compile(pattern), field)
    for pattern, field in (
        (_RELATION, Field.RELATION),
        (_EMAIL, Field.EMAIL),
        (_PHONE, Field.PHONE),
        (_IIN, Field.GUARDIAN_IIN),
        (_ADDRESS, Field.GUARDIAN_ADDRESS),
    )
)
_RULES = tuple(
    (re.compile(pattern), field)
    for pattern, field in (
        (_RELATION, Field.RELATION),
        (rf"(?:ескерт|примеч|себе[пб]|причин).*(?:{_IIN})", Field.IIN_REASON),
        (rf"(?:{_IIN}).*(?:ескерт|примеч|себе[пб]|причин)", Field.IIN_REASON),
        (_IIN, Field.IIN),
        (r"\bтуған|\bтуылған|рожд|\bд ?р\b", Field.BIRTH_DATE),
        (r"\bжыныс|\bпол\b|^жын\b|^м ж$", Field.SEX),
        (r"ерекше білім|\bебқ\b|особ\w* образ|\bооп\b|\bпмпк\b", Field.SPECIAL_NEEDS),
        (r"үйде(?:н)? оқ|на дому|надомн", Field.HOME_TEACHING),
        (r"\bтіл(?:і|де|інде)?\b|\bяз(?:ык|\b)", Field.LANGUAGE),
        (r"\bлит(?:ер|\b)|әріп|әрпі|буква", Field.LETTER),
        (r"параллел", Field.GRADE),
        (r"\bсыны[пб]|\bкл(?:асс|\b)", Field.CLASS),
        (_ADDRESS, Field.ADDRESS),
    )
)


@lru_cache(maxsize=4096)
def recognised(heading: str) -> tuple[Field | None, Relation | None]:
    """The field that the heading means, and whose it is where it says mother or father."""
    if len(heading) > _LONGEST_HEADING:
        return None, None
    text = folded(_with_lost_letters(heading))
    if not text or _NO_FIELD.search(text):
        return None, None
    without_patronymic = _FATHERS_NAME.sub(" ", text)
    whose = _whose(without_patronymic)
    if whose is not None:
        return _of_guardian(text), whose
    field = _of_pupil(text, without_patronymic)
    return field, Relation.PARENT if field in GUARDIAN_FIELDS else None


def _with_lost_letters(heading: str) -> str:
    """«Ту?ан к?ні», as a Russian encoding leaves it, with its Kazakh letters back."""
    if "?" not in heading:
        return heading
    pattern = re.compile(re.escape(heading.strip().casefold()).replace(r"\?", "[әғқңөұүһ]"))
    kazakh = (*(name.kk.casefold() for name in FIELD_NAMES.values()), *_MORE_KAZAKH)
    return next((known for known in kazakh if pattern.fullmatch(known)), heading)


_MORE_KAZAKH = (
    "аты-жөні",
    "оқушының аты-жөні",
    "білім алушының аты-жөні",
    "туған күні, айы, жылы",
    "оқу тілі",
    "мекен-жайы",
    "ата-анасының аты-жөні",
    "анасының аты-жөні",
    "әкесінің аты-жөні",
    "әкесінің телефоны",
)


def _whose(text: str) -> Relation | None:
    """Whose column it is, if a guardian's; `Relation.PARENT` where it does not say."""
    if _PARENTS.search(text):
        return Relation.PARENT
    if _MOTHER.search(text):
        return Relation.MOTHER
    return Relation.FATHER if _FATHER.search(text) else None


def _of_guardian(text: str) -> Field | None:
    found = next((field for pattern, field in _GUARDIAN_RULES if pattern.search(text)), None)
    if found or _NO_GUARDIAN_FIELD.search(text):
        return found
    return Field.GUARDIAN


def _of_pupil(text: str, without_patronymic: str) -> Field | None:
    for pattern, field in ((_EMAIL, Field.EMAIL), (_PHONE, Field.PHONE)):
        if re.search(pattern, text):
            return None if re.search(_PUPIL, text) else field
    found = next((field for pattern, field in _RULES if pattern.search(text)), None)
    return found or _name(text, without_patronymic)


def _name(text: str, without_patronymic: str) -> Field | None:
    middle = text != without_patronymic
    last = bool(re.search(r"\bтег|фамил|\bфам\b", without_patronymic))
    first = bool(re.search(r"\bаты\b|\bесім|\bим(?:я|ен)", without_patronymic))
    full = re.search(r"аты ?жөн|\bф ?и ?о\b|\bт ?а ?ә\b|толық аты", text)
    if full or (last and (first or middle)):
        return Field.FULL_NAME
    for told, field in ((last, Field.LAST), (first, Field.FIRST), (middle, Field.MIDDLE)):
        if told:
            return field
    if _ONLY_PUPIL.fullmatch(text):
        return Field.FULL_NAME
    return Field.NOTE if re.search(r"\bескерт|\bприм(?:еч|$)", text) else None
