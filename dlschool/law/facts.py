"""Facts of a case, as `law.assess` takes them; also read from a JSON file by a methodologist."""

import json
import re
from dataclasses import dataclass
from datetime import date as Day
from typing import Any, Literal

import msgspec

from dlschool.domain.case import (
    Council,
    EventLevel,
    Ground,
    IndividualSchedule,
    Material,
    Outcome,
    ReviewOutcome,
)
from dlschool.errors import Refused
from dlschool.i18n import N_


class Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A JSON object in which an unknown key is an error and a missing one means: nothing there."""


class PupilFact(Fact, frozen=True, kw_only=True):
    birth_date: Day | None = None
    class_: int | None = msgspec.field(name="class", default=None)


class EventFact(Fact, frozen=True, kw_only=True):
    level: EventLevel
    from_: Day | None = msgspec.field(name="from", default=None)
    to: Day | None = None


class PaperFact(Fact, frozen=True, kw_only=True):
    kind: str
    date: Day | None = None
    valid_from: Day | None = None
    valid_until: Day | None = None


class DecisionFact(Fact, frozen=True, kw_only=True):
    council: Council
    date: Day
    outcome: Outcome
    from_: Day | None = msgspec.field(name="from", default=None)
    until: Day | None = None


class OrderFact(Fact, frozen=True, kw_only=True):
    kind: Literal["transfer", "extend", "return"]
    date: Day
    from_: Day | None = msgspec.field(name="from", default=None)
    until: Day | None = None


class ReviewFact(Fact, frozen=True, kw_only=True):
    date: Day
    outcome: ReviewOutcome
    until: Day | None = None


class Facts(Fact, frozen=True, kw_only=True):
    """Everything that the law weighs about one case. Dates inclusive; lists in order of entry."""

    edition: str = ""
    ground: Ground
    today: Day | None = None
    pupil: PupilFact | None = None
    classes: tuple[str, ...] = ()
    event: EventFact | None = None
    papers: tuple[PaperFact, ...] = ()
    decisions: tuple[DecisionFact, ...] = ()
    orders: tuple[OrderFact, ...] = ()
    access_given: bool = False
    issued: tuple[Material, ...] = ()
    individual_schedule: IndividualSchedule = IndividualSchedule.NOT_NEEDED
    attested_on: Day | None = None
    reviews: tuple[ReviewFact, ...] = ()


@dataclass(frozen=True, slots=True)
class _Wrong:
    pattern: re.Pattern[str]
    message: str


_WRONG = (
    _Wrong(re.compile(r"unknown field `([^`]+)`"), N_("{where}: the key {what} is unknown.")),
    _Wrong(
        re.compile(r"missing required field `([^`]+)`"), N_("{where}: the key {what} is missing.")
    ),
    _Wrong(
        re.compile(r"Invalid enum value '?([^' ]+)'?"), N_("{where}: “{what}” is not allowed here.")
    ),
    _Wrong(
        re.compile(r"Invalid RFC3339 (\S+)"),
        N_("{where}: this is not a date. Write it as YYYY-MM-DD."),
    ),
)


def from_json(source: bytes) -> Facts:
    """Facts from a JSON file; `Refused` names the key that is wrong."""
    try:
        data = json.loads(source.decode("utf-8-sig"), object_pairs_hook=_object)
        return msgspec.convert(data, Facts)
    except (ValueError, RecursionError) as error:
        raise Refused(N_("The facts are not valid JSON: {reason}"), reason=error) from error
    except msgspec.ValidationError as error:
        raise _refusal(str(error)) from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """One JSON object: a null says what a missing key says; a repeated key would hide facts."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise Refused(N_("The key {what} stands twice in one JSON object."), what=key)
        found[key] = value
    return {key: value for key, value in found.items() if value is not None}


def _refusal(error: str) -> Refused:
    found = re.search(r" - at `\$\.?([^`]*)`$", error)
    where = found.group(1) if found and found.group(1) else "facts"
    for wrong in _WRONG:
        if match := wrong.pattern.search(error):
            return Refused(wrong.message, where=where, what=match.group(1))
    return Refused(N_("{where}: this value is of the wrong kind."), where=where)
