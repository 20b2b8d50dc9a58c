"""The sample school's trace: short entries on the cases that run, all invented."""

from datetime import date, timedelta

from dlschool.domain.learning import CatalogueItem, MaterialKind, Trace
from dlschool.domain.plan_list.draft import PlanRow
from dlschool.domain.trace import TraceKind
from dlschool.services import calendar, cases, curriculum, materials, timeline, traces, workload
from dlschool.store.connection import Store

SYSTEM = "BilimClass"
TEACHER = "Төлегенов Ерғали Сағынтайұлы"
LANGUAGE = "Қожахметова Ләззат Асқарқызы"
SPORT = "Бөлеков Дәурен Ғалымұлы"

ENTRIES: tuple[tuple[int, TraceKind, str, str, str, str, str], ...] = (
    (17, TraceKind.SYSTEM, "", SYSTEM, LANGUAGE, "Логин берілді / Логин выдан", ""),
    (17, TraceKind.TIMETABLE, "", SYSTEM, LANGUAGE, "", ""),
    (17, TraceKind.JOURNAL, "", "Күнделік", LANGUAGE, "", ""),
    (15, TraceKind.ATTENDANCE, TEACHER, SYSTEM, TEACHER, "Онлайн-сабақ / Онлайн-урок", "1"),
    (14, TraceKind.PARTICIPATION, LANGUAGE, SYSTEM, LANGUAGE, "Эссе жүктелді / Эссе загружено", ""),
    (12, TraceKind.TEACHER, TEACHER, "", TEACHER, "Бөлшектер / Дроби", "0.5"),
    (11, TraceKind.PSYCHOLOGIST, "Жұмағұлова Қ.", "", "", "Күн тәртібі / Режим дня", "0.5"),
    (9, TraceKind.LIBRARY, "", "", "", "Үш кітап алды / Взято три книги", ""),
    (8, TraceKind.EVENT, SPORT, "Мектеп / Школа", SPORT, "Спорт күні / День спорта", "2"),
    (6, TraceKind.CLUB, "", "Музыка мектебі / Музыкальная школа", LANGUAGE, "Домбыра / Домбра", "2"),
    (4, TraceKind.ATTENDANCE, TEACHER, SYSTEM, TEACHER, "Онлайн-сабақ / Онлайн-урок", "1"),
    (3, TraceKind.PARTICIPATION, "", SYSTEM, "", "Тест өтілді / Тест пройден", ""),
    (2, TraceKind.HALL, SPORT, "", SPORT, "Спорт залы / Спортивный зал", "1"),
)  # fmt: skip
"""Days ago, kind, who, system, who verified it, text, hours."""


def make(db: Store) -> None:
    """Entries on the first case that has access, of a pupil who learns from a distance."""
    found = (
        records.case
        for records in cases.every_record(db, details=False)
        if records.case.access_on is not None and records.case.pupil_id is not None
    )
    case = next(found, None)
    if case is None:
        return
    for ago, kind, who, system, verified, text, hours in ENTRIES:
        traces.add(
            db,
            Trace(
                pupil_id=case.pupil_id or 0, case_id=case.id, kind=kind.value,
                date=_day(db.today(), ago), who=who, system=system, verified_by=verified,
                text=text, hours=hours,
            ),
        )  # fmt: skip
    _plans(db, case.id or 0)


PLANS = {"mathematics": 0, "kazakh": -2}
"""Subject's key, and by how many hours its plan differs from the programme."""


def _plans(db: Store, case_id: int) -> None:
    """Two thematic plans of the pupil's class: one agrees with the programme, one lacks two hours."""
    file = cases.case_file(db, case_id)
    class_name, year = timeline.plain_class(file.pupil), workload.year_of_case(file)
    if file.pupil is None or not calendar.has_calendar(db, year):
        return
    weeks = calendar.calendar(db, year).weeks(file.pupil.grade)
    for taught in curriculum.subjects_of(db, year, class_name):
        more = PLANS.get(taught.subject.key)
        if more is None or taught.weekly is None:
            continue
        item = CatalogueItem(
            kind=MaterialKind.PLAN,
            subject_id=taught.subject.id,
            grade=file.pupil.grade,
            language=curriculum.language_of(db, class_name),
            title=f"{taught.subject.name_kk}, {file.pupil.grade}-сынып: КТЖ",
            year=year,
        )
        hours = taught.weekly * weeks + more
        lines = [PlanRow(row=1, topic="Оқу жылының тақырыптары / Темы года", hours=f"{hours:f}")]
        materials.save_plan(db, materials.save_item(db, item), lines)


def _day(today: date, ago: int) -> date:
    return today - timedelta(days=ago)
