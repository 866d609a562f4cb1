"""Behind the proxy: a process is told to end, and its people stay on the page that they are on."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Seats
from tests.browser.people import Person, all_screens_are_one
from tests.deploy.proxied import Proxied, machine, proxied

pytestmark = pytest.mark.browser
BACK = 30_000  # ms at the most until somebody is back, on a busy machine


@pytest.fixture(scope="module")
def house_behind_a_proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxied]:
    with machine() as there, proxied(tmp_path_factory.mktemp("proxied"), there) as house:
        yield house


def comes_to_see(person: Person, number: int, words: str) -> None:
    words_shown = person.idea(number).locator(".idea-words")
    expect(words_shown).to_have_text(words, timeout=BACK)


def test_who_is_with_a_process_that_ends_is_back_without_a_reload(
    seats: Seats, house_behind_a_proxy: Proxied
) -> None:
    house = house_behind_a_proxy
    ada, ben = seats(house, 2, house.address)
    for person in (ada, ben):
        person.page.evaluate("() => { window.stayed = true; }")
    ada.writes("Before")
    comes_to_see(ben, 1, "Before")
    theirs = next(one for one in house.processes if one.connections() == 2)
    assert theirs.ends() == 0
    ada.writes("While nobody listens")
    comes_to_see(ben, 2, "While nobody listens")
    ben.writes("After")
    comes_to_see(ada, 3, "After")
    all_screens_are_one([ada, ben])
    for person in (ada, ben):
        assert person.page.evaluate("() => window.stayed")
    house.start(theirs)
