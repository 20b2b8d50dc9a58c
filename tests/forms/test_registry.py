"""Forms are found by themselves; none found is a loud fault."""

import pkgutil
from collections.abc import Iterable

import pytest

from dlschool.domain.case import WHOLE_CLASSES, Ground
from dlschool.forms import registry
from dlschool.forms.registry import FORMS
from dlschool.law.edition import editions

ALL = set(
    """
    access-list
    application-competition
    application-competition-pupil
    application-family
    application-health
    books-out
    breach-notice
    case-papers
    case-register
    child-opinion
    conditions-statement
    consent
    consultation-journal
    council-results
    digital-trace
    distance-report
    extract
    housing-act
    individual-schedule
    issue-sheet
    issue-sheet-class
    minutes
    notice
    order-annul
    order-classes
    order-extend
    order-return
    order-schedule
    order-transfer
    person-card
    progress-statement
    psychologist-conclusion
    readiness-act
    report-card
    result-sheet
    summative-analysis
    summons
    telling
    thematic-plan
    year-change-act
    """.split()
)


def test_all_forms_of_the_project_are_found() -> None:
    assert set(FORMS) == ALL


def test_a_program_packed_without_its_forms_fails_loudly(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(path: Iterable[str]) -> list[pkgutil.ModuleInfo]:
        return []

    monkeypatch.setattr(pkgutil, "iter_modules", nothing)
    with pytest.raises(RuntimeError, match="no printed forms"):
        registry._found()


def test_titles_differ_in_both_languages() -> None:
    for language in ("kk", "ru"):
        titles = [form.title[language] for form in FORMS.values()]
        assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("ground", Ground)
def test_every_ground_has_its_order_and_its_list_of_papers(ground: Ground) -> None:
    fitting = {code for code, form in FORMS.items() if form.fits(ground)}
    assert ("order-classes" if ground in WHOLE_CLASSES else "order-transfer") in fitting
    assert {"case-papers", "order-annul"} <= fitting


def test_each_edition_names_the_housing_act_its_own_way() -> None:
    names = {key: FORMS["housing-act"].heading(edition).ru for key, edition in editions().items()}
    assert names["order-137-97-2022"] == "Акт жилищно-бытовых условий проживания"
    assert names["order-349-2023"] == "Акт обследования материально-бытового положения семьи"
