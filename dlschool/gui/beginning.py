"""How work begins: in the sample school, or in one's own; and the way from the one to the other."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from dlschool.gui.session import Session
from dlschool.gui.users import entering
from dlschool.gui.users.entering import sample_in
from dlschool.gui.words import speak
from dlschool.paths import DataFolder
from dlschool.services import logins
from dlschool.settings import Settings

if TYPE_CHECKING:
    from dlschool.domain.school import School
    from dlschool.services.opening import Founded

Clock = Callable[[], datetime]

BEGIN_OWN = 101
"""Exit code of the window when its user wants to leave the sample for an own school."""
_OWN = "school"


def own_in(folder: DataFolder) -> DataFolder:
    """Where one's own school goes: the folder itself, or a folder in it if a store is there."""
    return DataFolder(folder.root / _OWN) if logins.exists(folder) else folder


def open_sample(folder: DataFolder, clock: Clock) -> DataFolder:
    """The sample school of the folder, made if it is not there yet."""
    place = sample_in(folder)
    if not logins.exists(place):
        from dlschool.services import sample_school
        from dlschool.services.sample import make

        db = sample_school.opened(place, clock)
        make(db)
        db.close()
    return place


def write_own(
    folder: DataFolder, clock: Clock, school: "School", name: str, password: str
) -> "Founded":
    """A store with its owner and the school's first particulars."""
    from dlschool.services import opening
    from dlschool.services.school import save_school

    founded = opening.found(folder, clock, name, password)
    save_school(founded.db, school)
    return founded


def ask_own(
    parent: QWidget | None, folder: DataFolder, known: Settings, clock: Clock
) -> Session | None:
    """Asks for the school's particulars and its owner, hands out the recovery sheet.

    The session of the new school; None when the person thought better, nothing is written then.
    """
    from dlschool.gui.my_school import MySchool
    from dlschool.gui.users.owner import NEW, OwnerDialog

    founded: list[Founded] = []

    def begin(school: "School") -> bool:
        def found(name: str, password: str) -> None:
            founded.append(write_own(folder, clock, school, name, password))

        OwnerDialog(dialog, NEW, found).exec()
        return bool(founded)

    dialog = MySchool(parent, begin)
    dialog.exec()
    return entering.hand_out(founded[0], known, clock) if founded else None


def ask_first(folder: DataFolder, known: Settings, clock: Clock) -> Session | None:
    """The question of the first start; the session to work in, None when the window was closed."""
    from dlschool.gui.first_start import FirstStart

    chosen: list[Session] = []

    def sample() -> None:
        chosen.append(entering.sample_session(open_sample(folder, clock), known, clock))

    def mine() -> bool:
        own = ask_own(dialog, folder, known, clock)
        if own is not None:
            chosen.append(own)
        return own is not None

    def backup() -> bool:
        session = ask_backup(dialog, folder, known, clock)
        if session is not None:
            chosen.append(session)
        return session is not None

    dialog = FirstStart(speak, known.language, sample, mine, backup)
    dialog.exec()
    return chosen[0] if chosen else None


def ask_backup(
    parent: QWidget | None, folder: DataFolder, known: Settings, clock: Clock
) -> Session | None:
    """The school brought back from a stick, then signed in; None when the person thought better."""
    from dlschool.gui.from_backup import FromBackup

    if FromBackup(parent, folder, clock).exec() != QDialog.DialogCode.Accepted:
        return None
    return entering.enter(folder, known, clock)


def leave_sample() -> None:
    """Ends the window of the sample; `start.run` then asks for one's own school."""
    QApplication.exit(BEGIN_OWN)
