"""Pieces of work beside the cases: users and their keys, the register of personal data, drafts."""

from dataclasses import replace
from datetime import date
from random import Random

import builders
from faults import world
from faults.piece import Fact, Piece

from dlschool.domain.access import Role, User
from dlschool.domain.personal import Consent, Purpose, Request, RequestKind
from dlschool.services import drafts, personal, users
from dlschool.services.opening import Store

DAY = date(2026, 11, 21)
FORM = "pupil:new"
ROLES = {Role.SECRETARY: Role.DEPUTY, Role.DEPUTY: Role.SECRETARY}


def _other_password(db: Store, rng: Random) -> tuple[str, str]:
    old, new = world.PASSWORDS
    return (old, new) if world.opens(db.folder, old) else (new, old)


def _change_password(db: Store, words: tuple[str, str]) -> Fact:
    users.change_password(db, *words)
    return "password", 0, words[1]


def _new_user(db: Store, rng: Random) -> str:
    return f"Хатшы {rng.randrange(10**6)}"


def _add_user(db: Store, name: str) -> Fact:
    users.add(db, name, Role.SECRETARY, world.PASSWORDS[0])
    return "user", 0, name


def _secretary(db: Store, rng: Random) -> User:
    name = f"Хатшы {len(users.users(db))} {rng.randrange(10**9)}"
    made = users.add(db, name, Role.SECRETARY, world.PASSWORDS[0])
    return next(user for user in users.users(db) if user.id == made)


def _remove_user(db: Store, user: User) -> Fact:
    users.remove(db, user.id)
    return "removed", user.id, "True"


def _change_role(db: Store, user: User) -> Fact:
    users.change(db, replace(user, role=ROLES[user.role]))
    return "role", user.id, ROLES[user.role]


def _nothing(db: Store, rng: Random) -> None:
    return None


def _new_sheet(db: Store, _: None) -> Fact:
    return "sheet", 0, " ".join(users.new_sheet(db))


def _somebody_new(db: Store, rng: Random) -> int:
    return builders.stored_pupil(db, address=str(rng.random()))


def _consent(db: Store, pupil: int) -> Fact:
    made = personal.record_consent(
        db,
        Consent(
            pupil_id=pupil, guardian="Сәрсенбаева Г.", date=DAY, scope=(Purpose.PROCESSING.value,)
        ),
    )
    return "consent", pupil, str(made)


def _block(db: Store, pupil: int) -> Fact:
    personal.record_request(
        db,
        Request(pupil_id=pupil, kind=RequestKind.BLOCKING, applicant="Сәрсенбаева Г.", date=DAY),
    )
    return "blocked", pupil, "True"


def _typed(db: Store, rng: Random) -> str:
    return f"жарты мәтін {rng.randrange(10**6)}"


def _draft(db: Store, text: str) -> Fact:
    drafts.keep(db, FORM, "Жаңа білім алушы", "pupils", [drafts.Field(drafts.TEXT, 0, text)])
    return "draft", 0, text


PIECES: dict[str, Piece] = {
    "password": Piece(_other_password, _change_password),
    "user": Piece(_new_user, _add_user),
    "user removed": Piece(_secretary, _remove_user),
    "role": Piece(_secretary, _change_role),
    "sheet": Piece(_nothing, _new_sheet),
    "consent": Piece(_somebody_new, _consent),
    "blocking": Piece(_somebody_new, _block),
    "draft": Piece(_typed, _draft),
}
