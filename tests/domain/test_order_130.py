"""What order 130 asks for is said of every printed form, and nothing else is made compulsory."""

import pytest

from dlschool.domain import order_130
from dlschool.domain.case import Ground
from dlschool.domain.order_130 import Asked
from dlschool.forms.registry import FORMS
from dlschool.law.edition import editions


@pytest.mark.parametrize("code", FORMS)
def test_of_every_form_it_is_said_in_both_languages(code: str) -> None:
    said = order_130.sentence(code)
    assert "130" in said.kk
    assert "130" in said.ru


@pytest.mark.parametrize("code", FORMS)
def test_what_stands_at_the_foot_of_its_sheets_says_the_same_shortly(code: str) -> None:
    said = order_130.foot(code)
    asked = {Asked.YES: "Требуется", Asked.NO: "не требуется", Asked.NOT_KNOWN: "не установлено"}
    assert asked[order_130.asked(code)] in said.ru
    assert max(map(len, (said.kk, said.ru))) < 65


def test_every_form_that_the_list_names_is_a_form_of_the_program() -> None:
    assert order_130.codes() <= set(FORMS)


def test_the_thematic_plan_and_the_analysis_are_asked_for_by_their_appendices() -> None:
    assert order_130.asked("thematic-plan") is Asked.YES
    assert "6" in order_130.sentence("thematic-plan").ru
    assert "8" in order_130.sentence("summative-analysis").ru


def test_the_trace_and_the_consultation_journal_are_not_asked_of_a_teacher() -> None:
    assert order_130.asked("digital-trace") is Asked.NO
    assert order_130.asked("consultation-journal") is Asked.NO


def test_of_what_may_stand_in_the_part_not_held_nothing_is_claimed() -> None:
    assert order_130.asked("minutes") is Asked.NOT_KNOWN


def test_no_edition_asks_for_a_form_that_only_tells_of_the_trace() -> None:
    asked = {
        paper.kind
        for edition in editions().values()
        for ground in Ground
        if (rule := edition.grounds.rule(ground)) is not None
        for paper in rule.papers
    }
    assert asked.isdisjoint({"digital-trace", "consultation-journal"})


def test_the_list_goes_by_appendix_from_the_second_to_the_eleventh() -> None:
    assert [each.appendix for each in order_130.LIST] == list(range(2, 12))
