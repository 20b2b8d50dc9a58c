"""The hub as one web application: devices of schools, the department's pages, health, counts."""

import asyncio
import logging.config
import os
from datetime import datetime
from pathlib import Path
from typing import Any

from litestar import Litestar, Request, Response, get

from dlschool.errors import Refused
from dlschool.hub import database, http, logs, metrics, office, watch, web
from dlschool.hub.office import Office
from dlschool.hub.place import DATABASE, KEYS

NEAR = ("127.0.0.1", "::1", "localhost", "")
"""Who may read the counts, unless the watcher is elsewhere: this machine."""
WATCHER = "DLSCHOOL_HUB_WATCHER"
"""The address of a watcher on another machine."""


def made() -> Any:
    """For a server's process: the application that the environment describes."""
    logging.config.dictConfig(logs.settings())
    place = os.environ[DATABASE], Path(os.environ[KEYS])
    return application(office.opened(database.of(place[0]), place[1], datetime.now))


def application(of: Office, watchers: tuple[str, ...] = NEAR) -> Any:
    """The ASGI application. Requests of devices do not pass through the framework of the pages."""
    far = os.environ.get(WATCHER)
    pages = Litestar(
        [web.routes(of), _health(of), _metrics(of, (*watchers, far) if far else watchers)],
        openapi_config=None,
        logging_config=None,
    )
    devices = http.exchange(of)

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and scope["path"] in http.PATHS:
            await devices(scope, receive, send)
        else:
            await pages(scope, receive, send)

    return app


def _health(of: Office) -> Any:
    @get("/health", include_in_schema=False)
    async def health() -> Response[str]:
        """200 when the database answers and is of this version; else 503."""
        found = await asyncio.to_thread(_answers, of)
        return Response(found, status_code=200 if found == "ok" else 503, media_type="text/plain")

    return health


def _answers(of: Office) -> str:
    try:
        return watch.health(of.db)
    except Refused:
        return "newer"
    except Exception as error:
        logs.fault("health", error)
        return "database"


def _metrics(of: Office, watchers: tuple[str, ...]) -> Any:
    @get("/metrics", include_in_schema=False)
    async def counts(request: Request[Any, Any, Any]) -> Response[str]:
        asker = request.client.host if request.client else ""
        if asker not in watchers:
            return Response("", status_code=404, media_type="text/plain")
        found = metrics.text(await asyncio.to_thread(watch.gauges, of.db))
        return Response(found, media_type="text/plain; version=0.0.4")

    return counts
