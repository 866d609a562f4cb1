"""A board at any moment, to step through and to play again; only shown, never acted on.

What is looked through may be a board that one has a seat at, or one that is kept in a file: the
views are given it, and do not ask where it came from.
"""

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from boards.live import frames
from boards.live.shown import Cards
from boards.models import SeatKey, cards_of
from boards.past import Past, past_of
from boards.shelf import stepping
from boards.shelf.moments import moments
from boards.views.seated import seated

PAGE, REPLAY = "boards/past.html", "boards/replay.html"


class LookedThrough(NamedTuple):
    """A board with its past, the cards of its seats, and where its pages are."""

    past: Past
    cards: Cards
    pages: dict[str, str]  # the addresses: "past", "moment", "replay", "back"
    about: dict[str, str]  # what else its pages are told of it


def of_a_seat(key: SeatKey) -> LookedThrough:
    board = key.seat.board_id
    named = {"past": "past", "moment": "moment", "replay": "replay", "back": "board"}
    pages = {page: reverse(name, args=[board]) for page, name in named.items()}
    about = {"board_id": board, "seat_id": key.seat_id}
    return LookedThrough(past_of(board), cards_of(board), pages, about)


@require_safe
@seated
def past(request: HttpRequest, key: SeatKey) -> HttpResponse:
    return shown(request, of_a_seat(key), PAGE)


@require_safe
@seated
def replay(request: HttpRequest, key: SeatKey) -> HttpResponse:
    """Play it to the room. The address holds nothing that lets anyone in."""
    return shown(request, of_a_seat(key), REPLAY)


@require_safe
@seated
def moment(request: HttpRequest, key: SeatKey) -> HttpResponse:
    return stepped(request, of_a_seat(key))


def shown(request: HttpRequest, looked: LookedThrough, template: str) -> HttpResponse:
    """Show the moment that is asked for; when none is, the last, and of a replay the first."""
    last = looked.past.now.seq
    asked = request.GET.get("at", "0" if template == REPLAY else str(last))
    at = seq_of(asked)
    if at is None or at > last:
        return no_such_moment(last)
    return render(request, template, {**_page(looked, at), **looked.about, "last": last})


def _page(looked: LookedThrough, at: int) -> dict[str, Any]:
    past, cards = looked.past, looked.cards
    of_moment = stepping.as_told_now(past.at(at), past.now)
    steps = moments(past)
    return {
        **frames.page(of_moment, cards),
        "title": of_moment.title,
        "seq": at,
        "pages": looked.pages,
        "told": stepping.told(past, at, cards),
        # Written short: a board may have five thousand of them.
        "moments": " ".join(f"{one.seq}:{one.when}" for one in steps),
        "moments_count": len(steps),
        "place": sum(one.seq <= at for one in steps),
    }


def stepped(request: HttpRequest, looked: LookedThrough) -> HttpResponse:
    """Give what makes a screen that shows the moment `since` show the moment `to`."""
    last = looked.past.now.seq
    since, to = (seq_of(request.GET.get(name, "")) for name in ("since", "to"))
    if since is None or to is None or max(since, to) > last:
        return no_such_moment(last)
    return JsonResponse(stepping.step(looked.past, since, to, looked.cards))


def seq_of(asked: str) -> int | None:
    """Return the seq that is asked for, or None where it is no seq."""
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else None


def no_such_moment(last: int) -> HttpResponse:
    text = gettext("A moment of this board is a whole number from 0 to %(last)s.")
    return HttpResponseBadRequest(text % {"last": last}, content_type="text/plain")
