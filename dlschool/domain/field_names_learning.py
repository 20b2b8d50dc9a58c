"""What each field of the learning period's records is called, for the journal."""

from dlschool.domain.text import Text

_YEAR = Text("Оқу жылы", "Учебный год")
_SUBJECT = Text("Пән", "Предмет")
_CLASS = Text("Сынып", "Класс")
_LANGUAGE = Text("Оқыту тілі", "Язык обучения")
_PUPIL = Text("Білім алушы", "Обучающийся")
_CASE = Text("Іс", "Дело")
_DATE = Text("Күні", "Дата")
_NOTE = Text("Ескертпе", "Примечание")
_KIND = Text("Түрі", "Вид")
_TERM = Text("Тоқсан", "Четверть")
_POINTS = Text("Балл", "Баллы")
_MAX = Text("Ең жоғары балл", "Максимальный балл")
_REASON = Text("Себебі", "Причина")
_HOURS = Text("Сағат", "Часы")
_TEACHER = Text("Мұғалім", "Учитель")
_SITTING_HOURS = Text("Тапсыру сағаттары", "Часы для сдач")
_ROOM = Text("Кабинет", "Кабинет")
_AIMS = Text("Оқу мақсаттары", "Цели обучения")
_GONE = Text("Енді қолданылмайды", "Больше не используется")
_MATERIAL = Text("Материал", "Материал")
_SECTION = Text("Бөлім", "Раздел")
_ORDER = Text("Реті", "Порядок")
_TITLE = Text("Атауы", "Название")

LEARNING_FIELDS: dict[str, dict[str, Text]] = {
    "calendars": {
        "year": _YEAR,
        "content": Text("Күнтізбе", "Календарь"),
    },
    "subjects": {
        "name_kk": Text("Атауы (қаз.)", "Название (каз.)"),
        "name_ru": Text("Атауы (орыс.)", "Название (рус.)"),
        "kind": _KIND,
        "position": _ORDER,
        "gone": _GONE,
    },
    "hours": {
        "year": _YEAR,
        "grade": _CLASS,
        "language": _LANGUAGE,
        "subject_id": _SUBJECT,
        "weekly": Text("Аптасына сағат", "Часов в неделю"),
    },
    "teachings": {
        "year": _YEAR,
        "class_name": _CLASS,
        "subject_id": _SUBJECT,
        "staff_id": _TEACHER,
        "days": Text("Апта күндері", "Дни недели"),
        "room": _ROOM,
    },
    "rooms": {
        "name": _ROOM,
        "seats": Text("Орын саны", "Число мест"),
        "hours": _SITTING_HOURS,
    },
    "teacher_hours": {
        "staff_id": _TEACHER,
        "hours": _SITTING_HOURS,
    },
    "materials": {
        "kind": _KIND,
        "subject_id": _SUBJECT,
        "grade": _CLASS,
        "language": _LANGUAGE,
        "title": _TITLE,
        "author": Text("Авторы", "Автор"),
        "publisher": Text("Баспасы", "Издательство"),
        "published": Text("Шыққан жылы", "Год издания"),
        "isbn": Text("ISBN", "ISBN"),
        "inventory": Text("Түгендеу нөмірі", "Инвентарный номер"),
        "copies": Text("Дана саны", "Число экземпляров"),
        "year": _YEAR,
        "note": _NOTE,
        "gone": _GONE,
    },
    "plan_lines": {
        "material_id": _MATERIAL,
        "position": _ORDER,
        "section": _SECTION,
        "topic": Text("Тақырып", "Тема"),
        "aims": _AIMS,
        "hours": _HOURS,
        "date": _DATE,
        "note": _NOTE,
    },
    "loans": {
        "material_id": _MATERIAL,
        "pupil_id": _PUPIL,
        "case_id": _CASE,
        "date": _DATE,
        "returned_on": Text("Қайтарылған күні", "Дата возврата"),
        "note": _NOTE,
    },
    "assessments": {
        "year": _YEAR,
        "class_name": _CLASS,
        "subject_id": _SUBJECT,
        "term": _TERM,
        "kind": _KIND,
        "number": Text("Нөмірі", "Номер"),
        "section": _SECTION,
        "max_points": _MAX,
        "date": _DATE,
        "staff_id": _TEACHER,
        "aims": _AIMS,
    },
    "sittings": {
        "pupil_id": _PUPIL,
        "case_id": _CASE,
        "mode": Text("Тапсыру түрі", "Форма сдачи"),
        "date": _DATE,
        "time": Text("Уақыты", "Время"),
        "room": _ROOM,
        "fixed": Text("Күні бекітілген", "Дата закреплена"),
        "state": Text("Күйі", "Состояние"),
        "reason": _REASON,
    },
    "results": {
        "kind": _KIND,
        "points": _POINTS,
        "date": _DATE,
        "reason": _REASON,
        "aims": Text("Қол жеткізілмеген оқу мақсаттары", "Недостигнутые цели обучения"),
    },
    "formative": {
        "pupil_id": _PUPIL,
        "subject_id": _SUBJECT,
        "year": _YEAR,
        "term": _TERM,
        "points": _POINTS,
        "max": _MAX,
        "date": _DATE,
    },
    "grades": {
        "pupil_id": _PUPIL,
        "subject_id": _SUBJECT,
        "year": _YEAR,
        "period": Text("Кезең", "Период"),
        "grade": Text("Баға", "Оценка"),
        "percent": Text("Пайыз", "Процент"),
        "mark": Text("Белгі", "Отметка"),
        "how": Text("Есебі", "Расчёт"),
        "date": _DATE,
    },
    "traces": {
        "pupil_id": _PUPIL,
        "case_id": _CASE,
        "kind": _KIND,
        "date": _DATE,
        "who": Text("Кім", "Кто"),
        "system": Text("Ақпараттық жүйе", "Информационная система"),
        "verified_by": Text("Кім тексерген", "Кем проверено"),
        "text": Text("Мазмұны", "Содержание"),
        "hours": _HOURS,
    },
    "years": {
        "year": _YEAR,
        "changed_on": Text("Ауысқан күні", "Дата смены"),
        "act": Text("Акт", "Акт"),
    },
    "reports": {
        "year": _YEAR,
        "start": Text("Кезеңнің басы", "Начало периода"),
        "until": Text("Кезеңнің соңы", "Конец периода"),
        "version": Text("Нұсқасы", "Версия"),
        "reason": _REASON,
        "made_on": Text("Жасалған күні", "Дата составления"),
        "made_by": Text("Жасаған", "Составил(а)"),
    },
    "registers": {
        "date": _DATE,
        "made_by": Text("Жасаған", "Составил(а)"),
        "lines": Text("Жолдар саны", "Число строк"),
    },
}
