"""Taking a board along: the report to read and print, and a file for each other purpose."""

from datetime import UTC, date, datetime

from django.db.models import Max, Min
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from boards.models import Board, Entry, SeatKey, cards_of
from boards.reading import board_now
from boards.shelf.report.formats import FORMATS, name_of
from boards.shelf.report.press import PATIENCE, Busy
from boards.shelf.report.telling import Taken, report_of
from boards.views.seated import seated

# A file that a browser opens all the same is nothing but what it shows.
SHUT = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@require_safe
@seated
def along(request: HttpRequest, key: SeatKey) -> HttpResponse:
    """Show in which forms one can take the board along."""
    return render(request, "boards/along.html", {"row": key.seat.board})


@require_safe
@seated
def report(request: HttpRequest, key: SeatKey) -> HttpResponse:
    told = report_of(taken(key.seat.board))
    return render(request, "boards/report.html", {"row": key.seat.board, "report": told})


@require_safe
@seated
def given(request: HttpRequest, key: SeatKey, file: str) -> HttpResponse:
    """Give the board as a file; a picture is shown where one asks for it with `?show`."""
    if file not in FORMATS:
        raise Http404
    try:
        made = FORMATS[file].make(taken(key.seat.board))
    except Busy:
        return _busy(request, key)
    answer = HttpResponse(made, content_type=FORMATS[file].kind)
    shown = file.endswith(".png") and "show" in request.GET
    name = name_of(file, key.seat.board.title)
    answer.headers["Content-Disposition"] = content_disposition_header(not shown, name) or ""
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = SHUT
    return answer


def taken(row: Board) -> Taken:
    """Return the board as it stands; names go along only where the room agreed to keep them."""
    cards = cards_of(row.id)
    return Taken(board_now(row.id), cards, days_of(row), names=row.keep_names)


def days_of(row: Board) -> tuple[date, date]:
    """Return the first and the last day on which anybody did anything here."""
    times = Entry.objects.filter(board=row).aggregate(first=Min("when"), last=Max("when"))
    if times["first"] is None:
        return _day(row.made), _day(row.made)
    first, last = (datetime.fromtimestamp(times[one] / 1000, UTC) for one in ("first", "last"))
    return _day(first), _day(last)


def _day(when: datetime) -> date:
    return timezone.localtime(when).date()


def _busy(request: HttpRequest, key: SeatKey) -> HttpResponse:
    told = gettext("Many people take something along at the moment. Try again in a minute.")
    context = {"row": key.seat.board, "trouble": told}
    answer = render(request, "boards/along.html", context, status=503)
    answer.headers["Retry-After"] = str(int(PATIENCE))
    return answer
