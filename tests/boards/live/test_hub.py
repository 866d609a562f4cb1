"""The hub on its own: what happens when things happen at the same time, or go wrong."""

import asyncio
import gc
import random
import threading
import uuid
import weakref
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import orjson
import pytest
from django.db import OperationalError

from boards import door, log
from boards.hands import hand_of
from boards.live import batch, frames
from boards.live import hub as hub_module
from boards.live.consumer import hear
from boards.live.hub import Hub
from boards.live.hubs import Hubs
from boards.live.seats import LINES, Connection, Payload
from boards.live.tail import load
from boards.models import Board, Card, short_id
from boards.operations.base import Operation
from boards.operations.ideas import AddIdea, SetAside
from boards.operations.state import Board as State
from boards.operations.state import advance

pytestmark = pytest.mark.usefixtures("database")


class Line:
    """A connection's other end: what came, and how it ended."""

    unsent = 0

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        self.code: int | None = None

    def send(self, payload: Payload) -> None:
        assert self.code is None
        self.messages.append(orjson.loads(payload.text))

    def close(self, code: int) -> None:
        self.code = code

    @property
    def entries(self) -> dict[int, dict[str, Any]]:
        return {one["seq"]: one for frame in self.frames for one in frame["entries"]}

    @property
    def frames(self) -> list[dict[str, Any]]:
        return [message for message in self.messages if "entries" in message]

    @property
    def refusals(self) -> list[str]:
        return [one["refused"]["code"] for one in self.messages if "refused" in one]


class Person:
    """Somebody at a hub, who speaks the wire."""

    def __init__(self, hub: Hub, seat: str) -> None:
        self.hub, self.line = hub, Line()
        self.connection = Connection(self.line, seat, hand=hand_of(hub.id, seat))
        hub.room.join(self.connection, Card(1, seat, "", hand=hand_of(hub.id, seat)))

    def says(self, **message: Any) -> None:
        hear(self.hub, self.connection, orjson.dumps(message))

    def hello(self, since: int = 0) -> "Person":
        self.says(hello={"v": 1, "seq": since})
        return self

    def does(self, verb: str, **fields: Any) -> str:
        id_ = str(fields.pop("id", uuid.uuid4()))
        self.says(op={"id": id_, "verb": verb, **fields})
        return id_


@pytest.fixture
def board() -> str:
    return door.start("Waiting well").pk


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "RETRY", 0.01)
    monkeypatch.setattr(hub_module, "RECOUNT", 0.01)


async def hub_of(board: str) -> Hub:
    return Hub(board, *await log.read(load, board))


async def quiet(hub: Hub) -> None:
    """Wait until the hub has nothing left to do, or has given up."""
    async with asyncio.timeout(20):
        while not hub.broken and (hub._tasks or not hub.rests):  # noqa: ASYNC110
            await asyncio.sleep(0.002)


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


async def stored_elsewhere(board: str, act: Operation) -> Operation:
    """Another process is first."""

    def store() -> Operation:
        now = log.board(board)
        stamped = replace(act, id=str(uuid.uuid4()), seq=now.seq + 1, seat="elsewhere", when=1)
        stamped = stamped.stamped(now, short_id)
        assert log.store([log.Batch(board, [stamped], lambda outcome: None)]) == [None]
        return stamped

    return await log.read(store)


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


async def test_a_log_that_cannot_be_read_for_a_while_is_read_in_the_end(
    board: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub, entries, tries = await hub_of(board), log.entries, list[int]()
    ada = Person(hub, "ada").hello()
    await quiet(hub)
    await stored_elsewhere(board, AddIdea(text="From elsewhere"))

    def troubled(*given: Any, **named: Any) -> list[Operation]:
        tries.append(1)
        if len(tries) < 4:
            raise OperationalError("disk I/O error")
        return entries(*given, **named)

    monkeypatch.setattr(log, "entries", troubled)
    ada.does("add_idea", text="From here")
    ben = Person(hub, "ben").hello()
    await quiet(hub)
    assert [one["text"] for one in ada.line.entries.values()] == ["From elsewhere", "From here"]
    assert ben.line.entries == ada.line.entries
    assert len(tries) >= 4


async def test_a_mistake_in_one_act_refuses_that_act_alone(
    board: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    hub, apply = await hub_of(board), AddIdea.apply

    def mistaken(act: AddIdea, now: State) -> State:
        if act.text == "Boom":
            raise KeyError("a mistake of ours")
        return apply(act, now)

    monkeypatch.setattr(AddIdea, "apply", mistaken)
    ada, ben = Person(hub, "ada").hello(), Person(hub, "ben").hello()
    ada.does("add_idea", text="Before")
    ben.does("add_idea", text="Boom")
    ada.does("add_idea", text="After")
    await quiet(hub)
    assert [one["text"] for one in ben.line.entries.values()] == ["Before", "After"]
    assert ben.line.refusals == ["malformed"]
    assert not hub.broken
    assert "add_idea failed" in caplog.text


async def test_a_mistake_in_drawing_sends_everyone_to_a_hub_that_knows_the_log(
    board: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    hubs = Hubs()
    hub = await hubs.open(board)
    ada, ben = Person(hub, "ada").hello(), Person(hub, "ben").hello()
    await quiet(hub)
    with monkeypatch.context() as during:
        during.setattr(frames, "render", lambda *given: 1 / 0)
        kept = ada.does("add_idea", text="On disk before it was drawn")
        await quiet(hub)
    assert (ada.line.code, ben.line.code) == (4012, 4012)
    assert "is read afresh" in caplog.text
    again = await hubs.open(board)
    assert again is not hub
    assert again is await hubs.open(board)
    ada = Person(again, "ada").hello()
    ada.does("add_idea", id=kept, text="On disk before it was drawn")
    await quiet(again)
    assert [one["id"] for frame in ada.line.frames for one in frame["entries"]] == [kept, kept]
    assert again.board.seq == 1


async def test_a_board_that_is_gone_is_no_endless_loop(
    board: str, caplog: pytest.LogCaptureFixture
) -> None:
    hub = await hub_of(board)
    ada = Person(hub, "ada").hello()
    await log.read(lambda: Board.objects.filter(pk=board).delete())
    ada.does("add_idea", text="Into nothing")
    await quiet(hub)
    assert ada.line.code == 4012


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


class Crowd:
    """People at two hubs of one board, who do what chance says."""

    def __init__(self, hubs: list[Hub], seed: int) -> None:
        self.hubs, self.chance, self.said = hubs, random.Random(seed), list[str]()
        self.people = [Person(hub, f"seat{n}").hello() for n in range(3) for hub in hubs]

    async def step(self) -> None:
        acts = [self.write, self.write, self.write, self.put, self.come, self.go, self.ring]
        self.chance.choice([*acts, self.repeat])()
        if self.chance.random() < 0.3:
            await asyncio.sleep(self.chance.random() * 0.02)

    def write(self) -> None:
        one = self.chance.choice(self.people)
        self.said.append(one.does("add_idea", text=f"Idea {len(self.said)}"))

    def put(self) -> None:
        one = self.chance.choice(self.people)
        if ideas := list(one.hub.board.ideas):
            verb = self.chance.choice(["set_aside", "put_back"])
            one.does(verb, idea=self.chance.choice(ideas))

    def repeat(self) -> None:
        if self.said:
            said = self.chance.choice(self.said)
            self.chance.choice(self.people).does("add_idea", id=said, text="Said before")

    def come(self) -> None:
        one = self.chance.choice(self.people)
        seat = one.connection.seat or ""
        if sum(line.seat == seat for line in one.hub.room.connections) < LINES:
            self.people.append(Person(one.hub, seat).hello())

    def go(self) -> None:
        if len(self.people) > 6:
            gone = self.people.pop(6)
            gone.hub.room.leave(gone.connection)

    def ring(self) -> None:
        self.chance.choice(self.hubs).rung()

    async def settles(self) -> None:
        for hub in [*self.hubs, *self.hubs]:
            await quiet(hub)
            hub.rung()
        for hub in self.hubs:
            await quiet(hub)


@pytest.mark.parametrize("seed", range(6))
async def test_two_hubs_on_one_board_never_part(board: str, seed: int) -> None:
    """Acts, arrivals, departures and rings in any order: one log, and every screen has it."""
    crowd = Crowd([await hub_of(board), await hub_of(board)], seed)
    for _ in range(120):
        await crowd.step()
    await crowd.settles()
    now, entries = await log.read(log.board, board), await log.read(log.entries, board)
    ids = {entry.id: entry.seq for entry in entries}
    assert list(ids.values()) == list(range(1, now.seq + 1))
    assert ids.keys() >= set(crowd.said)
    for hub in crowd.hubs:
        assert hub.board == now
        assert hub.tail.seqs == ids
    for one in crowd.people:
        assert one.line.code is None
        assert {entry["id"]: seq for seq, entry in one.line.entries.items()} == ids


async def test_a_hub_that_closes_is_forgotten_at_once(board: str) -> None:
    """Rubbish that goes round in circles is looked for only now and then: it may be a board."""
    hub = await hub_of(board)
    ada = Person(hub, "ada").hello()
    ada.does("add_idea", text="One")
    ada.does("set_aside", idea="none")
    ben = Person(hub, "ben").hello()
    await quiet(hub)
    hub.room.leave(ada.connection)
    hub.room.leave(ben.connection)
    await asyncio.sleep(0.2)  # until the room has been told
    kept = weakref.ref(hub)
    gc.disable()
    try:
        del hub, ada.hub, ben.hub
        assert kept() is None
    finally:
        gc.enable()


def test_what_is_refused_holds_nothing_in_a_circle(board: str) -> None:
    start, line = log.opened(board), Line()
    waiting = [batch.Waiting(Connection(line, "ada"), SetAside(idea="none", id="1"))]
    gc.disable()
    try:
        decided = batch.decide(start, waiting, known=())
        kept = weakref.ref(decided)
        del decided
        assert kept() is None
    finally:
        gc.enable()


def test_a_batch_decides_in_order_and_knows_what_was_said_before(board: str) -> None:
    connection = Connection(Line(), "ada")
    start, twice = log.opened(board), str(uuid.uuid4())
    first = AddIdea(text="One", id=twice)
    waiting = [batch.Waiting(connection, one) for one in (first, first, AddIdea(text="", id="2"))]
    decided = batch.decide(start, waiting, known={"2"})
    assert [one.seq for one in decided.accepted] == [1]
    assert [one.operation.id for one in decided.repeated] == [twice, "2"]
    assert decided.board == advance(start, decided.accepted[0])


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
