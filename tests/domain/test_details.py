"""Fields of papers: what is written in them is what the forms print."""

from dataclasses import replace

import builders
import pytest
from forms import form_subjects, reading

from dlschool.domain.case import PaperKind
from dlschool.domain.details import DETAILS, detail
from dlschool.forms.page import render
from dlschool.forms.registry import FORMS

PRINTED = {form.paper: code for code, form in FORMS.items() if form.paper and form.named_by_edition}


@pytest.mark.parametrize("kind", PRINTED)
def test_every_field_of_a_paper_is_printed_by_its_form(kind: str) -> None:
    code = PRINTED[kind]
    details = {
        field.key: f"ерекше{n}: белгі{n}" if field.key == "subjects" else f"ерекше{n} белгі{n}"
        for n, field in enumerate(DETAILS[kind])
    }
    subject = replace(form_subjects.subject(code), papers=(builders.paper(kind, details=details),))
    text = reading.words(render([(FORMS[code], subject)], "kk"))
    for n in range(len(DETAILS[kind])):
        assert f"ерекше{n} белгі{n}" in text


def test_keys_of_a_kind_differ_and_choices_have_values() -> None:
    for fields in DETAILS.values():
        keys = [field.key for field in fields]
        assert len(set(keys)) == len(keys)
        assert all(value for field in fields for value, _ in field.choices)


def test_no_field_asks_for_a_diagnosis() -> None:
    names = [field.name for field in DETAILS[PaperKind.MEDICAL]]
    assert not [name for name in names if "диагноз" in (name.kk + name.ru).casefold()]


def test_blank_words_are_no_words() -> None:
    assert detail({"opinion": "  "}, "opinion") is None
    assert detail({}, "opinion") is None
    assert detail({"opinion": " иә "}, "opinion") == "иә"
