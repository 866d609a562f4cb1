"""Records a session: typists, and lines of differing lag, on a clock that is only a number."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from random import Random

from tests.editing.recording import Recording, opened, take
from tests.editing.typist import Typist
from tests.editing.words import OPENING

REST = 250  # ms between two splices of one text, as static/js/writer.js has it


@dataclass
class Seat:
    """A typist and the line there: ms each way, and now and then much longer."""

    typist: Typist
    lag: int
    stalls: float  # how likely
    sent: int = -REST
    heard: int = 0  # when the newest entry on its way arrives: they come in order


def seats(chance: Random) -> list[Seat]:
    """A laptop by the router, a phone in the corner, and a tablet in the corridor."""
    return [
        Seat(Typist(chance, pace=95), lag=60, stalls=0),
        Seat(Typist(chance, pace=330, whole=True), lag=240, stalls=0.01),
        Seat(Typist(chance, pace=140), lag=600, stalls=0.02),
    ]


@dataclass
class Recorder:
    """So many typists write until the log has `many` splices; then all arrives everywhere."""

    writers: int
    seed: int
    many: int
    _events: list[tuple[int, int, Callable[[int, int], None], int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._chance, self._turn = Random(self.seed), count()
        self.made = Recording(OPENING, self.writers)
        self._room = opened(self.made)
        self._seats = seats(self._chance)[: self.writers]

    def record(self) -> Recording:
        for who in range(self.writers):
            self._at(0, self._key, who)
        while self._events:
            now, _, what, who = heapq.heappop(self._events)
            what(now, who)
        self.made.out = self._room.text
        assert {writer.screen for writer in self._room.writers} == {self.made.out}
        return self.made

    def _at(self, when: int, what: Callable[[int, int], None], who: int) -> None:
        heapq.heappush(self._events, (when, next(self._turn), what, who))

    def _take(self, *step: str | int) -> None:
        take(self._room, step, self.made.sent)
        self.made.story.append(step)

    def _late(self, who: int) -> int:
        """ms that a message takes to or from this seat now."""
        seat = self._seats[who]
        stall = 4000 if self._chance.random() < seat.stalls else 0
        return round(seat.lag * self._chance.uniform(0.6, 2.0)) + stall

    def _key(self, now: int, who: int) -> None:
        if len(self.made.sent) >= self.many:
            return
        typist, writer = self._seats[who].typist, self._room.writers[who]
        splice, rest = typist.touches(writer.screen)
        if splice:
            self._take("write", who, *splice)
            self._send_later(now, who)
        self._at(now + rest, self._key, who)

    def _send_later(self, now: int, who: int) -> None:
        self._at(max(now, self._seats[who].sent + REST), self._send, who)

    def _send(self, now: int, who: int) -> None:
        writer, seat = self._room.writers[who], self._seats[who]
        if writer.awaits or not writer.waiting or now < seat.sent + REST:
            return
        seat.sent = now
        self._take("send", who)
        self._at(now + self._late(who), self._log, who)

    def _log(self, now: int, who: int) -> None:
        self._take("log", who)
        for reader, seat in enumerate(self._seats):
            seat.heard = max(seat.heard, now + self._late(reader))
            self._at(seat.heard, self._read, reader)

    def _read(self, now: int, who: int) -> None:
        writer = self._room.writers[who]
        before = writer.screen
        self._take("read", who)
        self._seats[who].typist.sees(before, writer.screen)
        if not writer.awaits and writer.waiting:
            self._send_later(now, who)
