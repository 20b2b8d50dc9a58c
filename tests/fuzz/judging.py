"""What every reader of a file from outside owes: a value, or a refusal in both languages, soon, and
nothing written by halves.
"""

import atexit
import json
import os
import re
import time
from collections import Counter
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import HealthCheck, Phase, settings

from dlschool.errors import Refused

Made = TypeVar("Made")

LONG = os.environ.get("DLSCHOOL_FUZZ") == "long"
MOST_SECONDS = 5.0
"""Seconds of one try, of this process's own work: other programs may be busy."""

endings: dict[str, Counter[str]] = {}
"""How many tries of each reader ended in what."""

_CYRILLIC = re.compile("[Ѐ-ӿ]")


def tries(few: int) -> Any:
    """So many examples in CI, twenty times as many in the long run; the same each time in CI."""
    return settings(
        max_examples=few * 20 if LONG else few,
        deadline=None,
        derandomize=not LONG,
        database=None,
        phases=(Phase.explicit, Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )


def judged(reader: str, call: Callable[[], Made], folder: Path | None = None) -> Made | None:
    """Calls a reader of outside files: its value, or None where it refused in kk and ru.

    Anything else it raises, a slow answer, or a `folder` changed by a refusal fails the test.
    """
    before = state(folder) if folder else {}
    begun = time.process_time()
    try:
        made = call()
        ending = "read"
    except Refused as refused:
        said_in_both(refused)
        made, ending = None, "refused"
        assert not folder or state(folder) == before, "a refusal left something behind"
    assert time.process_time() - begun < MOST_SECONDS, "too slow"
    note(reader, ending)
    return made


def note(reader: str, ending: str, count: int = 1) -> None:
    endings.setdefault(reader, Counter())[ending] += count


def said_in_both(refused: Refused) -> None:
    """The sentence is there in Kazakh and in Russian, and can be written down."""
    kk, ru = refused.text("kk"), refused.text("ru")
    assert refused.message not in (kk, ru), f"not translated: {refused.message}"
    for text in (kk, ru):
        assert _CYRILLIC.search(text)
        text.encode("utf-8", "replace")


def state(folder: Path) -> dict[str, str]:
    """Each file below the folder with its content's hash; what SQLite keeps beside it is left out."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.name.endswith(("-wal", "-shm")):
            continue
        kept = path.is_file() and not path.is_symlink()
        found[str(path.relative_to(folder))] = (
            blake2b(path.read_bytes()).hexdigest() if kept else ""
        )
    return found


@atexit.register
def _report() -> None:
    """The counts of this process, for the table of the report."""
    folder = os.environ.get("FUZZ_REPORT")
    if folder and endings:
        Path(folder).mkdir(parents=True, exist_ok=True)
        said = {reader: dict(counts) for reader, counts in sorted(endings.items())}
        path = Path(folder) / f"fuzz-{os.getpid()}.json"
        path.write_text(json.dumps(said, ensure_ascii=False, indent=1), "utf-8")
