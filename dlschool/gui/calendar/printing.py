"""What is printed of the calendar: a pupil's, a class's or a teacher's schedule, a summons."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from dlschool.domain.learning import SittingMode, SittingState
from dlschool.domain.names import sort_key
from dlschool.gui import printouts, tasks
from dlschool.gui.session import Session
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Combo, Fields, same
from dlschool.gui.words import Words
from dlschool.i18n import N_, language
from dlschool.services import sitting_papers
from dlschool.services.school import staff
from dlschool.services.sittings import Line

PUPIL, CLASS, TEACHER, SUMMONS = "pupil", "class", "teacher", "summons"
LANGUAGES: tuple[tuple[str, Words], ...] = (
    ("kk", N_("In Kazakh")),
    ("ru", N_("In Russian")),
    ("both", N_("Both side by side")),
)


class PrintFields(Fields):
    """What, of whom, in which language."""

    def __init__(self, session: Session, lines: Sequence[Line]) -> None:
        super().__init__()
        self._session, self._lines = session, lines
        self.what = self.add(
            N_("What is printed"),
            Combo(
                [
                    (PUPIL, N_("Schedule of a pupil")),
                    (CLASS, N_("Schedule of a class")),
                    (TEACHER, N_("Schedule of a teacher")),
                    (SUMMONS, N_("Summons to the sittings of a pupil")),
                ]
            ),
        )
        self.who = self.add(N_("Of whom"), Combo())
        self.language = self.add(N_("Language"), Combo(list(LANGUAGES)))
        self.language.set_key(language())
        self.what.currentIndexChanged.connect(lambda _: self._fill())
        self._fill()

    def _fill(self) -> None:
        kind = self.what.key()
        if kind == CLASS:
            names = sorted({line.assessment.class_name for line in self._lines})
            self.who.put([(name, same(name)) for name in names])
        elif kind == TEACHER:
            self.who.put([(p.id, same(p.name)) for p in staff(self._session.db)])
        else:
            people = {
                line.pupil.id: line.pupil.full_name
                for line in self._lines
                if kind == PUPIL or _summoned(line, self._session.today())
            }
            named = sorted(people.items(), key=lambda one: sort_key(one[1]))
            self.who.put([(key, same(name)) for key, name in named])


def _summoned(line: Line, today: date) -> bool:
    """Only who still comes to school for it is called there."""
    sitting = line.sitting
    waits = sitting.date is not None and sitting.date >= today
    planned = sitting.state is SittingState.PLANNED
    return waits and planned and sitting.mode is SittingMode.IN_PERSON


def print_dialog(
    parent: QWidget, session: Session, year: str, term: int, lines: Sequence[Line]
) -> Dialog:
    """Asks what is printed, then shows it."""
    fields = PrintFields(session, lines)

    def show() -> bool:
        kind, who = fields.what.key(), fields.who.key()
        if who is None:
            fields.error(fields.who, N_("There is nothing to print yet."))
            return False
        spoken = str(fields.language.key())

        def prepare(db: Any, _progress: tasks.Progress) -> Any:
            if kind == CLASS:
                return sitting_papers.prepare_class(db, str(who), year, term, spoken)
            number = int(str(who))
            if kind == TEACHER:
                return sitting_papers.prepare_teacher(db, number, year, term, spoken)
            if kind == SUMMONS:
                return sitting_papers.prepare_summons(db, number, year, term, None, spoken)
            return sitting_papers.prepare_pupil(db, number, year, term, spoken)

        printouts.lay_out(parent, session, prepare)
        return True

    return Dialog(parent, N_("Print"), fields, N_("Show"), show)
