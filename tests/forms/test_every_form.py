"""Every form in every language, filled and blank, with the longest and the shortest of everything."""

import re
from collections import Counter
from functools import cache
from io import BytesIO

import pypdf
import pytest
from forms import form_subjects, reading

from dlschool.domain import order_130
from dlschool.domain.text import Text
from dlschool.forms.form import Form, Subject
from dlschool.forms.page import render
from dlschool.forms.registry import FORMS
from dlschool.forms.said import Said, Value, shown
from dlschool.forms.sheet.blocks import (
    Addressee,
    Block,
    Field,
    Paragraph,
    Requisites,
    Signature,
    Table,
)

LANGUAGES = ("kk", "ru", "both")
SHORT = 60
"""A longer value in a table over both lanes is read back in parts."""
MISSING = "\x00\ufffd\u25a1"


@cache
def printed(code: str, variant: str, language: str) -> bytes:
    return render([(FORMS[code], form_subjects.subject(code, variant))], language)


forms = pytest.mark.parametrize("code", FORMS)
variants = pytest.mark.parametrize("variant", form_subjects.VARIANTS)
languages = pytest.mark.parametrize("language", LANGUAGES)


@forms
@variants
@languages
def test_its_title_stands_on_the_sheet_and_in_the_file(
    code: str, variant: str, language: str
) -> None:
    data = printed(code, variant, language)
    subject = form_subjects.subject(code, variant)
    text = reading.squeezed(reading.words(data))
    title = FORMS[code].heading(subject.edition)
    for one in ("kk", "ru") if language == "both" else (language,):
        stems = {word.casefold()[:5] for word in re.findall(r"\w+", title[one])}
        assert [stem for stem in stems if stem not in text] == []
    held = pypdf.PdfReader(BytesIO(data))
    assert held.metadata is not None
    assert held.metadata.title == shown(title, language)
    assert held.metadata.author == shown(subject.school.name, language)
    assert held.trailer["/Root"]["/Lang"] == ("ru-KZ" if language == "ru" else "kk-KZ")


@forms
@variants
@languages
def test_nothing_is_unfilled_and_no_letter_is_missing(
    code: str, variant: str, language: str
) -> None:
    text = reading.words(printed(code, variant, language))
    assert "{" not in text
    assert "}" not in text
    assert "None" not in text
    assert not set(MISSING) & set(text)


@forms
@variants
@languages
def test_nothing_stands_outside_the_margins_or_over_something_else(
    code: str, variant: str, language: str
) -> None:
    data = printed(code, variant, language)
    for texts, lines in zip(reading.text_boxes(data), reading.line_boxes(data), strict=True):
        assert texts
        for box in [*texts, *lines]:
            assert box.left >= 20 * reading.MM - 1
            assert box.right <= 200 * reading.MM + 1
            assert box.bottom >= (10 if box.top > 10 * reading.MM else 6) * reading.MM - 1
            assert box.top <= 287 * reading.MM + 1
        for n, box in enumerate(texts):
            assert not any(box.overlaps(other, 1.5) for other in texts[n + 1 :])


@forms
@variants
@languages
def test_every_sheet_says_at_its_foot_whether_order_130_asks_for_it(
    code: str, variant: str, language: str
) -> None:
    said, data = order_130.foot(code), printed(code, variant, language)
    wanted = f"{said.kk} {said.ru}" if language == "both" else said[language]
    assert set(reading.feet(data)) == {wanted}
    for lines in reading.line_boxes(data):
        assert all(line.bottom >= 10 * reading.MM - 1 for line in lines)


@forms
@variants
def test_every_value_stands_on_the_kazakh_and_on_the_russian_sheet(code: str, variant: str) -> None:
    subject = form_subjects.subject(code, variant)
    kk, ru = (read(code, variant, language) for language in ("kk", "ru"))
    both = printed(code, variant, "both")
    side_by_side = [reading.squeezed(text) for text in (*reading.halves(both), reading.words(both))]
    for value in values(FORMS[code], subject):
        in_kk, in_ru = (reading.squeezed(shown(value, language)) for language in ("kk", "ru"))
        assert any(in_kk in text for text in kk)
        assert any(in_ru in text for text in ru)
        if len(in_kk) < SHORT:
            assert any(in_kk in text for text in side_by_side)
            assert any(in_ru in text for text in side_by_side)


@forms
@variants
def test_the_same_numbers_stand_on_both_sheets(code: str, variant: str) -> None:
    numbers = [
        Counter(re.findall(r"\d+", reading.words(printed(code, variant, language))))
        for language in ("kk", "ru")
    ]
    assert numbers[0] == numbers[1]


@forms
@languages
def test_two_runs_give_the_same_bytes(code: str, language: str) -> None:
    job = (FORMS[code], form_subjects.subject(code))
    assert render([job], language) == printed(code, "ordinary", language)


@forms
def test_a_blank_has_dots_to_write_on_and_no_ones_data(code: str) -> None:
    text = reading.words(printed(code, "blank", "kk"))
    assert "......" in text or FORMS[code].scope == "list"
    for fact in ("Сәрсенбаев", "110305500003", "2026/38", "84-қ"):
        assert fact not in text


@forms
def test_only_the_fonts_of_the_program_are_used_and_all_are_embedded(code: str) -> None:
    for page in pypdf.PdfReader(BytesIO(printed(code, "ordinary", "both"))).pages:
        for font in page["/Resources"]["/Font"].values():
            held = font.get_object()
            assert "Liberation" in held["/BaseFont"] or "Noto" in held["/BaseFont"]
            assert "/FontFile2" in held["/FontDescriptor"]


@forms
def test_both_wordings_of_every_template_have_the_same_places(code: str) -> None:
    for block in flat(FORMS[code].body(form_subjects.subject(code))):
        for said in saids(block):
            places = [
                sorted(re.findall(r"{(\w+)[:}]", wording))
                for wording in (said.text.kk, said.text.ru)
            ]
            if said.values:
                assert places[0] == places[1] == sorted(name for name, _ in said.values)


@cache
def read(code: str, variant: str, language: str) -> tuple[str, str]:
    """The sheet as it is seen line by line, and as it was drawn piece by piece."""
    data = printed(code, variant, language)
    drawn = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages)
    return reading.squeezed(reading.words(data)), reading.squeezed(drawn)


def flat(blocks: tuple[Block, ...]) -> list[Block]:
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Addressee):
            found += [b if isinstance(b, Field) else Paragraph(words=b) for b in block.lines]
        else:
            found.append(block)
    return found


def saids(block: Block) -> list[Said]:
    return [block.words] if isinstance(block, Paragraph) else []


def values(form: Form, subject: Subject) -> list[Value]:
    """Everything that the form puts in from its subject."""
    found: list[Value] = []
    for block in flat(form.body(subject)):
        if isinstance(block, Paragraph):
            found += [value for _, value in block.words.values]
        elif isinstance(block, Field):
            found.append(block.value)
        elif isinstance(block, Signature):
            found += [block.left, block.name]
        elif isinstance(block, Requisites):
            found += [block.date, block.place, block.number]
        elif isinstance(block, Table):
            found += [value for row in block.rows for value in row]
    return [value for value in found if isinstance(value, (str, Text))]
