"""The people who sign in: added, changed, removed; passwords, PINs, the recovery sheet."""

from dataclasses import replace

from dlschool.domain.access import SEALS, Right, Role, User
from dlschool.domain.names import parse_class
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import access, opening
from dlschool.services.ring_change import ring_change
from dlschool.store import attempts, changes, ring, sheet_words
from dlschool.store import users as store
from dlschool.store.connection import Store
from dlschool.store.ring import Ring, Wrap

SHEET_MADE = "sheet_made_at"
"""Setting: when the newest recovery sheet was made."""

PIN_TRIES = 3


def users(db: Store) -> list[User]:
    """Everybody who ever signed in, in the order in which they were added."""
    return store.all_users(db)


def add(
    db: Store,
    name: str,
    role: Role,
    password: str,
    classes: tuple[str, ...] = (),
    subjects: tuple[str, ...] = (),
) -> int:
    """A new user with a first password; returns the id.

    Refused: not the owner, the name is taken, a weak password, what is no class.
    """
    access.need(db, Right.USERS)
    name, own = opening.good_name(name), _classes(classes)
    opening.good_password(password)
    if any(user.name.casefold() == name.casefold() for user in users(db)):
        raise Refused(N_("There is already a user “{name}”."), name=name)
    with ring_change(db, N_("User added: {name}"), name=name) as kept:
        user = User(0, name, role, own, subjects)
        user_id = store.save(db, user, b"")
        wrap = ring.wrapped(user_id, name, password, db.keys.only(SEALS[role]), kept.users[0].cost)
        store.save(db, replace(user, id=user_id), wrap.public)
        ring.write(db.folder.ring, kept.with_user(wrap))
    return user_id


def _classes(typed: tuple[str, ...]) -> tuple[str, ...]:
    """«7-ә» as users' classes are written: «7Ә». Refused: it is no class."""
    found: list[str] = []
    for text in typed:
        parts = parse_class(text)
        if parts is None:
            raise Refused(
                N_("“{text}” is not a class. Write classes like this: 7 Ә, 8 Б."), text=text
            )
        found.append(f"{parts[0]}{parts[1]}")
    return tuple(dict.fromkeys(found))


def change(db: Store, user: User) -> None:
    """Another name, role, classes, subjects; the keys of a new role are wrapped at once.

    Refused: not the owner, the name is taken, the school would be left without an owner, the ring's
    key of the user is not the one that the store remembers.
    """
    access.need(db, Right.USERS)
    user = replace(user, name=opening.good_name(user.name), classes=_classes(user.classes))
    if any(o.name.casefold() == user.name.casefold() and o.id != user.id for o in users(db)):
        raise Refused(N_("There is already a user “{name}”."), name=user.name)
    _leave_an_owner(db, user)
    with ring_change(db, N_("User changed: {name}"), name=user.name) as kept:
        wrap = _own_wrap(db, kept, user.id)
        wrap = replace(ring.with_keys(wrap, db.keys.only(SEALS[user.role])), name=user.name)
        store.save(db, user)
        ring.write(db.folder.ring, kept.with_user(wrap))
    if user.id == db.user.id:
        db.user = user


def remove(db: Store, user_id: int) -> None:
    """The person signs in no more; what the person did stays signed. Refused: the last owner."""
    access.need(db, Right.USERS)
    user = replace(_user(db, user_id), gone=True)
    _leave_an_owner(db, user)
    with ring_change(db, N_("User removed: {name}"), name=user.name) as kept:
        store.save(db, user)
        store.keep_pin(db, user_id, "")
        ring.write(db.folder.ring, kept.without(user_id))


def change_password(db: Store, old: str, new: str) -> None:
    """One's own password. Refused: the old one is wrong, the new one is weak."""
    opening.good_password(new)
    wrap = _own_wrap(db, ring.read(db.folder.ring), db.user.id)
    private = _checked(db, wrap, old)
    _signed(db, ring.with_password(wrap, new, private), db.user)


def reset_password(db: Store, user_id: int, new: str) -> None:
    """Another person's password, set by the owner. Refused: not the owner, a weak password."""
    access.need(db, Right.USERS)
    opening.good_password(new)
    user = _user(db, user_id)
    cost = ring.read(db.folder.ring).users[0].cost
    wrap = ring.wrapped(user_id, user.name, new, db.keys.only(SEALS[user.role]), cost)
    _signed(db, wrap, user)
    attempts.right(db.folder.attempts, user.name)


def new_sheet(db: Store) -> tuple[str, ...]:
    """Words of a new recovery sheet; the old one still opens the keys file of an older backup, and with
    it the data: destroy it. Refused: not the owner.
    """
    access.need(db, Right.USERS)
    secret = sheet_words.new_secret()
    with ring_change(db, N_("New recovery sheet")) as kept:
        _note(db, SHEET_MADE)
        ring.write(db.folder.ring, replace(kept, sheet=ring.for_sheet(db.keys, secret)))
    return sheet_words.words(secret)


def for_department(db: Store, public_key: bytes | None) -> None:
    """Leaves the keys with the department, sealed for its public key (32 bytes); None takes them back.

    Refused: not the owner, no key of that kind.
    """
    access.need(db, Right.USERS)
    if public_key is not None and len(public_key) != 32:
        raise Refused(N_("This is not a public key of a department."))
    taken = N_("Keys taken back from the department")
    message = N_("Keys left with the department") if public_key else taken
    with ring_change(db, message) as kept:
        _note(db, "department_key_at")
        box = ring.for_department(db.keys, public_key) if public_key else b""
        made = replace(kept, department=box, department_key=public_key or b"")
        ring.write(db.folder.ring, made)


def left_with_department(db: Store) -> bool:
    return bool(ring.read(db.folder.ring).department)


def set_pin(db: Store, pin: str) -> None:
    """One's own PIN, 4 to 8 digits; "" takes it away. Refused: no such PIN."""
    if pin and not (pin.isdecimal() and pin.isascii() and 4 <= len(pin) <= 8):
        raise Refused(N_("A PIN is 4 to 8 digits."))
    store.keep_pin(db, db.user.id, _pin_hash(pin) if pin else "")


def has_pin(db: Store) -> bool:
    return bool(store.pin_hash(db, db.user.id))


def unlock(db: Store, typed: str, wrong: int = 0) -> None:
    """The same person is back: by PIN, or by the password; after three wrong PINs the password only.

    `wrong`: how often it went wrong since the lock. Refused: wrong, too early after wrong ones.
    """
    if typed and wrong < PIN_TRIES and _pin_fits(store.pin_hash(db, db.user.id), typed):
        return
    attempts.refuse_early(db.folder.attempts, db.user.name, db.now())
    _checked(db, _own_wrap(db, ring.read(db.folder.ring), db.user.id), typed)
    attempts.right(db.folder.attempts, db.user.name)


def _pin_hash(pin: str) -> str:
    from nacl.pwhash import argon2id

    return argon2id.str(pin.encode(), argon2id.OPSLIMIT_MIN, argon2id.MEMLIMIT_MIN).decode()


def _pin_fits(digest: str, pin: str) -> bool:
    from nacl.exceptions import CryptoError
    from nacl.pwhash import verify

    try:
        return bool(digest) and verify(digest.encode(), pin.encode())
    except (CryptoError, ValueError):
        return False


def _checked(db: Store, wrap: Wrap, password: str) -> bytes:
    """The private key behind the password; a wrong one counts. Refused: wrong."""
    private = ring.private_key(wrap, password)
    if private is None:
        attempts.wrong(db.folder.attempts, wrap.name, db.now())
        raise Refused(
            N_("The password is wrong. Look at Caps Lock and at the keyboard's language.")
        )
    return private


def _signed(db: Store, wrap: Wrap, user: User) -> None:
    """The new wrap into the ring, the day into the journal, written by the program itself."""
    person, db.user = db.user, User(0, db.user.name)
    try:
        with ring_change(db, N_("New password: {name}"), name=user.name) as kept:
            store.save(db, user, wrap.public)
            ring.write(db.folder.ring, kept.with_user(wrap))
    finally:
        db.user = person


def _note(db: Store, name: str) -> None:
    """The day of it as a setting, so that the journal has it."""
    row = db.row("select id from settings where name = ?", (name,))
    at = db.now().isoformat()
    changes.save(db, "settings", row["id"] if row else None, {"name": name, "value": at})


def _user(db: Store, user_id: int) -> User:
    user = store.get(db, user_id)
    if user is None or user.gone:
        raise Refused(N_("This user is no longer there."))
    return user


def _own_wrap(db: Store, kept: Ring, user_id: int) -> Wrap:
    """Refused: somebody put another key in the user's place."""
    found = next((wrap for wrap in kept.users if wrap.user_id == user_id), None)
    if found is None or found.public != store.public_key(db, user_id):
        raise Refused(N_("The key file does not fit the store: set a new password for this user."))
    return found


def _leave_an_owner(db: Store, changed: User) -> None:
    others = (changed if user.id == changed.id else user for user in users(db))
    if not any(user.role == Role.OWNER and not user.gone for user in others):
        raise Refused(N_("A school needs an owner: give the role to somebody else first."))
