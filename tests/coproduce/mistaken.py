"""The server with a mistake wherever words go by, to see what is logged: as `coproduce.start`.

Words that say "mistake in PLACE" are stumbled over once in that place, and every exception then
carries the words.
"""

import asyncio
import gc
import logging
import os
import threading
import warnings
from collections.abc import Callable
from typing import Any

from coproduce import start

PLACES = ("act", "frame", "store", "message", "view", "form", "stream", "background")
_left = set(PLACES)


def stumble(place: str, said: object) -> None:
    """Fail over these words, if they say so and it has not been done."""
    words = repr(said)
    if place in _left and f"mistake in {place}" in words:
        _left.remove(place)
        raise ValueError(words)


def stumbles(place: str, over: Callable[..., Any]) -> Callable[..., Any]:
    """The same function, which looks at what it is given first."""

    def stumbling(*given: Any, **named: Any) -> Any:
        stumble(place, (given, named))
        return over(*given, **named)

    return stumbling


class Rubbish:
    """Python itself says so when this is thrown away."""

    def __init__(self, words: str) -> None:
        self.words = words

    def __del__(self) -> None:
        raise ValueError(self.words)


async def _fails(words: str) -> None:
    raise ValueError(words)


def _shouts(words: str) -> None:
    raise ValueError(words)


def forget(tasks: list[asyncio.Task[None]]) -> None:
    """Let go of what nobody has waited for."""
    tasks.clear()
    gc.collect()


def in_the_background(words: str) -> None:
    """Everything that fails where nobody waits for it, and what other libraries would say."""
    tasks = [asyncio.get_running_loop().create_task(_fails(words))]
    threading.Thread(target=_shouts, args=[words]).start()
    Rubbish(words)
    warnings.warn(words, RuntimeWarning, stacklevel=1)
    logging.getLogger("elsewhere").error(words)
    logging.getLogger("elsewhere").warning("It was %s", words)
    logging.getLogger("boards").error("It was %d", words)  # not to be written at all
    asyncio.get_running_loop().call_later(0.1, forget, tasks)


def make_mistakes() -> None:
    from boards import log
    from boards.live import consumer, frames, streams
    from boards.live.listening import Listening
    from boards.operations.ideas import AddIdea
    from boards.shelf import chosen
    from boards.shelf.search import finding

    now = Listening.now

    def heard(hub: Any, connection: Any, value: object) -> None:
        if "background" in repr(value) and "background" in _left:
            _left.remove("background")
            in_the_background(repr(value))
        stumble("message", value)
        now(hub, connection, value)

    AddIdea.apply = stumbles("act", AddIdea.apply)  # type: ignore[method-assign]
    Listening.now = heard  # type: ignore[method-assign, assignment]
    log.store = stumbles("store", log.store)
    frames.render = stumbles("frame", frames.render)
    setattr(streams, "hear", stumbles("stream", consumer.hear))  # noqa: B010
    finding.find = stumbles("view", finding.find)
    chosen.read = stumbles("form", chosen.read)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coproduce.settings")
    start.up_to_date()
    make_mistakes()
    start.main()
