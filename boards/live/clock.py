"""The time that a board goes by: the server's, in milliseconds since 1970.

`COPRODUCE_PACE` lets it pass faster from when the server began, to rehearse an hour in a minute:
for tests and demonstrations, on boards that nobody means to keep.
"""

import time

from django.conf import settings

_began = time.time()


def now() -> int:
    return int((_began + (time.time() - _began) * settings.PACE) * 1000)


def passed(loop_time: float) -> int:
    """Return ms of a clock that only goes forward, made of the event loop's seconds."""
    return int(loop_time * 1000 * settings.PACE)


def waits(milliseconds: float) -> float:
    """Return the seconds of the event loop in which so many milliseconds pass."""
    return milliseconds / 1000 / settings.PACE
