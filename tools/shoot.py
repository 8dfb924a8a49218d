#!/usr/bin/env python3
"""Pictures of the web pages for the docs, from an archive of the example pages.

usage: shoot.py ARCHIVE [FOLDER]

Writes FOLDER/NAME-WIDTH.png (docs/images unless named) with Playwright and the Chromium that is installed: of the first story
with most articles, of its first article and of the country that most events name.
"""

from __future__ import annotations

import shutil
import sys
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from sumber.archive.store import Archive
from sumber.serve.app import create_app

QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync")
SHOTS = (
    ("stories", 1400, "light"), ("stories", 380, "light"), ("story", 1400, "light"), ("article", 1400, "dark"),
    ("actor", 1400, "light"), ("actor", 380, "dark"),
)  # fmt: skip
TALLEST = 1500


def addresses(archive: Path) -> dict[str, str]:
    """The address of each view that is shown."""
    with Archive(archive, read_only=True) as store:
        story = max(store.stories(), key=lambda line: (line.articles, line.id))
        article = store.story(story.id).articles[0].article
        names = [actor.country for event in store.events() for actor in event.actors if actor.country]
    actor = max(set(names), key=lambda name: (names.count(name), name))
    return {"stories": "/", "story": f"/stories/{story.id}", "article": f"/articles/{article}", "actor": f"/actors/{actor}"}


def shoot(browser: Browser, root: str, views: dict[str, str], folder: Path) -> None:
    """One picture a view and width, as tall as the page but for what no reader of docs scrolls to."""
    for name, width, theme in SHOTS:
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=theme)
        page.goto(root + views[name], wait_until="networkidle")
        if name == "article":
            page.locator("a[class*=l-event]").first.click()
            page.wait_for_timeout(600)
        height = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
        clip = {"x": 0, "y": 0, "width": width, "height": height}
        page.screenshot(path=folder / f"{name}-{width}.png", full_page=True, clip=clip)
        page.close()


def main() -> None:
    """The command line of the module's docstring."""
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    archive, folder = Path(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else "docs/images")
    folder.mkdir(parents=True, exist_ok=True)
    server = uvicorn.Server(uvicorn.Config(create_app(archive), port=0, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    root = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        shoot(browser, root, addresses(archive), folder)
        browser.close()
    server.should_exit = True


if __name__ == "__main__":
    main()
