"""What was measured, and the two figures that matter of it."""

from array import array
from dataclasses import dataclass, field

Seconds = float


def _none() -> "array[float]":
    return array("d")


@dataclass
class Samples:
    """Seconds from sending to arriving. Only what was sent after `since` counts."""

    since: Seconds = 0.0
    arrivals: "array[float]" = field(default_factory=_none)  # at every seat of the room
    own: "array[float]" = field(default_factory=_none)  # back at whoever sent it
    fleeting: "array[float]" = field(default_factory=_none)

    def start(self, moment: Seconds) -> None:
        self.since = moment
        for samples in (self.arrivals, self.own, self.fleeting):
            del samples[:]


def milliseconds(samples: "array[float]", share: float) -> float:
    """The time within which this share of the samples arrived; infinite where none did."""
    if not samples:
        return float("inf")
    ordered = sorted(samples)
    return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]
