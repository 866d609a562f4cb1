"""In a workshop, too, every seat can do the same things: each verb, done and refused."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from boards.models import ALPHABET
from tests.boards.live.test_equal_seats import pieces, post
from tests.faults.rooms import House, Room
from tests.faults.screen import Message, Screen, all_equal
from tests.verbs import verbs_of

# Nobody does `carry_proposal`, `lapse_proposal` and `rest_piece`: a seat that sends one is refused,
# whoever it is. `reveal_round` waits for its time, and is walked as a refusal.


ID = re.compile(rf"(?<![a-z])[{ALPHABET}]{{8}}(?![a-z])")


@dataclass
class Walk:
    """A seat that does everything there is to do, and somebody else in the room."""

    screen: Screen
    host: Screen
    answers: list[Message] = field(default_factory=list)
    walked: set[str] = field(default_factory=set)

    async def does(self, verb: str, **fields: Any) -> Message:
        entry = await self.screen.does(verb, **fields)
        self.walked.add(verb)
        self.answers.append({**entry, "pieces": pieces(self.screen, entry["seq"])})
        return entry

    async def is_refused(self, verb: str, **fields: Any) -> None:
        code = await self.screen.is_refused(verb, **fields)
        if code == "too_fast":  # a walk is faster than anybody
            await asyncio.sleep(1)
            code = await self.screen.is_refused(verb, **fields)
        self.walked.add(verb)
        self.answers.append({**self.screen.refusals[-1], "code": code})

    async def agrees(self, verb: str, **fields: Any) -> Message:
        """Ask the room, have the other say fine, and return what came about."""
        await self.is_refused(verb, **fields)
        asked = await self.does("propose", what={"verb": verb, **fields})
        await self.host.until(lambda: self.host.seq >= asked["seq"])
        await self.host.does("answer_proposal", proposal=asked["proposal"], answer="fine")
        await self.screen.until(lambda: bool(last(self.screen, "carry_proposal", asked["seq"])))
        carried = last(self.screen, "carry_proposal", asked["seq"])
        assert carried
        self.answers.append({"carried": carried["does"]})
        return carried

    async def host_asks(self, verb: str, **fields: Any) -> str:
        asked = await self.host.does("propose", what={"verb": verb, **fields})
        await self.screen.until(lambda: self.screen.seq >= asked["seq"])
        return str(asked["proposal"])


def last(screen: Screen, verb: str, since: int = 0) -> Message | None:
    found = [one for one in screen.entries.values() if one["verb"] == verb and one["seq"] > since]
    return found[-1] if found else None


async def plans(walk: Walk) -> None:
    await walk.is_refused("plan_workshop")
    await walk.does("plan_workshop", kind="immersive")
    await walk.does("open_workshop")
    await walk.is_refused("open_workshop", kind="immersive")
    added = await walk.does("add_phase", name="A walk", minutes=5)
    await walk.is_refused("add_phase", name="A walk", minutes=0)
    phase, base = added["phase"], added["seq"]
    splice = {"base": base, "at": 0, "remove": 0, "insert": "Ah"}
    for verb in ("name_phase", "ask_in_phase"):
        await walk.does(verb, phase=phase, **splice)
        await walk.is_refused(verb, phase=phase, **{**splice, "at": 99})
    await walk.does("edit_phase", phase=phase, minutes=6, prompts=["Go slowly"])
    await walk.is_refused("edit_phase", phase=phase, minutes=1000)
    await walk.does("move_phase", phase=phase, before="exploring")
    await walk.is_refused("move_phase", phase="none")
    await walk.does("remove_phase", phase=phase)
    await walk.is_refused("remove_phase", phase="preparing")
    await walk.does("put_back_phase", phase=phase)
    await walk.is_refused("put_back_phase", phase=phase)


async def keeps_time(walk: Walk) -> None:
    await walk.does("pause_time")
    await walk.is_refused("pause_time")
    await walk.does("go_on")
    await walk.is_refused("go_on")
    await walk.does("extend_time", minutes=5)
    await walk.is_refused("extend_time", minutes=3)
    await walk.does("give_back_time", by=60_000)
    await walk.is_refused("give_back_time", by=86_400_000)


async def decides(walk: Walk) -> None:
    asked = await walk.host_asks("enter_phase", phase="tracking")
    await walk.does("see_proposal", proposal=asked)
    await walk.is_refused("see_proposal", proposal=asked)
    await walk.does("answer_proposal", proposal=asked, answer="not_yet", note="Soon")
    await walk.is_refused("answer_proposal", proposal=asked, answer="not_yet")
    await walk.is_refused("withdraw_proposal", proposal=asked)
    for verb in ("carry_proposal", "lapse_proposal"):
        more = {"reason": "unseen"} if verb == "lapse_proposal" else {}
        await walk.is_refused(verb, proposal=asked, **more)
    own = await walk.does("propose", what={"verb": "close_workshop"})
    await walk.is_refused("propose", what={"verb": "close_workshop"})
    await walk.does("withdraw_proposal", proposal=own["proposal"])
    await walk.host.does("withdraw_proposal", proposal=asked)
    await walk.agrees("enter_phase", phase="exploring")
    await walk.agrees("renew_link")
    await walk.agrees("settle_keeping", names=True, whom="seats", months=3)
    await walk.is_refused("propose", what={"verb": "settle_keeping", "names": True})


async def shares(walk: Walk) -> None:
    await walk.does("ask_for_piece")
    await walk.is_refused("ask_for_piece")
    await walk.is_refused("rest_piece")
    await walk.does("lay_piece")
    await walk.is_refused("lay_piece")
    await walk.host.does("ask_for_piece")
    await walk.does("ask_for_piece")
    await walk.does("stop_asking")
    await walk.is_refused("stop_asking")
    await walk.does("ask_for_piece")
    await walk.host.does("pass_piece")
    await walk.is_refused("pass_piece", to="nobody")
    await walk.does("pass_piece")
    await walk.does("turn_voice", on=True)
    await walk.is_refused("turn_voice", on=True)
    await walk.does("place_dot", moment="before", at=700)
    await walk.is_refused("place_dot", moment="before", at=1001)
    await walk.does("take_back_dot", moment="before")
    await walk.is_refused("take_back_dot", moment="before")
    await walk.does("make_groups", size=2)
    await walk.is_refused("make_groups", size=3)


async def writes_quietly(walk: Walk) -> None:
    await walk.agrees("open_quiet_round", minutes=1)
    await walk.does("write_quietly", text="Mine alone")
    await walk.is_refused("write_quietly", text=" ")
    cards = await asyncio.to_thread(walk.screen.room.log)
    sheet = next(fields["sheet"] for _, _, _, verb, fields in cards if verb == "write_quietly")
    await walk.does("change_quietly", sheet=sheet, text="Mine, and better")
    await walk.is_refused("change_quietly", sheet="none", text="Yours")
    await walk.is_refused("reveal_round")
    await walk.agrees("share_in_groups")
    await walk.does("end_groups")
    await walk.is_refused("end_groups")
    await walk.does("drop_quietly", sheet=sheet)
    await walk.is_refused("drop_quietly", sheet=sheet)
    await walk.does("write_quietly", text="Once more")
    await walk.agrees("reveal_early")


async def goes_back_and_ends(walk: Walk) -> None:
    await walk.does("undo")
    await walk.agrees("restore_board", to=1)
    await walk.agrees("close_workshop")


steps: list[Callable[[Walk], Awaitable[None]]]
steps = [plans, keeps_time, decides, shares, writes_quietly, goes_back_and_ends]


async def outcome_for(room: Room, seat: int, prepare: Callable[[], None] | None = None) -> str:
    """Everything that happens to this kind of seat, told without who and when."""
    if prepare:
        await asyncio.to_thread(prepare)
    host, screen = await Screen(room, 20).hello(), await Screen(room, seat).hello()
    walk = Walk(screen, host)
    for step in steps:
        await step(walk)
    assert walk.walked - {"undo"} == set(verbs_of("sessions"))
    assert {one["seat"] for one in walk.answers if "seat" in one} == {room.seats[seat].id}
    await all_equal([host, screen], max(host.seq, screen.seq))
    await host.leave()
    await screen.leave()
    return told(walk.answers, {one.id for one in room.seats})


def told(answers: list[Message], seats: set[str]) -> str:
    """The answers as text, every id by the order in which an entry first named it."""
    kept = [{k: v for k, v in one.items() if k not in ("id", "when", "seat")} for one in answers]
    entries = json.dumps([{k: v for k, v in one.items() if k != "pieces"} for one in kept])
    minted = [id_ for id_ in dict.fromkeys(ID.findall(entries)) if id_ not in seats]
    names = {id_: f"<{n}>" for n, id_ in enumerate(minted)} | dict.fromkeys(seats, "<a seat>")
    text = ID.sub(lambda found: names.get(found[0], "<?>"), json.dumps(kept))
    plain = json.loads(text)
    for one in plain:
        one.get("pieces", []).sort()
    return json.dumps(plain, indent=1, sort_keys=True)


async def test_every_kind_of_seat_can_do_the_same(house: House) -> None:
    """The first seat, any other, one called Facilitator, and one that came long after."""
    rooms = [house.room() for _ in range(4)]

    def call_it_facilitator() -> None:
        path = f"/b/{rooms[2].board}/seat/"
        post(rooms[2], rooms[2].seats[3].cookie, path, name="Facilitator", brings="the keys")

    first, *others = await asyncio.gather(
        outcome_for(rooms[0], 0),
        outcome_for(rooms[1], 7),
        outcome_for(rooms[2], 3, call_it_facilitator),
        outcome_for(rooms[3], 26),
    )
    for other in others:
        assert other == first
