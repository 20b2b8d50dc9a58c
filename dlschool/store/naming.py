"""What a record is called in words: «Обучающийся Сәрсенбаев Ө.», «Приказ № 12 от 06.11.2026»."""

import json
from collections.abc import Callable
from datetime import date

from dlschool.domain import names
from dlschool.domain.case import COUNCIL_NAMES, MATERIAL_NAMES, Council, Material
from dlschool.domain.readiness import CHANNEL_KINDS, TOPIC_NAMES
from dlschool.domain.text import Text
from dlschool.store.connection import Row, Store

KINDS = {
    "settings": Text("Баптау", "Настройка"),
    "school": Text("Мектеп деректері", "Сведения о школе"),
    "staff": Text("Қызметкер", "Сотрудник"),
    "members": Text("Кеңес мүшесі", "Член совета"),
    "pupils": Text("Білім алушы", "Обучающийся"),
    "guardians": Text("Заңды өкіл", "Законный представитель"),
    "cases": Text("Іс", "Дело"),
    "papers": Text("Құжат", "Документ"),
    "scans": Text("Скан-көшірме", "Скан"),
    "meetings": Text("Отырыс", "Заседание"),
    "items": Text("Күн тәртібінің мәселесі", "Вопрос повестки"),
    "decisions": Text("Шешім", "Решение"),
    "orders": Text("Бұйрық", "Приказ"),
    "issued": Text("Берілген материал", "Выданный материал"),
    "postponed": Text("Кейінге қалдырылған жұмыс", "Перенесённая работа"),
    "told": Text("Хабарлау белгісі", "Отметка об оповещении"),
    "prints": Text("Басып шығару белгісі", "Отметка о печати"),
    "users": Text("Пайдаланушы", "Пользователь"),
    "viewings": Text("Қарау белгісі", "Отметка о просмотре"),
    "consents": Text("Келісім", "Согласие"),
    "requests": Text("Дербес деректер туралы өтініш", "Обращение о персональных данных"),
    "breaches": Text(
        "Дербес деректер қауіпсіздігінің бұзылуы", "Нарушение безопасности персональных данных"
    ),
    "calendars": Text("Оқу күнтізбесі", "Учебный календарь"),
    "subjects": Text("Пән", "Предмет"),
    "hours": Text("Апталық сағат", "Недельные часы"),
    "teachings": Text("Пән мұғалімі", "Учитель предмета"),
    "rooms": Text("Кабинет", "Кабинет"),
    "teacher_hours": Text("Мұғалімнің тапсыру сағаттары", "Часы учителя для сдач"),
    "materials": Text("Материал", "Материал"),
    "plan_lines": Text("КТЖ жолы", "Строка КТП"),
    "loans": Text("Материал беру", "Выдача материала"),
    "assessments": Text("Жиынтық бағалау", "Суммативное оценивание"),
    "sittings": Text("Тапсыру", "Сдача"),
    "results": Text("Нәтиже", "Результат"),
    "formative": Text("Қалыптастырушы бағалау балы", "Балл формативного оценивания"),
    "grades": Text("Баға", "Оценка"),
    "traces": Text("Цифрлық із жазбасы", "Запись цифрового следа"),
    "years": Text("Оқу жылының ауысуы", "Смена учебного года"),
    "directives": Text("Білім бөлімінің нұсқауы", "Указание отдела образования"),
    "differences": Text("Мәліметтердегі қайшылық", "Расхождение в сведениях"),
    "handovers": Text("Істі басқа мектепке беру", "Передача дела другой школе"),
    "reports": Text("Есеп", "Отчёт"),
    "registers": Text("ҰБДҚ-ға арналған тізім", "Список для НОБД"),
    "readiness": Text("Дайындық талабы", "Требование готовности"),
    "proofs": Text("Дайындықты растайтын құжат", "Документ о готовности"),
    "means": Text("Қашықтан оқыту құралы", "Средство дистанционного обучения"),
    "equipment": Text("Жабдық", "Оборудование"),
    "certificates": Text("Сертификат", "Сертификат"),
}
"""One record of each thing."""


def row_of(store: Store, thing: str, row_id: int) -> Row | None:
    """The row as it is or, when it was removed, as it was before."""
    rows = store.stored(f"select * from main.{thing} where id = ?", (row_id,))
    if rows:
        return rows[0]
    text = store.value(
        """select coalesce(after, before) from main.changes where thing = ? and row = ?
           order by id desc limit 1""",
        (thing, row_id),
    )
    return _read(text)


def _read(text: object) -> Row | None:
    try:
        found = json.loads(str(text)) if text else None
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def named(store: Store, thing: str, row_id: int, row: Row | None = None) -> Text:
    """The record in words; with `row` as it was then. A record that cannot be read keeps its number."""
    kind = KINDS.get(thing, Text(thing, thing))
    found = row or row_of(store, thing, row_id)
    try:
        said = _SAID[thing](store, found) if found and thing in _SAID else None
    except (KeyError, ValueError, TypeError, AttributeError):
        said = None
    if said is None:
        return Text(f"{kind.kk} (id {row_id})", f"{kind.ru} (id {row_id})")
    return Text(f"{kind.kk} {said.kk}", f"{kind.ru} {said.ru}")


def _same(words: str) -> Text | None:
    return Text(words, words) if words.strip() else None


def _person(store: Store, row: Row) -> Text | None:
    return _same(names.short_name(row["last"], row["first"]))


def _pupil(store: Store, pupil_id: int | None) -> str:
    row = row_of(store, "pupils", pupil_id) if pupil_id else None
    return names.short_name(row["last"], row["first"]) if row else ""


def _of_pupil(store: Store, row: Row) -> Text | None:
    own = row.get("name") or row.get("date") or ""
    own = _day(own) if own and own[:4].isdigit() else own
    return _same(", ".join(part for part in (own, _pupil(store, row["pupil_id"])) if part))


def _case(store: Store, row: Row) -> Text | None:
    who = _pupil(store, row["pupil_id"]) or ", ".join(json.loads(row["classes"]))
    return _same(", ".join(part for part in (f"№ {row['number']}", who) if part))


def _in_case(store: Store, row: Row) -> Text | None:
    """«(дело № 2026/3, Қасымов Ө.)», the date or the material before it."""
    case = row_of(store, "cases", row["case_id"]) if row.get("case_id") else None
    said = _case(store, case) if case else None
    own = _own(row)
    if said is None:
        return own
    kk, ru = (f"{own.kk} ", f"{own.ru} ") if own else ("", "")
    return Text(f"{kk}(іс {said.kk})", f"{ru}(дело {said.ru})")


def _own(row: Row) -> Text | None:
    if row.get("material"):
        return MATERIAL_NAMES[Material(row["material"])]
    if "series" in row:
        return _numbered(row)
    return _same(_day(row["date"])) if row.get("date") else None


def _numbered(row: Row) -> Text:
    day = _day(row["date"])
    return Text(f"№ {row['number']}, {day}", f"№ {row['number']} от {day}")


def _scan(store: Store, row: Row) -> Text | None:
    paper = row_of(store, "papers", row["paper_id"])
    return _in_case(store, paper) if paper else None


def _meeting(store: Store, row: Row) -> Text | None:
    council, numbered = COUNCIL_NAMES[Council(row["council"])], _numbered(row)
    return Text(f"{numbered.kk} ({council.kk})", f"{numbered.ru} ({council.ru})")


def _name(store: Store, row: Row) -> Text | None:
    return _same(row["name"])


def _breach(store: Store, row: Row) -> Text | None:
    return _same(_day(row["discovered_at"][:10]))


def _of_staff(store: Store, row: Row) -> Text | None:
    person = row_of(store, "staff", row["staff_id"])
    return _same(person["name"]) if person else None


def _subject(store: Store, row: Row) -> Text | None:
    return Text(row["name_kk"], row["name_ru"])


def _of_subject(store: Store, row: Row) -> Text | None:
    subject = row_of(store, "subjects", row["subject_id"])
    where = row.get("class_name") or str(row.get("grade", ""))
    said = _subject(store, subject) if subject else Text("", "")
    return said and Text(f"{said.kk}, {where}", f"{said.ru}, {where}")


def _assessment(store: Store, row: Row) -> Text | None:
    said = _of_subject(store, row)
    kk, ru = ("БЖБ", "СОР") if row["kind"] == "SOR" else ("ТЖБ", "СОЧ")
    number = f" № {row['number']}" if row["kind"] == "SOR" else ""
    return said and Text(f"{kk}{number}, {said.kk}", f"{ru}{number}, {said.ru}")


def _sitting(store: Store, row: Row) -> Text | None:
    assessment = row_of(store, "assessments", row["assessment_id"])
    said = _assessment(store, assessment) if assessment else None
    who = _pupil(store, row["pupil_id"])
    return said and Text(f"{said.kk}, {who}", f"{said.ru}, {who}")


def _result(store: Store, row: Row) -> Text | None:
    sitting = row_of(store, "sittings", row["sitting_id"])
    return _sitting(store, sitting) if sitting else None


def _titled(store: Store, row: Row) -> Text | None:
    return _same(row.get("title") or row.get("topic") or "")


def _requirement(store: Store, row: Row) -> Text | None:
    known = {topic.value: name for topic, name in TOPIC_NAMES.items()}
    return known.get(row["requirement"]) or _same(row["requirement"].rpartition("/")[2])


def _means(store: Store, row: Row) -> Text | None:
    return _same(row["name"]) or CHANNEL_KINDS.get(row["kind"])


def _equipment(store: Store, row: Row) -> Text | None:
    return _same(f"{row['item']}, {row['place']}")


def _certificate(store: Store, row: Row) -> Text | None:
    person = row_of(store, "staff", row["staff_id"])
    return _same(person["name"]) if person else None


def _own_day(store: Store, row: Row) -> Text | None:
    return _same(_day(row["date"]))


def _report(store: Store, row: Row) -> Text | None:
    return _same(f"{_day(row['start'])}–{_day(row['until'])}, № {row['version']}")


def _by_number(store: Store, row: Row) -> Text | None:
    return _same(f"№ {row['number']}")


def _of_year(store: Store, row: Row) -> Text | None:
    return _same(row["year"])


def _day(text: str) -> str:
    return f"{date.fromisoformat(text):%d.%m.%Y}"


_SAID: dict[str, Callable[[Store, Row], Text | None]] = {
    "settings": _name,
    "staff": _name,
    "members": _name,
    "users": _name,
    "rooms": _name,
    "teacher_hours": _of_staff,
    "pupils": _person,
    "guardians": _of_pupil,
    "consents": _of_pupil,
    "requests": _of_pupil,
    "viewings": _of_pupil,
    "cases": _case,
    "scans": _scan,
    "meetings": _meeting,
    "breaches": _breach,
    "subjects": _subject,
    "readiness": _requirement,
    "proofs": _name,
    "means": _means,
    "equipment": _equipment,
    "certificates": _certificate,
    "assessments": _assessment,
    "sittings": _sitting,
    "results": _result,
    "materials": _titled,
    "plan_lines": _titled,
    "reports": _report,
    "registers": _own_day,
    **dict.fromkeys(["calendars", "years"], _of_year),
    **dict.fromkeys(["directives", "differences"], _by_number),
    "handovers": _name,
    **dict.fromkeys(["hours", "teachings"], _of_subject),
    **dict.fromkeys(["loans", "formative", "grades", "traces"], _of_pupil),
    **dict.fromkeys(
        ["papers", "items", "decisions", "orders", "issued", "postponed", "told", "prints"],
        _in_case,
    ),
}
