"""The sample school's year: subjects, hours and teachers, all invented."""

from itertools import cycle

from dlschool.domain.learning import Teaching
from dlschool.domain.school import Staff
from dlschool.services import calendar, curriculum, school, typical
from dlschool.store.connection import Store

TEACHERS: tuple[tuple[str, str, str, frozenset[str]], ...] = (
    (
        "Ыбыраева Әсел Мұратқызы",
        "бастауыш сынып мұғалімі",
        "учитель начальных классов",
        frozenset(),
    ),
    (
        "Қожахметова Ләззат Асқарқызы",
        "қазақ тілі мен әдебиеті мұғалімі",
        "учитель казахского языка и литературы",
        frozenset(["kazakh", "kazakh-literature", "kazakh-and-literature"]),
    ),
    (
        "Ковальчук Ирина Петровна",
        "орыс тілі мен әдебиеті мұғалімі",
        "учитель русского языка и литературы",
        frozenset(["russian", "russian-literature", "russian-and-literature"]),
    ),
    (
        "Төлегенов Ерғали Сағынтайұлы",
        "математика мұғалімі",
        "учитель математики",
        frozenset(["mathematics", "algebra", "algebra-and-analysis", "geometry", "informatics"]),
    ),
    (
        "Шаңғытбаева Үміт Болатқызы",
        "жаратылыстану пәндерінің мұғалімі",
        "учитель естественных предметов",
        frozenset(["science", "physics", "chemistry", "biology", "geography"]),
    ),
    (
        "Юсупов Рүстем Хамитұлы",
        "тарих мұғалімі",
        "учитель истории",
        frozenset(["history", "world-history", "law", "business", "global-competences"]),
    ),
    (
        "Ни Светлана Викторовна",
        "ағылшын тілі мұғалімі",
        "учитель английского языка",
        frozenset(["foreign"]),
    ),
    (
        "Бөлеков Дәурен Ғалымұлы",
        "дене шынықтыру мұғалімі",
        "учитель физической культуры",
        frozenset(["physical-culture", "military", "music", "art-work", "graphics"]),
    ),
)
"""Name, post, keys of the subjects that the person teaches; of none: grades 1-4."""

HOURS = {
    "kazakh": "3", "kazakh-literature": "2", "kazakh-and-literature": "4",
    "russian": "3", "russian-literature": "2", "russian-and-literature": "3",
    "foreign": "3", "algebra": "3", "algebra-and-analysis": "4", "geometry": "2",
    "informatics": "1", "physics": "2", "chemistry": "2", "biology": "2", "geography": "2",
    "history": "2", "world-history": "1", "law": "1", "business": "1", "graphics": "1",
    "military": "1", "art-work": "1", "physical-culture": "3", "global-competences": "0.5",
}  # fmt: skip
"""What the sample school entered for grades 7-11."""
PRIMARY = 4


def make(db: Store) -> None:
    """Subjects, hours and teachers of this school year."""
    year = calendar.year_of(db.today())
    teachers = {
        school.save_staff(db, Staff(name=name, post_kk=kk, post_ru=ru)): keys
        for name, kk, ru, keys in TEACHERS
    }
    typical.fill(db, year)
    for grade, language in sorted({(each.grade, each.language) for each in curriculum.classes(db)}):
        _enter_hours(db, year, grade, language)
    days = cycle(((0, 2, 4), (1, 3), (0, 3), (1, 2, 4)))
    of_teacher = {staff_id: next(days) for staff_id in teachers}
    for each in curriculum.classes(db):
        for taught in curriculum.subjects_of(db, year, each.name):
            staff_id = _teacher(teachers, taught.subject.key, each.grade)
            curriculum.save_teaching(
                db,
                Teaching(
                    year=year, class_name=each.name, subject_id=taught.subject.id or 0,
                    staff_id=staff_id, days=of_teacher.get(staff_id or 0, ()),
                ),
            )  # fmt: skip


def _enter_hours(db: Store, year: str, grade: int, language: str) -> None:
    keys = {subject.id: subject.key for subject in curriculum.subjects(db)}
    for line in curriculum.hours(db, year, grade, language):
        weekly = HOURS.get(keys[line.subject_id], "")
        if not line.weekly and weekly:
            curriculum.save_hours(db, year, grade, language, line.subject_id, weekly)


def _teacher(teachers: dict[int, frozenset[str]], key: str, grade: int) -> int | None:
    """Whose subject it is; in primary grades all that is nobody's own."""
    own = next((staff_id for staff_id, keys in teachers.items() if key in keys), None)
    primary = next(staff_id for staff_id, keys in teachers.items() if not keys)
    if grade <= PRIMARY and key not in ("foreign", "physical-culture"):
        return primary
    return own
