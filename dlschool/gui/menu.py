"""The program's menu (Alt, F10 or the button at the top) and the list of its keys."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from dlschool.domain.access import Right
from dlschool.errors import Refused
from dlschool.gui import rights
from dlschool.gui.feeds import Feeds
from dlschool.gui.icons import put_icon
from dlschool.gui.session import Session
from dlschool.gui.users.entering import SWITCH_USER
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import facts, same
from dlschool.gui.widgets.messages import ask, tell
from dlschool.gui.words import NAME, Words, say
from dlschool.i18n import N_


class Frame(Protocol):
    """What the menu asks of the main window."""

    session: Session
    feeds: Feeds

    def go(self, name: str, target: object = None) -> None: ...
    def undo(self) -> None: ...
    def redo(self) -> None: ...
    def bars(self) -> None: ...
    def close(self) -> bool: ...
    def on_screen(self, what: str, *given: object) -> None: ...


KEYS: tuple[tuple[str, Words], ...] = (
    ("Ctrl+1 … Ctrl+9", N_("The screens at the left")),
    ("Ctrl+K", N_("Find anything")),
    ("Ctrl+F", N_("Find in this list")),
    ("Ctrl+N", N_("New: pupil, case, meeting")),
    ("Ctrl+P", N_("Print")),
    ("Ctrl+Z", N_("Take back what was done last")),
    ("Ctrl+Y", N_("Do again what was taken back")),
    ("Ctrl+Shift+W", N_("The weather morning")),
    ("Ctrl+Enter", N_("Do what the dialog offers")),
    ("Esc, Alt+←", N_("Back, close")),
    ("Ctrl+L", N_("Lock")),
    ("F5", N_("Read again")),
    ("Alt, F10", N_("Menu")),
    ("F1", N_("These keys")),
)


def menu(parent: QWidget, window: Frame) -> QMenu:
    """Edit, File, Help: made anew each time, so that Undo names what it takes back now."""
    whole = QMenu(parent)
    undo = window.feeds.next_undo()
    edit = _part(whole, N_("Edit"))
    if undo is None:
        _add(edit, N_("Nothing to undo"), window.undo, "undo-2", "Ctrl+Z").setEnabled(False)
    else:
        back = _add(edit, N_("Undo “{action}”"), window.undo, "undo-2", "Ctrl+Z", action=undo)
        _refuse(back, window.feeds.undo_refused())
    redo = window.feeds.next_redo()
    if redo is not None:
        _add(edit, N_("Redo “{action}”"), window.redo, "redo-2", "Ctrl+Y", action=redo)
    edit.addSeparator()
    _add(edit, N_("History…"), lambda: window.go("settings", "history"), "history")
    file = _part(whole, N_("File"))
    importing = _add(
        file, N_("Import pupils from Excel…"), lambda: window.go("pupils", "import"), "upload"
    )
    _refuse(importing, rights.refusal(window.session, Right.PUPILS))
    _add(file, N_("Print…"), lambda: window.on_screen("print_"), "printer", "Ctrl+P")
    file.addSeparator()
    now = _add(file, N_("Back up now"), lambda: back_up(parent, window), "hard-drive")
    _refuse(now, rights.refusal(window.session, Right.BACKUP))
    _add(file, N_("Open the data folder"), lambda: open_folder(window), "folder-open")
    file.addSeparator()
    _add(file, N_("Lock"), window.session.locking.emit, "lock", "Ctrl+L")
    _add(file, N_("Another person signs in…"), lambda: switch(parent, window), "user-round")
    _add(file, N_("Quit"), window.close, "", "Ctrl+Q")
    helps = _part(whole, N_("Help"))
    _add(helps, N_("Keys"), lambda: keys(parent), "keyboard", "F1")
    _add(helps, N_("Check the program"), lambda: check(parent), "shield-check")
    _versions(helps, parent, window)
    _add(helps, N_("About the program"), lambda: about(parent, window), "info")
    return whole


def _versions(helps: QMenu, parent: QWidget, window: Frame) -> None:
    """The program's own versions: a newer one from a file, the other one that is kept here."""
    from dlschool.gui import updates_trial
    from dlschool.services import updates_trial as trial
    from dlschool.update import place as places

    update = _add(
        helps, N_("Update the program…"), lambda: update_program(parent, window), "download"
    )
    place = places.find()
    if place is None:
        _refuse(update, Refused(NOT_INSTALLED))
        return
    _refuse(update, rights.refusal(window.session, Right.BACKUP))
    state = trial.state(place)
    if state.waits:
        words = N_("Restart with version {version}")
        _add(helps, words, updates_trial.restart, "rotate-ccw", version=state.current)
    if state.before:
        words = N_("Start version {version} instead…")
        other = lambda: other_version(parent, window)  # noqa: E731
        _add(helps, words, other, "rotate-ccw", version=state.before)


NOT_INSTALLED = N_("This program was not installed by a setup.")


def update_program(parent: QWidget, window: Frame) -> None:
    """A newer version from a file."""
    from dlschool.gui import updates

    updates.choose(parent, window.session)


def other_version(parent: QWidget, window: Frame) -> None:
    """Back to the version that is kept here, or forward again."""
    from dlschool.gui import updates_back

    updates_back.ask(parent, window.session)


def _refuse(action: QAction, refused: Refused | None) -> None:
    """Greyed, with the reason as its tool tip, where the role does not allow it."""
    if refused is not None:
        action.setEnabled(False)
        action.setToolTip(str(refused))


def _part(whole: QMenu, words: Words) -> QMenu:
    part = QMenu(whole)
    part.setToolTipsVisible(True)
    say(part, "setTitle", words)
    whole.addMenu(part)
    return part


def _add(
    part: QMenu, words: Words, do: Callable[[], object], icon: str, key: str = "", **values: str
) -> QAction:
    """An entry; its key is only shown, the window listens to it itself."""
    action = QAction(part)
    say(action, "setText", words, **values)
    if key:
        action.setText(f"{action.text()}\t{key}")
    if icon:
        put_icon(action, icon, "soft")
    action.triggered.connect(lambda _checked=False: do())
    part.addAction(action)
    return action


def back_up(parent: QWidget, window: Frame) -> None:
    """A backup beside the window; the bar at the bottom then says when."""
    from dlschool.gui import backing

    backing.now(parent, window.session, window.bars)


def open_folder(window: Frame) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(window.session.folder.root)))


def switch(parent: QWidget, window: Frame) -> Dialog:
    """Asks, then the sign-in screen takes the window's place."""
    return ask(
        parent,
        N_("Another person signs in"),
        N_("Your work is saved. The window closes and the sign-in screen comes up."),
        N_("To the sign-in"),
        lambda: QApplication.exit(SWITCH_USER),
    )


def keys(parent: QWidget) -> Dialog:
    """The keys of the program."""
    rows = [(same(key), words) for key, words in KEYS]
    box = Dialog(parent, N_("Keys"), facts(rows), cancel=N_("Close"))
    box.open()
    return box


def check(parent: QWidget) -> None:
    """Whether the program is whole: its self test, beside the window."""
    from dlschool.gui import program_check

    program_check.begin(parent)


def about(parent: QWidget, window: Frame) -> Dialog:
    return tell(
        parent,
        NAME,
        N_(
            "It keeps distance learning in order by the orders in force, in Kazakh and in Russian. "
            "Everything lies on this computer, in {folder}."
        ),
        folder=window.session.folder.root,
    )
