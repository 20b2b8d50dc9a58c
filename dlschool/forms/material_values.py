"""What the papers about materials say: issues with receipts, a thematic plan, textbooks still out."""

from dataclasses import dataclass

from dlschool.domain.learning import CatalogueItem, Loan, PlanLine
from dlschool.domain.pupil import Pupil
from dlschool.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenLine:
    """One thing given to one pupil; `kind` in words."""

    loan: Loan
    item: CatalogueItem
    pupil: Pupil
    kind: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ThematicPlan:
    """A plan with what its head says; hours as people write them: «1,5»."""

    item: CatalogueItem
    subject: Text | None = None
    weekly: str = ""
    total: str = ""
    lines: tuple[PlanLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Materials:
    given: tuple[GivenLine, ...] = ()
    class_name: str = ""
    """Of a class's sheet, or of the list of what is out in one class; "" for the whole school."""
    plan: ThematicPlan | None = None


def described(item: CatalogueItem) -> str:
    """«Шыныбеков Ә. Алгебра 8 (Атамұра, 2024)»: as a receipt names a book."""
    author = f"{item.author.rstrip('.')}. " if item.author else ""
    printed = ", ".join(filter(None, (item.publisher, item.published)))
    return f"{author}{item.title}" + (f" ({printed})" if printed else "")
