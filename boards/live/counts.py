"""What a process has done since it began, for whoever looks after it: how much, never who or what.

In the words of `prometheus_client`. None of the labels can hold what somebody wrote.
"""

from collections.abc import Iterator
from functools import cache

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

registry = CollectorRegistry()

# Seconds: from what one frame takes to what a database takes that is in trouble.
STEPS = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10)

operations = Counter(
    "coproduce_operations", "Operations stored by this process", ["verb"], registry=registry
)
refusals = Counter(
    "coproduce_refusals", "Operations and messages refused", ["code"], registry=registry
)
retries = Counter(
    "coproduce_retries", "Batches decided again: another process was first", registry=registry
)
commits = Histogram(
    "coproduce_commit_seconds",
    "From queued for the log to stored",
    buckets=STEPS,
    registry=registry,
)
frames = Histogram(
    "coproduce_frame_seconds", "Rendering and sending a frame", buckets=STEPS, registry=registry
)


@cache
def of_verb(verb: str) -> Counter:
    """Return what counts one verb: it takes longer to look it up than to count."""
    return operations.labels(verb)


class Open(Collector):
    """What is open at the moment it is asked."""

    def collect(self) -> Iterator[Metric]:
        from boards.live.hubs import hubs  # which counts, and so imports this

        rooms = hubs.rooms
        connections = sum(len(hub.room.connections) for hub in rooms)
        yield GaugeMetricFamily("coproduce_boards_open", "Boards open here", value=len(rooms))
        yield GaugeMetricFamily("coproduce_connections", "Sockets connected", value=connections)


registry.register(Open())
