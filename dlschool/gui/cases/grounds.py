"""Grounds as lists, filters and dialogs show them: short names, icons, what a case of them holds."""

from dlschool.domain.case import Ground
from dlschool.domain.text import Text

SHORT = {
    Ground.FAMILY: Text("Отбасы өтініші", "Заявление семьи"),
    Ground.HEALTH: Text("Денсаулық", "Здоровье"),
    Ground.COMPETITION: Text("Жиын, жарыс", "Соревнования"),
    Ground.WEATHER: Text("Ауа райы", "Погода"),
    Ground.EMERGENCY: Text("Төтенше жағдай", "Чрезвычайная ситуация"),
}
"""In the order in which schools meet them."""

ICONS = {
    Ground.FAMILY: "house",
    Ground.HEALTH: "heart-pulse",
    Ground.COMPETITION: "trophy",
    Ground.WEATHER: "cloud-sun",
    Ground.EMERGENCY: "siren",
}
