"""The register of personal data: consents of guardians, requests of persons, breaches.

Requests are answered, not erased; a blocking holds the pupil's data until it is lifted (`store.blocking`).
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date as Day
from datetime import datetime
from typing import TypeVar

from dlschool.domain.access import Right
from dlschool.domain.personal import (
    PURPOSES,
    REQUEST_NAMES,
    Breach,
    Consent,
    Purpose,
    Request,
    RequestKind,
    Standing,
    standing,
)
from dlschool.domain.pupil import Pupil
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services.access import need
from dlschool.store import blobs, blocking, changes
from dlschool.store import personal as store
from dlschool.store import pupils as pupil_store
from dlschool.store.connection import Store

Thing = TypeVar("Thing")

DESTROYED = Text(
    "Алып тасталған скан-көшірмелер біржола жойылды: {count}",
    "Изъятые сканы уничтожены безвозвратно: {count}",
)

refuse_blocked = blocking.refuse_blocked
blocked = blocking.blocked


def refuse_unknown(db: Store, pupil_id: int) -> None:
    """Refused: there is no such pupil, or none whom this person may see."""
    _pupil(db, pupil_id)


def consents(db: Store, pupil_id: int) -> list[Consent]:
    """Newest first."""
    return store.of_pupil(db, Consent, pupil_id)


def consent_of(db: Store, pupil_id: int) -> Standing:
    """Where the consent to process the pupil's data stands today."""
    return standing(consents(db, pupil_id), db.today())


def without_consent(db: Store) -> list[Pupil]:
    """Pupils at the school for whom no consent is in force."""
    given = _with_consent(db)
    return [p for p in pupil_store.everyone(db, with_left=False) if p.id not in given]


def lacking(db: Store) -> int:
    """How many these are; 0 where no consent is in force at all: the school does not keep them here."""
    given = _with_consent(db)
    here = db.values("select id from pupils where left_on is null") if given else []
    return len(set(here) - given)


def _with_consent(db: Store) -> set[int]:
    found: dict[int, list[Consent]] = {}
    for consent in store.every(db, Consent):
        found.setdefault(consent.pupil_id, []).append(consent)
    today = db.today()
    return {pupil for pupil, all_ in found.items() if standing(all_, today) is Standing.GIVEN}


def record_consent(db: Store, consent: Consent) -> int:
    """A consent as the guardian signed it; with an id, corrected.

    Refused: nobody signed, nothing was agreed to, a day to come, an end before the beginning.
    """
    name = _pupil(db, consent.pupil_id).short_name
    if not consent.guardian.strip():
        raise Refused(N_("Write who gave the consent."))
    if not consent.scope or set(consent.scope) - set(PURPOSES):
        raise Refused(N_("Choose what the consent is given to."))
    _not_to_come(db, consent.date)
    if consent.until is not None and consent.until < consent.date:
        raise Refused(N_("The period ends before it begins."))
    ordered = tuple(purpose.value for purpose in Purpose if purpose in consent.scope)
    message = N_("Consent changed: {name}") if consent.id else N_("Consent recorded: {name}")
    with changes.action(db, message, name=name):
        return store.save(db, replace(consent, scope=ordered, guardian=consent.guardian.strip()))


def withdraw(db: Store, consent_id: int, on: Day) -> None:
    """The guardian took the consent back; the record stays. Refused: a day to come or too early."""
    consent = _one(db, Consent, consent_id)
    _not_to_come(db, on)
    if on < consent.date:
        raise Refused(N_("A consent cannot be withdrawn before it was given."))
    name = _pupil(db, consent.pupil_id).short_name
    with changes.action(db, N_("Consent withdrawn: {name}"), name=name):
        store.save(db, replace(consent, withdrawn_on=on))


def requests(db: Store, pupil_id: int | None = None) -> list[Request]:
    """Of one pupil or of all, newest first."""
    if pupil_id is not None:
        return store.of_pupil(db, Request, pupil_id)
    return sorted(store.every(db, Request), key=lambda r: (r.date, r.id or 0), reverse=True)


def unanswered(db: Store) -> list[Request]:
    """Requests that wait for an answer, the oldest first."""
    return [request for request in reversed(requests(db)) if request.done_on is None]


def record_request(db: Store, request: Request) -> int:
    """Enters a request; a blocking holds from now on. Refused: nobody asks, a day to come."""
    name = _pupil(db, request.pupil_id).short_name
    if not request.applicant.strip():
        raise Refused(N_("Write who makes the request."))
    _not_to_come(db, request.date)
    message = N_("Request on personal data ({asked}): {name}")
    with changes.action(db, message, asked=REQUEST_NAMES[request.kind], name=name):
        return store.save(db, request)


def answer(db: Store, request_id: int, words: str, on: Day) -> None:
    """What the school answered and when. Refused: no words, a day to come or before the request."""
    request = _one(db, Request, request_id)
    if not words.strip():
        raise Refused(N_("Write what the school answered."))
    _not_to_come(db, on)
    if on < request.date:
        raise Refused(N_("The answer cannot be earlier than the request."))
    name = _pupil(db, request.pupil_id).short_name
    with changes.action(db, N_("Request on personal data answered: {name}"), name=name):
        store.save(db, replace(request, answer=words.strip(), done_on=on))


def lift(db: Store, request_id: int, on: Day) -> None:
    """Ends a blocking. Refused: it is none, it was lifted, a day to come or before the request."""
    request = _one(db, Request, request_id)
    if not request.blocks:
        raise Refused(N_("This request does not block anything."))
    _not_to_come(db, on)
    if on < request.date:
        raise Refused(N_("The blocking cannot end before it began."))
    name = _pupil(db, request.pupil_id).short_name
    with changes.action(db, N_("Blocking lifted: {name}"), name=name):
        store.save(db, replace(request, lifted_on=on))


def removed_scans(db: Store, pupil_id: int) -> int:
    """How many scans were taken out of the pupil's papers and can still be brought back."""
    return len(_left(db, pupil_id))


def destroy_removed_scans(db: Store, pupil_id: int, request_id: int | None = None) -> int:
    """Destroys for good the files of the pupil's scans that no paper shows any more; how many.

    Written as the answer to the request, else as a destruction of the school's own. Undo cannot
    bring the files back; older backups hold them until they are thinned out. Refused: the role may
    not; the pupil's data are blocked; there is nothing to destroy.
    """
    need(db, Right.PERSONAL)
    refuse_blocked(db, pupil_id)
    name, digests = _pupil(db, pupil_id).short_name, _left(db, pupil_id)
    if not digests:
        raise Refused(N_("There are no removed scans: nothing is to be destroyed."))
    own = Request(
        pupil_id=pupil_id, kind=RequestKind.DESTRUCTION, date=db.today(), applicant=db.who or "—"
    )
    asked = own if request_id is None else _one(db, Request, request_id)
    said = DESTROYED.kk.format(count=len(digests)) + " / " + DESTROYED.ru.format(count=len(digests))
    message = N_("Removed scans destroyed for good: {count}, {name}")
    with changes.action(db, message, kind="record", count=len(digests), name=name):
        store.save(db, replace(asked, answer=said, done_on=db.today()))
    for digest in digests:
        blobs.destroy(db, digest)
    return len(digests)


def _left(db: Store, pupil_id: int) -> list[str]:
    return [d for d in store.removed_scans(db, pupil_id) if blobs.find(db, d) is not None]


def refuse_destruction(db: Store, pupil_id: int) -> Refused:
    """Why a pupil's card is not destroyed: the answer to a request for destruction."""
    return Refused(
        N_(
            "The records of {name} are documents of the school: the law on archives keeps them for "
            "their time. Removed scans can be destroyed for good; the data can be blocked."
        ),
        name=_pupil(db, pupil_id).short_name,
    )


def breaches(db: Store) -> list[Breach]:
    """The newest first."""
    need(db, Right.PERSONAL)
    return store.every(db, Breach)


def breach(db: Store, breach_id: int) -> Breach:
    need(db, Right.PERSONAL)
    return _one(db, Breach, breach_id)


def record_breach(db: Store, value: Breach) -> int:
    """Enters a breach; with an id, corrected. Refused: nothing is said, it was found in the future."""
    if not value.what.strip():
        raise Refused(N_("Write what happened."))
    if datetime.fromisoformat(value.discovered_at) > db.now():
        raise Refused(N_("This day has not come yet. Correct it."))
    for pupil_id in value.pupils:
        _pupil(db, pupil_id)
    message = N_("Breach of personal data changed") if value.id else N_("Breach of personal data")
    with changes.action(db, message):
        return store.save(db, value)


def mark_notified(db: Store, breach_id: int, on: Day) -> None:
    """The authorised body was told. Refused: a day to come, or before the discovery."""
    value = _one(db, Breach, breach_id)
    _not_to_come(db, on)
    if on < value.discovered_on:
        raise Refused(N_("The notice cannot be earlier than the discovery."))
    with changes.action(db, N_("Notice of the breach was sent on {date}"), date=on):
        store.save(db, replace(value, notified_on=on))


def named(db: Store, pupil_ids: Iterable[int]) -> list[Pupil]:
    return pupil_store.many(db, list(pupil_ids))


def blocking_requests(db: Store, pupil_id: int) -> list[Request]:
    """Open blockings of the pupil."""
    return [r for r in requests(db, pupil_id) if r.kind is RequestKind.BLOCKING and r.blocks]


def _pupil(db: Store, pupil_id: int) -> Pupil:
    found = pupil_store.get(db, pupil_id)
    if found is None:
        raise Refused(N_("There is no pupil {id}."), id=pupil_id)
    return found


def _one(db: Store, kind: type[Thing], row_id: int) -> Thing:
    found = store.get(db, kind, row_id)
    if found is None:
        raise Refused(N_("This record is no longer there: somebody took it back."))
    return found


def _not_to_come(db: Store, day: Day) -> None:
    if day > db.today():
        raise Refused(N_("This day has not come yet. Correct it."))
