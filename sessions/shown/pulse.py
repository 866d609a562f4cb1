"""The pulse for the room: how many dots there are, and from three on how they are spread."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext, ngettext

from boards.live.beside import Part
from boards.live.shown import Cards
from boards.operations.spread import LEAST
from boards.operations.state import Board
from sessions.operations.dots import AFTER, BEFORE, MOMENTS, told
from sessions.operations.state import CLOSED, OPEN, Workshop, workshop_of

WIDE, HIGH, APART = 30, 56, 4  # a bar's place on the line, the highest bar, the gap between two
THIRDS = (slice(0, 3), slice(3, 7), slice(7, 10))  # of the ten bins: nearest to, for, with


def parts(board: Board, seats: Cards) -> Iterator[Part]:
    workshop = workshop_of(board)
    yield Part("pulse", "sessions/pieces/_pulse.html", pulse(workshop))


def pulse(workshop: Workshop) -> dict[str, Any]:
    dots = {moment: told(workshop.pulse.at(moment)) for moment in MOMENTS}
    most = max((n for one in dots.values() for n in one.get("bins", ())), default=1)
    return {
        "on": workshop.status == OPEN,
        "round": str(workshop.pulse.since),
        "moment": moment_of(workshop),
        "asks": asks(workshop),
        "wall": workshop.status == CLOSED or (is_last(workshop) and "bins" in dots[AFTER]),
        "spread": any("bins" in one for one in dots.values()),
        "spreads": [spread(moment, one, most) for moment, one in dots.items() if one["placed"]],
    }


def is_last(workshop: Workshop) -> bool:
    """Whether the last of several phases has begun, or all is over."""
    order = workshop.order
    in_last = len(order) > 1 and workshop.current == order[-1]
    return workshop.status == CLOSED or (workshop.status == OPEN and in_last)


def moment_of(workshop: Workshop) -> str:
    """For when one places a dot now; with fewer than two phases, for whichever one likes."""
    if len(workshop.order) < 2:
        return ""
    return AFTER if is_last(workshop) else BEFORE


def asks(workshop: Workshop) -> str:
    """Whether the room is reminded of the pulse now: as it begins, and as it comes to its end."""
    if workshop.status != OPEN:
        return ""
    if is_last(workshop):
        return AFTER
    return BEFORE if workshop.current in workshop.order[:1] or not workshop.order else ""


def spread(moment: str, dots: dict[str, Any], most: int) -> dict[str, Any]:
    """How the dots lie; `most` is what the highest bar stands for. No bars of fewer than three."""
    bins = dots.get("bins", ())
    return {
        "moment": moment,
        "title": gettext("At the beginning") if moment == BEFORE else gettext("At the end"),
        "bars": [bar(place, n, most) for place, n in enumerate(bins) if n],
        "words": in_words(dots["placed"], bins),
    }


def bar(place: int, n: int, most: int) -> dict[str, str]:
    """A bar on a line of 300 by 56, in the numbers of an SVG."""
    high = round(HIGH * n / most)
    drawn = {"x": place * WIDE + APART // 2, "y": HIGH - high, "wide": WIDE - APART, "high": high}
    return {key: str(value) for key, value in drawn.items()}


def in_words(placed: int, bins: Sequence[int]) -> str:
    """Say how many dots there are, and from three on where they lie."""
    text = ngettext("%(n)s dot", "%(n)s dots", placed) % {"n": placed}
    if not bins:
        return gettext("%(dots)s. From %(least)s on, all can see how they lie.") % {
            "dots": text,
            "least": LEAST,
        }
    near = (
        gettext("%(n)s nearest to “doing to”"),
        gettext("%(n)s nearest to “doing for”"),
        gettext("%(n)s nearest to “doing with”"),
    )
    counts = [sum(bins[third]) for third in THIRDS]
    told = [text % {"n": n} for text, n in zip(near, counts, strict=True) if n]
    return gettext("%(dots)s: %(where)s") % {"dots": text, "where": ", ".join(told)}
