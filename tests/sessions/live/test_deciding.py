"""The room decides, over the wire: a proposal carries, or waits, and tells nobody who said what."""

import asyncio
import re
from collections.abc import Iterator

from tests.boards.live.test_unsigned import CHANCE, MINTED, in_one_order
from tests.faults.rooms import House, Room
from tests.faults.screen import Screen, all_equal, all_have_arrived
from tests.sessions.live.asking import ENDING, MOVING_ON, asks, last, opened, shown, verbs

MOMENT = re.compile(r"\b1\d{12}\b")  # ms since 1970


async def test_a_room_of_one_moves_on_at_once(room: Room) -> None:
    async with Screen(room, 0) as ada:
        await opened(ada)
        asked = await ada.does("propose", what=MOVING_ON)
        await ada.until(lambda: "carry_proposal" in verbs(ada))
        carried = last(ada, "carry_proposal")
        assert carried["proposal"] == asked["proposal"]
        assert carried["does"] == [MOVING_ON]
        assert "seat" not in carried
        assert "The room agreed. We moved on to Transformational exploration." in shown(ada)


async def test_it_carries_when_all_have_said_fine_and_never_against_a_not_yet(room: Room) -> None:
    async with Screen(room, 0) as ada, Screen(room, 1) as ben, Screen(room, 2) as cora:
        await opened(ada)
        proposal = await asks(ada, MOVING_ON)
        assert await ben.is_refused("carry_proposal", proposal=proposal) == "only_the_room"
        assert await ben.is_refused("enter_phase", phase="exploring") == "needs_consent"
        assert await ben.is_refused("withdraw_proposal", proposal=proposal) == "not_yours"
        said = await ben.does("answer_proposal", proposal=proposal, answer="not_yet", note="Wait")
        assert said["counts"] == {"fine": 1, "not_yet": 1, "seen": 2}
        assert said["note"] == "Wait"
        assert "seat" not in said
        assert "answer" not in said
        await cora.does("answer_proposal", proposal=proposal, answer="fine")
        assert "carry_proposal" not in verbs(cora)
        await ben.does("answer_proposal", proposal=proposal, answer="fine")
        await ben.until(lambda: "carry_proposal" in verbs(ben))
        await all_equal([ada, ben, cora], ben.seq)


async def test_a_seat_with_two_screens_is_one_of_the_room(room: Room) -> None:
    async with Screen(room, 0) as ada, Screen(room, 1) as ben, Screen(room, 1) as bens_phone:
        await opened(ada)
        proposal = await asks(ada, MOVING_ON)
        await bens_phone.does("see_proposal", proposal=proposal)
        assert await ben.is_refused("see_proposal", proposal=proposal) == "already_there"
        await ben.does("answer_proposal", proposal=proposal, answer="fine")
        await ada.until(lambda: "carry_proposal" in verbs(ada))


async def test_the_second_of_two_waits_for_its_turn(room: Room) -> None:
    async with Screen(room, 0) as ada, Screen(room, 1) as ben, Screen(room, 2) as wall:
        await opened(ada)
        first, second = await asks(ada, MOVING_ON), await asks(ben, ENDING)
        await wall.until(lambda: f'data-proposal="{first}"' in shown(wall))
        assert 'data-waiting="1"' in shown(ben)
        fine = {"proposal": second, "answer": "fine"}
        assert await ada.is_refused("answer_proposal", **fine) == "not_its_turn"
        assert await ada.is_refused("propose", what=ENDING) == "already_proposed"
        await ada.does("withdraw_proposal", proposal=first)
        await wall.until(lambda: f'data-proposal="{second}"' in shown(wall))
        assert "Shall we end the workshop here?" in shown(wall)
        assert "Seat 1 took the question back." in shown(wall)
        await ada.does("answer_proposal", **fine)
        await wall.does("answer_proposal", **fine)
        await wall.until(lambda: "carry_proposal" in verbs(wall))
        await all_equal([ada, ben, wall], wall.seq)


async def test_two_that_ask_in_the_same_moment_both_have_their_turn(room: Room) -> None:
    async with Screen(room, 0) as ada, Screen(room, 1) as ben:
        await opened(ada)
        await asyncio.gather(asks(ada, MOVING_ON), asks(ben, {"verb": "renew_link"}))
        await ada.until(lambda: verbs(ada).count("propose") == 2)
        for turn in (1, 2):
            asked = [one for one in ada.entries.values() if one["verb"] == "propose"]
            current = min(asked, key=lambda one: int(one["seq"])) if turn == 1 else asked[-1]
            other = ben if current["seat"] == ada.seat.id else ada
            await other.does("answer_proposal", proposal=current["proposal"], answer="fine")
            await ada.until(lambda turn=turn: verbs(ada).count("carry_proposal") == turn)  # type: ignore[misc]


# Who answered what is in nothing that leaves the server. The strongest form of it: the same
# question is answered twice, by other hands each time, and every byte is the same.


async def answered(room: Room, hands: tuple[int, int]) -> list[str]:
    """Play it with these seats answering; return all that left the server."""
    screens = [await Screen(room, n).hello() for n in range(4)]
    wall = await Screen(room, 4).hello(watch=True)
    await all_have_arrived(screens, [*screens, wall])
    began = [len(one.raw) for one in (*screens, wall)]
    ada, one, other = screens[0], screens[hands[0]], screens[hands[1]]

    async def does(who: Screen, verb: str, **fields: object) -> None:
        entry = await who.does(verb, **fields)
        for screen in (*screens, wall):  # one act a frame: how they gather is chance
            await screen.until(lambda screen=screen: screen.seq >= entry["seq"])  # type: ignore[misc]

    await does(ada, "open_workshop", kind="immersive")
    await does(ada, "add_idea", text="Here")
    await does(ada, "propose", what=MOVING_ON)
    proposal = last(ada, "propose")["proposal"]
    await does(one, "see_proposal", proposal=proposal)
    await does(other, "see_proposal", proposal=proposal)
    await does(one, "answer_proposal", proposal=proposal, answer="not_yet", note="Not so fast")
    await does(other, "answer_proposal", proposal=proposal, answer="fine")
    heard = [
        "\n".join(message.decode() for message in screen.raw[start:] if b"beat" not in message[:8])
        for screen, start in zip((*screens, wall), began, strict=True)
    ]
    left = [*heard, *await asyncio.to_thread(lambda: list(pages(room, last(ada, "add_idea"))))]
    for screen in (*screens, wall):
        await screen.leave()
    return list(without_chance(room, left))


def pages(room: Room, entry: dict[str, str]) -> Iterator[str]:
    for path in ("", "projector/", "export.json", "frame.json?since=0", "rights/"):
        for seat in range(4):
            yield room.get(f"/b/{room.board}/{path}", seat).decode()
    yield room.get(f"/b/{room.board}/ideas/{entry['idea']}/history/").decode()


def without_chance(room: Room, texts: list[str]) -> Iterator[str]:
    """What chance decides is called by its place in the play, and seats by their number."""
    names = {seat.id: f"seat-{n}" for n, seat in enumerate(room.seats)}
    for text in texts:
        for pattern, name in CHANCE:
            text = pattern.sub(name, text)
        text = MOMENT.sub("moment", text.replace(room.board, "board"))
        text = MINTED.sub(lambda hit: names.setdefault(hit[0], f"id-{len(names)}"), text)
        yield "\n".join(map(in_one_order, text.splitlines()))


async def test_who_answered_what_changes_nothing_that_leaves_the_server(house: House) -> None:
    one, other = await asyncio.gather(
        answered(house.room(), (1, 2)), answered(house.room(), (3, 1))
    )
    assert "Not so fast" in one[0]
    for left, right in zip(one, other, strict=True):
        assert left == right


async def test_the_log_keeps_an_answer_under_no_seat(room: Room) -> None:
    async with Screen(room, 0) as ada, Screen(room, 1) as ben:
        await opened(ada)
        proposal = await asks(ada, MOVING_ON)
        await ben.does("answer_proposal", proposal=proposal, answer="not_yet")
        kept = {row[3]: row[2] for row in room.log()}
        assert kept["propose"] == ada.seat.id
        assert kept["answer_proposal"] not in {None, *(seat.id for seat in room.seats)}
