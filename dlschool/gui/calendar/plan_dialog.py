"""The planner's proposal, with its figures and every move, before it is kept."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from dlschool.domain.text import Text
from dlschool.gui import tasks
from dlschool.gui.session import Session
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Fields, facts, same
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.rows import ListRow, RowCard
from dlschool.gui.words import Words
from dlschool.i18n import N_
from dlschool.services import assessments, sitting_plan, sittings
from dlschool.services.opening import another_connection
from dlschool.services.sitting_plan import Change, Proposal

SHOWN = 200
"""So many moves are listed."""


def propose(
    parent: QWidget,
    session: Session,
    year: str,
    term: int,
    pupil_ids: Sequence[int] | None,
    show: Callable[[Dialog], object] = Dialog.open,
) -> tasks.Task:
    """Plans beside the window, then shows the proposal; a refusal is said where all are."""
    session.act(sittings.follow_plan, session.db, year, term, pupil_ids)

    def work(_progress: tasks.Progress, _cancelled: Callable[[], bool]) -> Any:
        db = another_connection(session.db)
        try:
            return sitting_plan.propose(db, year, term, pupil_ids)
        finally:
            db.close()

    def done(proposal: Any) -> None:
        show(proposal_dialog(parent, session, proposal))

    return tasks.run(parent, work, done, words=N_("Planning the sittings…"))


def proposal_dialog(parent: QWidget, session: Session, proposal: Proposal) -> Dialog:
    """Figures, moves, a reason; kept when it is asked for."""
    body = Fields()
    body.wide(facts(_figures(proposal)))
    moved = proposal.moved
    if not moved:
        body.wide(Label(N_("Every sitting already lies on the best day.")))
        return Dialog(parent, N_("Plan of sittings"), body, cancel=N_("Close"), wide=680)
    why = body.add(
        N_("Why the sittings are moved"),
        QLineEdit(),
        N_("Left empty, the history says that they were planned."),
    )
    body.wide(Label(N_("Sittings that move: {count}"), "strong", count=len(moved)))
    card = RowCard()
    card.put([_row(session, change) for change in moved[:SHOWN]])
    body.wide(card)

    def keep() -> None:
        count = session.act(sitting_plan.keep, session.db, proposal, why.text())
        session.tell(N_("Sittings moved: {count}."), count=count)

    return Dialog(parent, N_("Plan of sittings"), body, N_("Keep the plan"), keep, wide=760)


def _figures(proposal: Proposal) -> list[tuple[Words, Words]]:
    """Journeys first: what they would be, with the proof, beside what they are now."""
    made = proposal.plan
    count, least = made.journeys, made.bound
    journeys = Text(f"{count} — бұдан аз болуы мүмкін емес", f"{count} — меньше невозможно")
    if not made.optimal:
        journeys = Text(
            f"{count}; дәлелденген ең аз саны: {least}",
            f"{count}; доказанный наименьший: {least}",
        )
    return [
        (N_("Journeys to school"), journeys),
        (N_("Journeys now"), same(str(proposal.now))),
        (N_("Journeys on the class's dates"), _on_class_dates(proposal)),
        (N_("Days of shift from the class's dates"), same(str(made.shift_days))),
    ]


def _on_class_dates(proposal: Proposal) -> Words:
    """Fewer journeys than the plan has are no merit where a rule forbids the dates."""
    count, forbidden = proposal.on_class_dates, proposal.forbidden
    if not forbidden:
        return same(str(count))
    return Text(
        f"{count}, бірақ ережеге қайшы күндер: {forbidden}",
        f"{count}, но правила запрещают дат: {forbidden}",
    )


def _row(session: Session, change: Change) -> ListRow:
    line = change.line
    before = f"{line.sitting.date:%d.%m.%Y}" if line.sitting.date else "—"
    days = Text(*[f"{before} → {change.day:%d.%m.%Y}"] * 2)
    name = f"{line.pupil.short_name}, {line.assessment.class_name}"
    what = assessments.name(session.db, line.assessment)
    mode = sittings.MODE_NAMES[line.sitting.mode]
    sentence = Text(f"{what.kk}, {mode.kk}: {days.kk}", f"{what.ru}, {mode.ru}: {days.ru}")
    return ListRow(None, same(name), sentence)
