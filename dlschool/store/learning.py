"""Rows of the learning period (year, subjects, materials, sittings, results, grades), of readiness."""

from typing import Any

from dlschool.domain.learning import (
    Assessment,
    CatalogueItem,
    Formative,
    Grade,
    Hours,
    Loan,
    PlanLine,
    Result,
    Room,
    Sitting,
    Subject,
    TeacherHours,
    Teaching,
    Trace,
)
from dlschool.domain.readiness import Certificate, Equipment, Judgement, Means, Proof
from dlschool.store import changes
from dlschool.store.connection import Store
from dlschool.store.rows import Thing, from_row, to_row

TABLES: dict[type, str] = {
    Subject: "subjects",
    Hours: "hours",
    Teaching: "teachings",
    Room: "rooms",
    TeacherHours: "teacher_hours",
    CatalogueItem: "materials",
    PlanLine: "plan_lines",
    Loan: "loans",
    Assessment: "assessments",
    Sitting: "sittings",
    Result: "results",
    Formative: "formative",
    Grade: "grades",
    Trace: "traces",
    Judgement: "readiness",
    Proof: "proofs",
    Means: "means",
    Equipment: "equipment",
    Certificate: "certificates",
}


def save(store: Store, value: Any) -> int:
    """Writes a record: a new one without an id, else the changed one; returns its id."""
    return changes.save(store, TABLES[type(value)], value.id, to_row(value))


def remove(store: Store, kind: type, row_id: int) -> None:
    changes.delete(store, TABLES[kind], row_id)


def get(store: Store, kind: type[Thing], row_id: int) -> Thing | None:
    row = store.row(f"select * from {TABLES[kind]} where id = ?", (row_id,))
    return from_row(kind, row) if row else None


def where(
    store: Store,
    kind: type[Thing],
    condition: str = "true",
    values: tuple[object, ...] = (),
    order: str = "id",
) -> list[Thing]:
    """Records that meet a condition on their own columns; in order of entry, or as `order` says."""
    sql = f"select * from {TABLES[kind]} where {condition} order by {order}"
    return [from_row(kind, row) for row in store.rows(sql, values)]


def calendar(store: Store, year: str) -> str | None:
    """The school's own calendar of a year, as JSON; None: the school has none."""
    row = store.row("select content from calendars where year = ?", (year,))
    return str(row["content"]) if row else None


def calendar_years(store: Store) -> list[str]:
    """Years of which the school keeps its own calendar."""
    return [str(year) for year in store.values("select year from calendars order by year")]


def save_calendar(store: Store, year: str, content: str) -> None:
    row_id = store.value("select id from calendars where year = ?", (year,))
    changes.save(store, "calendars", row_id, {"year": year, "content": content})


def remove_calendar(store: Store, year: str) -> None:
    row_id = store.value("select id from calendars where year = ?", (year,))
    if row_id is not None:
        changes.delete(store, "calendars", row_id)


def class_languages(store: Store) -> list[tuple[int, str, str, int]]:
    """Pupils by class and language of teaching: (grade, letter, language, how many)."""
    rows = store.rows(
        """select grade, letter, language, count(*) as n from pupils
           where left_on is null and grade is not null group by grade, letter, language"""
    )
    return [(row["grade"], row["letter"], row["language"], row["n"]) for row in rows]


def teaching_staff(store: Store, year: str) -> set[int]:
    """Who of the staff teaches a class in the year."""
    sql = "select distinct staff_id from teachings where year = ? and staff_id is not null"
    return set(store.values(sql, (year,)))


def set_subject_gone(store: Store, subject_id: int) -> None:
    changes.update(store, "subjects", subject_id, {"gone": 1})


def refers_to_subject(store: Store, subject_id: int) -> bool:
    """Whether some record of any year names the subject."""
    tables = [
        "hours", "teachings", "materials", "assessments", "formative", "grades",
    ]  # fmt: skip
    asked = " union all ".join(
        f"select 1 from main.{table} where subject_id = :subject" for table in tables
    )
    return bool(store.value(f"select exists ({asked})", {"subject": subject_id}))
