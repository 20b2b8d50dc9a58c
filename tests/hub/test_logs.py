"""One JSON object a line, and nothing of anybody in it."""

import json
import logging
import sys

from dlschool.hub import logs


def _line(record: logging.LogRecord) -> dict[str, object]:
    return dict(json.loads(logs.Line().format(record)))


def test_an_event_has_numbers_and_no_sentence() -> None:
    record = logs.LOG.makeRecord(logs.LOG.name, logging.INFO, "", 0, "request", (), None)
    record.numbers = {"device": 7, "status": 204}
    said = _line(record)
    assert (said["event"], said["device"], said["status"]) == ("request", 7, 204)


def test_of_an_error_its_kind_and_place_are_said_and_never_its_words() -> None:
    try:
        raise ValueError("Асанов Асан 010101500123")
    except ValueError:
        record = logs.LOG.makeRecord(
            logs.LOG.name, logging.ERROR, "", 0, "request", (), sys.exc_info()
        )
    text = logs.Line().format(record)
    assert "Асан" not in text
    assert "010101500123" not in text
    said = json.loads(text)
    assert said["fault"] == "ValueError"
    assert said["where"][0].startswith("test_logs.py:")


def test_lines_of_the_server_itself_have_the_same_form() -> None:
    record = logging.LogRecord("_granian", logging.WARNING, "", 0, "Stopped", (), None)
    assert _line(record)["text"] == "Stopped"
