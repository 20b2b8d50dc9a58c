"""Single services on readiness and reports, each a piece of its own."""

from pathlib import Path
from random import Random
from typing import Any

import builders
import readiness_parts
from faults.calls_year import number
from faults.piece import Piece, calling, place_of

from dlschool.domain.readiness import Certificate, Equipment, Means, Proof, State, Topic
from dlschool.domain.report import Covered, Report
from dlschool.services import (
    certificates,
    readiness,
    readiness_records,
    reports,
    reports_files,
    reports_register,
)
from dlschool.services.opening import Store
from dlschool.services.protected_files import PLAIN


def _certificate(db: Store, rng: Random) -> tuple[Certificate]:
    (who,) = readiness_parts.teachers(db, 1)
    made = readiness_parts.certified(db, who)
    kept = certificates.certificate(db, made)
    certificates.remove(db, made)
    return (Certificate(staff_id=who, title=number(rng), date=kept.date),)


def _certified(db: Store, rng: Random) -> tuple[int]:
    return (certificates.save(db, *_certificate(db, rng)),)


def _judged(db: Store, rng: Random) -> tuple[str, State]:
    known = readiness.line(db, "channels").state
    return "channels", State.PARTLY if known is State.MET else State.MET


def _proof(db: Store, rng: Random) -> tuple[Proof]:
    return (Proof(requirement="channels", name=number(rng)),)


def _means(db: Store, rng: Random) -> tuple[Means]:
    return (Means(topic=Topic.SYSTEM, name=number(rng)),)


def _means_there(db: Store, rng: Random) -> tuple[Any, ...]:
    return Means, readiness_records.save_means(db, *_means(db, rng))


def _equipment(db: Store, rng: Random) -> tuple[Equipment]:
    return (Equipment(place=number(rng), item="ноутбук", needed=15, there=rng.randrange(15)),)


def _covered(db: Store, rng: Random) -> tuple[Covered, str]:
    """A case was opened since the last one: the figures are others."""
    builders.stored_case(db)
    return reports.usual(db), number(rng)


def _report(db: Store, rng: Random) -> Report:
    return reports.make(db, *_covered(db, rng))


def _file(db: Store) -> Path:
    return place_of(db) / "есеп.xlsx"


def _report_file(db: Store, rng: Random) -> tuple[Any, ...]:
    return _report(db, rng), _file(db), "kk"


def _register_file(db: Store, rng: Random) -> tuple[Any, ...]:
    return _file(db), "ru", PLAIN


PIECES: dict[str, Piece] = {
    "certificate": calling(_certificate, certificates.save),
    "certificate gone": calling(_certified, certificates.remove),
    "requirement judged": calling(_judged, readiness.judge),
    "proof of a requirement": calling(_proof, readiness.save_proof),
    "means": calling(_means, readiness_records.save_means),
    "means gone": calling(_means_there, readiness_records.remove),
    "equipment": calling(_equipment, readiness_records.save_equipment),
    "report": calling(_covered, reports.make),
    "report into a file": calling(_report_file, reports_files.export),
    "register into a file": calling(_register_file, reports_register.export),
}
