"""Things of the catalogue for tests, written into a real store; each fact overridable by keyword."""

from dlschool.domain.learning import CatalogueItem, MaterialKind, Subject
from dlschool.services import curriculum, materials
from dlschool.services.opening import Store


def algebra(db: Store, more: str = "") -> int:
    """A subject of its own; `more` tells one from another."""
    subject = Subject(name_kk=f"Алгебра{more}", name_ru=f"Алгебра (рус.){more}")
    return curriculum.save_subject(db, subject)


def book(db: Store, **facts: object) -> int:
    known: dict[str, object] = {
        "kind": MaterialKind.TEXTBOOK,
        "title": "Алгебра 8",
        "grade": 8,
        "language": "kk",
        "copies": 3,
    }
    return materials.save_item(db, CatalogueItem(**{**known, **facts}))  # type: ignore[arg-type]


def plan(db: Store, **facts: object) -> int:
    if "subject_id" not in facts:
        facts["subject_id"] = algebra(db)
    known: dict[str, object] = {
        "kind": MaterialKind.PLAN,
        "title": "Алгебра, 8-сынып, КТЖ",
        "grade": 8,
        "language": "kk",
        "year": "2026-2027",
    }
    return materials.save_item(db, CatalogueItem(**{**known, **facts}))  # type: ignore[arg-type]
