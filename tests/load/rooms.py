"""Rooms under load: seats that send at their pace and check everything that reaches them."""

from collections.abc import Callable, Mapping
from functools import partial
from random import Random
from typing import Any
from uuid import UUID

import orjson

from tests.load.clock import Clock, now
from tests.load.samples import Samples
from tests.load.wire import Wire


class Seat:
    """One connection of a room."""

    def __init__(self, room: "Room", id: str, cookie: str) -> None:
        self.room, self.id, self.cookie = room, id, cookie
        self.seq = -1  # nothing has come yet
        self.owes_seen = False
        self.unseen = 0  # bytes since the last "seen"

    def connect(self, port: int) -> None:
        self.wire = Wire(port, f"/ws/b/{self.room.id}/", self.cookie)

    def fileno(self) -> int:
        return self.wire.fileno()

    def say(self, message: Mapping[str, Any]) -> None:
        self.wire.send(orjson.dumps(message))

    def receive(self) -> None:
        texts = self.wire.read()
        moment = now()
        for text in texts:
            self.room.hear(self, text, moment)
        if self.wire.closed:
            self.room.clock.leave(self)

    def seen(self) -> None:
        self.owes_seen = False
        self.unseen = 0
        self.say({"seen": self.seq})


class Room:
    """A board with its seats. What the two kinds of server are asked is the same."""

    def __init__(self, clock: Clock, samples: Samples, port: int, told: Mapping[str, Any]) -> None:
        self.clock, self.samples, self.port = clock, samples, port
        self.id: str = told["board"]
        self.random = Random(self.id)
        self.seats = [Seat(self, seat["id"], seat["cookie"]) for seat in told["seats"]]
        self.sent: dict[str, tuple[float, Seat]] = {}  # on their way: when, and from whom
        self.acts = 0

    def open(self) -> None:
        for seat in self.seats:
            seat.connect(self.port)
        for seat in self.seats:
            seat.wire.opened()
            self.clock.listen(seat)

    def furnish(self) -> None:
        """Put something into the room to work on."""

    def hear(self, seat: Seat, text: bytes, moment: float) -> None:
        raise NotImplementedError

    def next_act(self) -> Mapping[str, Any]:
        raise NotImplementedError

    def settled(self) -> bool:
        """Everything sent has arrived everywhere."""
        raise NotImplementedError

    def act(self, seat: Seat, what: Mapping[str, Any]) -> None:
        id = str(UUID(int=self.random.getrandbits(128), version=4))
        self.acts += 1
        self.sent[id] = (now(), seat)
        seat.say({"op": {"id": id, **what}})

    def _next(self, seat: Seat) -> None:
        self.act(seat, self.next_act())

    def pace(self, a_second: float, stop: float, seats: int = 0) -> None:
        """Let each seat (or the first few) act so often, out of step, until `stop`."""
        for seat in self.seats[: seats or None]:
            start = now() + self.random.random() / a_second
            self._every(1 / a_second, start, stop, partial(self._next, seat))

    def _every(self, period: float, when: float, stop: float, act: Callable[[], None]) -> None:
        def again() -> None:
            act()
            self._every(period, when + period, stop, act)

        if when < stop:
            self.clock.at(when, again)

    def mend(self) -> None:
        """Come back where an overload has cost a connection, and start afresh."""
        for seat in self.seats:
            if seat.wire.closed:
                seat.connect(self.port)
                seat.wire.opened()
                self.clock.listen(seat)

    def broken(self) -> list[str]:
        """What went wrong with connections."""
        return [f"closed with {seat.wire.closed}" for seat in self.seats if seat.wire.closed]

    def leave(self, seats: list[Seat]) -> None:
        """Let some go home, until the room is mended."""
        for seat in seats:
            self.clock.leave(seat)
            seat.wire.close()


class TextbookRoom(Room):
    """Seats of the textbook consumer, which hands each message round."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.arrived: dict[str, int] = {}

    def next_act(self) -> Mapping[str, Any]:
        places = {"base": self.acts, "at": self.acts % 90, "remove": 0, "insert": " again"}
        return {"verb": "edit_idea", "idea": "abcdefgh", **places}

    def hear(self, seat: Seat, text: bytes, moment: float) -> None:
        id = orjson.loads(text)["op"]["id"]
        sent, author = self.sent.get(id, (-1.0, seat))  # or from an overload long past
        if sent >= self.samples.since:
            self.samples.arrivals.append(moment - sent)
            if author is seat:
                self.samples.own.append(moment - sent)
        self.arrived[id] = self.arrived.get(id, 0) + 1
        if self.arrived[id] == len(self.seats):
            del self.arrived[id]
            self.sent.pop(id, None)

    def settled(self) -> bool:
        return not self.sent

    def mend(self) -> None:
        super().mend()
        self.sent, self.arrived = {}, {}

    def broken(self) -> list[str]:
        lost = [f"{len(self.sent)} messages lost on the way"] if self.sent else []
        return super().broken() + lost
