"""What a story with several browsers needs: one Chromium, one server, and people with seats."""

import json
import os
import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from tests.browser.line import Line
from tests.browser.people import Person
from tests.serving import Server

AT_A_TIME = 8
LAPTOP, PHONE, TABLET = (1280, 800), (360, 740), (1024, 768)
TOLD = """() => ({
  address: location.pathname, data: { ...document.body.dataset },
  waiting: Object.entries(localStorage).filter(([key]) => key.startsWith("outbox:")),
  hour: document.querySelector("#hour .hour-name")?.textContent,
  sheet: document.querySelector("[data-sheet]:not([hidden])")?.dataset.sheet,
  lines: [...document.querySelectorAll(".told, .unsaved, [role=alert], [role=status]")]
    .filter((one) => one.checkVisibility())
    .map((one) => one.textContent.trim()).filter(Boolean),
})"""
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]

Seats = Callable[..., list[Person]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep a file's stories on one worker: Playwright's loop bears no other beside it.

    Where nobody looks on, a story that failed is told once more, and the summary says so: a browser
    on a busy machine is late now and then. At home the first failure counts.
    """
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
            if os.environ.get("CI"):
                item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Add to a story that failed what stood on each screen: nobody else has seen it."""
    report = yield
    browsers = getattr(item, "funcargs", {}).get("browsers")
    if report.when == "call" and report.failed and browsers:
        report.sections += [("screen", json.dumps(told, indent=1)) for told in browsers.told()]
    return report


@pytest.fixture(scope="module")
def switches() -> list[str]:
    """What a module's browser is started with besides."""
    return []


@pytest.fixture(scope="module")
def chromium(switches: list[str]) -> Iterator[Browser]:
    """One browser for the stories of a module; Playwright's loop must end before other tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--no-first-run", *QUIET, *switches],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all stories; each has a board of its own."""
    server = Server(tmp_path_factory.mktemp("house"))
    server.start()
    yield server
    server.kill()


_boards: dict[tuple[str, int], list[Any]] = {}


def a_new_board(server: Server, count: int) -> Any:
    """A board that nobody has used, with so many seats; a few are made at a time."""
    kept = _boards.setdefault((str(server.folder), count), [])
    if not kept:
        made = server.manage(
            "make_board", "--title=T", f"--seats={count}", f"--boards={AT_A_TIME}", "--json"
        )
        kept.extend(json.loads(made))
    return kept.pop()


class Browsers:
    """The browsers of people, by their turn: a laptop, a phone, a tablet.

    They serve one story after the other, as what they have fetched need not be fetched again; but
    a story with options, or one that changes their time, has its own.
    """

    def __init__(self, chromium: Browser) -> None:
        self._chromium = chromium
        self._kept: dict[int, BrowserContext] = {}
        self._own: list[BrowserContext] = []

    def of(self, number: int, *, alone: bool, options: dict[str, Any]) -> BrowserContext:
        if options or alone:
            self._own.append(self._made(number, options))
            return self._own[-1]
        if number not in self._kept:
            self._kept[number] = self._made(number, options)
        return self._kept[number]

    def _made(self, number: int, options: dict[str, Any]) -> BrowserContext:
        width, height = (LAPTOP, PHONE, TABLET)[number % 3]
        size: ViewportSize = {"width": width, "height": height}
        phone = width == PHONE[0]
        return self._chromium.new_context(viewport=size, has_touch=phone, **options)

    def told(self) -> list[Any]:
        """What each open screen shows, in short."""
        contexts = [*self._own, *self._kept.values()]
        return [page.evaluate(TOLD) for one in contexts for page in one.pages]

    def end_story(self) -> None:
        for context in self._own:
            context.close()
        self._own.clear()
        for context in self._kept.values():
            context.set_offline(False)
            for page in context.pages:
                page.close()
            context.clear_cookies()


@pytest.fixture(scope="module")
def browsers(chromium: Browser) -> Browsers:
    return Browsers(chromium)


@pytest.fixture
def seats(browsers: Browsers, request: pytest.FixtureRequest) -> Iterator[Seats]:
    """Seat people at a new board of a server: a laptop, a phone, a tablet."""
    alone = request.node.get_closest_marker("changes_time") is not None

    def seat(server: Server, count: int, address: str = "", **options: Any) -> list[Person]:
        told, people = a_new_board(server, count), []
        for number, given in enumerate(told["seats"]):
            context = browsers.of(number, alone=alone, options=options)
            name, value = given["cookie"].split("=", 1)
            context.add_cookies([{"name": name, "value": value, "url": address or server.address}])
            page = context.new_page()
            forget(page, address or server.address)
            people.append(Person(page, told["board"]))
        for person in people:
            person.arrives(address or server.address)
        return people

    yield seat
    browsers.end_story()


def forget(page: Page, address: str) -> None:
    """Nothing that an earlier story left in this browser."""
    asked = {"origin": address, "storageTypes": "local_storage"}
    session = page.context.new_cdp_session(page)
    session.send("Storage.clearDataForOrigin", asked)
    session.detach()


@pytest.fixture
def people(seats: Seats, house: Server) -> Callable[[int], list[Person]]:
    """So many people at a new board."""
    return lambda count: seats(house, count)


@pytest.fixture
def line(house: Server) -> Iterator[Line]:
    """A line to the server that can be cut."""
    line = Line(house.port)
    yield line
    line.close()


@pytest.fixture
def another_tab() -> Callable[[Person, str], Page]:
    """The same seat once more, in the same browser."""

    def open_tab(person: Person, address: str) -> Page:
        page = person.page.context.new_page()
        page.goto(f"{address}/b/{person.board}/")
        return page

    return open_tab
