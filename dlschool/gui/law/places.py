"""Where in the program a point is used, said for people; and the words of kinds, modes and bounds."""

from dlschool.domain.case import GROUND_NAMES, Ground
from dlschool.domain.text import Text
from dlschool.law.shape import Edition

KIND_NAMES = {
    "rule": Text("Ереже", "Правило"),
    "definition": Text("Анықтама", "Определение"),
    "not-for-schools": Text("Мектепке арналмаған", "Не для школ"),
}

MODE_NAMES = {
    "in-person": Text("мектепте", "в школе"),
    "remote": Text("қашықтан", "дистанционно"),
}

PRACTICE = Text("тәжірибе", "практика")

ASSESSED = {
    "sor": Text("БЖБ", "СОР"),
    "soch": Text("ТЖБ", "СОЧ"),
    "interim": Text("аралық аттестаттау", "промежуточная аттестация"),
    "final": Text("қорытынды аттестаттау", "итоговая аттестация"),
}

_PARTS = {
    "papers": Text("құжаттар", "документы"),
    "decisions": Text("кеңестердің шешімдері", "решения советов"),
    "event": Text("іс-шараның деңгейі", "уровень мероприятия"),
    "period": Text("кезең", "период"),
    "order": Text("бұйрық", "приказ"),
    "access": Text("қолжетімділік", "доступ"),
    "issues": Text("беру", "выдача"),
    "individual_schedule": Text("жеке кесте", "индивидуальный график"),
    "attestation": Text("аттестаттау", "аттестация"),
    "review": Text("қайта қарау", "рассмотрение"),
    "assessment": Text("бағалау тәсілі", "способ оценивания"),
    "school_decides": Text("мектеп шешеді", "решает школа"),
    **ASSESSED,
}

_WHOLE = {
    "alerts": Text("Хабарлау уақыты", "Время оповещения"),
    "annexes": Text("Қосымша туралы мәлімет", "Сведения о приложении"),
    "duties": Text("Міндеттер", "Обязанности"),
    "entitlements": Text("Білім алушының құқықтары", "Права обучающегося"),
    "guardian_duties": Text(
        "Ата-ананың немесе өзге де заңды өкілдің міндеттері",
        "Обязанности родителя или иного законного представителя",
    ),
    "requirements": Text("Мектепке қойылатын талаптар", "Требования к школе"),
    "general": Text("Барлық іске ортақ ережелер", "Правила для всех дел"),
}


def place_words(place: str) -> Text:
    """«grounds.family.papers» as «Отбасының өтініші бойынша: құжаттар»."""
    first, *rest = place.split(".")
    if first != "grounds" or not rest:
        return _WHOLE.get(first, Text(place, place))
    name = GROUND_NAMES[Ground(rest[0])]
    parts = [_PARTS.get(part, Text(part, part)) for part in rest[1:]]
    if not parts:
        return name
    return Text(
        f"{name.kk}: {', '.join(part.kk for part in parts)}",
        f"{name.ru}: {', '.join(part.ru for part in parts)}",
    )


def annex_name(edition: Edition, key: str) -> Text | None:
    """What the annex of a point is: what its edition says of it."""
    about = edition.annexes.get(key.partition(":")[0])
    return about.text if about else None
