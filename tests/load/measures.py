"""The measurements: one window, the most boards, fleeting messages, boards of many ideas."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.load.clock import Clock, now
from tests.load.rooms import Room
from tests.load.samples import Samples, milliseconds
from tests.load.served import Loaded

LATEST = 100  # ms: within this 99 of 100 must have arrived
SECONDS_TO_SETTLE = 6
WARM_UP = 2
DISTURBED = 0.05


@dataclass(frozen=True, kw_only=True)
class Window:
    """What a while of load came to. Times in ms, the rest as shares of a core."""

    boards: int
    seconds: float
    p50: float
    p99: float
    own_p99: float
    fleeting_p99: float
    acts: int
    core: float
    others: float  # what else had that core meanwhile
    generator: float
    wrong: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return self.p99 < LATEST and not self.wrong

    @property
    def disturbed(self) -> bool:
        """Whether other processes on this machine had much of the server's core."""
        return self.others > DISTURBED


def window(
    clock: Clock,
    served: Loaded,
    samples: Samples,
    rooms: Sequence[Room],
    seconds: float,
    load: Callable[[Room, float], None],
) -> Window:
    """Load the rooms for some seconds, wait until everything has arrived, and tell."""
    stop = now() + WARM_UP + seconds
    for room in rooms:
        load(room, stop)
    clock.run(WARM_UP)
    samples.start(now())
    start, worked, all_worked, busy = now(), served.worked(), served.cores_worked(), clock.busy
    acts = sum(room.acts for room in rooms)
    clock.run(stop - now())
    lasted = now() - start
    worked, all_worked = served.worked() - worked, served.cores_worked() - all_worked
    busy = clock.busy - busy
    acts = sum(room.acts for room in rooms) - acts
    settled = clock.run(SECONDS_TO_SETTLE, lambda: all(room.settled() for room in rooms))
    wrong = [one for room in rooms for one in room.broken()]
    return Window(
        boards=len(rooms),
        seconds=lasted,
        p50=milliseconds(samples.arrivals, 0.5),
        p99=milliseconds(samples.arrivals, 0.99),
        own_p99=milliseconds(samples.own, 0.99),
        fleeting_p99=milliseconds(samples.fleeting, 0.99),
        acts=acts,
        core=worked / lasted,
        others=max(0.0, all_worked - worked) / lasted,
        generator=busy / lasted,
        wrong=tuple(wrong if settled else [*wrong, "not everything arrived"]),
    )


def most_boards(measure: Callable[[int], Window], first: int, limit: int) -> Window | None:
    """The largest number of boards that holds: in strides until one does not, then between."""
    best, least, boards = None, limit + 1, first
    while boards < least and boards > (best.boards if best else 0):
        found = measure(boards)
        if found.holds:
            best = found
        else:
            least = boards
        held = best.boards if best else 0
        boards = _next_boards(best, held, least, limit)
    return best


def _next_boards(best: Window | None, held: int, least: int, limit: int) -> int:
    if least - held <= max(1, held // 16):  # near enough
        return held
    if least <= limit:
        return (held + least) // 2
    # Nothing has failed yet: go as far as the core seems to reach, but never in one leap.
    reach = int(held * 0.9 / max(best.core, 0.05)) if best else held + 1
    return min(limit, max(held + held // 4 + 1, min(reach, held * 2)))
