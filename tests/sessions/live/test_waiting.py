"""What a proposal waits for, at 60 times the speed; and a server that is killed meanwhile."""

import pytest

from tests.faults.rooms import House, Room
from tests.faults.screen import Screen
from tests.sessions.live.asking import MOVING_ON, asks, last, opened, verbs

SECOND = 1000  # ms of the board's time


@pytest.fixture
def room(quick: House) -> Room:
    return quick.room()


async def test_it_carries_15_seconds_after_half_of_the_room_have_seen_it(room: Room) -> None:
    async with Screen(room, 0) as ada, Screen(room, 1) as ben, Screen(room, 2) as cora:
        await opened(ada)
        proposal = await asks(ada, MOVING_ON)
        seen = await ben.does("see_proposal", proposal=proposal)
        await cora.until(lambda: "carry_proposal" in verbs(cora))
        assert last(cora, "carry_proposal")["when"] - seen["when"] >= 15 * SECOND


async def test_what_too_few_have_seen_does_not_carry_but_lapses(room: Room) -> None:
    async with Screen(room, 0) as ada, Screen(room, 1), Screen(room, 2):
        await opened(ada)
        await asks(ada, MOVING_ON)
        await ada.until(lambda: "lapse_proposal" in verbs(ada))
        asked, lapsed = last(ada, "propose"), last(ada, "lapse_proposal")
        assert lapsed["reason"] == "unseen"
        assert lapsed["when"] - asked["when"] >= 300 * SECOND
        assert "carry_proposal" not in verbs(ada)


async def test_a_not_yet_of_somebody_who_left_stands_for_two_minutes(room: Room) -> None:
    async with Screen(room, 0) as ada, Screen(room, 1) as cora:
        await opened(ada)
        async with Screen(room, 2) as ben:
            proposal = await asks(ada, MOVING_ON)
            said = await ben.does("answer_proposal", proposal=proposal, answer="not_yet")
        await cora.does("answer_proposal", proposal=proposal, answer="fine")
        await ada.until(lambda: "lapse_proposal" in verbs(ada))
        lapsed = last(ada, "lapse_proposal")
        assert lapsed["reason"] == "not_yet"
        assert lapsed["when"] - said["when"] >= 120 * SECOND
        assert "carry_proposal" not in verbs(ada)


async def test_who_takes_back_a_not_yet_lets_the_room_wait_afresh(room: Room) -> None:
    async with Screen(room, 0) as ada, Screen(room, 1) as ben, Screen(room, 2) as cora:
        await opened(ada)
        proposal = await asks(ada, MOVING_ON)
        await ben.does("answer_proposal", proposal=proposal, answer="not_yet")
        fine = await ben.does("answer_proposal", proposal=proposal, answer="fine")
        await cora.until(lambda: "carry_proposal" in verbs(cora))
        assert last(cora, "carry_proposal")["when"] - fine["when"] >= 15 * SECOND


async def test_the_first_not_yet_adds_two_minutes_and_no_other_does(room: Room) -> None:
    async with Screen(room, 0) as ada, Screen(room, 1) as ben, Screen(room, 2) as cora:
        await opened(ada)
        proposal = await asks(ada, MOVING_ON)
        first = await ben.does("answer_proposal", proposal=proposal, answer="not_yet")
        second = await cora.does("answer_proposal", proposal=proposal, answer="not_yet")
        assert first["adds"] >= 120 * SECOND
        assert second.get("adds", 0) == 0


async def test_a_proposal_outlives_a_server_that_is_killed_and_carries_once(quick: House) -> None:
    room = quick.room()
    ada, ben, cora = [await Screen(room, n).hello() for n in range(3)]
    await opened(ada)
    proposal = await asks(ada, MOVING_ON)
    for screen in (ada, ben, cora):
        await screen.leave()
    quick.server.kill()
    quick.server.start()
    for screen in (ada, ben, cora):
        await screen.hello()
    assert "carry_proposal" not in verbs(ada)
    await ben.does("see_proposal", proposal=proposal)
    await cora.until(lambda: "carry_proposal" in verbs(cora))
    await ada.does("add_idea", text="After it")
    assert [row[3] for row in room.log()].count("carry_proposal") == 1
    for screen in (ada, ben, cora):
        await screen.leave()
