"""The head of a case: who, class, ground, number and edition; period and guardian; standing warning."""

from PySide6.QtWidgets import QHBoxLayout

from dlschool.domain.case import GROUND_NAMES, LEVEL_NAMES, WHOLE_CLASSES, Ground
from dlschool.domain.pupil import RELATION_NAMES, Guardian
from dlschool.domain.text import Text
from dlschool.gui.cases.said import period
from dlschool.gui.widgets.card import empty
from dlschool.gui.widgets.labels import Badge, Label
from dlschool.gui.widgets.page import Page
from dlschool.gui.words import Words, shown
from dlschool.i18n import N_
from dlschool.law.step import OUTCOME_WORDS, CaseOutcome
from dlschool.services.cases import CaseFile


def put_head(page: Page, file: CaseFile, number: Label) -> None:
    """Fills heading, pills and the line below; `number` is the label to the right."""
    page.say(who(file))
    page.sub.say(about(file))
    page.sub.show()
    number.say(
        N_("Case № {number} · {edition}"), number=file.case.number, edition=file.edition.act.short
    )
    _pills(page.pills, file)


def _pills(row: QHBoxLayout, file: CaseFile) -> None:
    empty(row)
    if file.pupil is not None and file.pupil.class_name:
        name = file.pupil.class_name
        row.addWidget(Badge(Text(name, name), "neutral"))
    row.addWidget(Badge(GROUND_NAMES[file.case.ground], "accent"))
    outcome = file.assessment.outcome
    if outcome is not CaseOutcome.RUNNING:
        row.addWidget(Badge(OUTCOME_WORDS[outcome], "neutral"))
    if file.case.from_paper:
        row.addWidget(Badge(N_("entered from paper"), "neutral"))


def who(file: CaseFile) -> Words:
    """The pupil's full name, or the classes."""
    if file.pupil is not None:
        return Text(file.pupil.full_name, file.pupil.full_name)
    classes = ", ".join(file.case.classes)
    if not classes:
        return N_("A case without a pupil")
    return Text(f"Сыныптар: {classes}", f"Классы: {classes}")


def about(file: CaseFile) -> Words:
    """«Period: … · Legal representative: …, mother, +7 …»."""

    def said() -> str:
        parts = [_period(file)]
        if file.case.ground is Ground.COMPETITION:
            parts.append(_event(file))
        if file.case.ground not in WHOLE_CLASSES:
            parts.append(_guardian(file))
        return " · ".join(filter(None, parts))

    return said


def _period(file: CaseFile) -> str:
    case = file.case
    orders = [o for o in file.records.orders if o.start and not o.annulled]
    if orders:
        last = max(orders, key=lambda order: (order.date, order.id or 0))
        return shown(N_("Period by the order: {period}"), period=period(last.start, last.until))
    start, until = case.wanted_from or case.event_from, case.wanted_until or case.event_until
    if start or until:
        return shown(N_("Period asked for: {period}"), period=period(start, until))
    return ""


def _event(file: CaseFile) -> str:
    case = file.case
    level = shown(LEVEL_NAMES[case.event_level]) if case.event_level else ""
    return ", ".join(filter(None, (case.event_name, case.event_place, level)))


def _guardian(file: CaseFile) -> str:
    guardian = main_guardian(file)
    if guardian is None:
        return shown(N_("No legal representative on the card"))
    parts = (guardian.name, shown(RELATION_NAMES[guardian.relation]), phone(guardian.phone))
    return shown(N_("Legal representative: {who}"), who=", ".join(filter(None, parts)))


def main_guardian(file: CaseFile) -> Guardian | None:
    found = sorted(file.guardians, key=lambda guardian: not guardian.main)
    return found[0] if found else None


def phone(number: str) -> str:
    """«+7 771 242 45 38»; other numbers as they are."""
    if number.startswith("+7") and len(number) == 12 and number[1:].isdigit():
        return f"+7 {number[2:5]} {number[5:8]} {number[8:10]} {number[10:]}"
    return number
