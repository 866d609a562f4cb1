"""One loop for thousands of sockets: what came is read at once, what is due is done in time."""

import heapq
import select
import time
from collections.abc import Callable
from itertools import count
from typing import Protocol

AT_ONCE = 512
now = time.perf_counter


class Listener(Protocol):
    """Somebody on a socket."""

    def fileno(self) -> int: ...
    def receive(self) -> None: ...


class Clock:
    """Runs the generator's side. `busy` is how many seconds it was not waiting."""

    def __init__(self) -> None:
        self.busy = 0.0
        self._listeners: dict[int, Listener] = {}
        self._poll = select.epoll()
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._order = count()

    def listen(self, listener: Listener) -> None:
        self._listeners[listener.fileno()] = listener
        self._poll.register(listener.fileno(), select.EPOLLIN)

    def leave(self, listener: Listener) -> None:
        if self._listeners.pop(listener.fileno(), None):
            self._poll.unregister(listener.fileno())

    def at(self, when: float, act: Callable[[], None]) -> None:
        heapq.heappush(self._due, (when, next(self._order), act))

    def run(self, seconds: float, until: Callable[[], bool] | None = None) -> bool:
        """Run for so long, or until something holds. Whether it held."""
        stop = now() + seconds
        while (moment := now()) < stop:
            if until and until():
                return True
            while self._due and self._due[0][0] <= moment:
                heapq.heappop(self._due)[2]()
            wake = min(stop, self._due[0][0]) if self._due else stop
            self.busy += now() - moment
            ready = self._poll.poll(min(max(wake - now(), 0), 0.05), AT_ONCE)
            moment = now()
            for descriptor, _ in ready:
                self._listeners[descriptor].receive()
            self.busy += now() - moment
        return until is not None and until()
