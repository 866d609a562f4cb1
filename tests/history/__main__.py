"""`python -m tests.history`: how long any moment of a log of 5,000 entries takes the server.

Random steps, each from the moment that is shown to another, over HTTP from the real server. Far
ones as well, from about one end to about the other; the first from one that has drawn none yet.
Beside them, the whole history page: at first, when it reads the log, and as often as it is opened.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from typing import NamedTuple

import tests.conftest  # noqa: F401  (settings, and a folder of its own)
from tests.load.served import board_server

LIMIT = 100.0  # ms for a step, on the server


def say(*lines: str) -> None:
    print(*lines, sep="\n", flush=True)


class Took(NamedTuple):
    """How many milliseconds it took, by the wall; and of the processor, however busy others are."""

    wall: float
    work: float


class Visitor:
    """Somebody with a seat at a board, on one line to its server."""

    def __init__(self, port: int, seat: Mapping[str, str], worked: Callable[[], float]) -> None:
        self._line, self._worked = HTTPConnection("127.0.0.1", port), worked
        self._cookie = "; ".join(f"{name}={value}" for name, value in seat.items())

    def gets(self, path: str) -> Took:
        wall, work = time.perf_counter(), self._worked()
        self._line.request("GET", path, headers={"Cookie": self._cookie})
        answer = self._line.getresponse()
        answer.read()
        assert answer.status == 200, path
        took = (time.perf_counter() - wall) * 1000, (self._worked() - work) * 1000
        return Took(*took)


def part(times: Iterable[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def told(name: str, took: list[Took]) -> str:
    """Return a line of the table: p50, p95 and the most, by the wall and of the processor."""
    columns = [part(times, share) for times in zip(*took, strict=True) for share in (0.5, 0.95, 1)]
    return f"{name:<30}" + "".join(f"{one:>8.1f}" for one in columns)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.history", description=__doc__)
    parser.add_argument("--entries", type=int, default=5000)
    parser.add_argument("--steps", type=int, default=200)
    plan = parser.parse_args()
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    setup_test_environment()
    call_command("migrate", verbosity=0)
    return measured(plan.entries, plan.steps)


def measured(entries: int, steps: int) -> int:
    from boards import log
    from tests.boards.way_in import a_board, seated_at
    from tests.history.longlog import LongRoom

    room, board = LongRoom(entries), a_board("Waiting well")
    assert log.store([log.Batch(board.id, room.log, lambda _: None)]) == [None]
    seat = {name: one.value for name, one in seated_at(board, "Ada").cookies.items()}
    say(f"{entries} entries, {len(room.board.ideas)} ideas, {len(room.board.themes)} themes")
    chance, near, page = Random(3), entries // 10, f"/b/{board.id}/history/"
    ways = [(chance.randint(0, entries), chance.randint(0, entries)) for _ in range(steps)]
    far = [(chance.randint(0, near), entries - chance.randint(0, near)) for _ in range(steps // 5)]
    with board_server(Path(os.environ["COPRODUCE_DATA"])) as server:
        ada = Visitor(server.port, seat, server.worked)

        def step(pairs: Iterable[tuple[int, int]]) -> list[Took]:
            return [ada.gets(address(board.id, *way)) for way in pairs]

        first_page, first = [ada.gets(page)], step(far[:1])
        steps_of = {
            "the first far step": first,
            "far steps": step(far + [(to, since) for since, to in far]),
            "random steps": step(ways),
            "one act on": step((to, min(entries, to + 1)) for _, to in ways),
        }
        pages = {
            "the whole page, at first": first_page,
            "the whole page": [ada.gets(page) for _ in range(5)],
        }
    say(f"{'in ms, by the wall; and worked':<30}" + f"{'p50':>8}{'p95':>8}{'most':>8}" * 2)
    for name, took in (steps_of | pages).items():
        say(told(name, took))
    return int(max(one.work for took in steps_of.values() for one in took) > LIMIT)


def address(board: str, since: int, to: int) -> str:
    return f"/b/{board}/history/moment.json?since={since}&to={to}"


if __name__ == "__main__":
    sys.exit(main())
