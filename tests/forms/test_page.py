"""Printing as services call it: many documents, progress, own blanks, letters the fonts lack."""

import subprocess
import sys
from dataclasses import replace
from io import BytesIO

import builders
import pypdf
import pytest
from forms import form_subjects, reading

from dlschool.domain import order_130
from dlschool.errors import Refused
from dlschool.forms.form import Form, Subject
from dlschool.forms.page import render
from dlschool.forms.registry import FORMS

MM = reading.MM


def jobs(count: int, code: str = "application-family") -> list[tuple[Form, Subject]]:
    return [
        (
            FORMS[code],
            replace(form_subjects.subject(code), pupil=builders.pupil(first=f"Өркен-{n}")),
        )
        for n in range(count)
    ]


def named(name: str) -> tuple[Form, Subject]:
    subject = replace(form_subjects.subject("child-opinion"), pupil=builders.pupil(last=name))
    return FORMS["child-opinion"], subject


@pytest.mark.parametrize("code", ["application-family", "order-transfer", "minutes", "notice"])
@pytest.mark.parametrize("language", ["kk", "ru", "both"])
def test_many_documents_in_one_file_read_as_each_alone(code: str, language: str) -> None:
    held = jobs(8, code)
    alone = [page for job in held for page in reading.pages(render([job], language))]
    assert reading.pages(render(held, language)) == alone


def test_many_documents_and_a_blank_of_the_school_s_own_bear_their_foot_too() -> None:
    kinds = ("application-family", "thematic-plan", "minutes")
    held = [(FORMS[code], form_subjects.subject(code)) for code in kinds] * 4
    alone = [foot for job in held for foot in reading.feet(render([job], "ru"))]
    assert reading.feet(render(held, "ru")) == alone
    assert all(reading.feet(render(held, "ru", blank_offset_mm=40)))
    assert {order_130.foot(code).ru for code in kinds} == set(alone)


def test_what_documents_repeat_is_drawn_once() -> None:
    one, many = len(render(jobs(1), "kk")), len(render(jobs(60), "kk"))
    assert many < one + 59 * 2500


def test_progress_is_told_after_each_document_and_may_stop_the_printing() -> None:
    told: list[int] = []
    render(jobs(3), "kk", on_page=told.append)
    assert told == [2, 4, 6]

    def stop(pages: int) -> None:
        raise InterruptedError(pages)

    with pytest.raises(InterruptedError):
        render(jobs(3), "kk", on_page=stop)


def test_nothing_to_print_is_a_fault() -> None:
    with pytest.raises(ValueError, match="nothing to print"):
        render([], "kk")


def test_on_an_own_blank_the_letterhead_gives_way_to_the_offset() -> None:
    job = (FORMS["order-transfer"], form_subjects.subject("order-transfer"))
    plain, own = render([job], "kk"), render([job], "kk", blank_offset_mm=70)
    assert "МЕМЛЕКЕТТІК МЕКЕМЕСІ" in reading.words(plain)
    assert "МЕМЛЕКЕТТІК МЕКЕМЕСІ" not in reading.words(own)
    first = reading.text_boxes(own)[0]
    assert max(box.top for box in first) <= (297 - 70) * MM
    assert max(box.top for box in first) > (297 - 82) * MM


def test_a_paper_that_bears_no_letterhead_ignores_the_school_s_blank() -> None:
    job = (FORMS["application-family"], form_subjects.subject("application-family"))
    assert render([job], "kk", blank_offset_mm=70) == render([job], "kk")


def test_a_letter_that_no_font_has_is_refused_by_name() -> None:
    with pytest.raises(Refused) as refused:
        render([named("Сәрсен😀баев")], "kk")
    assert refused.value.values["codes"] == "U+1F600"
    assert "Сәрсен😀баев" in str(refused.value.values["text"])


def test_or_it_is_printed_as_its_code_and_told() -> None:
    told: list[tuple[str, str]] = []
    data = render([named("Сәрсен😀баев")], "kk", on_missing=lambda *what: told.append(what))
    assert "Сәрсен[U+1F600]баев" in reading.words(data)
    assert told
    assert told[0][0] == "😀"


def test_a_sign_that_the_serif_lacks_comes_from_the_font_behind_it() -> None:
    assert "Тең₸ге" in reading.words(render([named("Тең₸ге")], "kk"))


def test_both_wordings_of_the_school_s_name_head_the_sheet_in_either_language() -> None:
    job = (FORMS["notice"], form_subjects.subject("notice"))
    for language in ("kk", "ru", "both"):
        words = reading.words(render([job], language))
        assert "КОММУНАЛДЫҚ" in words
        assert "КОММУНАЛЬНОЕ" in words


def test_several_kinds_of_documents_make_a_file_with_a_common_title() -> None:
    held = [(FORMS[code], form_subjects.subject(code)) for code in ("child-opinion", "notice")]
    metadata = pypdf.PdfReader(BytesIO(render(held, "kk"))).metadata
    assert metadata is not None
    assert metadata.title == "Қашықтан оқыту құжаттары"


def test_the_forms_are_known_without_loading_the_printing_engine() -> None:
    code = (
        "import sys, dlschool.forms.registry, dlschool.forms.page;"
        "sys.exit('reportlab' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
