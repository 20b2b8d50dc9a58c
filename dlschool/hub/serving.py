"""The hub as a server: so many processes on one database, TLS by a certificate of its own."""

import os
from dataclasses import dataclass
from pathlib import Path

from dlschool.errors import Refused, reason
from dlschool.hub import certificate, database, logs
from dlschool.hub.place import DATABASE, KEYS, Place
from dlschool.i18n import N_

WAITING = 4096
"""Requests under way in one process, most of them on slow links."""


@dataclass(frozen=True, slots=True)
class Address:
    host: str = "0.0.0.0"
    port: int = 8443
    certificate: str = ""
    """Empty: one of the hub's own, made at the first start, beside the keys."""
    key: str = ""
    plain: bool = False
    """Without TLS: a server before it does that, on the same machine."""

    def files(self, place: Place) -> tuple[Path, Path]:
        beside = place.keys_file
        return (
            Path(self.certificate or beside.with_name("hub-certificate.pem")),
            Path(self.key or beside.with_name("hub-certificate.key")),
        )


def prepared(place: Place, address: Address, workers: int) -> bytes | None:
    """Everything that can be refused, before the first process starts; returns the certificate's pin."""
    if workers > 1 and not database.on_server(place.database):
        raise Refused(
            N_("Several processes need PostgreSQL: a database in a file is served by one process.")
        )
    if bool(address.certificate) != bool(address.key):
        raise Refused(N_("A certificate needs its key, and a key its certificate."))
    with place.office():
        pass
    if address.plain:
        return None
    return certificate.ready(*address.files(place), place.now())


def free(address: Address) -> None:
    """Refused: another program listens there. The server's processes share one port, so a second hub would
    not notice: half of the schools would reach the wrong one.
    """
    import socket

    try:
        where = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)[0]
        with socket.socket(where[0], socket.SOCK_STREAM) as tried:
            if os.name == "posix":
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(where[4])
    except OSError as error:
        raise Refused(
            N_("The hub cannot listen at {address}, port {port}: {reason}"),
            address=address.host, port=address.port, reason=reason(error),
        ) from error  # fmt: skip


def serve(place: Place, address: Address, workers: int) -> None:
    """Until it is stopped."""
    from granian.constants import Interfaces
    from granian.http import HTTP1Settings
    from granian.server import Server

    os.environ[DATABASE], os.environ[KEYS] = place.database, str(place.keys_file.absolute())
    shown, secret = (None, None) if address.plain else address.files(place)
    server = Server(
        "dlschool.hub.app:made",
        factory=True,
        address=address.host,
        port=address.port,
        interface=Interfaces.ASGI,
        workers=workers,
        websockets=False,
        backlog=max(1024, WAITING),
        backpressure=WAITING,
        http1_settings=HTTP1Settings(header_read_timeout=60_000, keep_alive=True),
        log_dictconfig=logs.settings(),
        respawn_failed_workers=True,
        ssl_cert=shown,
        ssl_key=secret,
    )
    server.serve()
