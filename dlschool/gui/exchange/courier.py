"""The conversation with the department beside the window: when it is due, and when a person wants it.

It has a thread and a connection to the store of its own, so that a line that creeps holds up neither the
window nor other slow work. What speaks is read from the disk when there is somebody to speak with.
"""

import random
from collections.abc import Callable
from threading import Event, Thread
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, QTimer, Signal

from dlschool.domain.access import Right
from dlschool.errors import Refused
from dlschool.gui import errors, rights
from dlschool.gui.session import Session
from dlschool.services import exchange_keys, opening

if TYPE_CHECKING:
    from dlschool.services.exchange_tries import Tried, Ways

EVERY_MS = 15_000
"""How often it is asked whether a conversation is due."""
REST = 20
"""So many times it is not asked after something that could not even be remembered."""
WAIT = 2.0
"""Seconds that the end of the window waits for a conversation to stop; then the line is left alone."""


class Courier(QObject):
    """`changed`: a conversation began or ended."""

    changed = Signal()
    _came = Signal(object, object)

    def __init__(self, session: Session, ways: "Ways | None" = None) -> None:
        super().__init__()
        self._session, self._ways = session, ways
        self._thread: Thread | None = None
        self._stop = Event()
        self._watches = False
        self._way: Any = None
        self._asked = False
        """Whether a person wants to hear what came of it."""
        self._rest = 0
        self._came.connect(self._end)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.tick)

    def begin(self) -> None:
        """From now on by itself, for who may exchange."""
        if rights.may(self._session, Right.EXCHANGE):
            self._timer.start(EVERY_MS)
            if exchange_keys.in_touch(self._session.db):
                self._watch_network()

    def _watch_network(self) -> None:
        """Where the system tells of it, a network that came back is used at once."""
        self._watches = True
        from PySide6.QtNetwork import QNetworkInformation

        if QNetworkInformation.loadDefaultBackend():
            known = QNetworkInformation.instance()
            known.reachabilityChanged.connect(self._network_changed)

    def _network_changed(self, *_now: object) -> None:
        from dlschool.services import exchange_tries

        if not self._stop.is_set() and self._session.db.refuses is None:
            exchange_tries.at_once(self._session.db)
            self.tick()

    @property
    def busy(self) -> bool:
        return self._thread is not None

    def tick(self) -> None:
        """Speaks with the department if it is time. A store that cannot be asked now is asked later."""
        self._rest -= 1
        if self.busy or self._stop.is_set() or self._rest > 0:
            return
        try:
            due = self._due()
        except Refused:
            return
        if due:
            self._start(asked=False)

    def _due(self) -> bool:
        """Refused: the store cannot be asked now."""
        if not exchange_keys.in_touch(self._session.db):
            return False
        if self._timer.isActive() and not self._watches:
            self._watch_network()
        from dlschool.services import exchange_tries

        return exchange_tries.due(self._session.db)

    def send_now(self) -> None:
        """A person asked: at once, and what came of it is said."""
        self._asked = True
        if not self.busy:
            self._start(asked=True)

    def _start(self, *, asked: bool) -> None:
        self._asked = asked
        self._thread = Thread(target=self._work, name="exchange", daemon=True)
        self._thread.start()
        self.changed.emit()

    def _work(self) -> None:
        """On the thread of its own."""
        from dlschool.services import exchange_tries

        try:
            db = opening.another_connection(self._session.db)
            try:
                tried = exchange_tries.attempt(
                    db,
                    random.random(),
                    lambda: not self._stop.is_set(),
                    self._line,
                )
            finally:
                db.close()
        except BaseException as error:
            self._came.emit(None, error)
        else:
            self._came.emit(tried, None)

    def _line(self, to: Any) -> Any:
        from dlschool.services import exchange_tries

        self._way = (self._ways or exchange_tries.line)(to)
        return self._way

    def _end(self, tried: "Tried | None", error: BaseException | None) -> None:
        """In the window's thread."""
        asked, self._asked, self._thread = self._asked, False, None
        self._way = None
        if self._stop.is_set():
            return
        if tried is not None and tried.done.came:
            self._session.changed.emit()
        if asked and error is not None:
            errors.show(error)
        elif asked and tried is not None:
            self._say(tried)
        elif error is not None:
            self._rest = REST
            self._show_fault(error)
        self.changed.emit()

    def _show_fault(self, error: BaseException) -> None:
        """Nobody asked: a refusal (a full disk) is told by the screen, a fault of the program at once."""
        if not isinstance(error, Refused):
            errors.show(error)

    def _say(self, tried: "Tried") -> None:
        from dlschool.services import exchange_status

        if tried.trouble is not None:
            self._session.tell(tried.trouble)
        else:
            self._session.tell(exchange_status.status(self._session.db).sentence)

    def stop(self) -> None:
        """The window is left: nothing is begun any more, the line is cut, what moved is kept."""
        self._stop.set()
        self._timer.stop()
        cut: Callable[[], object] | None = getattr(self._way, "cut", None)
        if cut is not None:
            cut()
        if self._thread is not None:
            self._thread.join(WAIT)


_couriers: WeakKeyDictionary[Session, Courier] = WeakKeyDictionary()


def of(session: Session) -> Courier:
    """The one courier of a session."""
    if session not in _couriers:
        _couriers[session] = Courier(session)
    return _couriers[session]


def end(session: Session) -> None:
    """The window is left."""
    courier = _couriers.pop(session, None)
    if courier is not None:
        courier.stop()
