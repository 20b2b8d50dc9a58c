"""Whole cases, many cases and the register: one file, one line of the history."""

import io
from datetime import date

import pypdf
import pytest
from builders import approved_case, classes_case, stored_case

from dlschool.domain.case import OrderKind
from dlschool.errors import Refused
from dlschool.services import cases, history, orders, printing
from dlschool.services.opening import Store
from dlschool.store import prints

DAY = date(2026, 11, 6)


class Cancelled(Exception):
    """What a window raises when the person cancels."""


def text(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def pages(content: bytes) -> int:
    return len(pypdf.PdfReader(io.BytesIO(content)).pages)


def ordered(db: Store) -> tuple[int, int]:
    """A family's case with its order: ids of both."""
    case_id = approved_case(db)
    return case_id, orders.issue_order(db, orders.draft_order(db, case_id, OrderKind.TRANSFER, DAY))


def test_a_whole_case_is_one_file_of_what_is_ready(db: Store) -> None:
    case_id, order_id = ordered(db)
    whole = printing.print_case(db, case_id, "both")
    parts = [line for line in printing.forms_for(db, case_id) if line.ready]
    single = [
        printing.prepare(
            db,
            line.code,
            case_id=case_id,
            meeting_id=line.meeting_id,
            order_id=line.order_id,
            language="both",
        ).content
        for line in parts
    ]
    assert pages(whole) == sum(map(pages, single))
    assert len(prints.of_case(db, case_id)) == len(parts) == 11
    assert orders.order(db, order_id).frozen == "printed"


def test_many_cases_are_one_file_and_one_line_of_the_history(db: Store) -> None:
    found = [stored_case(db, "application", number=f"2026/{n}") for n in range(1, 4)]
    seen: list[tuple[int, int]] = []
    content = printing.print_cases(
        db, found, ["application-family"], "ru", lambda done, of: seen.append((done, of))
    )
    assert text(content).count("Сәрсенбаев Өркен") >= 3
    assert seen == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert len([action for action in history.actions(db) if action.kind == "record"]) == 1
    assert all(len(prints.of_case(db, case_id)) == 1 for case_id in found)


def test_a_cancelled_printing_notes_nothing(db: Store) -> None:
    found = [stored_case(db, number=f"2026/{n}") for n in range(1, 4)]
    before = len(history.actions(db))

    def progress(done: int, _of: int) -> None:
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        printing.print_cases(db, found, progress=progress)
    assert len(history.actions(db)) == before


def test_of_many_cases_those_without_the_document_are_passed_over(db: Store) -> None:
    case_id, _order = ordered(db)
    other = stored_case(db, number="2026/77")
    content = printing.print_cases(db, [other, case_id], ["order-transfer"])
    assert pages(content) == pages(printing.prepare(db, "order-transfer", case_id=case_id).content)
    with pytest.raises(Refused):
        printing.print_cases(db, [other], ["order-transfer"])
    with pytest.raises(Refused):
        printing.print_cases(db, [])


def test_the_register_holds_every_case_with_its_state(db: Store) -> None:
    stored_case(db, number="2026/1")
    cases.open_case(db, classes_case(id=None, number="2026/2"))
    content = text(printing.print_form(db, "case-register", language="ru"))
    for words in ("2026/1", "2026/2", "Сәрсенбаев Өркен", "1А, 5Ә, 7Б", "идёт"):
        assert words in content
    assert "2026/1" not in text(printing.prepare_register(db, "ru", [2]).content)
