"""Orders of the director: nobody signs on a page that has nothing of the order."""

from io import BytesIO

import pypdf
import pytest
from forms.form_subjects import subject

from dlschool.forms.page import render
from dlschool.forms.registry import FORMS


@pytest.mark.parametrize("code", ["order-extend", "order-return"])
@pytest.mark.parametrize("variant", ["ordinary", "longest", "shortest"])
def test_those_who_are_told_sign_beside_the_director(code: str, variant: str) -> None:
    for language in ("kk", "ru", "both"):
        content = render([(FORMS[code], subject(code, variant))], language)
        last = pypdf.PdfReader(BytesIO(content)).pages[-1].extract_text()
        words = " ".join(last.split())
        in_force = "вступает в силу" if language == "ru" else "енеді."
        seen = "С приказом ознакомлен(а):" if language == "ru" else "Бұйрықпен таныстым:"
        assert in_force in words
        assert seen in words


def test_an_order_that_fits_stays_on_one_page() -> None:
    for code in ("order-extend", "order-return"):
        for language in ("kk", "ru"):
            content = render([(FORMS[code], subject(code))], language)
            assert len(pypdf.PdfReader(BytesIO(content)).pages) == 1
