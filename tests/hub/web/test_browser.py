"""The pages in a real Chromium: with a script and without, in both languages, light and dark, narrow."""

import asyncio
import logging
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import hub_parts
import pyotp
import pytest
from granian.server.embed import Server
from hub_pages import World
from hub_parts import Person
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

from dlschool.hub import app, database, office
from dlschool.hub.accounts import Role
from dlschool.hub.office import Office

CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@dataclass
class Site:
    address: str
    world: World
    person: Person


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield found
        found.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The hub itself, served on this machine by its own server."""
    folder = tmp_path_factory.mktemp("hub")
    db = database.of(str(folder / "hub.db"))
    of = office.opened(db, folder / "keys.json", datetime.now)
    port = free_port()
    server = Server(app.application(of), address="127.0.0.1", port=port, interface="asgi")
    logging.getLogger("_granian").setLevel(logging.ERROR)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=lambda: loop.run_until_complete(server.serve()), daemon=True)
    thread.start()
    answers(port)
    yield Site(f"http://127.0.0.1:{port}", filled(of), hub_parts.person(of, "aigul", Role.HEAD, ""))
    loop.call_soon_threadsafe(server.stop)
    thread.join(20)
    loop.close()
    db.close()


def free_port() -> int:
    import socket

    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def answers(port: int) -> None:
    """Until the server takes connections."""
    import socket
    import time

    for _ in range(200):
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server does not answer")


def filled(of: Office) -> World:
    ours = hub_parts.school(of, "Үшбұлақ", "394200000")
    theirs = hub_parts.school(of, "Көктерек", "113600000")
    nobody = Person("", "", "", 0)
    world = World(of, ours, theirs, nobody, nobody)
    world.fill()
    with of.db.transaction() as tx:
        tx.run(
            "insert into districts values ('394200000', 'Алтынсарин ауданы', 'Алтынсаринский район')"
        )
        tx.run("insert into districts values ('113600000', 'Бурабай ауданы', 'Бурабайский район')")
    return world


class Watch:
    """What a page must not do: ask another host, complain."""

    def __init__(self, context: BrowserContext, site: Site) -> None:
        self.strangers: list[str] = []
        self.complaints: list[str] = []
        context.on(
            "request", lambda r: r.url.startswith(site.address) or self.strangers.append(r.url)
        )
        context.on("console", self._heard)
        context.on("weberror", lambda e: self.complaints.append(str(e.error)))

    def _heard(self, said: ConsoleMessage) -> None:
        """A form that was refused with words is no complaint, though Chromium says so."""
        if said.type == "error" and "status of 422" not in said.text:
            self.complaints.append(said.text)


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def page(request: pytest.FixtureRequest, browser: Browser, site: Site) -> Iterator[Page]:
    """Signed in, in Kazakh."""
    context = browser.new_context(
        java_script_enabled=request.param, viewport={"width": 1366, "height": 768}
    )
    context.set_default_timeout(20_000)
    watch = Watch(context, site)
    found = context.new_page()
    sign_in(found, site)
    yield found
    assert watch.strangers == []
    assert watch.complaints == []
    context.close()


def sign_in(page: Page, site: Site) -> None:
    """Each code counts once: the step before and the one after this moment are good as well."""
    with site.world.office.db.transaction() as tx:
        tx.run("update accounts set step = 0 where id = ?", site.person.id)
    page.goto(site.address)
    page.fill("[name=login]", site.person.login)
    page.fill("[name=password]", site.person.password)
    page.press("[name=password]", "Enter")
    page.fill("[name=code]", pyotp.TOTP(site.person.secret).now())
    page.press("[name=code]", "Enter")
    expect(page.locator("h1")).to_have_text("Шолу")


def test_schools_are_filtered(page: Page, site: Site, request: pytest.FixtureRequest) -> None:
    page.click("text=Мектептер")
    expect(page.locator("#schools tbody tr")).to_have_count(2)
    page.fill("#search-q", "көк")
    if "no-script" in request.node.name:
        page.press("#search-q", "Enter")
    expect(page.locator("#schools tbody tr")).to_have_count(1)
    expect(page.locator("#schools tbody")).to_contain_text("Көктерек")
    expect(page).to_have_url(re.compile("q="))
    page.go_back()
    expect(page.locator("#schools tbody tr")).to_have_count(2)


def test_a_report_is_returned_and_then_accepted(page: Page, site: Site) -> None:
    number = site.world.ours.record(site.world.ours.says(("report", report()))[0])
    page.goto(f"{site.address}/schools/{site.world.ours.school}/reports/{number}")
    page.fill("[name=text]", "Түзетіңіз")
    page.click("text=Осы ескертумен қайтару")
    expect(page.locator("[role=status]")).to_have_text("Есеп қайтарылды.")
    expect(page).to_have_url(re.compile(f"/reports/{number}$"))
    page.click("text=Есепті қабылдау")
    expect(page.locator("[role=status]")).to_have_text("Есеп қабылданды.")
    expect(page.locator("#remarks tbody tr")).to_have_count(2)
    page.reload()
    expect(page.locator("[role=status]")).to_have_count(0)


def report() -> dict[str, object]:
    """Of a period of its own, a new one for each test."""
    from datetime import date, timedelta

    _DAYS[0] += 1
    day = date(2025, 9, 1) + timedelta(days=_DAYS[0])
    return {**hub_parts.report_of(1), "start": day, "until": day}


_DAYS = [0]


def test_a_weather_order_goes_to_ticked_schools(page: Page, site: Site) -> None:
    page.click("nav >> text=Нұсқаулар")
    page.click("text=Төтенше жағдай немесе ауа райы бойынша бұйрық >> nth=0")
    page.select_option("[name=ground]", "weather")
    page.fill("[name=order_number]", "7")
    page.fill("[name=order_date]", "2026-11-21")
    page.fill("[name=issuer]", "Аудан әкімдігі")
    page.fill("[name=start]", "2026-11-23")
    page.fill("[name=until]", "2026-11-20")
    page.click("text=Жіберу")
    expect(page.locator("[role=alert]")).to_contain_text("Кезеңнің соңы")
    expect(page.locator("[name=order_number]")).to_have_value("7")
    page.fill("[name=until]", "2026-11-24")
    page.check("tr:has-text('Көктерек') [name=schools]")
    page.click("text=Жіберу")
    expect(page.locator("[role=status]")).to_contain_text("1")
    expect(page.locator("#schools tbody")).to_contain_text("Көктерек")
    expect(page.locator("#schools tbody")).not_to_contain_text("Үшбұлақ")


def test_the_keyboard_alone_is_enough(page: Page, site: Site) -> None:
    page.goto(site.address)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    expect(focused).to_have_count(1)
    assert focused.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


PAGES = (
    "/", "/schools", "/schools/1", "/schools/1/cases", "/schools/1/envelopes", "/reports", "/trouble",
    "/directives", "/directives/call", "/directives/sent/bizdin", "/enrolments", "/staff", "/audit", "/own",
)  # fmt: skip
UNLABELLED = """() => [...document.querySelectorAll('input, select, textarea, button, a')]
  .filter(e => e.type !== 'hidden' && !e.hidden)
  .filter(e => !(e.labels && e.labels.length) && !e.getAttribute('aria-label') && !e.textContent.trim())
  .map(e => e.outerHTML)"""
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_every_page_has_names_for_all_and_fits_every_window(
    browser: Browser, site: Site, tmp_path: Path
) -> None:
    context = browser.new_context()
    context.set_default_timeout(20_000)
    watch = Watch(context, site)
    page = context.new_page()
    sign_in(page, site)
    for language in ("kk", "ru"):
        page.goto(site.address)
        page.click(f"header button[value={language}]")
        for path in PAGES:
            page.goto(site.address + path)
            assert page.evaluate(UNLABELLED) == [], path
            ids = page.evaluate("() => [...document.querySelectorAll('[id]')].map(e => e.id)")
            assert len(ids) == len(set(ids)), path
            assert page.locator("h1").count() == 1
            assert page.locator("button.main").count() <= 1, path
            for width in (1366, 800, 360):
                page.set_viewport_size({"width": width, "height": 768})
                assert page.evaluate(WIDER) <= 0, (path, width)
    assert (watch.strangers, watch.complaints) == ([], [])
    context.close()


CONTRAST = """() => {
  const rgb = s => s.match(/[\\d.]+/g).map(Number);
  const light = c => { const [r, g, b] = c.map(v => (v /= 255) <= .03928 ? v / 12.92
    : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
  const behind = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c.slice(0, 3); } return [255, 255, 255]; };
  return [...document.querySelectorAll('body *')].filter(e => e.childNodes.length
    && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) && e.offsetParent)
    .map(e => { const a = light(rgb(getComputedStyle(e).color).slice(0, 3)), b = light(behind(e));
      return [(Math.max(a, b) + .05) / (Math.min(a, b) + .05), e.className, e.innerText.slice(0, 40)]; })
    .filter(([ratio]) => ratio < 4.5); }"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_by_day_and_by_night(browser: Browser, site: Site, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    context.set_default_timeout(20_000)
    page = context.new_page()
    sign_in(page, site)
    for path in PAGES:
        page.goto(site.address + path)
        assert page.evaluate(CONTRAST) == [], path
    context.close()


def test_paper_gets_the_content_without_menu_and_buttons(browser: Browser, site: Site) -> None:
    context = browser.new_context()
    context.set_default_timeout(20_000)
    page = context.new_page()
    sign_in(page, site)
    page.emulate_media(media="print")
    page.goto(f"{site.address}/schools")
    for hidden in ("header", "nav", "form.search", ".top .button"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator("#schools table")).to_be_visible()
    assert page.pdf(format="A4")[:5] == b"%PDF-"
    context.close()
