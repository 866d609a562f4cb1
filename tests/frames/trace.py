"""From a trace of Chromium to the tasks of a page's main thread, and what each was made of."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Event = Mapping[str, Any]
Part = tuple[str, str]  # a kind of work, and where it came from
Times = defaultdict[Part, float]  # ms of each

MARKS = "blink.user_timing"
# Nothing but when they run, and when garbage is collected: this takes hardly any time.
TASKS = ("toplevel", "v8", MARKS)
CATEGORIES = ("devtools.timeline", "disabled-by-default-devtools.timeline", MARKS)
# Who asked for a style or a layout, and which functions are at work: this takes time itself.
CLOSELY = ("disabled-by-default-devtools.timeline.stack", "disabled-by-default-v8.cpu_profiler")
COLLECTS = ("MinorGC", "MajorGC", "V8.GCIncrementalMarking")  # also a step at a time
KINDS = {
    **{"UpdateLayoutTree": "style", "Layout": "layout", "HitTest": "hit test"},
    **{"ParseHTML": "parse", **dict.fromkeys(COLLECTS, "gc")},
    **{"PrePaint": "pre-paint", "Paint": "paint", "Layerize": "layers", "UpdateLayer": "layers"},
    **{"Commit": "commit", "IntersectionObserverController::computeIntersections": "observers"},
    **dict.fromkeys(("FunctionCall", "v8.callFunction", "EventDispatch", "TimerFire"), "script"),
    **dict.fromkeys(("FireAnimationFrame", "RunMicrotasks", "EvaluateScript"), "script"),
}
RUNS = ("RunTask", "ThreadControllerImpl::RunTask")  # a task, as the one or the other tells of it
MARK = "began"  # what the page notes as it begins to watch, so that both clocks are known as one
PASSED_ON = ("htmx", "news.js")  # they do what another module asked them to


@dataclass
class Task:
    """One task: when it began (us), and how long it took (ms), on the clock and of the core."""

    at: float
    ms: float
    own: float
    parts: Times = field(default_factory=lambda: defaultdict(float))
    styled: list[int] = field(default_factory=list)  # elements, of each time styles were worked out


@dataclass
class Frame:
    """From the task that called for a new picture, `at` (us), to its end (ms).

    How long of it was work: `work` on the clock, `own` of the core.
    """

    at: float
    ms: float
    work: float
    own: float


@dataclass
class Noticed:
    """A task or a frame over the limit that the page itself was told of: when (us), how long (ms).

    `work`: ms of it in which the main thread was at work; for the rest it waited, as for the
    screen, and was free for a hand. `garbage`: ms of it in which garbage was collected. `said`:
    what the browser tells of it. `times`: as long as at its own speed everything took on the core
    just then.
    """

    at: float
    ms: float
    work: float
    said: str = ""
    times: float = 1.0
    garbage: float = 0.0

    @property
    def own(self) -> float:
        """Ms of work that it would have been while the core was as fast as it is."""
        return self.work / self.times


def main_thread(events: Sequence[Event]) -> list[Event]:
    """Everything that the busiest main thread of a page did, in order."""
    mains = {
        (one["pid"], one["tid"])
        for one in events
        if one["name"] == "thread_name" and one["args"]["name"] == "CrRendererMain"
    }
    here = [one for one in events if (one["pid"], one["tid"]) in mains]
    worked: defaultdict[int, float] = defaultdict(float)
    for one in here:
        worked[one["pid"]] += one.get("dur", 0) if one["name"] in RUNS else 0
    busiest = max(worked, key=lambda process: worked[process])
    return sorted((one for one in here if one["pid"] == busiest), key=_order)


def _order(event: Event) -> tuple[float, float]:
    return event["ts"], -event.get("dur", 0)


def tasks(main: Sequence[Event]) -> list[Task]:
    """The tasks of a main thread, with the time of each kind of work in them."""
    found: list[Task] = []
    open_: list[Event] = []
    for event in main:
        if event["ph"] != "X":
            continue
        while open_ and _end(open_[-1]) <= event["ts"]:
            open_.pop()
        if event["name"] in RUNS and not open_:
            found.append(Task(event["ts"], event["dur"] / 1000, event.get("tdur", 0) / 1000))
        if open_ or event["name"] in RUNS:
            _count(found[-1].parts, open_, event)
            open_.append(event)
            if event["name"] == "UpdateLayoutTree":
                found[-1].styled.append(event["args"].get("elementCount", 0))
    return found


def _end(event: Event) -> float:
    return float(event["ts"] + event["dur"])


def _count(parts: Times, outer: Sequence[Event], event: Event) -> None:
    """What an event took is no longer its outer event's."""
    if outer:
        parts[_part(outer[:-1], outer[-1])] -= event["dur"] / 1000
    parts[_part(outer, event)] += event["dur"] / 1000


def _part(outer: Sequence[Event], event: Event) -> Part:
    """The kind of an event (its nearest outer one's where it has none), and who asked for it."""
    kinds = (KINDS[one["name"]] for one in (event, *reversed(outer)) if one["name"] in KINDS)
    kind = next(kinds, "other")
    places = (_asked(one) for one in (event, *reversed(outer)))
    return kind, next(filter(None, places), "")


def _asked(event: Event) -> str:
    """The place in our own scripts that an event tells of, such as `keys.js:23 stop`."""
    args = event.get("args", {})
    called = args.get("beginData") or args.get("data") or {}
    stack = called.get("stackTrace") or ([called] if event["name"] == "FunctionCall" else [])
    ours = [one for one in stack if not _passes_on(one.get("url", ""))]
    return _place(ours[0]) if ours else ""


def _passes_on(url: str) -> bool:
    return not url or any(name in url for name in PASSED_ON)


def _place(call: Event) -> str:
    name = call["url"].rpartition("/")[2]
    return f"{name}:{call['lineNumber']} {call.get('functionName', '')}".rstrip()


def frames(main: Sequence[Event], done: Sequence[Task]) -> list[Frame]:
    """The frames that were drawn, each with the work in it."""
    return [
        Frame(begin, (end - begin) / 1000, *_worked(done, begin, end))
        for begin, end in _drawn(main)
    ]


def _drawn(main: Sequence[Event]) -> Iterator[tuple[float, float]]:
    begin = 0.0
    for event in main:
        if event["name"] == "AnimationFrame" and event["ph"] in "be":
            if event["ph"] == "e" and begin:
                yield begin, event["ts"]
            begin = event["ts"] if event["ph"] == "b" else 0.0


def noticed(
    told: Sequence[Mapping[str, Any]], began: float, main: Sequence[Event], done: Sequence[Task]
) -> list[Noticed]:
    """What the page was told of, by the clock of the trace, with the work in it.

    `told`: `at`, `ms` and `said` of each; `began`: when the page noted `MARK`, by its own clock
    (ms).
    """
    mark = next(one["ts"] for one in main if one["name"] == MARK)
    found = [Noticed(mark + (one["at"] - began) * 1000, one["ms"], 0, one["said"]) for one in told]
    collected = [one for one in main if one["name"] in COLLECTS and one["ph"] == "X"]
    for one in found:
        end = one.at + one.ms * 1000
        one.work, _ = _worked(done, one.at, end)
        one.garbage = sum(_within(gc["ts"], gc["dur"], one.at, end) for gc in collected)
    return found


def _worked(done: Sequence[Task], begin: float, end: float) -> tuple[float, float]:
    """Ms of work between two moments (us): on the clock, and of the core."""
    work = own = 0.0
    for one in done:
        share = _within(one.at, one.ms * 1000, begin, end)
        if share > 0:
            work += share
            own += share * one.own / one.ms
    return work, own


def _within(at: float, long: float, begin: float, end: float) -> float:
    """Ms of what began and lasted so many us that lie between two moments (us)."""
    return max(0.0, min(end, at + long) - max(begin, at)) / 1000
