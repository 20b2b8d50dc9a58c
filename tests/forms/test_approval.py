"""«Бекітемін / Утверждаю» on the sheets that the director approves."""

import pytest
from forms import form_subjects, reading

from dlschool.forms.page import render
from dlschool.forms.registry import FORMS


@pytest.mark.parametrize("code", ["individual-schedule", "thematic-plan"])
def test_the_director_has_a_line_to_sign_between_the_post_and_the_name(code: str) -> None:
    subject = form_subjects.subject(code)
    director = subject.school.director
    for language, post in (("kk", "Мектеп директоры"), ("ru", "Директор школы")):
        words = " ".join(reading.words(render([(FORMS[code], subject)], language)).split())
        assert f"{post} ____________ {director}" in words
