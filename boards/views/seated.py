"""Lets only seats through: everyone else, and every unknown board, gets one and the same answer."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from boards import door

View = Callable[..., HttpResponse]

# A shared machine's disk, and its Back button, must not keep what a board says.
never_kept = cache_control(private=True, no_store=True)


def closed(request: HttpRequest) -> HttpResponse:
    """Answer whoever may not come in. It knows nothing, so it can tell nothing."""
    return render(request, "boards/closed.html", status=403)


def seated(view: View) -> View:
    """Give `view` the key this browser holds for the board, or answer that the door is closed."""

    @never_kept
    @wraps(view)
    def checked(request: HttpRequest, board: str, **rest: Any) -> HttpResponse:
        key = door.key_of(board, request.COOKIES)
        return view(request, key, **rest) if key else closed(request)

    return checked
