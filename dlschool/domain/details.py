"""DETAILS: what a paper of each kind says, field by field; kept in `Paper.details` under these keys.

The printed forms read these keys and the windows build their input fields from this table.
Of a medical conclusion the diagnosis is never asked for nor kept.
"""

from dataclasses import dataclass

from dlschool.domain.case import PaperKind
from dlschool.domain.text import Text


@dataclass(frozen=True, slots=True)
class DetailField:
    key: str
    name: Text
    multiline: bool = False
    choices: tuple[tuple[str, Text], ...] = ()
    """Values to choose from, where the field is no free text; the first is the usual one."""


DETAILS: dict[str, tuple[DetailField, ...]] = {
    PaperKind.APPLICATION: (
        DetailField(
            "by",
            Text("Өтініш беруші", "Заявитель"),
            choices=(
                (
                    "guardian",
                    Text(
                        "Ата-анасы немесе өзге де заңды өкілі",
                        "Родитель или иной законный представитель",
                    ),
                ),
                ("pupil", Text("Білім алушының өзі", "Сам обучающийся")),
            ),
        ),
    ),
    PaperKind.PROGRESS: (
        DetailField("period", Text("Қай кезең үшін", "За какой период")),
        DetailField(
            "subjects",
            Text(
                "Пәндер мен бағалар (әр жолда: Алгебра: 5)",
                "Предметы и оценки (в каждой строке: Алгебра: 5)",
            ),
            multiline=True,
        ),
        DetailField("note", Text("Қорытынды", "Вывод"), multiline=True),
    ),
    PaperKind.CONDITIONS: (
        DetailField("device", Text("Құрылғы (түрі, саны)", "Устройство (вид, количество)")),
        DetailField("internet", Text("Интернет байланысы", "Подключение к интернету")),
        DetailField(
            "adult", Text("Жанында болатын ересек адам", "Взрослый, который находится рядом")
        ),
        DetailField(
            "workplace",
            Text("Сабақ дайындайтын орын (үстел, жарық)", "Место для занятий (стол, свет)"),
        ),
    ),
    PaperKind.CHILD_OPINION: (
        DetailField(
            "age", Text("Пікір білдірген күнгі жасы", "Возраст в день высказывания мнения")
        ),
        DetailField("opinion", Text("Баланың пікірі", "Мнение ребёнка"), multiline=True),
    ),
    PaperKind.PSYCHOLOGIST: (
        DetailField(
            "consent",
            Text(
                "Ата-анасының немесе өзге де заңды өкілінің жазбаша келісімі (күні)",
                "Письменное согласие родителя или иного законного представителя (дата)",
            ),
        ),
        DetailField("request", Text("Жүгіну себебі", "Причина обращения"), multiline=True),
        DetailField("methods", Text("Әдістер", "Методы"), multiline=True),
        DetailField("observations", Text("Бақылау нәтижелері", "Результаты наблюдения"), True),
        DetailField("conclusion", Text("Қорытынды", "Заключение"), multiline=True),
        DetailField("recommendations", Text("Ұсынымдар", "Рекомендации"), multiline=True),
    ),
    PaperKind.HOUSING_ACT: (
        DetailField(
            "commission",
            Text(
                "Комиссия мүшелері (әр жолда: тегі, инициалдары, лауазымы)",
                "Члены комиссии (в каждой строке: фамилия, инициалы, должность)",
            ),
            multiline=True,
        ),
        DetailField("family", Text("Отбасы құрамы", "Состав семьи"), multiline=True),
        DetailField("dwelling", Text("Тұрғын үй", "Жилище"), multiline=True),
        DetailField(
            "workplace",
            Text(
                "Баланың сабақ дайындайтын және демалатын орны",
                "Место ребёнка для занятий и отдыха",
            ),
            multiline=True,
        ),
        DetailField("conclusion", Text("Комиссияның қорытындысы", "Вывод комиссии"), True),
    ),
    PaperKind.MEDICAL: (
        DetailField("form", Text("Нысанның нөмірі", "Номер формы")),
        DetailField("recommendation", Text("Ұсыным", "Рекомендация"), multiline=True),
    ),
    PaperKind.DEPARTMENT_ORDER: (
        DetailField(
            "units",
            Text(
                "Бұйрықта аталған әкімшілік-аумақтық бірліктер (объектілер)",
                "Административно-территориальные единицы (объекты), названные в приказе",
            ),
            multiline=True,
        ),
    ),
}


def detail(details: dict[str, str], key: str) -> str | None:
    """The field's words; None when nothing is written there."""
    return details.get(key, "").strip() or None
