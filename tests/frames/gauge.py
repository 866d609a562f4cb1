"""How fast the page's core is, from one moment to the next.

A core of a virtual machine is shared with other machines: also where it is idle, it takes half as
long again for everything, for seconds at a time, and nothing that Linux counts tells of it. So a
piece of work that is always the same is done on that core again and again.
"""

import os
import subprocess
import sys
import time
from bisect import bisect_left
from collections.abc import Sequence
from typing import Self

from tests.frames import cores
from tests.frames.figures import share

EVERY = 0.2  # seconds between two looks
STEPS = 5000  # of the work of one look: a tenth of a ms
OWN_SPEED = 0.1  # the part of all looks that is taken to be undisturbed
SLOWED = 1.2  # times as long, beyond which the core is slower than it is


class Gauge:
    """Looks on while it is open, and knows afterwards. Times in us, of the clock of a trace."""

    def __init__(self) -> None:
        self._looks: list[tuple[float, float]] = []  # when, and how many times as long as it may

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "tests.frames.gauge"]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        return self

    def __exit__(self, *failed: object) -> None:
        self._process.terminate()
        told, _ = self._process.communicate()  # a pipe takes ten minutes of it
        lines = told.splitlines(keepends=True)
        self.take([line.split() for line in lines if line.endswith("\n")])

    def take(self, told: Sequence[Sequence[str]]) -> None:
        """What one look after the other told: when it was (us), and how long it took (ms)."""
        own = share([float(took) for _, took in told], OWN_SPEED)
        self._looks = [(float(when), float(took) / own) for when, took in told]

    def is_slowed(self, at: float, ms: float) -> bool:
        """Whether the core was slower than it is: before, at the end, and all the time between."""
        first = max(0, bisect_left(self._looks, (at, 0.0)) - 1)
        last = bisect_left(self._looks, (at + ms * 1000, 0.0)) + 1
        return min((times for _, times in self._looks[first:last]), default=1.0) > SLOWED

    @property
    def slowed(self) -> float:
        """In which part of the time it was."""
        return sum(times > SLOWED for _, times in self._looks) / max(1, len(self._looks))


def _took() -> float:
    """Ms of the core for the work, as its thread counts them: what interrupts it is left out."""
    start = time.thread_time()
    for _ in range(STEPS):
        pass
    return (time.thread_time() - start) * 1000


def _look() -> None:
    os.sched_setaffinity(0, {cores.PAGES_CORE})
    while True:
        took = min(_took(), _took())  # the first may find its code gone from the core's cache
        print(f"{time.perf_counter() * 1e6:.0f} {took:.4f}", flush=True)
        time.sleep(EVERY)


if __name__ == "__main__":
    _look()
