"""How much one seat may do: token buckets."""

import time
from collections.abc import Callable


class Bucket:
    """Holds up to `burst` tokens and gains `rate` of them a second."""

    def __init__(
        self, rate: float, burst: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.rate, self.burst, self.clock = rate, burst, clock
        self.tokens, self.then = burst, clock()

    def take(self, tokens: float = 1) -> bool:
        """Take tokens if they are there, and say whether they were."""
        now = self.clock()
        self.tokens = min(self.burst, self.tokens + (now - self.then) * self.rate)
        self.then = now
        if self.tokens < tokens:
            return False
        self.tokens -= tokens
        return True


class Allowance:
    """How many acts each seat of a board may do."""

    RATE, BURST = 10, 40  # a second; at once

    def __init__(self) -> None:
        self._buckets: dict[str, Bucket] = {}

    def take(self, seat: str, processes: int) -> bool:
        """Take one act; whoever is connected to several processes has one allowance in all."""
        bucket = self._buckets.get(seat)
        if bucket is None:
            bucket = self._buckets[seat] = Bucket(self.RATE, self.BURST)
        return bucket.take(processes)
