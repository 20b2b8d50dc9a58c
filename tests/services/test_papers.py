"""A paper with its scans as one action."""

import io

import pytest
from builders import paper, stored_case
from PIL import Image

from dlschool.domain.case import Ground, PaperKind
from dlschool.errors import Refused
from dlschool.services import history, scans
from dlschool.services.cases import case_file
from dlschool.services.opening import Store
from dlschool.services.papers import NewScan, keep_paper
from dlschool.services.scans import Box


def picture(shade: str = "white") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 80), shade).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def case_id(db: Store) -> int:
    return stored_case(db)


def test_a_paper_and_two_scans_are_one_line_of_the_history(db: Store, case_id: int) -> None:
    before = len(history.actions(db))
    act = paper(PaperKind.HOUSING_ACT, case_id=case_id)
    made = keep_paper(db, act, [NewScan(picture(), "1.png"), NewScan(picture("grey"), "2.png")])
    assert len(scans.scans(db, made)) == 2
    assert len(history.actions(db)) == before + 1


def test_undo_takes_the_paper_back_with_its_scans(db: Store, case_id: int) -> None:
    keep_paper(db, paper(PaperKind.HOUSING_ACT, case_id=case_id), [NewScan(picture(), "1.png")])
    history.undo(db)
    assert case_file(db, case_id).papers(PaperKind.HOUSING_ACT) == ()


def test_scans_that_are_not_named_any_more_are_taken_out_and_the_others_put_in_order(
    db: Store, case_id: int
) -> None:
    act = paper(PaperKind.HOUSING_ACT, case_id=case_id)
    three = [NewScan(picture(shade), f"{shade}.png") for shade in ("white", "grey", "black")]
    made = keep_paper(db, act, three)
    first, _second, third = (scan.id or 0 for scan in scans.scans(db, made))
    (kept,) = case_file(db, case_id).papers(PaperKind.HOUSING_ACT)
    keep_paper(db, kept, [third, first])
    assert [scan.id for scan in scans.scans(db, made)] == [third, first]


def test_a_medical_scan_with_a_diagnosis_leaves_nothing_behind(db: Store) -> None:
    health = stored_case(db, ground=Ground.HEALTH)
    conclusion = paper(PaperKind.MEDICAL, case_id=health)
    with pytest.raises(Refused):
        keep_paper(db, conclusion, [NewScan(picture(), "1.png")])
    assert case_file(db, health).papers(PaperKind.MEDICAL) == ()


def test_black_boxes_and_a_confirmation_let_a_medical_scan_in(db: Store) -> None:
    health = stored_case(db, ground=Ground.HEALTH)
    conclusion = paper(PaperKind.MEDICAL, case_id=health)
    boxed = NewScan(picture(), "1.png", (Box(0, 0.1, 0.1, 0.5, 0.5),))
    made = keep_paper(db, conclusion, [boxed, NewScan(picture(), "2.png", diagnosis_absent=True)])
    assert len(scans.scans(db, made)) == 2
