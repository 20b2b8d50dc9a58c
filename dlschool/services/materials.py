"""The school's catalogue: typical programmes, thematic plans (КТЖ/КТП), textbooks, schedules."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from dlschool.domain.learning import CatalogueItem, MaterialKind, PlanLine, Subject
from dlschool.domain.names import clean, folded, sort_key
from dlschool.domain.plan_list.draft import PlanRow
from dlschool.domain.pupil import LANGUAGE_NAMES, OLDEST_GRADE
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import curriculum, possible_days, unknown
from dlschool.store import changes, loans
from dlschool.store import learning as rows
from dlschool.store.connection import Store

KIND_NAMES = {
    MaterialKind.PROGRAMME: Text("Үлгілік оқу бағдарламасы", "Типовая учебная программа"),
    MaterialKind.PLAN: Text(
        "Күнтізбелік-тақырыптық жоспар (КТЖ)", "Календарно-тематический план (КТП)"
    ),
    MaterialKind.TEXTBOOK: Text("Оқулық", "Учебник"),
    MaterialKind.SCHEDULE: Text(
        "БЖБ, ТЖБ және аттестаттау кестесі", "График СОР, СОЧ и аттестации"
    ),
}
MOST_COPIES = 100_000


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list of the catalogue shows; empty fields do not narrow it."""

    text: str = ""
    kind: MaterialKind | None = None
    subject_id: int | None = None
    grade: int | None = None
    language: str = ""
    year: str = ""
    """Plans and schedules of this year only; things without a year stay."""
    with_gone: bool = False


@dataclass(frozen=True, slots=True)
class Shelf:
    """A thing of the catalogue, and how many copies of it are with pupils."""

    item: CatalogueItem
    subject: Subject | None
    out: int = 0

    @property
    def left(self) -> int:
        """Copies at school; of a textbook only."""
        return self.item.copies - self.out


def catalogue(db: Store, wanted: Filter | None = None) -> list[Shelf]:
    """By kind, then grade, then subject, then title."""
    asked = wanted or Filter()
    subjects = {s.id: s for s in curriculum.subjects(db, with_gone=True)}
    places = {subject_id: at for at, subject_id in enumerate(subjects)}
    out = loans.out(db)
    found = [
        Shelf(item, subjects.get(item.subject_id), out.get(item.id or 0, 0))
        for item in rows.where(db, CatalogueItem)
    ]
    kinds = list(MaterialKind)
    return sorted(
        (shelf for shelf in found if _fits(shelf, asked)),
        key=lambda shelf: (
            kinds.index(shelf.item.kind),
            -1 if shelf.item.grade is None else shelf.item.grade,
            places.get(shelf.item.subject_id, len(places)),
            sort_key(shelf.item.title),
            shelf.item.id or 0,
        ),
    )


def _fits(shelf: Shelf, asked: Filter) -> bool:
    item = shelf.item
    named = (
        (asked.kind, item.kind),
        (asked.subject_id, item.subject_id),
        (asked.grade, item.grade),
        (asked.language or None, item.language),
    )
    if any(wanted is not None and wanted != held for wanted, held in named):
        return False
    if asked.year and item.year and item.year != asked.year:
        return False
    if item.gone and not asked.with_gone:
        return False
    words = folded(
        " ".join(
            (
                item.title,
                item.author,
                item.publisher,
                item.isbn,
                item.inventory,
                shelf.subject.name_kk if shelf.subject else "",
                shelf.subject.name_ru if shelf.subject else "",
            )
        )
    )
    return all(word in words for word in folded(asked.text).split())


def item(db: Store, material_id: int) -> CatalogueItem:
    """Refused: there is no such thing (any more)."""
    found = rows.get(db, CatalogueItem, material_id)
    if found is None:
        raise unknown.record(db, CatalogueItem, material_id)
    return found


def shelf(db: Store, material_id: int) -> Shelf:
    found = item(db, material_id)
    subject = rows.get(db, Subject, found.subject_id) if found.subject_id else None
    return Shelf(found, subject, loans.out(db).get(material_id, 0))


def save_item(db: Store, value: CatalogueItem) -> int:
    """A new thing or the changed one. Refused: what lacks; fewer copies than are with pupils."""
    value = _tidied(value)
    _check(db, value)
    message = N_("Catalogue changed: {title}") if value.id else N_("Catalogue: {title} added")
    with changes.action(db, message, title=value.title):
        return rows.save(db, value)


def _tidied(value: CatalogueItem) -> CatalogueItem:
    names = ("title", "author", "publisher", "published", "isbn", "inventory", "note")
    said: dict[str, Any] = {name: clean(getattr(value, name)) for name in names}
    dated = value.kind in (MaterialKind.PLAN, MaterialKind.SCHEDULE)
    copies = value.copies if value.kind is MaterialKind.TEXTBOOK else 0
    return replace(value, year=value.year if dated else "", copies=copies, **said)


def _check(db: Store, value: CatalogueItem) -> None:
    if not value.title:
        raise Refused(N_("Write the title."))
    if value.grade is not None and not 0 <= value.grade <= OLDEST_GRADE:
        raise Refused(N_("There is no grade {grade}."), grade=value.grade)
    if value.language and value.language not in LANGUAGE_NAMES:
        raise Refused(
            N_("There is no language “{language}”. Known: {known}."),
            language=value.language,
            known=sorted(LANGUAGE_NAMES),
        )
    if value.subject_id is not None:
        curriculum.subject(db, value.subject_id)
    if value.id and loans.is_lent(db, value.id) and item(db, value.id).kind is not value.kind:
        raise Refused(N_("“{title}” was given to pupils: its kind stays."), title=value.title)
    if value.year:
        possible_days.refuse_no_year(value.year)
    if value.kind is MaterialKind.PLAN and not (value.subject_id and value.grade and value.year):
        raise Refused(N_("A plan needs its subject, grade and school year."))
    _check_copies(db, value)


def _check_copies(db: Store, value: CatalogueItem) -> None:
    if not 0 <= value.copies <= MOST_COPIES:
        raise Refused(N_("“{count}” is no number of copies."), count=value.copies)
    out = loans.out(db).get(value.id, 0) if value.id else 0
    if value.kind is MaterialKind.TEXTBOOK and value.copies < out:
        raise Refused(
            N_("{out} copies of “{title}” are with pupils: there cannot be fewer."),
            out=out,
            title=value.title,
        )


def more_copies(db: Store, material_id: int, count: int) -> int:
    """More copies of a textbook arrived; returns how many there are now. Refused: no number."""
    found = item(db, material_id)
    if found.kind is not MaterialKind.TEXTBOOK:
        raise Refused(N_("Only textbooks are counted by copies."))
    if not 0 < count <= MOST_COPIES or found.copies + count > MOST_COPIES:
        raise Refused(N_("“{count}” is no number of copies."), count=count)
    with changes.action(
        db, N_("Copies arrived: {title}, {count}"), title=found.title, count=str(count)
    ):
        rows.save(db, replace(found, copies=found.copies + count))
    return found.copies + count


def take_off(db: Store, material_id: int) -> None:
    """Off the catalogue; what was ever given stays readable. Refused: copies are with pupils."""
    found = shelf(db, material_id)
    if found.out and found.item.kind is MaterialKind.TEXTBOOK:
        raise Refused(
            N_("{out} copies of “{title}” are with pupils: take them back first."),
            out=found.out,
            title=found.item.title,
        )
    with changes.action(db, N_("Off the catalogue: {title}"), title=found.item.title):
        if loans.is_lent(db, material_id):
            rows.save(db, replace(found.item, gone=True))
            return
        for line in plan(db, material_id):
            rows.remove(db, PlanLine, line.id or 0)
        rows.remove(db, CatalogueItem, material_id)


def put_back(db: Store, material_id: int) -> None:
    """Into the catalogue again."""
    found = item(db, material_id)
    with changes.action(db, N_("Catalogue: {title} again"), title=found.title):
        rows.save(db, replace(found, gone=False))


def plan(db: Store, material_id: int) -> list[PlanLine]:
    """The lines of a thematic plan in order."""
    return rows.where(db, PlanLine, "material_id = ?", (material_id,), order="position, id")


def save_plan(db: Store, material_id: int, lines: Sequence[PlanRow]) -> int:
    """The plan's lines become these; returns how many. Refused: it is no plan."""
    found = item(db, material_id)
    if found.kind is not MaterialKind.PLAN:
        raise Refused(N_("“{title}” is no thematic plan."), title=found.title)
    old = plan(db, material_id)
    with changes.action(
        db, N_("Plan: {title}, lines: {count}"), title=found.title, count=str(len(lines))
    ):
        for at, line in enumerate(lines):
            same = old[at].id if at < len(old) else None
            rows.save(
                db,
                PlanLine(
                    id=same,
                    material_id=material_id,
                    position=at + 1,
                    section=line.section,
                    topic=line.topic,
                    aims=line.aims,
                    hours=line.hours,
                    date=line.day,
                    note=line.note,
                ),
            )
        for left in old[len(lines) :]:
            rows.remove(db, PlanLine, left.id or 0)
    return len(lines)


def copy_plan(db: Store, material_id: int, year: str) -> int:
    """A plan for another school year: the same lines without their dates; returns its id."""
    old = item(db, material_id)
    lines = [
        PlanRow(
            row=line.position,
            section=line.section,
            topic=line.topic,
            aims=line.aims,
            hours=line.hours,
            note=line.note,
        )
        for line in plan(db, material_id)
    ]
    with changes.action(db, N_("Plan of {year}: {title}"), year=year, title=old.title):
        made = save_item(db, replace(old, id=None, year=year, gone=False))
        save_plan(db, made, lines)
    return made


def hours(lines: Sequence[PlanLine]) -> Decimal:
    """Hours of a plan together."""
    return sum((Decimal(line.hours) for line in lines), Decimal(0))
