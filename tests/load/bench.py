"""One server with its rooms, and what is asked of it."""

from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tests.load.board_rooms import BoardRoom
from tests.load.clock import Clock
from tests.load.measures import WARM_UP, Window, most_boards, window
from tests.load.rooms import Room
from tests.load.samples import Samples
from tests.load.served import Loaded

HEAD = "boards    p50    p99  own p99   acts/s   core others  generator"
TRIES = 3
Load = Callable[[Room, float], None]


def say(*words: object, end: str = "\n") -> None:
    print(*words, end=end, flush=True)


def line(found: Window) -> Window:
    """Print one window as a row under HEAD."""
    why = "" if found.holds else "  " + "; ".join(found.wrong[:2] or ["too late"])
    say(
        f"{found.boards:6}{found.p50:7.1f}{found.p99:7.1f}{found.own_p99:9.1f}",
        f"{found.acts / found.seconds:8.0f}{found.core:7.0%}{found.others:7.0%}",
        f"{found.generator:10.0%}{why}",
    )
    return found


class Bench:
    """The rooms of one server, opened as they are needed, and the clock that drives them."""

    def __init__(self, served: Loaded, kind: type[Room], told: Sequence[Mapping[str, Any]]) -> None:
        self.served, self.kind, self.told = served, kind, told
        self.clock, self.samples = Clock(), Samples()
        self.rooms: list[Room] = []

    def opened(self, count: int) -> list[Room]:
        while len(self.rooms) < count:
            told = self.told[len(self.rooms)]
            port = self.served.port_of(len(self.rooms))
            room = self.kind(self.clock, self.samples, port, told)
            room.open()
            room.furnish()
            self.rooms.append(room)
        return self.rooms[:count]

    def window(self, rooms: Sequence[Room], seconds: float, load: Load) -> Window:
        return window(self.clock, self.served, self.samples, rooms, seconds, load)

    def edits(self, boards: int, seconds: float) -> Window:
        """One act a second from each seat of so many boards."""
        rooms = self.opened(boards)
        for _ in range(TRIES):
            for room in rooms:
                room.mend()
            found = line(self.window(rooms, seconds, _one_a_second))
            if found.holds or not found.disturbed:
                break  # what came of other work on this machine says nothing
        return found

    def memory(self, boards: int) -> float:
        """Bytes for each further connection, with its share of a furnished board."""
        before, held = self.opened(1), self.served.memory()
        added = len(self.opened(boards)) - len(before)
        return (self.served.memory() - held) / (added * len(before[0].seats))

    def most(self, plan: Namespace) -> tuple[Window, Window | None]:
        """One board, and the most that hold, for longer than they were looked for."""
        say(HEAD)
        one = self.edits(1, plan.long)
        found = most_boards(lambda n: self.edits(n, plan.short), plan.first, len(self.told))
        boards = found.boards if found else 0
        for _ in range(TRIES):
            if boards and (sure := self.edits(boards, plan.long)).holds:
                return one, sure
            boards -= max(1, boards // 16)
        return one, None

    def fleeting(self, seats: int, seconds: float) -> tuple[Window, float]:
        """Some seats of one board tell 30 times a second what they hold, while all edit.

        Also how many frames of presence a second reached one seat.
        """
        room = self.opened(1)[0]
        assert isinstance(room, BoardRoom)
        heres = room.heres

        def load(_: Room, stop: float) -> None:
            room.pace(1, stop)
            room.flit(30, stop, seats)

        found = line(self.window([room], seconds, load))
        return found, (room.heres - heres) / (seconds + WARM_UP)

    def growth(self, ideas: int, seconds: float) -> float:
        """Milliseconds of the core for one act on a board of so many ideas, four seats there."""
        room = self.opened(1)[0]
        assert isinstance(room, BoardRoom)
        room.growing = False
        room.mend()
        room.furnish(ideas)
        room.leave(room.seats[4:])
        found = self.window([room], seconds, lambda _, stop: room.pace(9, stop, 4))
        return 1000 * found.core * found.seconds / found.acts


def _one_a_second(room: Room, stop: float) -> None:
    room.pace(1, stop)
