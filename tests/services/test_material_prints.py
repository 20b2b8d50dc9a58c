"""Papers about materials from a real store; noted with the pupils that they show."""

from datetime import date
from io import BytesIO

import pypdf
import pytest
from builders import approved_case, school, stored_pupil
from material_builders import book, plan

from dlschool.domain.case import OrderKind
from dlschool.domain.learning import MaterialKind
from dlschool.domain.personal import Request, RequestKind
from dlschool.errors import Refused
from dlschool.services import (
    cases,
    loans,
    material_prints,
    orders,
    personal,
    plan_import,
    printing,
    viewings,
)
from dlschool.services import school as schools
from dlschool.services.opening import Store

ON = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _a_school(db: Store) -> None:
    schools.save_school(db, school())


def words(content: bytes) -> str:
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)
    return " ".join(text.split())


def test_an_issue_sheet_names_the_case_and_the_point_that_asks_for_it(db: Store) -> None:
    case_id = approved_case(db)
    orders.issue_order(db, orders.draft_order(db, case_id, OrderKind.TRANSFER, date(2026, 11, 6)))
    pupil_id = cases.records(db, case_id).case.pupil_id or 0
    loans.issue(db, [pupil_id], [book(db, inventory="1024"), plan(db)], ON)
    made = material_prints.prepare_issue(db, pupil_id, "ru")
    said = words(made.content)
    for part in ("Алгебра 8", "1024", "20.11.2026", "Сәрсенбаев", "Дело", "пп."):
        assert part in said
    printing.record(db, made)
    assert [line.what for line in viewings.of_pupil(db, pupil_id)][0] == "printed"


def test_a_class_sheet_and_the_list_of_what_is_out_leave_blocked_pupils_out(db: Store) -> None:
    made = book(db)
    ids = [stored_pupil(db, last=last, iin="", iin_reason="жоқ") for last in ("Абаев", "Өтеген")]
    loans.issue(db, ids, [made], ON)
    personal.record_request(
        db, Request(pupil_id=ids[1], kind=RequestKind.BLOCKING, date=ON, applicant="Анасы")
    )
    for printout in (
        material_prints.prepare_class_issue(db, "8Ә", "kk"),
        material_prints.prepare_out(db, "", "kk"),
    ):
        assert "Абаев" in words(printout.content)
        assert "Өтеген" not in words(printout.content)
        assert printout.pupils == (ids[0],)
    with pytest.raises(Refused):
        material_prints.prepare_issue(db, ids[1], "kk")


def test_a_plan_prints_its_lines_and_hours(db: Store) -> None:
    made = plan(db)
    plan_import.take_over(db, made, plan_import.read_text("Квадрат түбір\t1,5\t02.09", "2026-2027"))
    said = words(material_prints.prepare_plan(db, made, "kk").content)
    for part in ("Квадрат түбір", "1,5", "02.09.2026", "2026–2027"):
        assert part in said
    with pytest.raises(Refused):
        material_prints.prepare_plan(db, book(db, kind=MaterialKind.PROGRAMME), "kk")


def test_where_nothing_was_given_nothing_is_printed(db: Store) -> None:
    pupil_id = stored_pupil(db)
    with pytest.raises(Refused):
        material_prints.prepare_issue(db, pupil_id)
    with pytest.raises(Refused):
        material_prints.prepare_class_issue(db, "8Ә")
    with pytest.raises(Refused):
        material_prints.prepare_out(db)
