"""How evenly the room speaks, in words and petals; and, to each seat alone, its own share."""

from collections.abc import Sequence
from random import SystemRandom
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from boards.hands import hand_of
from boards.models import SeatKey
from boards.operations.spread import LEAST
from boards.views.seated import seated
from sessions.voice import Heard, ear

MIDDLE, SHORTEST, LONGEST = 50, 5.0, 39.0  # of a petal, in a picture of 100 by 100
chance = SystemRandom()


@require_safe
@seated
def voice(request: HttpRequest, key: SeatKey) -> HttpResponse:
    """Show it as it is now. `?wall` is asked for by the big screen, on which nothing is private."""
    heard = ear.listen(key.seat.board_id)
    context = {"wanted": heard.wanted, **picture(heard)}
    if "wall" not in request.GET and heard.wanted:
        context["own"] = own_share(heard, hand_of(key.seat.board_id, key.seat_id))
    return render(request, "sessions/_voice_said.html", context)


def picture(heard: Heard) -> dict[str, Any]:
    """Return what the whole room is shown."""
    figure = heard.figure if heard.seats >= LEAST else None
    return {
        "words": in_words(heard),
        "figure": None if figure is None else f"{figure:.2f}",
        "petals": drawn(heard.petals),
        "seats": heard.seats,
        "least": LEAST,
    }


def in_words(heard: Heard) -> str:
    if heard.seats < LEAST:
        return gettext("There is a picture once three are here.")
    if heard.figure is None:
        return gettext("Nobody has signed anything yet")
    if heard.figure >= 0.95:
        return gettext("Very even")
    if heard.figure >= 0.75:
        return gettext("Fairly even")
    if heard.figure >= 0.5:
        return gettext("Some voices carry more of it")
    return gettext("A few voices carry most of it")


def drawn(sizes: Sequence[float]) -> list[dict[str, str]]:
    """Return the petals as they stand in the circle: in another order each time they are drawn."""
    largest = max(sizes, default=0)
    if not largest:
        return []
    mixed = chance.sample(sizes, len(sizes))
    turn = 360 / len(mixed)
    return [
        {"turn": f"{place * turn:.1f} {MIDDLE} {MIDDLE}", "path": petal(size / largest)}
        for place, size in enumerate(mixed)
    ]


def petal(size: float) -> str:
    """Return the outline of one petal, from the middle upwards; `size` is from 0 to 1."""
    long = SHORTEST + (LONGEST - SHORTEST) * size
    foot, tip = MIDDLE - 6.0, MIDDLE - 6.0 - long
    low, high = foot - long * 0.4, foot - long * 0.8
    return (
        f"M50 {foot:.1f}C54.5 {low:.1f} 54 {high:.1f} 50 {tip:.1f}"
        f"C46 {high:.1f} 45.5 {low:.1f} 50 {foot:.1f}Z"
    )


def own_share(heard: Heard, hand: str) -> str:
    """Return what one person is told of what they did themselves, signed or not."""
    share = heard.own.get(hand, 0.0)
    if not share:
        return gettext("You have added nothing so far. Nobody has to.")
    times = share * max(heard.seats, 1)
    if times < 0.6:
        said = gettext("Your own share is smaller than an even one: %(share)s%% of it all.")
    elif times <= 1.6:
        said = gettext("Your own share is about an even one: %(share)s%% of it all.")
    else:
        said = gettext("Your own share is larger than an even one: %(share)s%% of it all.")
    return said % {"share": max(1, round(share * 100))}
