"""What the hub writes of itself: one JSON object a line, without names, content or addresses of people.

Of an error: its kind and the places in the code; never its text, in which a value may stand.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

LOG = logging.getLogger("dlschool.hub")


class Line(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.msg if record.name == LOG.name else "server",
            "process": record.process,
        }
        if record.name != LOG.name:
            said["text"] = str(record.msg)
        said.update(getattr(record, "numbers", {}))
        if record.exc_info and record.exc_info[1] is not None:
            said.update(_fault(record.exc_info[1]))
        return json.dumps(said, ensure_ascii=False, default=str)


def _fault(error: BaseException) -> dict[str, Any]:
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    where = [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in frames]
    return {"fault": type(error).__name__, "where": where}


def tell(event: str, **numbers: int | float | str) -> None:
    """`numbers`: counts, states, numbers of devices and schools; never a name."""
    LOG.info(event, extra={"numbers": numbers})


def fault(event: str, error: BaseException, **numbers: int | float | str) -> None:
    LOG.error(event, exc_info=error, extra={"numbers": numbers})


def settings(level: str = "INFO") -> dict[str, Any]:
    """For `logging.config`: everything to stderr, in this form; the server's own lines too."""
    own = {"handlers": ["stderr"], "level": level, "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": "dlschool.hub.logs.Line"}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "line",
                "stream": "ext://sys.stderr",
            }
        },
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {LOG.name: own, "_granian": {**own, "level": "WARNING"}},
    }
