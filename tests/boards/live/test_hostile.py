"""Two thousand messages that no board may take, on one connection while others look on."""

import asyncio
import json
from itertools import islice

from tests.faults.hostile import RAW, messages
from tests.faults.rooms import House, Room
from tests.faults.screen import Screen, all_equal

COUNT, SEED = 2000, 20211
CODES = {
    *("malformed", "unknown_message", "unknown_verb", "unknown_field", "missing_field", "too_big"),
    *("wrong_type", "bad_id", "too_long", "bad_character", "empty", "too_many", "too_few"),
    *("repeated", "no_such_idea", "no_such_theme", "no_such_area", "bad_base", "nothing_to_undo"),
    *("not_yours", "version", "ahead"),
}
# What else acts of a workshop may be refused with, where there is none.
OF_AN_HOUR = {
    *("no_such_phase", "no_such_proposal"),
    *("bad_minutes", "not_open", "no_phase", "no_agenda", "needs_consent", "not_for_consent"),
    *("only_the_room", "no_round", "no_such_sheet", "not_asking", "no_groups", "no_such_dot"),
    *("off_the_line", "not_here", "too_early", "no_such_seat", "not_for_others", "not_on_line"),
}


async def test_two_thousand_hostile_messages_change_nothing(room: Room, house: House) -> None:
    other = house.room()
    async with Screen(other, 0) as elsewhere:
        far = (await elsewhere.does("add_idea", text="On another board"))["idea"]
    async with Screen(room, 0) as ada, Screen(room, 1) as ben:
        ideas = [(await ada.does("add_idea", text=text))["idea"] for text in ("One", "Two", "3")]
        theme = (await ada.does("gather", ideas=ideas[:2]))["theme"]
        there = {"idea": ideas[0], "theme": theme, "elsewhere": far, "seat": ada.seat.id}
        crowd = [await Screen(room, n).hello() for n in range(2, 12)]
        await ben.until(lambda: len(ben.here) == 12 and ben.seq == 4)
        kept, heard, seen = room.export(), len(ben.frames), len(ben.told)
        count = COUNT if is_direct(house) else COUNT // 4
        some = iter(messages(SEED, count, there))
        for turn in range(count // 10):
            await are_refused(crowd[turn % 10], list(islice(some, 10)))
        codes = {one["code"] for screen in crowd for one in screen.refusals}
        assert codes - {"too_fast"} <= CODES | OF_AN_HOUR, codes - CODES
        assert codes >= CODES or not is_direct(house), CODES - codes
        assert len(ben.frames) == heard
        assert not {seat for told in ben.told[seen:] for seat in told}
        assert await asyncio.to_thread(room.export) == kept
        for number, screen in enumerate(crowd, 5):
            await screen.send({"hello": {"v": 1, "seq": screen.seq}})
            await screen.does("add_idea", text=f"{number}: still a seat like any other")
        await all_equal([ada, ben, *crowd], 14)
        for screen in crowd:
            await screen.leave()


def is_direct(house: House) -> bool:
    return house.server.environment["COPRODUCE_DIRECT"] == "on"


async def are_refused(screen: Screen, some: list[str | bytes]) -> None:
    """Send these: each is answered with one refusal."""
    heard = len(screen.refusals)
    for message in some:
        await screen.send_raw(message)
    try:
        await screen.until(lambda: len(screen.refusals) >= heard + len(some))
    except (TimeoutError, AssertionError):
        said = [str(message)[:200] for message in some]
        raise AssertionError(f"{screen.closed}: {said}, {screen.refusals[heard:]}") from None
    assert len(screen.refusals) == heard + len(some)


async def test_nobody_needs_to_say_hello_to_be_answered(room: Room) -> None:
    silent = await Screen(room, 0).connect()
    for number, message in enumerate(RAW, 1):
        await silent.send_raw(message)
        await silent.until(lambda number=number: len(silent.refusals) >= number)  # type: ignore[misc]
    assert not silent.frames
    assert json.loads(room.export())["seq"] == 0
    await silent.leave()
