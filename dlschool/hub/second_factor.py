"""The six digits of a telephone (TOTP): each code once, its secret sealed with the hub's key file."""

import hmac
from hashlib import blake2b

from dlschool.hub.database import Tx
from dlschool.hub.office import Office

SECONDS = 30
ISSUER = "dlschool"


def new() -> str:
    """A secret of 32 letters (base32)."""
    import pyotp

    return pyotp.random_base32()


def address(secret: str, login: str) -> str:
    """What the QR code says."""
    import pyotp

    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=ISSUER)


def sealed(office: Office, secret: str) -> bytes:
    """A copy of the database alone gives no codes."""
    from nacl.secret import SecretBox

    return bytes(SecretBox(_key(office)).encrypt(secret.encode()))


def opened(office: Office, kept: bytes) -> str:
    from nacl.secret import SecretBox

    return SecretBox(_key(office)).decrypt(kept).decode()


def _key(office: Office) -> bytes:
    first = office.pairs[min(office.pairs)]
    return blake2b(first.seal, digest_size=32, person=b"dlschool-totp").digest()


def step_of(secret: str, code: str, now: float) -> int | None:
    """The time step that this code belongs to, the one before and after now allowed; None: wrong."""
    import pyotp

    made = pyotp.TOTP(secret)
    here = int(now) // SECONDS
    found = None
    for step in (here - 1, here, here + 1):
        if hmac.compare_digest(made.at(step * SECONDS), code):
            found = step
    return found


def right(tx: Tx, office: Office, account: int, code: str) -> bool:
    """Whether it is the code of this moment and was not used before."""
    row = tx.row("select secret, step from accounts where id = ?", account)
    if row is None or row["secret"] is None:
        return False
    secret = opened(office, bytes(row["secret"]))
    step = step_of(secret, digits(code), office.now().timestamp())
    if step is None:
        return False
    return bool(
        tx.run("update accounts set step = ? where id = ? and step < ?", step, account, step)
    )


def keep(tx: Tx, office: Office, account: int, secret: str, step: int) -> None:
    tx.run(
        "update accounts set secret = ?, step = ? where id = ?",
        sealed(office, secret), step, account,
    )  # fmt: skip


def digits(code: str) -> str:
    return "".join(c for c in code if c.isascii() and c.isdigit())
