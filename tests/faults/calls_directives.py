"""What the department asks and other schools say, used or refused: each service a piece of its own."""

import json
from datetime import date
from random import Random
from typing import Any

import builders
import exchange_parts
import msgspec
import scan_files
from faults.calls_year import TODAY, number
from faults.piece import Piece, calling

from dlschool.domain.case import PaperKind
from dlschool.exchange import keys
from dlschool.paths import program_file
from dlschool.services import (
    cases,
    directives,
    directives_calendars,
    directives_calls,
    directives_editions,
    directives_levels,
    directives_numbers,
    directives_reports,
    directives_scans,
    exchange_keys,
    handover_content,
    handovers,
    handovers_arrived,
    handovers_taking,
    scans,
)
from dlschool.services.mornings import Morning
from dlschool.services.opening import Store
from dlschool.store import changes, exchange
from dlschool.store import directives as store
from dlschool.store import handovers as handover_store
from dlschool.store.handovers import Handover

BIN = "990240001234"
NAME = "Ақсу мектебі"
WORD = ("Б. Ғалымова", "20.11.2026 өтініш")
YEAR = "2026-2027"


def _asked(db: Store, rng: Random, kind: str, **content: Any) -> int:
    """A directive that came; its id."""
    exchange_parts.pair(db)
    its = rng.randrange(1, 10**9)
    said = json.dumps({"directive": its, **content}, ensure_ascii=False)
    with changes.action(db, "test"):
        return store.add(db, kind, its, "2026-11-20T10:00:00", said)


def _remark(db: Store, rng: Random) -> tuple[int]:
    return (_asked(db, rng, "remark", state="returned", text=number(rng)),)


def _refused(db: Store, rng: Random) -> tuple[int, str]:
    return _asked(db, rng, "calendar", name=YEAR, content=""), number(rng)


def _calendar(db: Store, rng: Random) -> tuple[int]:
    text = program_file("resources", "calendars", f"{YEAR}.toml").read_text("utf-8")
    return (_asked(db, rng, "calendar", name=YEAR, content=text),)


def _call(db: Store, rng: Random) -> tuple[int, Morning]:
    builders.stored_pupil(db, grade=8, letter="Ә")
    made = _asked(
        db, rng, "call", ground="weather", order_number=number(rng), order_date="2026-11-20",
        issuer="Білім бөлімі", grades=[8], start=TODAY.isoformat(), until=TODAY.isoformat(),
        text_kk="Боран",
    )  # fmt: skip
    return made, directives_calls.prepared(db, made).morning


def _edition(db: Store, rng: Random) -> tuple[int]:
    """The newest shipped edition under a key of its own."""
    key, shipped = f"order-{rng.randrange(10**9)}-2027", "order-349-2023"
    text = program_file("resources", "law", f"{shipped}.toml").read_text("utf-8")
    text = text.replace(f'key = "{shipped}"', f'key = "{key}"', 1)
    file = f"{key}.toml"
    signature = keys.signature(exchange_parts.DEPARTMENT, keys.edition_text(file, text)).hex()
    return (_asked(db, rng, "edition", name=file, content=text, signature=signature),)


def _level(db: Store, rng: Random) -> tuple[int, str, date]:
    made = _asked(db, rng, "level-offer", level="cases", document="№ 4", date="2026-11-20")
    return made, number(rng), TODAY


def _numbers(db: Store, rng: Random) -> tuple[int]:
    first = rng.randrange(10**3, 10**8)
    block = {"series": "movement", "year": 2031, "first": first, "last": first + 9}
    return (_asked(db, rng, "number-block", **block),)


def _report(db: Store, rng: Random) -> tuple[int, str]:
    span = {"period": "dates", "start": "2026-09-01", "until": "2026-10-25"}
    return _asked(db, rng, "report-request", due="2026-11-25", **span), number(rng)


def _scan(db: Store, rng: Random) -> tuple[int, int]:
    case_id = builders.stored_case(db, PaperKind.APPLICATION)
    paper_id = cases.records(db, case_id).papers[0].id or 0
    size = (60 + rng.randrange(300), 60 + rng.randrange(300))
    scan = scans.add_scan(
        db, paper_id, scan_files.picture(size=size), "a.png", diagnosis_absent=True
    )
    said = {"thing": "cases", "row": case_id, "paper": PaperKind.APPLICATION, "reason": "тексеру"}
    return _asked(db, rng, "scan-request", **said), scan


def _send_scan(db: Store, directive_id: int, scan_id: int) -> None:
    directives_scans.send(db, directive_id, scan_id, consent=True)


def _neighbour(db: Store) -> None:
    exchange_parts.pair(db)
    with exchange.writing(db):
        exchange.put(db, "schools", msgspec.msgpack.encode([[BIN, NAME, "Школа Аксу"]]))


def _case_to_ask(db: Store, rng: Random) -> tuple[int, str, str, str]:
    _neighbour(db)
    return builders.stored_case(db), BIN, *WORD


def _going(db: Store, rng: Random) -> tuple[int]:
    return (handovers.ask(db, *_case_to_ask(db, rng)),)


def _agreed_there(db: Store, rng: Random) -> tuple[int]:
    """A case that the other school is ready to take: its keys are here."""
    (going,) = _going(db, rng)
    found = handovers.find(db, going)
    pair = exchange_keys.every_pair(db)[-1].public
    with changes.action(db, "test"):
        handovers_arrived.told(
            db,
            {
                "handover": found.mark, "school": BIN, "state": "agreed",
                "keys": [[8, pair.sign.hex(), pair.seal.hex(), pair.number]],
            },
            "2026-11-21T10:00:00",
        )  # fmt: skip
    return (going,)


def _coming(db: Store, rng: Random, state: str = "asked", content: str = "") -> int:
    _neighbour(db)
    came = Handover(
        mark=rng.randbytes(16).hex(), way="in", school=BIN, name=NAME, at=db.now(), state=state,
        agreed={}, keys=[], content=content,
    )  # fmt: skip
    with changes.action(db, "test"):
        return handover_store.save(db, came)


def _to_agree(db: Store, rng: Random) -> tuple[int, str, str]:
    return _coming(db, rng), *WORD


def _to_refuse(db: Store, rng: Random) -> tuple[int, str]:
    return _coming(db, rng), number(rng)


def _to_take(db: Store, rng: Random) -> tuple[int]:
    """Content of a case that was here and is not any more."""
    case_id = builders.stored_case(db, PaperKind.APPLICATION)
    content = handover_content.packed(db, case_id).decode()
    cases.remove_case(db, case_id)
    return (_coming(db, rng, "sent", content),)


def _word(db: Store, rng: Random) -> tuple[dict[str, Any]]:
    _neighbour(db)
    return ({"handover": rng.randbytes(16).hex(), "school": BIN, "state": "asked"},)


def _told(db: Store, said: dict[str, Any]) -> None:
    with changes.action(db, "test"):
        handovers_arrived.told(db, said, "2026-11-21T10:00:00")


PIECES: dict[str, Piece] = {
    "directive seen": calling(_remark, directives.see),
    "directive put away": calling(_remark, directives.put_away),
    "directive refused": calling(_refused, directives.refuse),
    "department's calendar": calling(_calendar, directives_calendars.use),
    "department's call": calling(_call, directives_calls.call_off),
    "department's edition": calling(_edition, directives_editions.use),
    "department's numbers": calling(_numbers, directives_numbers.accept),
    "level agreed": calling(_level, directives_levels.agree),
    "report asked for": calling(_report, directives_reports.answer),
    "scan sent": calling(_scan, _send_scan),
    "handover asked": calling(_case_to_ask, handovers.ask),
    "handover heard of": calling(_word, _told),
    "handover agreed": calling(_to_agree, handovers.agree),
    "handover sent": calling(_agreed_there, handovers.send),
    "handover withdrawn": calling(_going, handovers.withdraw),
    "handover refused": calling(_to_refuse, handovers.refuse),
    "handover taken": calling(_to_take, handovers_taking.take),
}
EXCHANGE_AND: dict[str, str] = {
    "department's calendar": "learning",
    "department's call": "orders",
    "report asked for": "export",
    "handover taken": "pupils",
    "level agreed": "users",
    "scan sent": "users",
}
"""The right that a piece needs besides that of the exchange. What only the owner may say (how much is told,
that a scan leaves) goes by the one right that the owner alone has.
"""
