"""The steps of a case as rows."""

from datetime import date

from dlschool.domain.text import Text
from dlschool.gui.cases.path import Row, joined, rows
from dlschool.law.step import Assessment, CaseOutcome, State, Step


def step(key: str, state: State = State.BLOCKED, **facts: object) -> Step:
    name = Text(f"«{key}» қадамы", f"Шаг «{key}»")
    return Step(key=key, state=state, name=name, **facts)  # type: ignore[arg-type]


def path(*steps: Step, unfolded: bool = False) -> list[Row]:
    return rows(Assessment("x", steps, CaseOutcome.RUNNING), unfolded=unfolded)


def papers(count: int) -> list[Step]:
    return [step(f"paper:p{n}", State.DONE, since=date(2026, 11, n)) for n in range(1, count + 1)]


def test_three_papers_that_are_there_stand_in_one_row() -> None:
    made = path(*papers(3), step("paper:last", State.OPEN))
    assert [(row.key, row.state, row.folded) for row in made] == [
        ("paper:p1", "done", True),
        ("paper:last", "next", False),
    ]


def test_two_papers_keep_a_row_each() -> None:
    assert [row.folded for row in path(*papers(2))] == [False, False]


def test_unfolded_every_paper_has_a_row() -> None:
    assert len(path(*papers(5), unfolded=True)) == 5


def test_materials_are_one_row_as_long_as_one_is_not_given() -> None:
    issued = [step("issue:programmes", State.DONE), step("issue:textbooks", State.OPEN)]
    (row,) = path(*issued)
    assert (row.part, row.state, len(row.steps)) == ("issue", "next", 2)


def test_both_ends_of_a_review_wait_in_one_row() -> None:
    assert len(path(step("order:extend"), step("order:return"))) == 1
    assert len(path(step("order:extend", State.OPEN), step("order:return"))) == 2


def test_only_the_first_open_step_is_next() -> None:
    made = path(step("decision:pedagogical", State.OPEN), step("decision:trustee", State.OPEN))
    assert [row.state for row in made] == ["next", "open"]


def test_a_row_names_every_point_once() -> None:
    twice = [step("issue:a", points=("annex-2:13.1",)), step("issue:b", points=("annex-2:13.1",))]
    assert path(*twice)[0].points == ("annex-2:13.1",)


def test_a_step_without_a_point_is_practice() -> None:
    assert path(step("order", basis="practice"))[0].practice
    assert not path(step("access", points=("annex-2:8",)))[0].practice


def test_names_in_a_row_begin_small_unless_an_abbreviation_begins_them() -> None:
    names = [Text("Өтініш", "Заявление"), Text("Пікір", "Мнение"), Text("БЖБ", "СОР")]
    assert joined(names) == Text("Өтініш, пікір, БЖБ", "Заявление, мнение, СОР")
