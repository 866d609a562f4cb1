"""A few seeds of `python -m tests.sorting`, with fewer acts: the long run is a command."""

from collections import Counter

import pytest

from tests.faults.rooms import House, made
from tests.serving import Server
from tests.sorting.checks import differences
from tests.sorting.ideas import found, real_ideas
from tests.sorting.line import Faults
from tests.sorting.sitting import Plan, Sitting

SEEDS = (1, 2)
# Few acts, so more of what is said goes wrong.
PLAN = Plan(acts=6, faults=Faults(drop=0.02, double=0.02, delay=0.02, cut=0.005))


async def test_twenty_seats_sort_sixty_ideas_over_a_bad_line(running: Server) -> None:
    path = found()
    if path is None:
        pytest.skip("the workshop with the real ideas is not beside the project")
    house, texts = House(running), real_ideas(path, 60)
    told: Counter[str] = Counter()
    for seed, room in zip(SEEDS, made(running, len(SEEDS)), strict=True):
        told += await Sitting(room, seed, texts, PLAN).sorts()
    assert told["acknowledged"] > 300
    assert min(told["dropped"], told["doubled"], told["delayed"], told["cut"]) > 0
    assert not house.complaints()


def test_the_first_difference_is_told_from_the_top() -> None:
    one = {"ideas": [{"text": "Time"}, {"text": "Pay"}], "seq": 2}
    other = {"ideas": [{"text": "Time"}, {"text": "Play"}], "seq": 3}
    assert list(differences(one, one)) == []
    assert list(differences(one, other)) == [
        ".ideas[1].text is 'Play' and should be 'Pay'",
        ".seq is 3 and should be 2",
    ]
