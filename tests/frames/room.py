"""Seats that move ideas about, by script, and show what they hold while they do it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from threading import Event, Thread
from typing import Any

from sessions.operations.kinds import IMMERSIVE, agenda_for
from tests.load.board_rooms import BoardRoom
from tests.load.clock import now
from tests.load.mirror import Mirror
from tests.load.rooms import Seat

LETS_GO, GATHERS = 0.28, 0.01  # of all acts; the others place an idea in a theme
KNOWN = {"add_idea", "gather", "place_idea"}  # what a mirror has to take of the log here
HOLDS = 0.6  # of the time between two acts of a seat, an idea is in the air
SETTLES = 5  # seconds for the last answers
HOVERS = (0.2, 0.4)  # when it comes over another theme, in the same measure


class Places(Mirror):
    """Where each idea lies, and where somebody could move one."""

    def take(self, entry: Mapping[str, Any]) -> None:
        if entry["verb"] in KNOWN:
            super().take(entry)
        elif entry["verb"] == "let_go":
            self.themes[entry["theme"]].remove(entry["idea"])
        self.seq = entry["seq"]

    def next_act(self, growing: bool = True) -> dict[str, Any]:
        """As many ideas come into the open as leave it."""
        kind = self.random.random()
        if kind < GATHERS:
            return {"verb": "gather", "ideas": self.random.sample(self.loose(), 2)}
        if kind < GATHERS + LETS_GO:
            return self._let_go()
        idea, theme = self.random.choice(self.order), self.random.choice(list(self.themes))
        return {"verb": "place_idea", "idea": idea, "theme": theme}

    def _let_go(self) -> dict[str, Any]:
        placed = [(theme, idea) for theme, ideas in self.themes.items() for idea in ideas]
        theme, idea = self.random.choice(placed)
        return {"verb": "let_go", "idea": idea, "theme": theme}

    def loose(self) -> list[str]:
        """The ideas that lie in the open, in the order of their numbers."""
        placed = {idea for ideas in self.themes.values() for idea in ideas}
        return [idea for idea in self.order if idea not in placed]


class MovingRoom(BoardRoom):
    """Seats of a board who move its ideas."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.mirror: Places = Places(self.random)

    def cluster(self, themes: int, loose: int) -> None:
        """Gather all but the first `loose` ideas into so many themes, and name each of them."""
        rest = self.mirror.loose()[loose:]
        for n in range(themes):
            gather = {"verb": "gather", "ideas": rest[n::themes]}
            self.act(self.seats[n % len(self.seats)], gather)
        self._until(self.settled)
        for n, theme in enumerate(self.mirror.themes):
            name = {
                "base": self.mirror.seq,
                "at": 0,
                "remove": 0,
                "insert": f"What counts, {n + 1}",
            }
            self.act(
                self.seats[n % len(self.seats)], {"verb": "name_theme", "theme": theme, **name}
            )
        self._until(self.settled)

    def open_workshop(self) -> None:
        """Begin with what is the last phase elsewhere: everybody looks at the common ground."""
        agenda = {"phases": agenda_for(IMMERSIVE)["phases"][::-1]}
        self.act(self.seats[0], {"verb": "open_workshop", "agenda": agenda})
        self._until(self.settled)

    def moves(self, period: float, stop: float) -> None:
        """Let each seat move an idea every `period` seconds, out of step, until `stop`."""
        for seat in self.seats:
            start = now() + self.random.random() * period
            self._every(period, start, stop, partial(self._move, seat, period))

    def _move(self, seat: Seat, period: float) -> None:
        what, start = self.mirror.next_act(), now()
        seat.say({"now": {"holds": what.get("idea") or what["ideas"][1]}})
        for part in HOVERS:
            over = {"over": f"theme:{self.random.choice(list(self.mirror.themes))}"}
            self.clock.at(start + part * period, partial(seat.say, {"now": over}))
        self.clock.at(start + HOLDS * period, partial(self._put, seat, what))

    def _put(self, seat: Seat, what: Mapping[str, Any]) -> None:
        seat.say({"now": {"holds": None, "over": None}})
        self.act(seat, what)


@contextmanager
def moving(room: MovingRoom, period: float, most: float) -> Iterator[None]:
    """Let the room move ideas while the `with` lasts, and for `most` seconds at most."""
    done = Event()
    room.moves(period, now() + most)
    thread = Thread(target=room.clock.run, args=(most, done.is_set), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
        room.clock.run(SETTLES, room.settled)  # what was sent last is answered
