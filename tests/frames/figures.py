"""What was measured in one phase, and the figures that matter of it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tests.frames.functions import Spent
from tests.frames.trace import Frame, Noticed, Part, Task, Times

Name = TypeVar("Name")
LIMIT = 50.0  # ms: the most that may come between a hand and what it does
ENOUGH = 120  # seconds that are judged by, at least
LONGEST = 5  # tasks that are told of one by one
PARTS = 8  # kinds of work that are told of in each


@dataclass
class Phase:
    """A stretch of time on one page. `tasks` and `frames` are of its trace.

    A trace that tells of frames takes time itself: up to half as long again for everything on a
    slow page; one of tasks alone hardly any. `noticed` and `felt` are the tasks and the frames over
    the limit that the page is told of by the browser.
    """

    name: str
    at: float  # us, of the clock of a trace
    seconds: float
    acts: int  # of the room, that the page came to show
    tasks: list[Task] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    noticed: list[Noticed] = field(default_factory=list)  # its longtask entries
    felt: list[Noticed] = field(default_factory=list)  # its long-animation-frame entries
    worked: float = 0.0  # seconds of tasks, as the browser counts them
    did: dict[str, int] = field(default_factory=dict)  # what the hands did, and how often
    yardstick: float = 0.0  # ms for work that is always the same
    waited: float = 0.0  # seconds that the thread waited for its core
    stolen: float = 0.0  # seconds that this machine's host took of that core
    slowness: float = 1.0  # times as long as at its own speed that core took, in the mean
    spent: Spent = field(default_factory=Spent)

    @property
    def long(self) -> list[Task]:
        return [one for one in self.tasks if one.ms > LIMIT]

    @property
    def end(self) -> float:
        return self.at + self.seconds * 1e6

    @property
    def too_long(self) -> list[Noticed]:
        return [*self.noticed, *self.felt]

    @property
    def is_enough(self) -> bool:
        """Whether there is time enough to judge by."""
        return self.seconds >= ENOUGH

    @property
    def holds(self) -> bool:
        """Whether no task and no frame is too long at the core's own speed."""
        return all(one.own <= LIMIT for one in self.too_long)


def together(phases: Sequence[Phase]) -> Phase:
    """All phases as one."""
    seconds, acts = sum(one.seconds for one in phases), sum(one.acts for one in phases)
    whole = Phase("all", phases[0].at, seconds, acts)
    whole.slowness = sum(one.slowness * one.seconds for one in phases) / seconds
    for one in phases:
        whole.tasks += one.tasks
        whole.frames += one.frames
        whole.noticed += one.noticed
        whole.felt += one.felt
        whole.worked += one.worked
        whole.waited += one.waited
        whole.stolen += one.stolen
        whole.yardstick = max(whole.yardstick, one.yardstick)
        for what, times in one.did.items():
            whole.did[what] = whole.did.get(what, 0) + times
        whole.spent.add(one.spent)
    return whole


def share(values: Sequence[float], part: float) -> float:
    """The value that this part of them does not exceed; 0 of none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else 0.0


def figures(phase: Phase) -> dict[str, Any]:
    """The figures of a phase as plain values, in ms unless their name says otherwise."""
    times, works = [one.ms for one in phase.tasks], [one.work for one in phase.frames]
    own = {"tasks": [one.own for one in phase.tasks], "frames": [one.own for one in phase.frames]}
    return {
        "phase": phase.name,
        "seconds": round(phase.seconds, 1),
        "acts": phase.acts,
        "an_act": round(phase.worked * 1000 / max(phase.acts, 1), 1),  # of the main thread's time
        "busy": round(phase.worked / phase.seconds, 3),
        "tasks": _spread(times),
        "frames": _spread(works),
        "own": {name: _spread(of) for name, of in own.items()},
        "styled": _styled([count for one in phase.tasks for count in one.styled]),
        "longtask": _spread([one.ms for one in phase.noticed]),
        "long_animation_frame": _spread([one.ms for one in phase.felt]),
        "at_work": {
            "longtask": _spread([one.work for one in phase.noticed]),
            "long_animation_frame": _spread([one.work for one in phase.felt]),
        },
        "at_own_speed": {
            "longtask": _spread([one.own for one in phase.noticed]),
            "long_animation_frame": _spread([one.own for one in phase.felt]),
        },
        "yardstick": round(phase.yardstick, 1),
        "waited_seconds": round(phase.waited, 2),
        "stolen_seconds": round(phase.stolen, 2),
        "slowness": round(phase.slowness, 2),
        "did": phase.did,
        "made_of": _parts(made_of(phase.tasks), 40),
        "long_made_of": _parts(made_of(phase.long), 40),
        "longest": [
            {"ms": round(one.ms, 1), "own": round(one.own, 1), "parts": _parts(one.parts, PARTS)}
            for one in longest(phase)
        ],
    }


def _spread(values: Sequence[float]) -> dict[str, float]:
    parts = {"p50": share(values, 0.5), "p95": share(values, 0.95), "p99": share(values, 0.99)}
    most = max(values, default=0.0)
    rounded = {name: round(value, 1) for name, value in {**parts, "longest": most}.items()}
    return {"count": len(values), **rounded, "over_50": sum(value > LIMIT for value in values)}


def _styled(counts: Sequence[int]) -> dict[str, float]:
    """How often styles were worked out, and for how many elements at a time."""
    parts = {"p50": share(counts, 0.5), "p95": share(counts, 0.95)}
    return {"times": len(counts), **parts, "most": max(counts, default=0)}


def made_of(tasks: Sequence[Task]) -> Times:
    """Ms of each kind of work in these tasks, by where it came from."""
    whole: Times = defaultdict(float)
    for one in tasks:
        for part, ms in one.parts.items():
            whole[part] += ms
    return whole


def most(times: Mapping[Name, float], count: int) -> list[tuple[Name, float]]:
    """What took longest, with its ms."""
    return sorted(times.items(), key=lambda one: -one[1])[:count]


def longest(phase: Phase) -> list[Task]:
    return sorted(phase.tasks, key=lambda one: -one.ms)[:LONGEST]


def _parts(parts: Mapping[Part, float], count: int) -> list[list[Any]]:
    return [[kind, place, round(ms, 1)] for (kind, place), ms in most(parts, count)]
