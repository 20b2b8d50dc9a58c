"""Order 130 of 06.04.2020: which printed documents its list asks for (annex 2, point 16).

Sources: studies, part 2: items 1-11 of the appendices as published; the rest of the list is not
held here, so that what may stand there is said to be not known. Nothing outside the list is made
compulsory by the program: no step of a case asks whether something was printed.
"""

from dataclasses import dataclass
from enum import StrEnum

from dlschool.domain.text import Text


class Asked(StrEnum):
    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not-known"


@dataclass(frozen=True, slots=True)
class Listed:
    """A document of the order's list; `appendix`: which of the order gives its form."""

    appendix: int
    name: Text


LIST: tuple[Listed, ...] = (
    Listed(2, Text("1–4-сыныптардың сынып журналы", "Классный журнал 1–4 классов")),
    Listed(3, Text("5–11 (12)-сыныптардың сынып журналы", "Классный журнал 5–11 (12) классов")),
    Listed(4, Text("Мектепалды сыныптарының журналы", "Журнал предшкольных классов")),
    Listed(
        5,
        Text(
            "Факультативтік сабақтар немесе үйде оқыту журналы",
            "Журнал факультативных занятий или надомного обучения",
        ),
    ),
    Listed(6, Text("Күнтізбелік-тақырыптық жоспар", "Календарно-тематический план")),
    Listed(7, Text("Сабақ жоспары (қысқа мерзімді)", "Поурочный (краткосрочный) план")),
    Listed(
        8,
        Text(
            "Жиынтық бағалау қорытындысы бойынша талдау туралы мәліметтер",
            "Сведения об анализе по итогам проведения суммативного оценивания",
        ),
    ),
    Listed(
        9, Text("Тәлімгердің жас маманмен жұмыс жоспары", "План наставника молодого специалиста")
    ),
    Listed(10, Text("Тәрбие жұмысының жоспары", "План воспитательной работы")),
    Listed(11, Text("Ата-аналар жиналысының хаттамасы", "Протокол родительского собрания")),
)
"""Items 2-11 of the appendices; the first is the list itself."""

_APPENDIX_OF: dict[str, int] = {"thematic-plan": 6, "summative-analysis": 8}
"""Form code: appendix of the order that asks for it."""

_NOT_KNOWN = frozenset(
    [
        "minutes",
        "extract",
        "order-transfer",
        "order-extend",
        "order-return",
        "order-annul",
        "order-classes",
        "order-schedule",
        "report-card",
        "year-change-act",
    ]
)
"""Council minutes, orders, report cards: their books may stand in the part that is not held."""


def asked(code: str) -> Asked:
    """Whether the order's list asks for the form with this code."""
    if code in _APPENDIX_OF:
        return Asked.YES
    return Asked.NOT_KNOWN if code in _NOT_KNOWN else Asked.NO


def sentence(code: str) -> Text:
    """What is said beside the form in lists and before printing."""
    appendix = _APPENDIX_OF.get(code)
    if appendix is not None:
        return _YES.filled(appendix=str(appendix))
    return _SAID[asked(code)]


def foot(code: str) -> Text:
    """The same in a few words, for the foot of every printed sheet of the form."""
    appendix = _APPENDIX_OF.get(code)
    if appendix is not None:
        return _FOOT_YES.filled(appendix=str(appendix))
    return _FOOT[asked(code)]


_YES = Text(
    "№ 130 бұйрық талап етеді ({appendix}-қосымша)", "Требует приказ № 130 (приложение {appendix})"
)
_SAID = {
    Asked.NO: Text(
        "№ 130 бұйрықтың тізбесінде жоқ: мұғалімнен талап етілмейді",
        "В перечне приказа № 130 нет: от учителя не требуется",
    ),
    Asked.NOT_KNOWN: Text(
        "№ 130 бұйрық тізбесінің қолда бар бөлігінде жоқ, толық тізбесі тексерілмеген",
        "В имеющейся части перечня приказа № 130 нет, полный перечень не проверен",
    ),
}

_FOOT_YES = Text(
    "06.04.2020 № 130 бұйрық талап етеді: {appendix}-қосымша",
    "Требуется приказом от 06.04.2020 № 130: приложение {appendix}",
)
_FOOT = {
    Asked.NO: Text(
        "06.04.2020 № 130 бұйрық педагогтен талап етпейді",
        "Приказом от 06.04.2020 № 130 от педагога не требуется",
    ),
    Asked.NOT_KNOWN: Text(
        "06.04.2020 № 130 бұйрық: талап етілетіні анықталмаған",
        "Приказ от 06.04.2020 № 130: не установлено, требуется ли",
    ),
}

POINTS = ("annex-2:16",)


def codes() -> frozenset[str]:
    """Codes that this module names."""
    return frozenset(_APPENDIX_OF) | _NOT_KNOWN
