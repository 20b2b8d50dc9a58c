"""Backups of 2,000 pupils with five years of cases and 2 GB of scans: the first, and those that follow.

The second place is a folder on the same disk: what is told is the program's own cost, not a stick's.
Each step runs in a process of its own, so that its peak of memory is its own.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from parts import years
from parts.measuring import peak_mb

from dlschool.paths import DataFolder
from dlschool.services import backups, pupils
from dlschool.services.opening import Store
from dlschool.settings import Settings
from dlschool.store.connection import DatabaseError

GB = 2**30
SCANS = 2 * GB
SMALL = 200 * 2**20
"""Where the disk has no room for three times the big one."""
ROUNDS = 3


def first(db: Store, known: Settings) -> dict[str, Any]:
    made = backups.create(db, known)
    return {"bytes": _size(made)}


def again(db: Store, known: Settings) -> dict[str, Any]:
    return {"bytes": _size(backups.create(db, known))}


def _size(made: backups.Made) -> int:
    if made.trouble or made.second is None or made.second.manifest is None:
        raise RuntimeError(made)
    return made.second.manifest.size


def verify(db: Store, known: Settings) -> dict[str, Any]:
    second = next(one for one in backups.listed(db, known) if one.place.second)
    wrong = backups.verify(db, second)
    if wrong:
        raise RuntimeError(wrong)
    return {}


STEPS: dict[str, Callable[[Store, Settings], dict[str, Any]]] = {
    "first": first,
    "again": again,
    "verify": verify,
}
