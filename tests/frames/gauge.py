"""How fast the page's core is, from one moment to the next.

A core of a virtual machine may take half as long again and more for everything, for seconds at a
time, also on a machine that does nothing else, and nothing that Linux counts tells of it: as if it
were half of a real core, and another machine worked on the other half. What is slowed four times
is slowed six or seven times then, which is not the laptop that is asked for. So a piece of work
that is always the same is done on that core again and again, whenever the page leaves it free: it
tells how long all else would take at the core's own speed.
"""

import os
import subprocess
import sys
import tempfile
import time
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean
from typing import Self

from tests.frames import cores
from tests.frames.figures import Phase, share

EVERY = 0.03  # seconds between two looks
STEPS = 5000  # of the work of one look: a tenth of a ms
OWN_SPEED = 0.05  # the part of all looks that is taken to be undisturbed


class Gauge:
    """Looks on while it is open, and tells at any time. Times in us, of the clock of a trace."""

    def __init__(self) -> None:
        self._when: list[float] = []
        self._times: list[float] = []  # as long as it may take, at each of them

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="coproduce-gauge-")
        self._told = Path(self._folder.name) / "told"
        command = [sys.executable, "-m", "tests.frames.gauge"]
        with self._told.open("w") as told:
            self._process = subprocess.Popen(command, stdout=told)
        return self

    def __exit__(self, *failed: object) -> None:
        self._process.terminate()
        self._process.wait()
        self._folder.cleanup()

    def look_back(self) -> None:
        """Take all that was told so far."""
        lines = self._told.read_text().splitlines(keepends=True)
        self.take([line.split() for line in lines if line.endswith("\n")])

    def judge(self, phases: Sequence[Phase]) -> None:
        """Tell how slow the core was in them, and for whatever took too long."""
        for phase in phases:
            phase.slowness = self._mean(phase)
            for one in phase.too_long:
                one.times = self.times(one.at, one.ms)

    def take(self, told: Sequence[Sequence[str]]) -> None:
        """What one look after the other told: when it was (us), and how long it took (ms)."""
        own = share([float(took) for _, took in told], OWN_SPEED)
        self._when = [float(when) for when, _ in told]
        self._times = [float(took) / own for _, took in told]

    def times(self, at: float, ms: float) -> float:
        """How many times as long as at its own speed the work took.

        The least of just before, all that was seen within, and just after; never less than once.
        """
        first = max(0, bisect_left(self._when, at) - 1)
        last = bisect_left(self._when, at + ms * 1000) + 1
        return max(1.0, min(self._times[first:last], default=1.0))

    def _mean(self, phase: Phase) -> float:
        begin, end = (bisect_left(self._when, at) for at in (phase.at, phase.end))
        return fmean(self._times[begin:end] or [1.0])


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
