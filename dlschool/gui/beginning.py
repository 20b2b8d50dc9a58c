"""How work begins: in the sample school, or in one's own; and the way from the one to the other."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from dlschool.domain.school import School
from dlschool.gui.words import speak
from dlschool.paths import DataFolder
from dlschool.services import opening

Clock = Callable[[], datetime]

BEGIN_OWN = 101
"""Exit code of the window when its user wants to leave the sample for an own school."""
_SAMPLE, _OWN = "sample", "school"


def sample_in(folder: DataFolder) -> DataFolder:
    """Where the sample school of a data folder lies: apart, so that it is never mixed with one's own."""
    return DataFolder(folder.root / _SAMPLE)


def own_in(folder: DataFolder) -> DataFolder:
    """Where one's own school goes: the folder itself, or a folder in it if a store is there."""
    return DataFolder(folder.root / _OWN) if opening.exists(folder) else folder


def open_sample(folder: DataFolder, clock: Clock) -> DataFolder:
    """The sample school of the folder, made if it is not there yet."""
    place = sample_in(folder)
    if not opening.exists(place):
        from dlschool.services.sample import make

        db = opening.open_school(place, clock)
        make(db)
        db.close()
    return place


def write_own(folder: DataFolder, clock: Clock, school: School) -> None:
    """A store with the school's first particulars."""
    from dlschool.services.school import save_school

    db = opening.open_school(folder, clock)
    save_school(db, school)
    db.close()


def ask_own(parent: QWidget | None, folder: DataFolder, clock: Clock) -> bool:
    """Asks for the school's particulars and writes them; False when the person thought better."""
    from dlschool.gui.my_school import MySchool

    dialog = MySchool(parent, lambda school: write_own(folder, clock, school))
    return dialog.exec() == QDialog.DialogCode.Accepted


def ask_first(folder: DataFolder, language: str, clock: Clock) -> DataFolder | None:
    """The question of the first start; the folder to work in, None when the window was closed."""
    from dlschool.gui.first_start import FirstStart

    chosen: list[DataFolder] = []

    def sample() -> None:
        chosen.append(open_sample(folder, clock))

    def mine() -> bool:
        if ask_own(dialog, folder, clock):
            chosen.append(folder)
        return bool(chosen)

    dialog = FirstStart(speak, language, sample, mine)
    dialog.exec()
    return chosen[0] if chosen else None


def leave_sample() -> None:
    """Ends the window of the sample; `start.run` then asks for one's own school."""
    QApplication.exit(BEGIN_OWN)
