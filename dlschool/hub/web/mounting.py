"""Places become handlers of the web application: cookies, the proof of a form, headers, errors."""

import asyncio
import hmac
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qs

from litestar import Request, Response, Router, get, route
from litestar.datastructures import Cookie, UploadFile
from litestar.exceptions import HTTPException

from dlschool import i18n
from dlschool.errors import Refused
from dlschool.hub import accounts, audit, logs, sessions
from dlschool.hub.office import Office
from dlschool.hub.web import drawing, files, pages, places
from dlschool.hub.web.parts import Answer, Download, Form, Go, Page, Words
from dlschool.hub.web.places import Place
from dlschool.hub.web.visit import Forbidden, Nowhere, Visit
from dlschool.i18n import N_

COOKIE = "__Host-dlschool"
LANGUAGE = "__Host-dlschool-language"
FAULT = N_("Something is wrong with the program. Nothing was changed. Tell who keeps the hub.")
MOST_BODY = 2 * 2**20
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
}
_NO_STORE = {"Cache-Control": "no-store", "Vary": "Cookie"}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What came over the line."""

    path: str
    address: str
    cookies: dict[str, str]
    words: str
    """Accept-Language."""
    query: dict[str, str]
    sent: dict[str, list[str]] = field(default_factory=dict)
    ids: dict[str, Any] = field(default_factory=dict)


def routes(office: Office) -> Router:
    """All pages and the files they need."""
    handlers = [_handler(office, place) for place in pages.every()]
    return Router(
        path="/",
        route_handlers=[*handlers, _file(files.every())],
        exception_handlers={HTTPException: _odd, Exception: _fault},
    )


def _odd(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """A request that no page of ours makes: too long, no form."""
    status = error.status_code if isinstance(error, HTTPException) else 400
    return Response(b"", status_code=status, media_type="text/plain", headers=HEADERS)


def _fault(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """Logged without what was sent; nothing was changed."""
    logs.fault("page", error)
    said = "\n".join(i18n.translate(FAULT, language) for language in i18n.LANGUAGES)
    media = "text/plain; charset=utf-8"
    return Response(
        said.encode(), status_code=500, media_type=media, headers={**HEADERS, **_NO_STORE}
    )


def _handler(office: Office, place: Place) -> Any:
    async def call(request: Request[Any, Any, Any]) -> Response[bytes]:
        asked = await _asked(request)
        return await asyncio.to_thread(_response, office, place, asked)

    made = route(
        place.path, http_method=place.method, name=f"{place.method} {place.path}",
        include_in_schema=False, request_max_body_size=MOST_BODY, status_code=200,
    )  # fmt: skip
    return made(call)


def _file(known: dict[str, tuple[str, bytes]]) -> Any:
    @get("/page/{name:str}", include_in_schema=False)
    async def page_file(request: Request[Any, Any, Any]) -> Response[bytes]:
        found = known.get(str(request.path_params["name"]))
        if found is None:
            return Response(b"", status_code=404, headers=HEADERS)
        headers = {**HEADERS, "Cache-Control": "public, max-age=86400"}
        return Response(found[1], media_type=found[0], headers=headers)

    return page_file


async def _asked(request: Request[Any, Any, Any]) -> _Asked:
    sent: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            form = await request.form()
        except HTTPException:
            raise
        except Exception as error:  # a body that is no form
            raise HTTPException(status_code=400) from error
        for name, value in form.multi_items():
            sent.setdefault(name, []).append(await _text(value))
    query = parse_qs(request.url.query, max_num_fields=50)
    return _Asked(
        request.url.path, request.client.host if request.client else "", dict(request.cookies),
        request.headers.get("accept-language", ""),
        {name: values[-1][:300] for name, values in query.items()}, sent, dict(request.path_params),
    )  # fmt: skip


async def _text(value: Any) -> str:
    """A file's text; what is no UTF-8 becomes visible as such."""
    if isinstance(value, UploadFile):
        return (await value.read()).decode("utf-8-sig", "replace")
    return str(value)


def _response(office: Office, place: Place, asked: _Asked) -> Response[bytes]:
    visit = _visit(office, asked)
    known = asked.cookies.get(COOKIE, "")
    if place.method == "POST" and not _proven(known, asked):
        return _shown(visit, place, asked, _old_page(visit))
    if place.role is not None and visit.person is None:
        return _shown(visit, place, asked, Go(to="/sign-in"))
    try:
        found = places.answer(place, visit, asked.ids)
    except Nowhere:
        found = _message(visit, N_("There is no such page"), 404)
    except Forbidden:
        found = _message(visit, N_("Your role does not allow this"), 403)
    except Refused as refused:
        found = _again(visit, place, asked, refused)
    if isinstance(found, Go) and found.wake:
        pages.wake(office, found.wake)
    return _shown(visit, place, asked, found)


def _visit(office: Office, asked: _Asked) -> Visit:
    token = asked.cookies.get(COOKIE, "")
    made = Visit(
        office, _language(asked), asked.path, token or sessions.token(), asked.address,
        asked=asked.query, sent=asked.sent, excel=asked.query.get("as") == "xlsx",
    )  # fmt: skip
    if token:
        with office.db.transaction(writes=False) as tx:
            made.session = sessions.find(tx, token, made.now)
            person = accounts.load(tx, made.session.account) if made.session else None
        if made.session and (made.session.said or made.session.old):
            office.db.run(lambda tx: sessions.touch(tx, token, made.now))
        if person and person.active and made.session and made.session.stage == "in":
            made.person = person
    return made


def _language(asked: _Asked) -> str:
    chosen = asked.cookies.get(LANGUAGE, "")
    if chosen in i18n.LANGUAGES:
        return chosen
    return "ru" if asked.words.lower().startswith("ru") else "kk"


def _proven(token: str, asked: _Asked) -> bool:
    said = (asked.sent.get("proof") or [""])[0]
    return bool(token) and hmac.compare_digest(said.encode(), sessions.proof(token).encode())


def _old_page(visit: Visit) -> Page:
    return _message(visit, N_("This page is too old. Open it again and repeat."), 403)


def _message(visit: Visit, sentence: str, status: int) -> Page:
    said = visit.say(sentence)
    way = Words(lines=(), link="/", label=visit.say(N_("To the first page")))
    return Page(title=said, parts=(way,), status=status, narrow=True)


def _again(visit: Visit, place: Place, asked: _Asked, refused: Refused) -> Page:
    """The page with the form, filled as it was sent, and what was wrong with it."""
    wrong = refused.text(visit.language)
    before = places.before(place)
    if before is None:
        return replace(_message(visit, N_("This was not done"), 422), wrong=wrong)
    ids = {name: value for name, value in asked.ids.items() if f"{{{name}:" in before.path}
    shown = places.answer(before, visit, ids)
    if not isinstance(shown, Page):
        return replace(_message(visit, N_("This was not done"), 422), wrong=wrong)
    parts = tuple(
        _filled(part, asked) if isinstance(part, Form) and part.action == asked.path else part
        for part in shown.parts
    )
    return replace(shown, parts=parts, wrong=wrong, status=422)


def _filled(form: Form, asked: _Asked) -> Form:
    fields = [
        each
        if each.kind in ("password", "hidden", "file")
        else replace(
            each, value=(asked.sent.get(each.name) or [""])[0], values=asked.sent.get(each.name, ())
        )
        for each in form.fields
    ]
    return replace(form, fields=fields)


def _shown(visit: Visit, place: Place, asked: _Asked, found: Answer) -> Response[bytes]:
    headers = {**HEADERS, **_NO_STORE}
    if isinstance(found, Go):
        return _going(visit, asked, found, headers)
    if isinstance(found, Page) and visit.excel and visit.person and found.status == 200:
        found = _excel(visit, found)
    if isinstance(found, Download):
        headers["Content-Disposition"] = f'attachment; filename="{found.name}"'
        return Response(found.content, media_type=found.mime, headers=headers)
    if place.method == "POST":
        headers["HX-Push-Url"] = "false"  # this address answers a form, not a reader
    cookies = [] if asked.cookies.get(COOKIE) else [_cookie(COOKIE, visit.token)]
    return Response(
        drawing.html(visit, found), media_type="text/html; charset=utf-8", headers=headers,
        status_code=found.status, cookies=cookies,
    )  # fmt: skip


def _going(visit: Visit, asked: _Asked, found: Go, headers: dict[str, str]) -> Response[bytes]:
    cookies = []
    if found.cookie is not None:
        cookies.append(_cookie(COOKIE, found.cookie, 0 if not found.cookie else None))
    if found.language:
        cookies.append(_cookie(LANGUAGE, found.language, 366 * 24 * 3600))
    token = found.cookie or asked.cookies.get(COOKIE, "")
    if found.said and token:
        said = found.said
        visit.office.db.run(lambda tx: sessions.say(tx, token, said))
    return Response(
        b"", status_code=303, headers={**headers, "Location": found.to}, cookies=cookies
    )


def _cookie(key: str, value: str, age: int | None = None) -> Cookie:
    return Cookie(
        key=key, value=value, max_age=age, path="/", secure=True, httponly=True, samesite="strict"
    )


def _excel(visit: Visit, page: Page) -> Download:
    who, at = visit.person, visit.office.at()
    visit.office.db.run(lambda tx: audit.write(tx, at, who, "excel", None, page=visit.path))
    return drawing.excel(page)
