"""Whatever comes, and however fast: each screen ends as the page that is loaded afresh."""

import os
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from random import Random
from typing import Any

import pytest

from tests.browser.people import Person, all_are_up_to_date, until
from tests.browser.storm import Storm, alike
from tests.serving import Server

pytestmark = pytest.mark.browser

SEEDS = range(1, 1 + int(os.environ.get("SEEDS", "2")))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_screen_ends_as_a_fresh_page(
    people: Callable[[int], list[Person]], house: Server, seed: int
) -> None:
    room = people(3)
    storm = Storm(house, room, Random(seed))
    room[0].posts(*({"verb": "add_idea", "text": f"Idea of turn {n}"} for n in range(20)))
    if seed % 2 == 0:  # several areas, and one of them with a line
        room[0].posts({"verb": "open_workshop", "kind": "immersive"})
    room[0].everything_is_stored()
    slowed = room[1].page.context.new_cdp_session(room[1].page)
    slowed.send("Emulation.setCPUThrottlingRate", {"rate": 8})
    storm.rages(rounds=16, acts=4)
    storm.pours(ideas=8)
    all_are_up_to_date(room)
    shown = [alike(person) for person in room]
    for person in room:
        person.page.reload()
        person.is_connected()
    all_are_up_to_date(room)
    for person, before in zip(room, shown, strict=True):
        # Loaded while another was away, it counts one less until all are told of them anew.
        with suppress(AssertionError):  # of which the next line tells more
            until(partial(shows, person, before))
        assert before == alike(person)


def shows(person: Person, what: Any) -> bool:
    return bool(what == alike(person))
