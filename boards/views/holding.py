"""Lets only those through who hold the shelf: all others, and every unknown shelf, get one answer.

It is the answer that every board's door gives as well.
"""

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from boards.shelf import places, shelves
from boards.views.seated import View, closed, never_kept


def holding(view: View) -> View:
    """Give `view` the shelf's key that this browser holds, or answer that the door is closed."""

    @never_kept
    @wraps(view)
    def checked(request: HttpRequest, shelf: str, **rest: Any) -> HttpResponse:
        key = shelves.key_of(shelf, request.COOKIES)
        return view(request, key, **rest) if key else closed(request)

    return checked


def placed(view: View) -> View:
    """Give `view` the place of a board that stands on a shelf which this browser holds."""

    @holding
    @wraps(view)
    def checked(request: HttpRequest, key: Any, board: str, **rest: Any) -> HttpResponse:
        place = places.place_of(key.shelf, board)
        return view(request, place, **rest) if place else closed(request)

    return checked
