"""Printing: one document, a whole case, many; noted for good; an order that came out is frozen."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pytest
from builders import (
    FAMILY_DETAILS,
    approved_case,
    classes_case,
    decided,
    paper,
    ready_case,
    stored_case,
)

from dlschool.domain.case import Council, Ground, OrderKind, PaperKind
from dlschool.domain.school import School, Staff
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.services import cases, history, orders, printing, school
from dlschool.services.opening import Store
from dlschool.store import prints

DAY = date(2026, 11, 6)


def text(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def pages(content: bytes) -> int:
    return len(pypdf.PdfReader(io.BytesIO(content)).pages)


def ordered(db: Store) -> tuple[int, int]:
    """A family's case with its order: ids of both."""
    case_id = approved_case(db)
    return case_id, orders.issue_order(db, orders.draft_order(db, case_id, OrderKind.TRANSFER, DAY))


def codes(db: Store, case_id: int, *, ready: bool) -> list[str]:
    return [line.code for line in printing.forms_for(db, case_id) if line.ready is ready]


def test_the_documents_of_a_family_case_come_in_working_order(db: Store) -> None:
    case_id = stored_case(db, "application")
    assert codes(db, case_id, ready=True) == ["application-family", "case-papers"]
    assert codes(db, case_id, ready=False) == [
        "progress-statement",
        "conditions-statement",
        "child-opinion",
        "psychologist-conclusion",
        "housing-act",
        "extract",
        "order-transfer",
        "council-results",
        "digital-trace",
        "notice",
    ]
    blank_only = [line.code for line in printing.forms_for(db, case_id) if line.blank_only]
    assert blank_only == ["extract", "order-transfer"]


def test_each_extract_and_each_order_is_a_document_of_its_own(db: Store) -> None:
    case_id, order_id = ordered(db)
    lines = [line for line in printing.forms_for(db, case_id) if line.detail]
    assert [line.title.ru for line in lines[:2]] == [
        "Выписка из протокола. Педагогический совет",
        "Выписка из протокола. Попечительский совет",
    ]
    assert (lines[2].order_id, lines[2].detail) == (order_id, "№ 1-о, 06.11.2026")
    assert codes(db, case_id, ready=False) == ["council-results", "digital-trace"]


def test_the_application_of_a_competition_is_the_pupils_or_the_parents(db: Store) -> None:
    case_id = stored_case(db, ground=Ground.COMPETITION)
    given = paper(PaperKind.APPLICATION, case_id=case_id, details={"by": "pupil"})
    cases.add_paper(db, given)
    assert codes(db, case_id, ready=True)[0] == "application-competition-pupil"
    assert "application-competition" in codes(db, case_id, ready=False)


def test_a_document_says_what_the_case_holds(db: Store) -> None:
    school.save_staff(db, Staff(name="Ким Анна", post_kk="мектеп психологы", post_ru="психолог"))
    teacher = Staff(
        name="Ермекова Сәуле", post_kk="8 «Ә» сынып жетекшісі", post_ru="кл. рук. 8 «Ә»"
    )
    school.save_staff(db, teacher)
    case_id, _order = ordered(db)
    details = FAMILY_DETAILS[PaperKind.PSYCHOLOGIST]
    old = cases.case_file(db, case_id).papers(PaperKind.PSYCHOLOGIST)[0]
    cases.add_paper(db, replace(old, details=details))
    assert "Ким Анна" in text(printing.print_form(db, "psychologist-conclusion", case_id=case_id))
    order = text(printing.print_form(db, "order-transfer", case_id=case_id, language="ru"))
    for words in ("1-о", "Сәрсенбаев Өркен", "Ермекова Сәуле", "27 декабря"):
        assert words in order
    assert "Ермекова" in text(printing.print_form(db, "progress-statement", case_id=case_id))


def test_the_minutes_and_the_extracts_of_a_meeting_are_printed_from_the_meeting(db: Store) -> None:
    case_id = ready_case(db)
    decided(db, Council.PEDAGOGICAL, case_id)
    (meeting_id,) = cases.case_file(db, case_id).meetings
    minutes = printing.print_form(db, "minutes", meeting_id=meeting_id, language="ru")
    assert "Сәрсенбаев Өркен" in text(minutes)
    assert "Төленов" in text(printing.print_form(db, "extract", meeting_id=meeting_id))
    noted = prints.of_case(db, case_id)
    assert [(row["code"], row["meeting_id"]) for row in noted] == [("extract", meeting_id)]


def test_an_unknown_form_is_refused_with_the_known_codes(db: Store) -> None:
    with pytest.raises(Refused, match="order-transfer") as refused:
        printing.print_form(db, "order")
    assert "application-family" in str(refused.value)


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("order-transfer", {"case_id": 1}),
        ("extract", {"case_id": 1}),
        ("application-health", {"case_id": 1}),
        ("minutes", {"case_id": 1}),
        ("notice", {}),
        ("notice", {"meeting_id": 1}),
        ("notice", {"case_id": 77}),
        ("order-transfer", {"order_id": 77}),
        ("minutes", {"meeting_id": 77}),
        ("notice", {"case_id": 1, "language": "en"}),
    ],
)
def test_what_cannot_be_said_is_not_printed_and_not_noted(
    db: Store, code: str, asked: dict[str, object]
) -> None:
    stored_case(db)
    before = len(history.actions(db))
    with pytest.raises(Refused):
        printing.print_form(db, code, **asked)  # type: ignore[arg-type]
    assert len(history.actions(db)) == before


def test_a_preview_notes_nothing_and_freezes_nothing(db: Store) -> None:
    case_id, order_id = ordered(db)
    before = len(history.actions(db))
    printout = printing.prepare(db, "order-transfer", order_id=order_id)
    assert printout.warning is not None
    assert text(printing.preview_order(db, orders.order(db, order_id)))
    assert len(history.actions(db)) == before
    assert orders.order(db, order_id).frozen == ""
    history.undo(db)
    assert cases.case_file(db, case_id).records.orders == ()


def test_an_order_can_be_seen_before_it_is_issued(db: Store) -> None:
    case_id = approved_case(db)
    draft = replace(orders.draft_order(db, case_id, OrderKind.TRANSFER, DAY), number="77-о")
    assert "77-о" in text(printing.preview_order(db, draft, "both"))


def test_a_print_is_noted_for_good_and_freezes_the_order(db: Store) -> None:
    case_id, order_id = ordered(db)
    content = printing.print_form(db, "order-transfer", case_id=case_id)
    newest = history.actions(db, 1)[0]
    assert (newest.kind, "Приказ о переводе" in history.said(newest, "ru")) == ("record", True)
    (row,) = prints.of_case(db, case_id)
    assert (row["code"], row["order_id"], row["language"]) == ("order-transfer", order_id, "kk")
    assert len(row["digest"]) == 64
    assert orders.order(db, order_id).frozen == "printed"
    with pytest.raises(Refused):
        history.undo(db)
    assert printing.print_form(db, "order-transfer", case_id=case_id) == content
    assert history.check(db) == []


def test_a_saved_order_is_frozen_only_when_it_could_be_saved(db: Store, tmp_path: Path) -> None:
    _case, order_id = ordered(db)
    printout = printing.prepare(db, "order-transfer", order_id=order_id)
    with pytest.raises(Refused):
        printing.export(db, printout, tmp_path / "no such folder" / "x.pdf")
    assert orders.order(db, order_id).frozen == ""
    printing.export(db, printout, tmp_path / "бұйрық.pdf")
    assert (tmp_path / "бұйрық.pdf").read_bytes() == printout.content
    assert [path.name for path in tmp_path.glob("*.pdf*")] == ["бұйрық.pdf"]
    assert orders.order(db, order_id).frozen == "exported"


def test_other_documents_freeze_nothing(db: Store) -> None:
    case_id, order_id = ordered(db)
    printing.print_form(db, "notice", case_id=case_id)
    assert orders.order(db, order_id).frozen == ""


def test_every_form_can_be_printed_blank_and_a_blank_is_nobodys(db: Store) -> None:
    case_id = stored_case(db)
    for form in printing.forms():
        content = printing.print_form(db, form.code, case_id=case_id, blank=True)
        assert "Сәрсенбаев" not in text(content)
    assert prints.of_case(db, case_id) == []


def test_an_order_of_classes_and_one_that_annuls_have_forms_of_their_own(db: Store) -> None:
    case_id = cases.open_case(db, classes_case(id=None, number="", opened_on=DAY))
    given = paper(PaperKind.DEPARTMENT_ORDER, case_id=case_id, date=DAY, valid_from=DAY)
    cases.add_paper(db, given)
    first = orders.issue_order(db, orders.draft_order(db, case_id, OrderKind.TRANSFER, DAY))
    orders.annul_order(db, first, Text("Боран басылды", "Буран утих"))
    ready = codes(db, case_id, ready=True)
    assert ready == ["order-classes", "order-annul", "case-papers"]
    assert "Боран басылды" in text(printing.print_case(db, case_id))


def test_the_schools_own_blank_leaves_the_letterhead_out(db: Store) -> None:
    school.save_school(
        db, School(name=Text("Үшбұлақ мектебі", "Ушбулакская школа"), short_name=Text("Ү", "У"))
    )
    _case, order_id = ordered(db)
    plain = text(printing.prepare(db, "order-transfer", order_id=order_id).content)
    school.save_setting(db, "blank_offset_mm", 60)
    own = text(printing.prepare(db, "order-transfer", order_id=order_id).content)
    assert ("УШБУЛАКСКАЯ" in plain.upper(), "УШБУЛАКСКАЯ" in own.upper()) == (True, False)


def test_a_pdf_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    printing.save_pdf(path, b"one")
    printing.save_pdf(path, b"two")
    assert path.read_bytes() == b"two"
    with pytest.raises(Refused, match="x"):
        printing.save_pdf(tmp_path / "x.pdf" / "y.pdf", b"three")
    assert [found.name for found in tmp_path.iterdir()] == ["x.pdf"]
