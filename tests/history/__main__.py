"""`python -m tests.history`: how long a server takes to show any moment of a log of 5,000 entries.

Random steps, each from the moment that is shown to another, over HTTP in this process: folding to
the moment apart, and the whole answer. Far ones as well, from about one end to about the other; the
first as a server does it that has drawn nothing yet. Beside them, opening the whole history page.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterable
from random import Random
from typing import Any, NamedTuple

import tests.conftest  # noqa: F401  (settings, and a folder of its own)

LIMIT = 100.0  # ms for a step, on the server


def say(*lines: str) -> None:
    print(*lines, sep="\n", flush=True)


class Took(NamedTuple):
    """How many milliseconds it took, by the wall; and of the processor, however busy others are."""

    wall: float
    work: float


def timed(act: Callable[[], object]) -> Took:
    wall, work = time.perf_counter(), time.process_time()
    act()
    return Took((time.perf_counter() - wall) * 1000, (time.process_time() - work) * 1000)


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
    from boards import log, past
    from boards.live import moulds
    from tests.boards.way_in import a_board, seated_at
    from tests.history.longlog import LongRoom

    room, board = LongRoom(entries), a_board("Waiting well")
    assert log.store([log.Batch(board.id, room.log, lambda _: None)]) == [None]
    browser = seated_at(board, "Ada")
    say(f"{entries} entries, {len(room.board.ideas)} ideas, {len(room.board.themes)} themes")
    page = f"/b/{board.id}/history/"
    first = timed(lambda: fetched(browser, page))
    whole = [timed(lambda: fetched(browser, page)) for _ in range(5)]
    chance = Random(3)
    ways = [(chance.randint(0, entries), chance.randint(0, entries)) for _ in range(steps)]
    kept = past.past_of(board.id)
    folds = [timed(lambda to=to: kept.at(to)) for _, to in ways]  # type: ignore[misc]
    say(f"{'in ms, by the wall; and worked':<30}" + f"{'p50':>8}{'p95':>8}{'most':>8}" * 2)
    say(told("folding to a random moment", folds))

    def stepped(name: str, pairs: list[tuple[int, int]], *, fresh: bool = False) -> list[float]:
        took = []
        for way in pairs:
            if fresh:
                kept.lately.clear()
            took.append(timed(lambda: fetched(browser, address(board.id, *way))))  # noqa: B023
        say(told(f"a step over HTTP, {name}", took))
        return [one.work for one in took]

    near = entries // 10
    far = [(chance.randint(0, near), entries - chance.randint(0, near)) for _ in range(steps // 5)]
    moulds.forget()
    first_far = stepped("the first far one", far[:1], fresh=True)
    all_far = stepped("far", far + [(to, since) for since, to in far], fresh=True)
    random = stepped("random", ways)
    stepped("one on", [(to, min(entries, to + 1)) for _, to in ways])
    say(told("the whole page", whole), told("the whole page, at first", [first]))
    ratio = part([one.work for one in whole], 0.5) / part(random, 0.5)
    say(f"The whole page takes {ratio:.1f} times the work of a random step.")
    return int(max(first_far + all_far + random) > LIMIT)


def fetched(browser: Any, path: str) -> None:
    assert browser.get(path).status_code == 200, path


def address(board: str, since: int, to: int) -> str:
    return f"/b/{board}/history/moment.json?since={since}&to={to}"


if __name__ == "__main__":
    sys.exit(main())
