"""Scans: cleaned and blacked out before anything is written; hostile files are refused and left out."""

import io
from datetime import date
from pathlib import Path

import pypdf
import pytest
import scan_files
from builders import paper, stored_case, taken_back
from PIL import Image

from dlschool.domain.case import Ground, PaperKind
from dlschool.errors import Refused
from dlschool.services import cases, history, scan_images, scan_pdfs, scans
from dlschool.services.opening import Store
from dlschool.services.scans import Box

WHOLE = Box(page=0, x=0, y=0, w=1, h=0.5)


def an_act(db: Store) -> int:
    case_id = stored_case(db)
    return cases.add_paper(db, paper(PaperKind.HOUSING_ACT, case_id=case_id))


def a_conclusion(db: Store) -> int:
    case_id = stored_case(db, ground=Ground.HEALTH)
    return cases.add_paper(
        db,
        paper(PaperKind.MEDICAL, case_id=case_id, valid_until=date(2026, 12, 1)),
    )


def kept_files(db: Store) -> list[Path]:
    return [path for path in db.folder.scans.rglob("*") if path.is_file()]


def image(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_a_photo_is_kept_upright_readable_and_without_what_the_telephone_adds(db: Store) -> None:
    made = scans.add_scan(db, an_act(db), scan_files.photo(turned=True), "акт.jpg")
    content, mime = scans.scan_content(db, made)
    assert (mime, image(content).size) == ("image/jpeg", (1467, 2200))
    assert image(content).getexif() == {}
    assert b"Telephone" not in content
    assert b"secret" not in content
    assert image(content).getpixel((700, 100))[0] > 200  # type: ignore[index]
    found = scans.scan(db, made)
    assert (found.size, found.pages, found.position) == (len(content), 1, 0)


def test_a_scan_may_keep_its_resolution(db: Store) -> None:
    content = scan_files.picture(size=(3000, 2600))
    made = scans.add_scan(db, an_act(db), content, "x.png", keep_as_is=True)
    kept, mime = scans.scan_content(db, made)
    assert (mime, image(kept).size) == ("image/png", (3000, 2600))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_kind_of_png_becomes_a_plain_jpeg(mode: str) -> None:
    content, mime = scan_images.picture(scan_files.picture(mode), "x.png")
    assert (mime, image(content).mode in ("L", "RGB")) == ("image/jpeg", True)


def test_what_is_transparent_is_white_paper() -> None:
    content, _mime = scan_images.picture(scan_files.picture("RGBA"), "x.png")
    assert image(content).getpixel((5, 5)) == (255, 255, 255)


def test_what_lay_under_a_box_is_in_no_file_of_the_data_folder(db: Store) -> None:
    made = scans.add_scan(db, a_conclusion(db), scan_files.photo(), "дкк.jpg", [WHOLE])
    content, _mime = scans.scan_content(db, made)
    width, height = image(content).size
    half = image(content).convert("RGB").crop((0, 0, width, height // 2 - 24))
    assert max(high for _low, high in half.getextrema()) < 8  # type: ignore[misc]
    assert len(kept_files(db)) == 1


def test_a_blacked_out_pdf_has_no_text_left(db: Store) -> None:
    box = Box(page=1, x=0.05, y=0.1, w=0.6, h=0.15)
    made = scans.add_scan(db, an_act(db), scan_files.pdf(2), "x.pdf", [box])
    content, mime = scans.scan_content(db, made)
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    assert (mime, len(pages)) == ("application/pdf", 2)
    assert [page.extract_text() for page in pages] == ["", ""]
    shown = list(scans.scan_pages(db, made, 800))
    assert image(shown[1]).getpixel((200, 130)) == (0, 0, 0)
    assert image(shown[0]).getpixel((400, 600)) == (255, 255, 255)


def test_a_medical_conclusion_is_kept_only_without_its_diagnosis(db: Store) -> None:
    conclusion = a_conclusion(db)
    with pytest.raises(Refused):
        scans.add_scan(db, conclusion, scan_files.pdf(), "дкк.pdf")
    assert kept_files(db) == []
    made = scans.add_scan(db, conclusion, scan_files.pdf(), "дкк.pdf", diagnosis_absent=True)
    content, _mime = scans.scan_content(db, made)
    assert pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text() == ""


def test_a_pdf_loses_scripts_attachments_links_and_metadata_but_not_its_page() -> None:
    content, pages = scan_pdfs.cleaned(scan_files.pdf_with_everything(), "x.pdf")
    inside = scan_files.unfolded(content)
    for word in (b"evil", b"JavaScript", b"VIRUS", b"Secret", b"URI", b"EmbeddedFile"):
        assert word not in inside
    assert pages == 1
    assert scan_files.DIAGNOSIS in pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()
    drawn = scan_pdfs.page_picture(content, 0, "x.pdf", 842)
    assert drawn.getpixel((225, 842 - 225)) == (0, 0, 255)


def test_the_same_file_gives_the_same_bytes_and_is_stored_once(db: Store) -> None:
    act, content = an_act(db), scan_files.pdf_with_everything()
    for _ in range(2):
        scans.add_scan(db, act, content, "x.pdf")
        scans.add_scan(db, act, content, "x.pdf", [WHOLE])
    assert len(scans.scans(db, act)) == 4
    assert len(kept_files(db)) == 2


def test_a_large_picture_within_a_pdf_is_made_smaller() -> None:
    content, _pages = scan_pdfs.cleaned(scan_files.pdf_with_picture(2900, 4000), "x.pdf")
    with scan_pdfs.pikepdf.open(io.BytesIO(content)) as opened:
        inside = next(iter(opened.pages[0].get_images().values()))
        assert (int(inside["/Width"]), int(inside["/Height"])) == (1595, 2200)


@pytest.mark.parametrize(
    "content",
    [
        scan_files.png_that_says_it_is(100_000, 100_000),
        scan_files.png_that_says_it_is(9_200, 9_200),
        scan_files.pdf_with_picture(60_000, 60_000, true=False),
    ],
    ids=["png", "png under the warning of the library", "pdf"],
)
def test_a_bomb_is_refused_before_it_is_unfolded(db: Store, content: bytes) -> None:
    act = an_act(db)
    with pytest.raises(Refused, match="70"):
        scans.add_scan(db, act, content, "x.png")
    assert kept_files(db) == []


@pytest.mark.parametrize(
    "content",
    [
        scan_files.photo()[:5000],
        scan_files.png_that_says_it_is(900, 900),
        scan_files.png_that_says_it_is(0, 10),
        b"\xff\xd8\xff" + b"\0" * 50,
        b"%PDF-1.7\nnothing of a PDF",
        scan_files.pdf_with_picture(900, 900)[:80],
        scan_files.pdf(61),
        scan_files.pdf(password="1234"),
    ],
    ids=["cut jpeg", "cut png", "no pixels", "no jpeg", "no pdf", "cut pdf", "61 pages", "locked"],
)
def test_a_file_that_is_no_use_is_refused_and_nothing_is_written(db: Store, content: bytes) -> None:
    act = an_act(db)
    with pytest.raises(Refused, match=r"бланк\.pdf"):
        scans.add_scan(db, act, content, "бланк.pdf")
    assert scans.scans(db, act) == []
    assert kept_files(db) == []


@pytest.mark.parametrize("content", [b"", b"MZ\x90\0", b"GIF89a", b"<html>", b"PK\x03\x04"])
def test_what_counts_is_the_content_and_the_refusal_names_what_is_accepted(content: bytes) -> None:
    with pytest.raises(Refused, match="JPEG, PNG, PDF"):
        scans.opened(content, "scan.pdf")


def test_the_extension_does_not_matter(db: Store) -> None:
    made = scans.add_scan(db, an_act(db), scan_files.pdf(), "scan.jpg")
    assert scans.scan(db, made).mime == "application/pdf"


def test_a_file_of_more_than_sixty_megabytes_is_refused() -> None:
    with pytest.raises(Refused, match="60"):
        scans.opened(b"%PDF-1.7" + bytes(60_000_000), "x.pdf")


def test_a_box_on_a_page_that_is_not_there_is_refused(db: Store) -> None:
    with pytest.raises(Refused, match="2"):
        scans.add_scan(
            db, an_act(db), scan_files.photo(), "x.jpg", [Box(page=1, x=0, y=0, w=1, h=1)]
        )


@pytest.mark.parametrize("wrong", [(-1, 0, 0, 1, 1), (0, 0, 0, 0, 1), (0, float("nan"), 0, 1, 1)])
def test_a_box_has_a_place_and_a_size(wrong: tuple[int, float, float, float, float]) -> None:
    with pytest.raises(ValueError, match="Box"):
        Box(*wrong)


def test_a_box_may_reach_over_the_edge() -> None:
    content, _mime = scan_images.picture(
        scan_files.photo((400, 300)), "x.jpg", [Box(page=0, x=-1, y=-1, w=9, h=9)]
    )
    assert max(high for _low, high in image(content).getextrema()) < 8  # type: ignore[misc]


def test_the_viewer_sees_the_pages_of_a_file_before_it_is_kept(db: Store) -> None:
    opened = scans.opened(scan_files.pdf(3), "x.pdf")
    assert (opened.pages, image(opened.page(2, 421)).size) == (3, (298, 421))
    upright = scans.opened(scan_files.photo(turned=True), "x.jpg")
    assert (upright.pages, image(upright.page(0, 300)).size) == (1, (200, 300))
    assert kept_files(db) == []


def test_scans_of_a_paper_keep_the_order_that_a_person_gives_them(db: Store) -> None:
    act = an_act(db)
    first, second, third = (
        scans.add_scan(db, act, scan_files.photo((100 + n, 90)), f"{n}.jpg") for n in range(3)
    )
    scans.move_scan(db, third, 0)
    assert [scan.id for scan in scans.scans(db, act)] == [third, first, second]
    scans.move_scan(db, third, 99)
    assert [scan.id for scan in scans.scans(db, act)] == [first, second, third]


def test_a_removed_scan_comes_back_by_undo(db: Store) -> None:
    act = an_act(db)
    made = scans.add_scan(db, act, scan_files.photo((200, 100)), "x.jpg")
    scans.remove_scan(db, made)
    assert scans.scans(db, act) == []
    taken_back(db)
    assert image(scans.page(db, made, 0)).size == (200, 100)
    taken_back(db)
    assert scans.scans(db, act) == []
    assert history.check(db) == []


def test_a_scan_that_is_gone_or_damaged_on_disk_is_said_to_be_so(db: Store) -> None:
    made = scans.add_scan(db, an_act(db), scan_files.photo((200, 100)), "x.jpg")
    kept_files(db)[0].write_bytes(b"something else")
    with pytest.raises(Refused):
        scans.scan_content(db, made)
    kept_files(db)[0].unlink()
    with pytest.raises(Refused):
        scans.page(db, made, 0)
    assert [finding.place[:6] for finding in history.check(db)] == ["scans:"]


def test_a_paper_or_scan_that_is_not_there_is_refused(db: Store) -> None:
    with pytest.raises(Refused):
        scans.add_scan(db, 77, scan_files.photo((20, 20)), "x.jpg")
    with pytest.raises(Refused):
        scans.remove_scan(db, 77)
