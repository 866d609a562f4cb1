"""Who did something unsigned: a name for each seat that only this server can make from it.

The log keeps it in place of the seat where an act is unsigned. It is made with the server's secret
key; with another key than before, people cannot take back what they did unsigned, and where they
stand would count twice. Whoever can read the whole database can still tie a hand to a seat where
somebody signed an idea and took their name off again, since only its writer can do both.
"""

from functools import lru_cache

from django.utils.crypto import salted_hmac

MARK = "~"  # no seat's id begins so
LENGTH = 15  # letters of the digest that are kept: 60 bits


@lru_cache(maxsize=8192)
def hand_of(board: str, seat: str) -> str:
    """Return the hand of a seat: 16 letters, the same each time."""
    digest = salted_hmac("boards.hands", f"{board}:{seat}", algorithm="sha256").hexdigest()
    return MARK + digest[:LENGTH]


def told(board: str, kept: str | None) -> dict[str, str | None]:
    """Return `seat` and `hand` of an act, of which the log keeps one or the other, or neither."""
    if kept is None or kept.startswith(MARK):
        return {"seat": None, "hand": kept}
    return {"seat": kept, "hand": hand_of(board, kept)}
