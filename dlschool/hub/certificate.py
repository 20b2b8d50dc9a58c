"""The certificate that the hub shows: made once, trusted by its pin, not by who signed it."""

import os
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from dlschool.errors import Refused
from dlschool.i18n import N_

YEARS = 20
"""A pinned certificate is changed when its key may be known to others, not by the calendar."""


def pin(path: Path) -> bytes:
    """SHA-256 of the certificate: what schools compare. Refused: the file holds none."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    try:
        found = x509.load_pem_x509_certificate(path.read_bytes())
    except (OSError, ValueError) as error:
        raise Refused(N_("The file {file} holds no certificate."), file=path) from error
    return sha256(found.public_bytes(Encoding.DER)).digest()


def ready(certificate: Path, key: Path, now: datetime) -> bytes:
    """Its pin; the pair is made when neither file is there. Refused: one without the other."""
    if not certificate.exists() and not key.exists():
        _make(certificate, key, now)
    if not (certificate.exists() and key.exists()):
        raise Refused(
            N_("Of the certificate {certificate} and its key {key} one file is missing."),
            certificate=certificate, key=key,
        )  # fmt: skip
    return pin(certificate)


def _make(certificate: Path, key: Path, now: datetime) -> None:
    """Self-signed, P-256: the handshake is a third as long as with RSA and a chain."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    secret = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "dlschool-hub")])
    begins = now.astimezone(UTC) - timedelta(days=365)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(secret.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=365 * YEARS))
        .sign(secret, hashes.SHA256())
    )
    shown = secret.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    certificate.parent.mkdir(parents=True, exist_ok=True)
    _write(key, shown, 0o600)
    _write(certificate, made.public_bytes(Encoding.PEM), 0o644)


def _write(path: Path, content: bytes, mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
