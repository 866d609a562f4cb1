"""What a story with several browsers needs: one Chromium, one server, and people with seats."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.line import Line
from tests.browser.people import Person
from tests.serving import Server

AT_A_TIME = 8
LAPTOP, PHONE, TABLET = (1280, 800), (360, 740), (1024, 768)
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]

Seats = Callable[..., list[Person]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep a file's stories on one worker: Playwright's loop bears no other beside it."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for the stories of a module; Playwright's loop must end before other tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--no-first-run", *QUIET],
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


@pytest.fixture
def seats(chromium: Browser) -> Iterator[Seats]:
    """Seat people at a new board of a server: a laptop, a phone, a tablet."""
    contexts = []

    def seat(server: Server, count: int, address: str = "", **options: object) -> list[Person]:
        told = a_new_board(server, count)
        people = []
        for number, given in enumerate(told["seats"]):
            width, height = (LAPTOP, PHONE, TABLET)[number % 3]
            context = chromium.new_context(
                viewport={"width": width, "height": height},
                has_touch=width == PHONE[0],
                **options,  # type: ignore[arg-type]
            )
            contexts.append(context)
            name, value = given["cookie"].split("=", 1)
            context.add_cookies([{"name": name, "value": value, "url": address or server.address}])
            people.append(Person(context.new_page(), told["board"]))
        for person in people:
            person.arrives(address or server.address)
        return people

    yield seat
    for context in contexts:
        context.close()


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
