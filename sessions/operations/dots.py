"""The pulse: where a room sees itself from doing to, over for, to with; before and after.

Each seat places one dot, for itself alone. The room sees how many lie where, and never whose.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from boards.operations.spread import LEAST

BEFORE, AFTER = "before", "after"
MOMENTS = (BEFORE, AFTER)
MOST = 1000  # a dot lies from 0, doing to, to here, doing with
BINS = 10

Dots = Mapping[str, int]  # by hand


@dataclass(frozen=True, slots=True)
class Pulse:
    """The dots of both moments."""

    before: Dots = field(default_factory=dict)
    after: Dots = field(default_factory=dict)
    since: int = 0  # the seq at which the workshop began that they are of

    def at(self, moment: str) -> Dots:
        return self.after if moment == AFTER else self.before

    def with_dots(self, moment: str, dots: Dots) -> "Pulse":
        return replace(self, after=dots) if moment == AFTER else replace(self, before=dots)


def told(dots: Dots) -> dict[str, Any]:
    """Return a spread as anyone may see it: `placed`, and the `bins` once three have placed one.

    Each of the ten bins is a tenth of the line, in order; the last one has its end as well.
    """
    if len(dots) < LEAST:
        return {"placed": len(dots)}
    counts = [0] * BINS
    for at in dots.values():
        counts[min(at * BINS // MOST, BINS - 1)] += 1
    return {"placed": len(dots), "bins": counts}
