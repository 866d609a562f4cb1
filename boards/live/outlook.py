"""Where the room stands on a theme or an idea, in words and seeds for its piece. Never who.

The room is everyone who has spoken on it, and everyone who was here within three hours of the last
answer. So no phone that sleeps and nobody who goes home changes what a theme came to, nor does
whoever reads it weeks later; and the next workshop, once it speaks, waits for nobody of the last.
It is counted from the log and the seats alone, so that every process counts the same.
"""

from collections.abc import Mapping
from functools import cache
from math import ceil
from typing import Any, NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from boards.models import Card
from boards.operations.spread import (
    ANSWERS,
    NOTHING,
    Brought,
    Spread,
    Stances,
    lowest,
    needed,
    outlook,
    reasons,
    spread,
)

NEAR = 3 * 60 * 60 * 1000  # ms: a workshop, with some time before and after it
RING = 20  # parts of a ring that is growing
SEEDS = 200  # drawn at most: of more, as many of each kind as is their share
# A template that looks for what is not there pays for it: every word it asks for is said.
QUIET: dict[str, Any] = {"look": "quiet", "share": "", "outlook": "", "spread": ""}


class Crowd(NamedTuple):
    """What counting needs to know of the seats: from when to when each was here, and its group."""

    here: Mapping[str, tuple[int, int]]  # by hand, in ms
    groups: Mapping[str, str]  # by hand

    def near(self, when: int) -> set[str]:
        """Return the hands of those who were here within three hours of a time."""
        return {
            hand
            for hand, (came, last) in self.here.items()
            if came <= when + NEAR and last >= when - NEAR
        }

    def counts_as(self, other: "Crowd") -> bool:
        """Whether counting gives the same: nobody came, left, came back or changed groups."""
        if self.groups != other.groups or self.here.keys() != other.here.keys():
            return False
        return all(abs(last - other.here[hand][1]) < NEAR for hand, (_, last) in self.here.items())


def crowd_of(cards: Mapping[str, Card]) -> Crowd:
    """Return who was here and has not left, and the groups as they were first written."""
    grouped = [card for card in cards.values() if card.group]
    named: dict[str, str] = {}
    for card in grouped:
        named.setdefault(card.group.casefold(), card.group)
    groups = {card.hand: named[card.group.casefold()] for card in grouped}
    return Crowd({one.hand: (one.came, one.here) for one in cards.values() if one.here}, groups)


def stood(
    stances: Stances, cards: Mapping[str, Card], brought: Brought = NOTHING
) -> dict[str, Any]:
    """Return what a piece says of where the room stands; nothing where nobody has spoken.

    Whom a file brought has spoken long ago: until this room speaks, they wait for nobody in it.
    """
    if not stances and not brought.spoken:
        return QUIET
    now, crowd = spread(stances, brought), crowd_of(cards)
    seats = _asked(stances, crowd, brought)
    look = outlook(now, seats)
    return {
        "look": look,
        "share": str(min(RING, round(RING * now.spoken / needed(now, seats)))),
        "outlook": _state(look, now, seats),
        "seeds": seeds(now, seats - now.spoken) if now.shown else "",
        "spread": spread_in_words(now, seats - now.spoken),
        "lowest": _lowest(stances, crowd),
        "reasons": [
            {"answer": _answers()[answer], "why": why} for answer, why in reasons(stances, brought)
        ],
    }


def _asked(stances: Stances, crowd: Crowd, brought: Brought) -> int:
    """Return how many are waited for; who has spoken counts, also after they have left."""
    spoke = [stance.when for stance in stances.values()]
    near = crowd.near(max(spoke)) if spoke else set()
    return len(near.union(stances)) + brought.spoken


def look_of(stances: Stances, crowd: Crowd, brought: Brought = NOTHING) -> str:
    """Return "quiet", "growing", "common" or "open": as `outlook`, in a room like this."""
    if not stances and not brought.spoken:
        return "quiet"
    return outlook(spread(stances, brought), _asked(stances, crowd, brought))


def _state(look: str, now: Spread, seats: int) -> str:
    if look == "common":
        return gettext("Common ground")
    if look == "open":
        return gettext("Held open")
    text = ngettext(
        "%(n)s has spoken, %(enough)s is enough",
        "%(n)s have spoken, %(enough)s is enough",
        now.spoken,
    )
    return text % {"n": now.spoken, "enough": needed(now, seats)}


@cache
def seeds(now: Spread, silent: int) -> SafeString:
    """Draw one seed for each seat, sorted by answer and never by seat."""
    counts = [*now.answers, now.untold + now.veiled, silent]
    share = min(1, SEEDS / sum(counts))
    kinds = zip([*ANSWERS, "untold", "silent"], counts, strict=True)
    drawn = (f'<i class="seed {kind}"></i>' * ceil(count * share) for kind, count in kinds)
    return SafeString("".join(drawn))


def spread_in_words(now: Spread, silent: int) -> str:
    """Say how many stand where; before three have spoken, only how many have."""
    if now.shown:
        told = [
            gettext("%(n)s agree"),
            gettext("%(n)s can live with it"),
            gettext("%(n)s not for me"),
        ]
        parts = [text % {"n": n} for text, n in zip(told, now.answers, strict=True) if n]
        if more := now.untold + now.veiled:
            text = ngettext("%(n)s more has spoken", "%(n)s more have spoken", more)
            parts.append(text % {"n": more})
    else:
        text = ngettext("%(n)s has spoken", "%(n)s have spoken", now.spoken)
        parts = [text % {"n": now.spoken}]
    if silent:
        parts.append(gettext("%(n)s not spoken yet") % {"n": silent})
    return ", ".join(parts)


def _lowest(stances: Stances, crowd: Crowd) -> str:
    found = lowest(stances, crowd.groups) if crowd.groups else None
    if found is None:
        return ""
    text = gettext("Lowest group: %(n)s of %(of)s in “%(group)s” can at least live with it")
    return text % {"n": found.support, "of": found.spoken, "group": found.group}


def _answers() -> Mapping[str, str]:
    return _answers_in(get_language() or "")


@cache
def _answers_in(language: str) -> Mapping[str, str]:
    said = gettext("Agree"), gettext("Can live with it"), gettext("Not for me")
    return dict(zip(ANSWERS, said, strict=True))
