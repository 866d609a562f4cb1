"""How a board is kept, as a plain value: with names or without, for whom, and how long."""

from dataclasses import dataclass

# Those who have a seat at it, the team on whose shelf it stands, or anyone: it may be published.
SEATS, SHELF, ANYONE = "seats", "shelf", "anyone"


@dataclass(frozen=True, slots=True)
class Lasting:
    """What the room settled; and until it has, what holds without anybody's asking."""

    names: bool = False
    whom: str = SHELF
    months: int = 12
    since: int = 0  # the seq at which the room settled it; 0: it has not
    when: int = 0  # and the time, in milliseconds since 1970
