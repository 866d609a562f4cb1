"""A hub on its own: what happens when things happen at the same time."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from boards import log
from boards.live import frames
from boards.operations.ideas import SetAside
from tests.boards.live.at_a_hub import Person, hub_of, quiet, stored_elsewhere

pytestmark = pytest.mark.usefixtures("database", "impatient")


async def test_who_comes_in_is_counted_where_the_room_stands(board: str) -> None:
    hub = await hub_of(board)
    room = [Person(hub, seat).hello() for seat in ("ada", "ben", "cora")]
    for text in ("One", "Two"):
        room[0].does("add_idea", text=text)
    await quiet(hub)
    ideas = [room[0].line.entries[seq]["idea"] for seq in (1, 2)]
    room[0].does("gather", ideas=ideas)
    await quiet(hub)
    theme = room[0].line.entries[3]["theme"]
    for person in room:
        person.does("take_stance", theme=theme, stance="agree")
    await quiet(hub)
    assert "Common ground" in room[0].line.frames[-1]["html"]
    Person(hub, "dev")
    async with asyncio.timeout(20):
        while room[0].line.frames[-1]["entries"]:  # noqa: ASYNC110
            await asyncio.sleep(0.002)
    told = room[0].line.frames[-1]
    assert (told["seq"], told["entries"]) == (6, [])
    assert "3 agree, 1 not spoken yet" in told["html"]
    back = Person(hub, "ada").hello(since=6)
    assert "3 agree, 1 not spoken yet" in back.line.frames[-1]["html"]


class Gate:
    """Holds a thread at a certain place until it is opened."""

    def __init__(self, step: Callable[..., Any]) -> None:
        self._step, self._open, self.reached = step, threading.Event(), threading.Event()

    def __call__(self, *given: Any, **named: Any) -> Any:
        self.reached.set()
        assert self._open.wait(20)
        return self._step(*given, **named)

    async def is_reached(self) -> None:
        assert await asyncio.to_thread(self.reached.wait, 20)

    def open(self) -> None:
        self._open.set()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Any, str], Gate]]:
    gates: list[Gate] = []

    def put(place: Any, name: str) -> Gate:
        gates.append(Gate(getattr(place, name)))
        monkeypatch.setattr(place, name, gates[-1])
        return gates[-1]

    yield put
    for one in gates:
        one.open()


async def test_hello_during_storing_misses_nothing_and_gets_nothing_twice(
    board: str, gate: Callable[[Any, str], Gate]
) -> None:
    hub = await hub_of(board)
    ada = Person(hub, "ada").hello()
    ada.does("add_idea", text="One")
    await quiet(hub)
    storing = gate(log, "store")
    ada.does("add_idea", text="Two")
    await storing.is_reached()
    late = [Person(hub, "ben").hello(0), Person(hub, "cora").hello(1)]
    await asyncio.sleep(0.05)
    ada.does("add_idea", text="Three")
    storing.open()
    await quiet(hub)
    for one in [ada, *late]:
        seqs = [entry["seq"] for frame in one.line.frames for entry in frame["entries"]]
        assert seqs == sorted(set(seqs))
        assert seqs[-2:] == [2, 3]
    assert late[0].line.frames[0]["seq"] == 1


async def test_leaving_while_one_is_answered_is_nothing_to_complain_of(
    board: str, gate: Callable[[Any, str], Gate]
) -> None:
    hub = await hub_of(board)
    ada = Person(hub, "ada").hello()
    ada.does("add_idea", text="One")
    await quiet(hub)
    answering = gate(frames, "catch_up")
    ben = Person(hub, "ben").hello()
    await answering.is_reached()
    ben.does("add_idea", text="And gone")
    hub.room.leave(ben.connection)
    answering.open()
    await quiet(hub)
    assert not ben.line.frames
    assert ada.line.entries[2]["text"] == "And gone"
    assert not hub.broken


async def test_who_lost_the_race_hears_why_and_everyone_sees_what_won(board: str) -> None:
    hub = await hub_of(board)
    ada, ben = Person(hub, "ada").hello(), Person(hub, "ben").hello()
    ada.does("add_idea", text="One")
    await quiet(hub)
    idea = ada.line.entries[1]["idea"]
    await stored_elsewhere(board, SetAside(idea=idea))
    ben.does("set_aside", idea=idea)
    kept = ada.does("add_idea", text="Two")
    await quiet(hub)
    assert ben.line.refusals == ["already_aside"]
    assert not ada.line.refusals
    assert [ben.line.entries[seq]["seat"] for seq in (2, 3)] == ["elsewhere", "ada"]
    assert ada.line.entries[3]["id"] == kept
    assert hub.board == await log.read(log.board, board)


async def test_what_is_in_flight_when_the_room_empties_is_stored(
    board: str, gate: Callable[[Any, str], Gate]
) -> None:
    hub = await hub_of(board)
    ada = Person(hub, "ada").hello()
    storing = gate(log, "store")
    ada.does("add_idea", text="One")
    await storing.is_reached()
    ada.does("add_idea", text="Two")
    hub.room.leave(ada.connection)
    assert not hub.idle
    storing.open()
    await quiet(hub)
    assert hub.idle
    assert (await log.read(log.board, board)).seq == 2


async def test_a_hello_too_many_ends_the_connection(board: str) -> None:
    hub = await hub_of(board)
    ada = Person(hub, "ada")
    for _ in range(30):
        ada.hello()
    assert ada.line.code == 4008
    assert len(ada.line.frames) == 20


async def test_many_hellos_at_once_leave_a_screen_whole(board: str) -> None:
    """Each is answered from the log in a thread, while others go on writing."""
    hub = await hub_of(board)
    ada, ben = Person(hub, "ada").hello(), Person(hub, "ben").hello()
    for n in range(15):
        ada.does("add_idea", text=f"Idea {n}")
        ben.hello(0)
        await asyncio.sleep(0.003)
    await quiet(hub)
    seqs = [frame["seq"] for frame in ben.line.frames]
    assert max(seqs) == 15
    assert ben.line.entries == ada.line.entries
    assert ben.connection.live


async def test_who_comes_back_at_once_is_given_the_same_answer(
    board: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = await hub_of(board)
    room = [Person(hub, seat).hello() for seat in ("ada", "ben", "cora")]
    ideas = [room[0].does("add_idea", text=text) for text in ("One", "Two")]
    await quiet(hub)
    drawn, render = list[int](), frames.render

    def noted(*given: Any) -> str:
        drawn.append(1)
        return render(*given)

    monkeypatch.setattr(frames, "render", noted)
    back = [Person(hub, seat).hello(since=1) for seat in ("ada", "ben", "cora")]
    assert [[one["id"] for one in person.line.frames[-1]["entries"]] for person in back] == [
        [ideas[1]]
    ] * 3
    assert len(drawn) == 1
    room[0].does("add_idea", text="Three")
    await quiet(hub)
    later = Person(hub, "ben").hello(since=1)
    assert [one["seq"] for one in later.line.frames[-1]["entries"]] == [2, 3]
