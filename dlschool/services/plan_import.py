"""A thematic plan taken over from Excel, CSV or pasted text; what is wrong is named by row and column."""

from pathlib import Path

from dlschool import tables
from dlschool.domain.plan_list.draft import PlanDraft
from dlschool.domain.plan_list.pasted import pasted
from dlschool.domain.plan_list.reading import read_plan
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import materials
from dlschool.store.connection import Store

SAID = 5
"""So many problems are named at once."""


def read_file(
    source: Path | bytes, year: str = "", name: str = "", *, dates: bool = True
) -> PlanDraft:
    """A plan in a file. Refused: the file cannot be read, or holds no plan."""
    return read_plan(tables.read(source, name), year, dates=dates)


def read_text(text: str, year: str = "", *, dates: bool = True) -> PlanDraft:
    """A plan pasted from Excel or Word. Refused: there is none in it."""
    return read_plan([pasted(text)], year, dates=dates)


def refuse_problems(draft: PlanDraft) -> None:
    """Refused: something in the plan is wrong; the first places are named."""
    if not draft.problems:
        return
    more = len(draft.problems) - SAID
    message = (
        N_("The plan was not taken over. {problems}. And {more} more.")
        if more > 0
        else N_("The plan was not taken over. {problems}.")
    )
    raise Refused(message, problems=list(draft.problems[:SAID]), more=more)


def refuse_guessed(draft: PlanDraft) -> None:
    """Refused: no row of headings was found, and nobody looks at what the columns are guessed to be."""
    if not draft.headings:
        raise Refused(
            N_(
                "No plan was found here. A row above the lessons must name the columns: section, topic, "
                "aims, hours, date, note."
            )
        )


def take_over(db: Store, material_id: int, draft: PlanDraft) -> int:
    """The plan's lines become those of the draft; returns how many. Refused: as `refuse_problems`."""
    refuse_problems(draft)
    return materials.save_plan(db, material_id, draft.rows)
