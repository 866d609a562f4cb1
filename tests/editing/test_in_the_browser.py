"""The browser's own writing, static/js/writer.js, plays the recorded sessions to the same end."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, sync_playwright

from tests.editing.recording import GOLDEN, Recording

# One worker for all: Playwright's loop bears no other beside it.
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("editing")]

MODULES = Path(__file__).resolve().parents[2] / "static" / "js"
HERE = Path(__file__).resolve().parent
ADDRESS = "http://editing.test/"
# What writer.js is given in place of the page around it: nothing leaves, and the words of the page
# are those of the log as far as whoever reads has come.
STAND_INS = {
    "outbox": "export const post = (op) => { window.posted = op; return op.id; };",
    "texts": """
        export const saidIn = () => window.said;
        export const verbFor = () => ({ verb: "edit_idea", idea: "1" });
        export const splicesFor = (key, entry) => entry.splices;
    """,
}


def answer(route: Route) -> None:
    name = route.request.url.removeprefix(ADDRESS)
    stem = name.removesuffix(".js")
    if not name:
        route.fulfill(body=page_of_modules(), content_type="text/html")
    elif stem in STAND_INS:
        route.fulfill(body=STAND_INS[stem], content_type="text/javascript")
    else:
        folder = HERE if stem == "plays" else MODULES
        route.fulfill(path=folder / name, content_type="text/javascript")


def page_of_modules() -> str:
    names = (f'"coproduce/{path.stem}": "./{path.name}"' for path in MODULES.glob("*.js"))
    imports = f'<script type="importmap">{{"imports": {{{", ".join(names)}}}}}</script>'
    return f'<body>{imports}<script type="module" src="./plays.js"></script></body>'


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """A page with the modules and nothing else; no server is needed."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page()
        page.route(f"{ADDRESS}**", answer)
        page.goto(ADDRESS)
        page.wait_for_function("() => Boolean(window.play)")
        yield page
        browser.close()


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("editing-*.json")), ids=lambda path: path.stem)
def test_the_browser_sends_the_same_and_ends_with_the_same(page: Page, path: Path) -> None:
    recording = Recording.read(path)
    session = {"text": recording.text, "writers": recording.writers, "story": recording.story}
    ended: dict[str, Any] = page.evaluate("(session) => play(session)", session)
    assert list(map(tuple, ended["sent"])) == recording.sent
    assert ended["screens"] == [recording.out] * recording.writers
    assert ended["settled"]
    assert ended["text"] == recording.out
