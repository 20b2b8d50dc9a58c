"""Names of the columns of what is exchanged with the department."""

from dlschool.domain.text import Text

EXCHANGE_FIELDS: dict[str, dict[str, Text]] = {
    "directives": {
        "kind": Text("Түрі", "Вид"),
        "number": Text("Нөмірі", "Номер"),
        "at": Text("Жіберілген уақыты", "Когда отправлено"),
        "content": Text("Мазмұны", "Содержание"),
        "state": Text("Жағдайы", "Состояние"),
        "note": Text("Ескертпе", "Примечание"),
    },
    "handovers": {
        "name": Text("Басқа мектеп", "Другая школа"),
        "at": Text("Уақыты", "Когда"),
        "state": Text("Жағдайы", "Состояние"),
        "agreed": Text("Кім келісті", "Кто согласился"),
        "note": Text("Ескертпе", "Примечание"),
    },
    "differences": {
        "number": Text("Нөмірі", "Номер"),
        "field": Text("Өріс", "Поле"),
        "current": Text("Қолданыстағы мән", "Действующее значение"),
        "other": Text("Екінші мән", "Второе значение"),
        "at": Text("Қашан анықталды", "Когда обнаружено"),
        "state": Text("Жағдайы", "Состояние"),
        "chosen": Text("Таңдалған мән", "Выбранное значение"),
    },
}
