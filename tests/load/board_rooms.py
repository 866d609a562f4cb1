"""Rooms of the real board: every seat follows the log and notices whatever is missing."""

import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

import orjson

from tests.load.clock import now
from tests.load.mirror import Mirror
from tests.load.rooms import Room, Seat

FRAMES_KEPT = 64
SEEN_AFTER = 64_000  # bytes of frames: said earlier on a lively board, as our own client does it
SECONDS_TO_OPEN = 30


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame of entries first..last, and when each of them was sent, by whom."""

    first: int
    last: int
    sent: tuple[tuple[float, Seat], ...]


class BoardRoom(Room):
    """Seats of the real board."""

    seen_every: ClassVar[float] = 2.0  # seconds, as our own client does it

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.mirror = Mirror(self.random)
        self.growing = True
        self.log: list[str] = []  # the ids in the order of their seqs
        self.refusals: list[str] = []
        self.gaps = 0
        self.heres = 0  # frames of presence that reached the last seat
        self._frames: dict[bytes, Frame | None] = {}  # all seats get the same bytes
        self._shown: dict[str, list[tuple[str, float]]] = {}  # by seat: fleeting, on their way

    def open(self) -> None:
        super().open()
        self._greet(self.seats)
        self._until(lambda: all(seat.seq >= 0 for seat in self.seats))

    def _greet(self, seats: list[Seat]) -> None:
        for seat in seats:
            seat.say({"hello": {"v": 1, "seq": max(seat.seq, 0)}})

    def mend(self) -> None:
        back = [seat for seat in self.seats if seat.wire.closed]
        super().mend()
        self._greet(back)
        if back:
            self.clock.run(SECONDS_TO_OPEN, self.settled)
        self.sent, self.gaps = {}, 0

    def furnish(self, ideas: int = 20, a_second: float = 9) -> None:
        """Write ideas, at a pace that every seat may keep up, and gather some of them."""
        todo = ideas - len(self.mirror.order)
        for n in range(todo):
            seat = self.seats[n % len(self.seats)]
            when = now() + n // len(self.seats) / a_second
            self.clock.at(when, partial(self.act, seat, self.mirror.add()))
        self._until(lambda: self.settled() and len(self.mirror.order) >= ideas)
        for n in range(0, 8 if not self.mirror.themes else 0, 2):
            self.act(self.seats[n], {"verb": "gather", "ideas": self.mirror.order[n : n + 2]})
        self._until(self.settled)

    def _until(self, holds: Callable[[], bool]) -> None:
        if not self.clock.run(SECONDS_TO_OPEN, holds):
            raise SystemExit(f"The room did not come about: {self.broken()} {self.refusals[:3]}")

    def fetched(self, path: str) -> Any:
        """What the server answers to a plain request from the first seat, as JSON."""
        cookie = {"Cookie": self.seats[0].cookie}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=cookie)
        with urllib.request.urlopen(request, timeout=SECONDS_TO_OPEN) as answer:
            return orjson.loads(answer.read())

    def next_act(self) -> Mapping[str, Any]:
        return self.mirror.next_act(self.growing)

    def settled(self) -> bool:
        here = (seat for seat in self.seats if not seat.wire.closed)
        return not self.sent and all(seat.seq == self.mirror.seq for seat in here)

    def broken(self) -> list[str]:
        gaps = [f"{self.gaps} gaps in the seqs"] if self.gaps else []
        lost = [f"{len(self.sent)} unanswered"] if self.sent else []
        return super().broken() + gaps + lost

    def flit(self, a_second: float, stop: float, seats: int) -> None:
        """Let some seats say what they hold: a different place each time."""
        for seat in self.seats[:seats]:
            start = now() + self.random.random() / a_second
            self._every(1 / a_second, start, stop, partial(self._flit, seat))

    def _flit(self, seat: Seat) -> None:
        self.acts += 1
        over = f"idea:{self.mirror.order[self.acts % len(self.mirror.order)]}"
        self._shown.setdefault(seat.id, []).append((over, now()))
        seat.say({"now": {"over": over}})

    def hear(self, seat: Seat, text: bytes, moment: float) -> None:
        if text.startswith(b'{"here"'):
            if seat is self.seats[-1]:  # where it arrives last
                self._look(orjson.loads(text)["here"], moment)
            return
        if text in self._frames:
            frame = self._frames[text]
        else:
            frame = self._frames[text] = self._read(orjson.loads(text))
            if len(self._frames) > FRAMES_KEPT:
                del self._frames[next(iter(self._frames))]
        if frame is not None:
            seat.unseen += len(text)
            self._follow(seat, frame, moment)

    def _follow(self, seat: Seat, frame: Frame, moment: float) -> None:
        if frame.first > max(seat.seq, 0) + 1:
            self.gaps += 1
        if frame.last <= seat.seq:
            return
        seat.seq = frame.last
        for sent, author in frame.sent:
            self.samples.arrivals.append(moment - sent)
            if author is seat:
                self.samples.own.append(moment - sent)
        if seat.unseen > SEEN_AFTER:
            seat.seen()
        elif not seat.owes_seen:
            seat.owes_seen = True
            self.clock.at(moment + self.seen_every, seat.seen)

    def _read(self, message: Mapping[str, Any]) -> Frame | None:
        """What a message says that nobody here has read yet; a frame, if it is one."""
        if "refused" in message:
            self.sent.pop(message["refused"].get("id"), None)
            self.refusals.append(message["refused"]["code"])
        elif "fetch" in message:
            return self._learn(self.fetched(message["fetch"]))
        elif "entries" in message:
            return self._learn(message)
        return None

    def _learn(self, message: Mapping[str, Any]) -> Frame:
        sent = []
        for entry in message["entries"]:
            when, author = self.sent.pop(entry["id"], (0.0, self.seats[0]))
            if when >= self.samples.since and when:
                sent.append((when, author))
            if entry["seq"] == self.mirror.seq + 1:
                self.mirror.take(entry)
                self.log.append(entry["id"])
        last = message["seq"]
        return Frame(last - len(message["entries"]) + 1, last, tuple(sent))

    def _look(self, here: Mapping[str, Any], moment: float) -> None:
        """Fleeting messages may be gathered: the last one stands for those before it."""
        self.heres += 1
        for id, card in here.items():
            shown = self._shown.get(id, [])
            places = [over for over, _ in shown]
            if card and card["over"] in places:
                count = len(places) - places[::-1].index(card["over"])
                since = self.samples.since
                self.samples.fleeting.extend(moment - s for _, s in shown[:count] if s >= since)
                del shown[:count]
