"""The figures as lines for whoever mends what is slow."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from tests.frames.figures import ENOUGH, LIMIT, Phase, figures, longest, made_of, most
from tests.frames.trace import Noticed, Part

HEAD = (
    "               tasks    p50    p95    p99  longest  over 50  of the core"
    "   frames    p95  longest  over 50  of the core"
    "   seen by the page   busy  acts  each  waited  stolen  yardstick"
)
LONG = "  tasks  longest  frames  longest"  # over the limit
HEAD_NOTICED = (
    f"             seconds  acts   busy  each{LONG}   at its own speed:{LONG}"
    "  core slower  waited  stolen  yardstick"
)
PARTS = 16  # lines of each kind


def table(phases: Sequence[Phase]) -> Iterator[str]:
    """One row for each phase, in ms."""
    yield HEAD
    for phase in phases:
        told = figures(phase)
        seen = f"{told['longtask']['count']} tasks, {told['long_animation_frame']['count']} frames"
        busy = f"{told['busy']:7.0%}{phase.acts:6}{told['an_act']:6.0f}"
        took = f"{phase.waited:6.1f} s{phase.stolen:6.1f} s"
        circumstances = f"{took}{phase.yardstick:11.0f}"
        own = told["own"]
        work = (
            f"{_tasks(told['tasks'])}{own['tasks']['over_50']:13}"
            f"  {_frames(told['frames'])}{own['frames']['over_50']:13}"
        )
        yield f"{phase.name:12}{work}{seen:>22}{busy}{circumstances}"


def _tasks(told: dict[str, float]) -> str:
    parts = "".join(f"{told[name]:7.1f}" for name in ("p50", "p95", "p99"))
    return f"{told['count']:8}{parts}{told['longest']:9.1f}{told['over_50']:9}"


def _frames(told: dict[str, float]) -> str:
    return f"{told['count']:7}{told['p95']:7.1f}{told['longest']:9.1f}{told['over_50']:9}"


def noticed(phases: Sequence[Phase]) -> Iterator[str]:
    """One row for each phase that is judged, and a line for whatever took too long."""
    yield HEAD_NOTICED
    for phase in phases:
        told = figures(phase)
        yield (
            f"{phase.name:12}{phase.seconds:8.0f}{phase.acts:6}{told['busy']:7.0%}"
            f"{told['an_act']:6.0f}{_long(told)}{_long(told['at_own_speed']):>53}"
            f"{phase.slowness:7.2f} times"
            f"{phase.waited:6.1f} s{phase.stolen:6.1f} s{phase.yardstick:11.0f}"
        )
    for one in sorted(phases[-1].too_long, key=lambda one: -one.own)[:PARTS]:
        yield (
            f"{one.ms:9.1f} ms, {one.work:.1f} of it at work, {one.garbage:.1f} of this collecting"
            f" garbage: {one.own:.1f} at the core's own speed"
            f" (all took {one.times:.2f} times as long then): {one.said or 'a task'}"
        )


def _long(told: Mapping[str, Any]) -> str:
    tasks, frames = told["longtask"], told["long_animation_frame"]
    return (
        f"{tasks['over_50']:7}{tasks['longest']:9.1f}{frames['over_50']:8}{frames['longest']:9.1f}"
    )


def judged(phase: Phase) -> str:
    """What there was as it came, and what is judged."""
    return (
        f"Over {LIMIT:.0f} ms as it came: {_beyond(phase, lambda one: one.ms)};"
        f" of work: {_beyond(phase, lambda one: one.work)};"
        f" of work at the core's own speed: {_beyond(phase, lambda one: one.own)}: this is judged."
    )


def _beyond(phase: Phase, ms: Callable[[Noticed], float]) -> str:
    frames, tasks = (sum(ms(one) > LIMIT for one in all_) for all_ in (phase.felt, phase.noticed))
    return f"{frames} frames and {tasks} tasks"


def done(phase: Phase) -> str:
    """What the hands at the page did meanwhile."""
    told = (f"{what} {times} times" for what, times in phase.did.items())
    return f"At the page somebody {', '.join(told)}."


def verdict(phase: Phase) -> str:
    """What all of it comes to."""
    own, raw = (_beyond(phase, ms) for ms in (lambda one: one.own, lambda one: one.ms))
    if not phase.holds:
        return f"NOT AS REQUIRED: {own} of over {LIMIT:.0f} ms of work at the core's own speed"
    if not phase.is_enough:
        return f"NOT JUDGED: less than {ENOUGH} s"
    return f"None of over {LIMIT:.0f} ms of work at the core's own speed; {raw} as they came"


def longest_of(phase: Phase) -> Iterator[str]:
    """How much was styled anew, and the longest tasks with what they were made of."""
    styled = figures(phase)["styled"]
    yield (
        f"Styles were worked out {styled['times']} times, for {styled['p50']:.0f} elements at p50,"
        f" {styled['p95']:.0f} at p95, {styled['most']} at most. The longest tasks:"
    )
    for one in longest(phase):
        parts = "; ".join(_part(part, ms).strip() for part, ms in most(one.parts, 6))
        yield f"{one.ms:9.1f} ms, {one.own:.1f} of it at work: {parts}"


def causes(phase: Phase) -> Iterator[str]:
    """What the tasks over the limit were made of, and the functions they spent their time in."""
    time = sum(one.ms for one in phase.long)
    yield f"{len(phase.long)} tasks over {LIMIT:.0f} ms, {time:.0f} ms in all. Of this:"
    yield from (_part(part, ms) for part, ms in most(made_of(phase.long), PARTS))
    ways = (("with all they called", phase.spent.in_all), ("in themselves", phase.spent.itself))
    for said, times in ways:
        yield f"In functions, {said}:"
        yield from (f"{ms:9.1f} {name}" for name, ms in most(times, PARTS))


def _part(part: Part, ms: float) -> str:
    return f"{ms:9.1f} {' '.join(filter(None, part))}"


def compared(slowed: Phase, plain: Phase) -> str:
    """How much longer everything took on the slowed laptop."""
    one, other = figures(slowed)["tasks"], figures(plain)["tasks"]
    pairs = [
        f"{name} {_times(one[name], other[name])}" for name in ("p50", "p95", "p99", "longest")
    ]
    works = plain.yardstick, slowed.yardstick
    return (
        f"The yardstick took {_times(works[1], works[0])} as long ({works[0]:.0f} and"
        f" {works[1]:.0f} ms). Slowed against not slowed: {', '.join(pairs)}."
    )


def _times(one: float, other: float) -> str:
    return f"{one / other:.1f} times" if other else "from nothing"


def plainly(phases: Sequence[Phase]) -> list[dict[str, Any]]:
    """The same as plain values, for `--json`."""
    return [figures(phase) for phase in phases]
