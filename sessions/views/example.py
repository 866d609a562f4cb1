"""A finished workshop that anyone can look through: it is made up, and kept in a file."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from boards.views.past import PAGE, REPLAY, LookedThrough, shown, stepped
from sessions.example import kept


def looked_through() -> LookedThrough:
    named = {"past": "example", "moment": "example_moment", "replay": "example_replay"}
    pages = {page: reverse(f"workshops:{name}") for page, name in named.items()}
    example = kept()
    return LookedThrough(example.past, example.cards, {**pages, "back": reverse("home")}, {})


@require_safe
def past(request: HttpRequest) -> HttpResponse:
    return shown(request, looked_through(), PAGE)


@require_safe
def replay(request: HttpRequest) -> HttpResponse:
    return shown(request, looked_through(), REPLAY)


@require_safe
def moment(request: HttpRequest) -> HttpResponse:
    return stepped(request, looked_through())
