"""Materials of the sample school: programmes, plans with lines, textbooks, some of them with pupils."""

from datetime import date, timedelta
from itertools import islice

from dlschool.domain.learning import CatalogueItem, MaterialKind, Subject
from dlschool.domain.plan_list.draft import PlanRow
from dlschool.services import calendar, curriculum, lent, loans, materials
from dlschool.services.standing import every_standing
from dlschool.store.connection import Store

BOOKS = (
    ("mathematics", "Математика", 5),
    ("algebra", "Алгебра", 7),
    ("history", "Қазақстан тарихы", 8),
    ("physics", "Физика", 8),
)
"""Subject, title, grade; the books are invented."""
PLAN = (
    ("Қайталау", "6-сыныптағы математика курсын қайталау", "6.1.2.1", "2"),
    ("7.1А Натурал көрсеткішті дәреже", "Натурал көрсеткішті дәреже және оның қасиеттері", "7.1.2.1", "3"),
    ("", "Бүтін көрсеткішті дәреже және оның қасиеттері", "7.1.2.2\n7.1.2.3", "3"),
    ("", "Құрамында дәрежесі бар өрнектерді түрлендіру", "7.1.2.5", "3"),
    ("", "Санның стандарт түрі. БЖБ № 1", "7.1.1.1\n7.1.2.8", "3"),
    ("7.1В Көпмүшелер", "Бірмүшелер және оларға амалдар қолдану", "7.2.1.1", "3"),
    ("", "Көпмүшелер. Көпмүшенің дәрежесі мен стандарт түрі", "7.2.1.3", "3"),
    ("", "Көпмүшелерге амалдар қолдану. БЖБ № 2, ТЖБ № 1", "7.2.1.5", "4"),
)  # fmt: skip
"""Section, topic, aims, hours of the first term of algebra in grade 7: 24 hours, as the calendar asks."""


def make(db: Store) -> None:
    """The catalogue; textbooks given to two classes, materials to the pupil who learns afar."""
    year = calendar.year_of(db.today())
    subjects = {subject.key: subject for subject in curriculum.subjects(db)}
    if not {key for key, *_ in BOOKS} <= set(subjects):
        return
    books = [_book(db, subjects[key], title, grade) for key, title, grade in BOOKS]
    plan = _plan(db, subjects["algebra"], year)
    _item(
        db,
        kind=MaterialKind.SCHEDULE,
        title="БЖБ мен ТЖБ кестесі, 1–2-тоқсан",
        grade=7,
        language="kk",
        year=year,
    )
    programme = _item(
        db,
        kind=MaterialKind.PROGRAMME,
        title="Алгебра, 7–9-сыныптар: үлгілік оқу бағдарламасы",
        subject_id=subjects["algebra"].id,
        language="kk",
    )
    _give(db, books, [programme, plan])


def _item(db: Store, **facts: object) -> int:
    return materials.save_item(db, CatalogueItem(**facts))  # type: ignore[arg-type]


def _book(db: Store, subject: Subject, title: str, grade: int) -> int:
    return _item(
        db,
        kind=MaterialKind.TEXTBOOK,
        title=f"{title}, {grade}-сынып",
        subject_id=subject.id,
        grade=grade,
        language="kk",
        author="Үлгі авторлар ұжымы",
        publisher="Үлгі баспасы",
        published="2025",
        inventory=f"2025-{100 + grade}",
        copies=12,
    )


def _plan(db: Store, subject: Subject, year: str) -> int:
    made = _item(
        db,
        kind=MaterialKind.PLAN,
        title="Алгебра, 7-сынып, 1-тоқсан",
        subject_id=subject.id,
        grade=7,
        language="kk",
        year=year,
    )
    days = islice(calendar.lesson_days(db, year, "7", (0, 2, 4)), 0, None, 3)
    section, rows = "", []
    for (named, topic, aims, hours), day in zip(PLAN, days, strict=False):
        section = named or section
        rows.append(PlanRow(row=0, section=section, topic=topic, aims=aims, hours=hours, day=day))
    materials.save_plan(db, made, rows)
    return made


def _give(db: Store, books: list[int], papers: list[int]) -> None:
    today = db.today()
    start: date = max(
        today - timedelta(days=70), calendar.calendar(db, calendar.year_of(today)).start
    )
    for each in curriculum.classes(db):
        wanted = [book for book in books if materials.item(db, book).grade == each.grade]
        if wanted and start <= today:
            given = loans.issue(db, lent.pupils_of_class(db, each.name), wanted, start).loans
            loans.give_back(db, given[:1], start + timedelta(days=3), "басқа сыныпқа ауысты")
    afar = next((found for found in every_standing(db) if found.in_force(today)), None)
    if afar is not None and afar.records.case.pupil_id is not None:
        loans.issue(db, [afar.records.case.pupil_id], papers, today - timedelta(days=2))
