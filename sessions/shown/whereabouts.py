"""Where a workshop stands, in one line for a list of boards: planned, in a phase, or finished."""

from datetime import UTC, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from boards.operations.state import Board
from sessions.operations.clock import MINUTE, remaining
from sessions.operations.moving_on import CloseWorkshop
from sessions.operations.state import CLOSED, OPEN, PLANNED, Workshop, workshop_of
from sessions.shown.hour import called


def in_words(board: Board, now: int) -> str:
    """Return the line as it is at `now` (ms); nothing where the board has no workshop."""
    workshop = workshop_of(board)
    told = {PLANNED: _planned, OPEN: _open, CLOSED: _finished}.get(workshop.status)
    return told(workshop, now) if told else ""


def _planned(workshop: Workshop, now: int) -> str:
    minutes = sum(phase.minutes for phase in workshop.agenda)
    text = ngettext(
        "A workshop of %(n)s minute is planned",
        "A workshop of %(n)s minutes is planned",
        minutes,
    )
    return text % {"n": minutes}


def _open(workshop: Workshop, now: int) -> str:
    left = remaining(workshop, now)
    if workshop.current is None or workshop.clock is None or left is None:
        return gettext("A workshop is on")
    phase = called(workshop.phases[workshop.current])
    text = gettext("In “%(phase)s”, %(time)s")
    return text % {"phase": phase, "time": _time(left, paused=workshop.clock.paused is not None)}


def _time(left: int, *, paused: bool) -> str:
    """Say it as the board's own clock does: whole minutes, and no hurry."""
    if paused:
        return gettext("the time is paused")
    if left <= 0:
        return gettext("time is up")
    if left < MINUTE:
        return gettext("less than a minute left")
    minutes = -(-left // MINUTE)
    return ngettext("%(n)s minute left", "%(n)s minutes left", minutes) % {"n": minutes}


def _finished(workshop: Workshop, now: int) -> str:
    when = _ended(workshop)
    if when is None:  # so long ago that it is not remembered
        return gettext("The workshop is finished")
    day = timezone.localtime(datetime.fromtimestamp(when / 1000, UTC))
    this_year = day.year == timezone.localtime(datetime.fromtimestamp(now / 1000, UTC)).year
    return gettext("Finished on %(day)s") % {
        "day": date_format(day, "j F" if this_year else "j F Y")
    }


def _ended(workshop: Workshop) -> int | None:
    """Return when the room agreed to end it (ms)."""
    ends = (
        one.when
        for one in reversed(workshop.ended)
        if one.how == "carried" and isinstance(one.proposal.what, CloseWorkshop)
    )
    return next(ends, None)
