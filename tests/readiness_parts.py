"""Parts of readiness for tests: teachers, certificates, means; each fact overridable."""

from datetime import date
from typing import Any

from builders import staff

from dlschool.domain.readiness import Certificate, Means, Topic
from dlschool.services import certificates, readiness_records, school
from dlschool.services.opening import Store

NAMES = ("Әлімова Ж.", "Бектенов А.", "Ковалёва М.")


def teachers(db: Store, count: int = 3) -> list[int]:
    """Ids of people who work at the school; nobody is named for a class."""
    return [
        school.save_staff(db, staff(id=None, name=name, post_kk="мұғалім", post_ru="учитель"))
        for name in NAMES[:count]
    ]


def certified(db: Store, staff_id: int, **facts: Any) -> int:
    known: dict[str, Any] = {
        "title": "АКТ курсы", "hours": 72, "number": "15", "date": date(2026, 3, 2),
    }  # fmt: skip
    return certificates.save(db, Certificate(staff_id=staff_id, **{**known, **facts}))


def channel(db: Store, **facts: Any) -> int:
    known: dict[str, Any] = {"topic": Topic.CHANNELS, "kind": "fibre", "provider": "Телеком"}
    return readiness_records.save_means(db, Means(**{**known, **facts}))
