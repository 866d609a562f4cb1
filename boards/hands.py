"""Who did something unsigned: a *hand*, a name for each seat that only this server can make.

In memory a person has one hand at a board, so that they can take back, change and sign what they
did. The log keeps of it a *glove*: another one for each idea they write or answer unsigned, and
for each theme or idea they stand on. Both are made with the server's secret key. Who reads the
whole database without that key can tie

- what one person did unsigned to one idea, or how their stance on one theme changed, to each other;
- all they did unsigned to one idea to their seat, if they signed that idea or took their name off.

They can tie no idea to another, none to a stance, and no two stances. What no name hides is when
each act was done, and in which order. With another key than before, people cannot take back what
they did unsigned, and where they stand would count twice.

A log from before there were gloves keeps hands. They are taken as they are, so what was done then
still belongs to whoever did it; and can still be tied, one to the other.
"""

import hmac
from collections.abc import Iterable
from functools import lru_cache

from django.utils.crypto import salted_hmac

MARK = "~"  # no seat's id begins so
LENGTH = 15  # letters of the digest that are kept: 60 bits


@lru_cache(maxsize=8192)
def hand_of(board: str, seat: str) -> str:
    """Return the hand of a seat: 16 letters, the same each time."""
    digest = salted_hmac("boards.hands", f"{board}:{seat}", algorithm="sha256").hexdigest()
    return MARK + digest[:LENGTH]


def glove_of(hand: str, matter: str) -> str:
    """Return what the log keeps of a hand where it does something about this matter."""
    return next(iter(gloves([hand], matter)))


def gloves(worn: Iterable[str], matter: str) -> dict[str, str]:
    """Return these hands by their gloves. Two hundred take a fraction of a millisecond."""
    key = salted_hmac("boards.hands.glove", matter, algorithm="sha256").digest()
    made = ((hmac.digest(key, hand.encode(), "sha256").hex(), hand) for hand in worn)
    return {MARK + digest[:LENGTH]: hand for digest, hand in made}


def told(board: str, kept: str | None) -> dict[str, str | None]:
    """Return `seat` and `hand` of an act, of which the log keeps the seat, a glove, or neither."""
    if kept is None or kept.startswith(MARK):
        return {"seat": None, "hand": kept}
    return {"seat": kept, "hand": hand_of(board, kept)}


class Hands:
    """The hands of a board's seats, to be found again by their gloves."""

    def __init__(self, board: str, seats: Iterable[str]) -> None:
        self._hands = [hand_of(board, seat) for seat in seats]
        self._worn: dict[str, dict[str, str]] = {}  # by matter: which glove each of them wears

    def within(self, glove: str, matter: str) -> str:
        """Return the hand in a glove. What is nobody's glove is a hand, or of another key."""
        if matter not in self._worn:
            self._worn[matter] = gloves(self._hands, matter)
        return self._worn[matter].get(glove, glove)
