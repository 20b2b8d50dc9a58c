"""What was acknowledged, asked again after the torment."""

from collections.abc import Callable
from pathlib import Path

from faults import (
    work_change,
    work_marks,
    work_materials,
    work_sittings,
    work_traces,
    work_year,
    world,
)
from faults.office import FORM
from faults.piece import Fact, place_of, rows_of
from faults.work import digest

from dlschool.domain.access import SEALS, Role
from dlschool.services import (
    backups,
    cases,
    drafts,
    history,
    meetings,
    opening,
    orders,
    personal,
    pupils,
    users,
)
from dlschool.services.opening import Store
from dlschool.store import ring, sheet_words


def _backup_whole(db: Store, name: str) -> bool:
    found = [b for b in backups.listed(db, world.settings(place_of(db))) if b.name == name]
    return bool(found) and not any(backups.verify(db, backup) for backup in found)


def _signs_in(db: Store, name: str) -> bool:
    again = opening.sign_in(db.folder, db.clock, name, world.PASSWORDS[0])
    try:
        return again.user.role is Role.SECRETARY and pupils.count(again) == pupils.count(db)
    finally:
        again.close()


def _role(db: Store, user_id: int) -> str:
    """The role of a person who signs in and gets the keys of that role and no others."""
    user = next(user for user in users.users(db) if user.id == user_id)
    again = opening.sign_in(db.folder, db.clock, user.name, world.PASSWORDS[0])
    try:
        fits = again.keys.seals.keys() == set(SEALS[user.role]) and again.user == user
        return user.role if fits else "other keys"
    finally:
        again.close()


def _removed(db: Store, user_id: int) -> bool:
    user = next(user for user in users.users(db) if user.id == user_id)
    return user.gone and ring.read(db.folder.ring).wrap(user.name) is None


def _draft(db: Store) -> str:
    kept = drafts.draft(db, FORM)
    return kept.fields[0].text if kept else ""


ANSWERS: dict[str, Callable[[Store, int], object]] = {
    "address": lambda db, pupil: pupils.card(db, pupil).pupil.address,
    "reason": lambda db, pupil: pupils.card(db, pupil).pupil.iin_reason,
    "iin": lambda db, pupil: pupils.card(db, pupil).pupil.iin,
    "case": lambda db, case: cases.records(db, case).case.number,
    "scan": digest,
    "decision": lambda db, meeting: meetings.meeting_file(db, meeting).agenda[0].decision.id,
    "order": lambda db, order: orders.order(db, order).number,
    "consent": lambda db, pupil: personal.consents(db, pupil)[0].id,
    "blocked": lambda db, pupil: bool(personal.blocking_requests(db, pupil)),
    "removed": _removed,
    "role": _role,
    "draft": lambda db, _: _draft(db),
    "assessment": work_sittings.section_of,
    "hours": work_year.hours_of,
    "filled": work_year.filled,
    "sitting": work_sittings.reason_of,
    "moved": work_change.moved,
    "reviewed": work_change.reviewed,
    "lent": work_materials.lent_of,
    "returned": work_materials.returned,
    "plan": work_materials.plan_of,
    "points": work_marks.points_of,
    "formative": work_marks.row_of,
    "grades": work_marks.grades_of,
    "trace": work_traces.text_of,
    "trace of": work_traces.case_of,
    "rows": rows_of,
    "undone": lambda db, action: next(
        done.undone for done in history.actions(db, limit=10**6) if done.id == action
    ),
    "restored": lambda db, action: all(
        done.kind == "record" for done in history.actions(db, limit=10**6) if done.id > action
    ),
}


def still_so(db: Store, fact: Fact) -> bool:
    """Whether the store, asked again, gives the answer that was given."""
    what, which, answer = fact
    if what == "backup":
        return _backup_whole(db, answer)
    if what == "password":
        return world.opens(db.folder, answer)
    if what == "sheet":
        kept = ring.read(db.folder.ring)
        return ring.opened_by_sheet(kept, sheet_words.secret(answer)) == db.keys
    if what == "day off":
        return answer in work_year.last_reasons(db)
    if what == "user":
        return _signs_in(db, answer)
    return str(ANSWERS[what](db, which)) == answer


def lost(
    place: Path,
    after: float,
    proofs: list[world.Proof],
    fact: Fact | None,
    back_to: int | None = None,
) -> list[str]:
    """What is wrong with the store after its torment; empty: nothing was lost.

    `proofs`: everything that was acknowledged, oldest first; `fact`: that of the newest, asked
    where no later work (not acknowledged any more) may have changed the answer. `back_to`: a restore
    was under way, it may have put this action's state back; what it took is taken from `proofs`.
    """
    db = world.opened(place, after)
    try:
        found = world.faults(db)
        gone = [said for said in proofs if not world.holds(db, said)]
        if gone and back_to is not None and all(said.action > back_to for said in gone):
            proofs[:] = [said for said in proofs if said not in gone]
            return found
        found += [f"lost: action {said.action}" for said in gone]
        newest = proofs and proofs[-1] == world.proof(db)
        if fact and newest and not still_so(db, fact):
            found.append(f"no longer so: {fact}")
        return found
    finally:
        db.close()
