"""Every view in a browser: at both widths and in both themes nothing fails, overflows or shuts anybody out."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from judged_world import archive_of
from web_world import addresses

from sumber.archive.judgements.tokens import Tokens
from sumber.archive.store import Archive
from sumber.chain import read
from sumber.serve.app import create_app

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
uvicorn = pytest.importorskip("uvicorn", reason="uvicorn is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed (Debian: apt install chromium)")
EXAMPLES = Path(__file__).parents[3] / "examples" / "pages"
AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text(encoding="utf-8")
FAULTS = (
    "axe.run().then(r => r.violations.filter(v => ['serious', 'critical'].includes(v.impact))"
    ".map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | ').slice(0, 400)))"
)
LINED = (
    "e => { const s = getComputedStyle(e);"
    " return s.textDecorationLine !== 'none' || parseFloat(s.borderBottomWidth) > 0 || s.fontWeight >= 600; }"
)
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run", "--disable-quic",
)  # fmt: skip


@contextmanager
def served(archive: Path) -> Iterator[str]:
    """The pages of an archive on a free port of this machine."""
    server = uvicorn.Server(uvicorn.Config(create_app(archive), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def address(store: Archive) -> Iterator[str]:
    """The pages of the invented world."""
    with served(store.path) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's Chromium, without a window."""
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET), timeout=120_000)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The archive of `make demo`."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    read([EXAMPLES], path, 0)
    with Archive(path, read_only=True) as opened:
        yield opened


@pytest.mark.parametrize(("width", "theme"), [(1400, "light"), (380, "dark")])
def test_every_view_at_this_width(browser: Any, address: str, store: Archive, width: int, theme: str) -> None:
    walk(browser, address, addresses(store), width, theme)


@pytest.mark.parametrize(("width", "theme"), [(1400, "dark"), (380, "light")])
def test_every_view_of_the_demo_at_this_width(browser: Any, demo: Archive, width: int, theme: str) -> None:
    stories = sorted(demo.stories(), key=lambda line: -line.articles)[:3]
    articles = [source.article for line in stories for source in demo.story(line.id).articles]
    more = [*(f"/stories/{line.id}" for line in stories), *(f"/articles/{id}" for id in articles), "/actors/RUS"]
    with served(demo.path) as root:
        walk(browser, root, [*addresses(demo), *more], width, theme)


def walk(browser: Any, address: str, paths: list[str], width: int, theme: str) -> None:
    """Opens each page at this width: nothing is said on the console, nothing overflows, and axe finds no serious fault."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)
    context.set_default_timeout(120_000)
    page = context.new_page()
    said: list[str] = []
    drawn: set[str] = set()
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    session = context.new_cdp_session(page)  # past the policy of the pages, which lets no foreign script in
    for path in paths:
        page.goto(address + path)
        for chart in page.query_selector_all("[data-chart]"):
            page.wait_for_function("chart => 'drawn' in chart.dataset", arg=chart)
            drawn.add(chart.get_attribute("data-chart"))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than {width}"
        session.send("Runtime.evaluate", {"expression": AXE})
        assert page.evaluate(FAULTS) == [], path
        assert said == [], path
    assert drawn == {"weeks", "lineage", "map"}
    context.close()


def test_charts_follow_the_width_of_the_window(browser: Any, demo: Archive) -> None:
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    with served(demo.path) as root:
        for line in demo.stories():
            page.set_viewport_size({"width": 1400, "height": 900})
            page.goto(f"{root}/stories/{line.id}")
            for chart in page.query_selector_all("[data-chart]"):
                page.wait_for_function("chart => 'drawn' in chart.dataset", arg=chart)
            page.set_viewport_size({"width": 600, "height": 3000})
            for chart in page.query_selector_all("[data-chart]"):
                page.wait_for_function("chart => chart.querySelector('canvas').clientWidth === chart.clientWidth", arg=chart)
            assert said == [], line.headline
    page.close()


def test_a_text_is_read_by_keyboard(browser: Any, address: str, store: Archive) -> None:
    page = browser.new_page()
    page.set_default_timeout(120_000)
    article = next(article for article in store.articles() if article.url)
    page.goto(f"{address}/articles/{article.article}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for sample in page.query_selector_all(".sample"):  # no layer is told by its colour alone
        assert page.evaluate(LINED, sample), sample.get_attribute("class")
    page.focus("#text a.l-event")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel .chain")
    assert page.evaluate("document.activeElement.id") == "panel"
    assert page.url.endswith(article.article)
    event = page.query_selector("#text a.l-event")
    heavy = page.evaluate("e => getComputedStyle(e).fontWeight", event)
    page.click("[data-layers] input[value=event]")
    assert page.evaluate("e => getComputedStyle(e).fontWeight", event) < heavy
    page.close()


def test_the_theme_is_switched_and_kept(browser: Any, address: str) -> None:
    page = browser.new_page(color_scheme="light")
    page.set_default_timeout(120_000)
    page.goto(address)
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#theme")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.goto(f"{address}/relations")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark != light
    page.close()


def test_a_writer_judges_by_hand(browser: Any, tmp_path: Path) -> None:
    with archive_of(tmp_path) as archive:
        event, token = next(iter(archive.events(type="ASSAULT"))), Tokens(archive.path).add("mina")
        with served(archive.path) as address:
            page = browser.new_page(viewport={"width": 380, "height": 900})
            page.set_default_timeout(30_000)
            page.goto(f"{address}/login")
            page.fill("input[name=token]", token)
            page.click("form.login button")
            page.wait_for_selector(".user")
            session = page.context.new_cdp_session(page)
            for path in (f"/stories/{event.source.story}", f"/explain/{event.id}"):
                page.goto(address + path)
                page.wait_for_selector("details.judging")
                for closed in page.query_selector_all("details.judging summary"):
                    closed.click()
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
                session.send("Runtime.evaluate", {"expression": AXE})
                assert page.evaluate(FAULTS) == [], path
            page.fill("details.judging input[name=reason]", "seen the film")
            page.click("details.judging button[value=wrong]")
            page.wait_for_selector("ul.judged li")
            assert "seen the film" in page.inner_text("ul.judged")
            page.close()
        assert event.id not in [found.id for found in archive.events()]


@pytest.mark.parametrize(("width", "language", "save"), [(380, "id", "Simpan suntingan"), (1400, "en", "Save the edit")])
def test_a_writer_edits_by_hand(browser: Any, tmp_path: Path, width: int, language: str, save: str) -> None:
    with archive_of(tmp_path) as archive:
        event, token = next(iter(archive.events(type="ASSAULT"))), Tokens(archive.path).add("mina")
        with served(archive.path) as address:
            page = browser.new_page(viewport={"width": width, "height": 900})
            page.set_default_timeout(30_000)
            page.goto(f"{address}/login?ui={language}")
            page.fill("input[name=token]", token)
            page.click("form.login button")
            page.goto(f"{address}/stories/{event.source.story}")
            form = page.locator(".card", has=page.locator(f"input[name=id][value={event.id}]")).locator("details.judging")
            form.locator("summary").click()
            form.locator("select[name=type]").select_option("PROTEST")
            form.locator("textarea[name=actors]").fill("Port Sarna [IDN COP]")
            form.locator("input[name=reason]").fill("the sentence says so")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            form.locator("button", has_text=save).click()
            page.wait_for_selector("ul.judged li")
            assert page.url.endswith(event.id)
            page.close()
        (now,) = [found for found in archive.events(type="PROTEST") if found.id == event.id]
        assert [(party.name, party.country, party.sectors) for party in now.actors] == [("Port Sarna", "IDN", ("COP",))]
