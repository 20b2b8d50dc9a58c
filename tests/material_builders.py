"""Things of the catalogue for tests, written into a real store; each fact overridable by keyword."""

from dlschool.domain.learning import CatalogueItem, MaterialKind, Subject
from dlschool.services import curriculum, materials
from dlschool.services.opening import Store


def algebra(db: Store) -> int:
    return curriculum.save_subject(db, Subject(name_kk="Алгебра", name_ru="Алгебра (рус.)"))


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
    known: dict[str, object] = {
        "kind": MaterialKind.PLAN,
        "title": "Алгебра, 8-сынып, КТЖ",
        "subject_id": algebra(db),
        "grade": 8,
        "language": "kk",
        "year": "2026-2027",
    }
    return materials.save_item(db, CatalogueItem(**{**known, **facts}))  # type: ignore[arg-type]
