"""What a room does by itself: a watch decides, and it is an entry like any other, of nobody."""

import asyncio
import uuid
from dataclasses import dataclass, replace
from typing import ClassVar

import pytest

from boards.live import by_itself, own_acts
from boards.live.own_acts import OwnActs
from boards.operations.offering import TurnOffers
from boards.operations.own_acts import Present, Step
from boards.operations.state import Board, opening
from tests.boards.live.at_a_hub import Person, hub_of, quiet

pytestmark = pytest.mark.usefixtures("database")
BOARD = opening("Waiting well", [])
TICK = 5  # ms


@dataclass(frozen=True)
class TurnsOn:
    """Lets the machine offer themes once two are here, after so many ticks."""

    left: int = 2

    def step(self, board: Board, present: Present, now: int) -> Step:
        if board.offers or len(present.seats) < 2:
            return Step(self)
        if self.left:
            return Step(replace(self, left=self.left - 1), again=TICK)
        return Step(self, TurnOffers(id=str(uuid.uuid5(uuid.NAMESPACE_OID, "on")), on=True))


@pytest.fixture(autouse=True)
def watched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_acts, "watches", [TurnsOn])


def test_the_soonest_look_is_the_next() -> None:
    acts = OwnActs()
    here = Present(frozenset({"~a", "~b"}), ("ada", "ben"))
    assert acts.look(BOARD, Present(frozenset(), ()), 0) == ([], None)
    assert acts.look(BOARD, here, 0) == ([], TICK)
    assert acts.look(BOARD, here, TICK) == ([], TICK)
    done, again = acts.look(BOARD, here, 2 * TICK)
    assert [one.verb for one in done] == ["turn_offers"]
    assert again is None


async def test_what_the_room_does_itself_is_stored_and_shown_once_and_is_nobodys(
    board: str,
) -> None:
    hub = await hub_of(board)
    ada = Person(hub, "ada").hello()
    await asyncio.sleep(4 * TICK / 1000)
    assert not hub.board.offers  # she is alone
    ben = Person(hub, "ben").hello()
    async with asyncio.timeout(20):
        while not hub.board.offers:  # noqa: ASYNC110
            await asyncio.sleep(0.002)
    await quiet(hub)
    for person in (ada, ben):
        [entry] = person.line.entries.values()
        assert (entry["verb"], entry["on"], entry.get("seat")) == ("turn_offers", True, None)


async def test_an_empty_room_waits_for_nothing(board: str) -> None:
    hub = await hub_of(board)
    people = [Person(hub, seat).hello() for seat in ("ada", "ben")]
    for person in people:
        hub.room.leave(person.connection)
    await asyncio.sleep(6 * TICK / 1000)
    assert hub.idle
    assert not hub.board.offers


@dataclass(frozen=True)
class Stubborn:
    """Wants what cannot be done."""

    looks: ClassVar[int] = 0

    def step(self, board: Board, present: Present, now: int) -> Step:
        Stubborn.looks += 1
        return Step(self, TurnOffers(id=str(uuid.uuid4()), on=False))


async def test_what_the_room_cannot_do_does_not_go_round_and_round(
    board: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_acts, "watches", [Stubborn])
    monkeypatch.setattr(by_itself, "AGAIN", 3600)
    hub = await hub_of(board)
    ada = Person(hub, "ada").hello()
    for _ in range(5):
        ada.does("turn_offers", on=False)  # refused as well, and no reason to look again
        await asyncio.sleep(0.06)
    await quiet(hub)
    assert Stubborn.looks == 1
    ada.does("turn_offers", on=True)
    await quiet(hub)
    await asyncio.sleep(0.06)
    assert Stubborn.looks > 1
    assert not hub.broken
