"""Restricted fields: sealed in the store and in its journal, open to the roles that need them."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from builders import at_noon, opened

from dlschool.domain.access import CLOSED, Role
from dlschool.domain.case import Ground, PaperKind
from dlschool.domain.pupil import Pupil
from dlschool.domain.record import Case, Paper
from dlschool.paths import DataFolder
from dlschool.store import cases, changes, pupils
from dlschool.store.connection import Store

As = Callable[[Role], Store]
SECRET = "үйде ыстық тамақ пен тыныштық керек"


@pytest.fixture
def as_role(tmp_path: Path) -> Iterator[As]:
    """The same store, opened by a person of a role."""
    made: list[Store] = []

    def opening(role: Role) -> Store:
        made.append(opened(DataFolder(tmp_path / "school"), at_noon, "Оразова Д.", role))
        return made[-1]

    yield opening
    for store in made:
        store.close()


def filled(db: Store, kind: str = PaperKind.MEDICAL) -> tuple[int, int]:
    """A pupil with special needs and a paper with details; their ids."""
    with changes.action(db, "Entered"):
        pupil = pupils.save(
            db, Pupil(last="Қасымов", first="Ө", iin_reason="жоқ", special_needs=SECRET)
        )
        case_id = cases.save(
            db,
            Case(
                number="2026/1",
                edition="order-137-97-2022",
                ground=Ground.HEALTH,
                pupil_id=pupil,
                opened_on=date(2026, 11, 2),
            ),
        )
        paper = cases.save(
            db,
            Paper(
                case_id=case_id,
                kind=kind,
                date=date(2026, 11, 2),
                details={"recommendation": SECRET},
            ),
        )
    return pupil, paper


def everything(db: Store) -> str:
    """All text of the opened base, as a colleague with a hex editor and the store's key sees it."""
    tables = db.values(
        "select name from sqlite_master where type = 'table' and sql not like '%fts%'"
    )
    return json.dumps(
        [db.stored(f"select * from main.{table}") for table in tables],
        ensure_ascii=False,
        default=str,
    )


@pytest.mark.parametrize("kind", [PaperKind.MEDICAL, PaperKind.PSYCHOLOGIST, PaperKind.HOUSING_ACT])
def test_neither_the_tables_nor_the_journal_hold_a_sealed_word(as_role: As, kind: str) -> None:
    db = as_role(Role.OWNER)
    filled(db, kind)
    assert SECRET not in everything(db)


def test_what_is_not_restricted_is_not_sealed(as_role: As) -> None:
    db = as_role(Role.OWNER)
    _, paper = filled(db, PaperKind.CHILD_OPINION)
    found = cases.get(as_role(Role.VIEWER), Paper, paper)
    assert found is not None
    assert found.details == {"recommendation": SECRET}


@pytest.mark.parametrize(
    ("role", "kind", "reads"),
    [
        (Role.DEPUTY, PaperKind.MEDICAL, True),
        (Role.PSYCHOLOGIST, PaperKind.PSYCHOLOGIST, True),
        (Role.PSYCHOLOGIST, PaperKind.MEDICAL, False),
        (Role.SECRETARY, PaperKind.MEDICAL, False),
        (Role.VIEWER, PaperKind.PSYCHOLOGIST, False),
    ],
)
def test_a_role_reads_what_it_needs(as_role: As, role: Role, kind: str, reads: bool) -> None:
    _, paper = filled(as_role(Role.OWNER), kind)
    found = cases.get(as_role(role), Paper, paper)
    assert found is not None
    assert found.details == ({"recommendation": SECRET} if reads else {"closed": CLOSED})


def test_saving_without_the_key_leaves_the_sealed_value_and_changes_the_rest(as_role: As) -> None:
    pupil, paper = filled(as_role(Role.OWNER))
    secretary = as_role(Role.SECRETARY)
    seen = pupils.get(secretary, pupil)
    assert seen is not None
    assert seen.special_needs == CLOSED
    with changes.action(secretary, "Changed"):
        changes.update(secretary, "pupils", pupil, {"address": "Абай, 1", "special_needs": CLOSED})
        changes.update(secretary, "papers", paper, {"number": "7", "details": "{}"})
    owner = as_role(Role.OWNER)
    now, sheet = pupils.get(owner, pupil), cases.get(owner, Paper, paper)
    assert now is not None
    assert sheet is not None
    assert (now.address, now.special_needs) == ("Абай, 1", SECRET)
    assert (sheet.number, sheet.details) == ("7", {"recommendation": SECRET})


def test_who_may_not_read_may_add_and_reads_it_no_more(as_role: As) -> None:
    secretary = as_role(Role.SECRETARY)
    pupil, _ = filled(secretary)
    found = pupils.get(secretary, pupil)
    assert found is not None
    assert found.special_needs == CLOSED
    read = pupils.get(as_role(Role.DEPUTY), pupil)
    assert read is not None
    assert read.special_needs == SECRET


def test_saving_the_same_value_again_writes_nothing(as_role: As) -> None:
    owner = as_role(Role.OWNER)
    pupil, _ = filled(owner)
    lines = owner.value("select count(*) from changes")
    with changes.action(owner, "Changed"):
        assert not changes.update(owner, "pupils", pupil, {"special_needs": SECRET})
    assert owner.value("select count(*) from changes") == lines
