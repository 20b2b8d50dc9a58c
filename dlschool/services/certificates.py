"""Certificates of teachers: who teaches, who has one in force, whose ends soon, who lacks one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from dlschool.domain.names import clean
from dlschool.domain.readiness import Certificate
from dlschool.domain.school import Staff
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import calendar, school
from dlschool.store import changes
from dlschool.store import learning as rows
from dlschool.store.connection import Store

MOST_HOURS = 2_000
"""More hours than any course has."""


class Training(StrEnum):
    """How a teacher stands."""

    HOLDS = "holds"
    ENDS_SOON = "ends-soon"
    ENDED = "ended"
    NONE = "none"


TRAINING_NAMES = {
    Training.HOLDS: Text("Бар", "Есть"),
    Training.ENDS_SOON: Text("Жақында бітеді", "Скоро истекает"),
    Training.ENDED: Text("Мерзімі біткен", "Срок истёк"),
    Training.NONE: Text("Жоқ", "Нет"),
}


@dataclass(frozen=True, slots=True)
class Trained:
    """A teacher and the certificates, newest first."""

    staff: Staff
    certificates: tuple[Certificate, ...]
    training: Training
    until: date | None
    """Until when the last of them holds, or held; None: without an end, or there is none."""


def teachers(db: Store) -> list[Staff]:
    """Who teaches a class this year; where nobody is named yet, all who work at the school."""
    people = [person for person in school.staff(db) if not person.other_school]
    named = rows.teaching_staff(db, calendar.year_of(db.today()))
    return [person for person in people if person.id in named] or people


def trained(db: Store, staff: Iterable[Staff] | None = None) -> list[Trained]:
    """The teachers in order of name, with their certificates."""
    ahead = db.today() + timedelta(days=int(school.setting(db, "certificate_days")))
    every = rows.where(db, Certificate)
    return [
        _standing(person, [c for c in every if c.staff_id == person.id], db.today(), ahead)
        for person in (teachers(db) if staff is None else staff)
    ]


def _standing(person: Staff, own: list[Certificate], day: date, ahead: date) -> Trained:
    ordered = tuple(sorted(own, key=lambda c: (c.date, c.id or 0), reverse=True))
    holding = [certificate for certificate in ordered if certificate.holds(day)]
    ends = [c.valid_until for c in holding or ordered if c.valid_until is not None]
    endless = any(certificate.valid_until is None for certificate in holding)
    until = None if endless else max(ends, default=None)
    if not ordered:
        training = Training.NONE
    elif not holding:
        training = Training.ENDED
    else:
        soon = until is not None and until <= ahead
        training = Training.ENDS_SOON if soon else Training.HOLDS
    return Trained(person, ordered, training, until)


def save(db: Store, value: Certificate) -> int:
    """A new certificate or the changed one. Refused: whose, what or when lacks or cannot be."""
    value = replace(
        value,
        title=clean(value.title),
        issuer=clean(value.issuer),
        number=clean(value.number),
        note=clean(value.note),
    )
    who = next((p for p in school.staff(db, with_gone=True) if p.id == value.staff_id), None)
    if who is None:
        raise Refused(N_("Choose the teacher of the certificate."))
    if not value.title:
        raise Refused(N_("Write what course the certificate is of."))
    if value.date > db.today():
        raise Refused(N_("The day {day} has not come yet."), day=value.date)
    if value.valid_until is not None and value.valid_until < value.date:
        raise Refused(
            N_("The certificate would end on {until}, before its own day {day}."),
            until=value.valid_until,
            day=value.date,
        )
    if value.hours is not None and not 0 < value.hours <= MOST_HOURS:
        raise Refused(N_("“{count}” is no number of hours of a course."), count=value.hours)
    with changes.action(db, N_("Certificate: {name}, {title}"), name=who.name, title=value.title):
        return rows.save(db, value)


def certificate(db: Store, certificate_id: int) -> Certificate:
    found = rows.get(db, Certificate, certificate_id)
    if found is None:
        raise Refused(N_("This record is no longer there: somebody took it back."))
    return found


def remove(db: Store, certificate_id: int) -> None:
    """Away from the register; Undo brings it back."""
    found = certificate(db, certificate_id)
    with changes.action(db, N_("Certificate removed: {title}"), title=found.title):
        rows.remove(db, Certificate, certificate_id)
