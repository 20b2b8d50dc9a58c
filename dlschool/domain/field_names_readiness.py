"""What each field of the records of readiness is called, for the journal."""

from dlschool.domain.text import Text

_REQUIREMENT = Text("Талап", "Требование")
_NAME = Text("Атауы", "Название")
_NUMBER = Text("Нөмірі", "Номер")
_ISSUER = Text("Кім берген", "Кем выдано")
_DATE = Text("Күні", "Дата")
_UNTIL = Text("Қашанға дейін жарамды", "Действует до")
_NOTE = Text("Ескертпе", "Примечание")

READINESS_FIELDS: dict[str, dict[str, Text]] = {
    "readiness": {
        "requirement": _REQUIREMENT,
        "state": Text("Күйі", "Состояние"),
        "remark": _NOTE,
        "staff_id": Text("Жауапты", "Ответственный"),
        "due": Text("Мерзімі", "Срок"),
        "looked_on": Text("Қаралған күні", "Дата рассмотрения"),
        "edition": Text("Редакция", "Редакция"),
    },
    "proofs": {
        "requirement": _REQUIREMENT,
        "name": _NAME,
        "number": _NUMBER,
        "issuer": _ISSUER,
        "date": _DATE,
        "valid_until": _UNTIL,
        "place": Text("Қайда сақталады", "Где хранится"),
    },
    "means": {
        "topic": _REQUIREMENT,
        "name": _NAME,
        "kind": Text("Түрі", "Вид"),
        "provider": Text("Провайдер, жеткізуші", "Провайдер, поставщик"),
        "speed": Text("Жылдамдығы, Мбит/с", "Скорость, Мбит/с"),
        "contract": Text("Шарт", "Договор"),
        "valid_until": _UNTIL,
        "note": _NOTE,
    },
    "equipment": {
        "place": Text("Кабинет, жұмыс орны", "Кабинет, рабочее место"),
        "item": Text("Жабдық", "Оборудование"),
        "needed": Text("Керегі", "Нужно"),
        "there": Text("Бары", "Есть"),
        "note": _NOTE,
    },
    "certificates": {
        "staff_id": Text("Педагог", "Педагог"),
        "title": Text("Курстың атауы", "Название курса"),
        "hours": Text("Сағат", "Часы"),
        "issuer": _ISSUER,
        "number": _NUMBER,
        "date": _DATE,
        "valid_until": _UNTIL,
        "note": _NOTE,
    },
}
