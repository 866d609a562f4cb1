"""From the samples of Chromium's profiler to the functions that the long tasks spent time in."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.frames.trace import Event, Task

Call = Mapping[str, Any]
Spans = defaultdict[str, float]  # ms of each function


@dataclass(frozen=True)
class Spent:
    """Ms that each function had: in itself, and with all that it called."""

    itself: Spans = field(default_factory=lambda: defaultdict(float))
    in_all: Spans = field(default_factory=lambda: defaultdict(float))

    def at(self, stack: Sequence[str], ms: float) -> None:
        """These functions were at work for so long, the innermost first."""
        self.itself[stack[0]] += ms
        for name in stack:
            self.in_all[name] += ms

    def add(self, other: "Spent") -> None:
        for mine, more in ((self.itself, other.itself), (self.in_all, other.in_all)):
            for name, ms in more.items():
                mine[name] += ms


def spent(events: Sequence[Event], within: Sequence[Task]) -> Spent:
    """What the samples say about these tasks, which are in order."""
    found = Spent()
    begins = [task.at for task in within]
    for moment, ms, stack in _samples(events):
        n = bisect_right(begins, moment) - 1
        if n >= 0 and stack and moment <= within[n].at + within[n].ms * 1000:
            found.at(stack, ms)
    return found


def _samples(events: Sequence[Event]) -> Iterator[tuple[float, float, tuple[str, ...]]]:
    """When (us), for how long (ms), and which functions were at work, the innermost first."""
    nodes: dict[int, tuple[str, ...]] = {}
    moment: float = 0
    for event in events:
        told = event.get("args", {}).get("data", {})
        if event["name"] == "Profile":
            moment = float(told["startTime"])
        elif event["name"] == "ProfileChunk":
            profile = told.get("cpuProfile", {})
            _learn(nodes, profile.get("nodes", []))
            for node, delta in zip(profile.get("samples", []), told["timeDeltas"], strict=False):
                yield moment, delta / 1000, nodes.get(node, ())
                moment += delta


def _learn(nodes: dict[int, tuple[str, ...]], told: Sequence[Mapping[str, Any]]) -> None:
    for one in told:
        outer = nodes.get(one.get("parent", 0), ())
        name = _called(one["callFrame"])
        nodes[one["id"]] = (name, *(other for other in outer if other != name)) if name else outer


def _called(call: Call) -> str:
    """A function as `keys.js:23 stop`; what the browser does by itself stays in brackets."""
    name, url = call["functionName"], call.get("url", "")
    if name in ("(root)", "(program)"):
        return ""
    if not url:
        return str(name)
    # The profiler counts lines from 0.
    return f"{url.rpartition('/')[2]}:{call.get('lineNumber', 0) + 1} {name}".rstrip()
