"""Calls that live as long as the widget they belong to: what a switch of language or theme runs.

The calls are kept on the widget itself, so a call that speaks of its widget keeps nothing alive;
the list of widgets is weak.
"""

from collections.abc import Callable
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject
from shiboken6 import isValid

Call = Callable[[], object]


class Listeners:
    """Those who want to be told of one thing; `name` tells these calls from others on a widget."""

    def __init__(self, name: str) -> None:
        self._name = f"_listens_{name}"
        self._owners: WeakKeyDictionary[QObject, None] = WeakKeyDictionary()

    def add(self, owner: QObject, call: Call, key: str | None = None) -> None:
        """Remembers `call` until `owner` is gone; a call with the same `key` takes the other's place."""
        calls: dict[object, Call] = vars(owner).setdefault(self._name, {})
        calls[key if key is not None else len(calls)] = call
        self._owners[owner] = None

    def tell(self) -> None:
        """Runs every call of every widget that is still there."""
        for owner in list(self._owners):
            for call in list(vars(owner).get(self._name, {}).values()):
                if isValid(owner):
                    call()
