"""What the tabs of a pupil's card hold."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtWidgets import QWidget

from dlschool.domain import phone
from dlschool.domain.pupil import (
    LANGUAGE_NAMES,
    RELATION_NAMES,
    SEX_NAMES,
    Guardian,
    Pupil,
)
from dlschool.domain.text import Text
from dlschool.gui.widgets.buttons import Action
from dlschool.gui.widgets.card import Card, EmptyState
from dlschool.gui.widgets.fields import facts, same
from dlschool.gui.widgets.labels import Badge
from dlschool.gui.widgets.rows import ListRow, RowCard
from dlschool.gui.words import Words
from dlschool.i18n import N_
from dlschool.law.step import CaseOutcome
from dlschool.services.history import Action as Done
from dlschool.services.history import said
from dlschool.services.lists import CaseLine

YES = N_("yes")
NOT_KNOWN = N_("not known")


def particulars(pupil: Pupil) -> QWidget:
    """Names and values; what the school should know and does not is said to be not known."""
    card = Card()
    birth = f"{pupil.birth_date:%d.%m.%Y}" if pupil.birth_date else ""
    card.body.addWidget(
        facts(
            [
                (N_("IIN"), same(pupil.iin) or N_("not assigned")),
                (N_("About the IIN"), same(pupil.iin_reason)),
                (N_("Date of birth"), same(birth) or NOT_KNOWN),
                (N_("Sex"), SEX_NAMES[pupil.sex] if pupil.sex else NOT_KNOWN),
                (N_("Class"), same(pupil.class_name) or NOT_KNOWN),
                (N_("Language of teaching"), LANGUAGE_NAMES.get(pupil.language, NOT_KNOWN)),
                (N_("Address"), same(pupil.address) or NOT_KNOWN),
                (N_("Special educational needs"), same(pupil.special_needs)),
                (N_("Teaching at home (үйде оқыту)"), YES if pupil.home_teaching else ""),
                (N_("Note"), same(pupil.note)),
            ]
        )
    )
    return card


def guardian_cards(guardians: Iterable[Guardian]) -> list[QWidget]:
    """A card each, the main one marked."""
    return [_guardian(guardian) for guardian in guardians]


def _guardian(guardian: Guardian) -> QWidget:
    card = Card(same(guardian.name) or N_("The name is not written"))
    if guardian.main:
        card.body.addWidget(Badge(N_("main representative"), "accent"))
    card.body.addWidget(
        facts(
            [
                (N_("Who it is to the child"), RELATION_NAMES[guardian.relation]),
                (N_("Telephone"), same(phone.shown(guardian.phone))),
                (N_("E-mail"), same(guardian.email)),
                (N_("IIN"), same(guardian.iin)),
                (N_("Address"), same(guardian.address)),
            ]
        )
    )
    return card


def case_rows(lines: Sequence[CaseLine], opens: Callable[[int], object]) -> QWidget:
    """A row for each case, with what comes next and a button that leads there."""
    card = RowCard()
    card.put([_case(line, opens) for line in lines])
    return card


def _case(line: CaseLine, opens: Callable[[int], object]) -> ListRow:
    running = line.outcome is CaseOutcome.RUNNING
    return ListRow(
        (line.outcome_name, "accent" if running else "neutral"),
        Text(f"№ {line.number} іс", f"Дело № {line.number}"),
        _about(line),
        actions=[Action(N_("Open the case"), lambda: opens(line.id))],
    )


def _about(line: CaseLine) -> Words:
    """Ground, period, and the next step if there is one."""
    period = ""
    if line.start or line.until:
        ends = (f"{day:%d.%m.%Y}" if day else "…" for day in (line.start, line.until))
        period = ", " + " – ".join(ends)
    kk, ru = line.ground_name.kk + period, line.ground_name.ru + period
    if line.next_step is None:
        return Text(kk, ru)
    return Text(f"{kk}. Келесі қадам: {line.next_step.kk}", f"{ru}. Далее: {line.next_step.ru}")


def history_rows(actions: Sequence[Done]) -> list[QWidget]:
    """What was done, newest first, in the language of the window."""
    if not actions:
        return [EmptyState("history", N_("Nothing was done yet."))]
    card = RowCard()
    card.put([history_row(action) for action in actions])
    return [card]


def history_row(action: Done) -> ListRow:
    """When, what, who; taken back ones are marked."""
    badge: tuple[Words, str] | None = (N_("taken back"), "neutral") if action.undone else None
    when = f"{action.at:%d.%m.%Y %H:%M}"
    who = f" ({action.who})" if action.who else ""
    what = Text(said(action, "kk") + who, said(action, "ru") + who)
    return ListRow(badge, same(when), what)
