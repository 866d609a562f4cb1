"""What is kept of a board: what the room settled, in words, and whether it is asked now."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from boards.live.beside import Part
from boards.live.shown import Cards
from boards.operations.base import gettext_noop
from boards.operations.state import Board
from sessions.kept import until
from sessions.operations.lasting import ANYONE, SEATS, SHELF
from sessions.operations.state import OPEN, Workshop, workshop_of
from sessions.shown.pulse import is_last

UNTIL = {
    (SEATS, False): gettext_noop("Kept for those with a seat here until %(until)s, without names."),
    (SEATS, True): gettext_noop("Kept for those with a seat here until %(until)s, with names."),
    (SHELF, False): gettext_noop("Kept for the team until %(until)s, without names."),
    (SHELF, True): gettext_noop("Kept for the team until %(until)s, with names."),
    (ANYONE, False): gettext_noop("Kept for anyone to read until %(until)s, without names."),
    (ANYONE, True): gettext_noop("Kept for anyone to read until %(until)s, with names."),
}


def parts(board: Board, seats: Cards) -> Iterator[Part]:
    """The same words in the sheet where the room is asked, under More, and at the end."""
    words = kept(workshop_of(board))
    for element in ("kept", "lasting", "settled"):
        yield Part(element, "sessions/pieces/_kept.html", {"element": element, **words})


def kept(workshop: Workshop) -> dict[str, Any]:
    one = workshop.lasting
    return {
        "names": "yes" if one.names else "no",
        "whom": one.whom,
        "months": str(one.months),
        "asks": asks(workshop),
        "words": in_words(workshop),
    }


def asks(workshop: Workshop) -> bool:
    """Whether the room is reminded: as it comes to its end, until it has settled it."""
    began = workshop.pulse.since
    return workshop.status == OPEN and is_last(workshop) and workshop.lasting.since < began


def in_words(workshop: Workshop) -> str:
    one, since = workshop.lasting, workshop.lasting.when or workshop.closed
    if since:
        day = timezone.localtime(until(since, one.months))
        return gettext(UNTIL[one.whom, one.names]) % {"until": date_format(day, "F Y")}
    text = ngettext(
        "Unless we say otherwise: kept for the team, for %(n)s month, without names.",
        "Unless we say otherwise: kept for the team, for %(n)s months, without names.",
        one.months,
    )
    return text % {"n": one.months}
