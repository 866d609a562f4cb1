"""Where a board stands, in two plain lines: what its room is doing, and how much lies on it.

A board has to be read from its log to be counted, which takes time. So what was counted is kept,
a few figures a board, until the board changes; and one page reads no more entries than it may.
What it could not read, it says later, board by board.
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock
from typing import NamedTuple

from django.db.models import Count, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext, ngettext

from boards.live import beside
from boards.live.outlook import Crowd, crowd_of, look_of
from boards.models import Board, Entry, Seat, cards_of
from boards.operations import state
from boards.reading import board_now

KEPT = 2000  # boards of which the figures are kept
READS = 1000  # entries that one page may read from the logs to count boards anew


class Sign(NamedTuple):
    """What changes whenever a board's figures may: its last entry, and who was here when."""

    seq: int = 0
    here: int = 0
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """A board without what lies on it, and how much that is."""

    sign: Sign
    bare: state.Board
    ideas: int
    themes: int
    common: int
    held_open: int


_kept: OrderedDict[str, Figures] = OrderedDict()
_lock = Lock()


def in_words(board_ids: Iterable[str], now: int) -> dict[str, str]:
    """Return the lines of each board at `now` (ms); those it would take too long to read, not."""
    told, reads = dict[str, str](), READS
    for board_id, sign in signs(board_ids).items():
        figures = _figures(board_id, sign)
        if figures is None and sign.seq <= reads:
            reads -= sign.seq
            figures = _counted(board_id, sign)
        if figures is not None:
            told[board_id] = lines(figures, now)
    return told


def of_one(board_id: str, now: int) -> str:
    """Return the lines of one board, however long it is."""
    sign = signs([board_id])[board_id]
    return lines(_figures(board_id, sign) or _counted(board_id, sign), now)


def signs(board_ids: Iterable[str]) -> dict[str, Sign]:
    """Return the signs of these boards, in their order."""
    ids = list(board_ids)
    last = Entry.objects.filter(board=OuterRef("pk")).order_by("-seq").values("seq")[:1]
    boards = Board.objects.filter(pk__in=ids).annotate(last=Subquery(last))
    seqs = dict(boards.values_list("pk", Coalesce("last", 0)))
    seats = Seat.objects.filter(board__in=ids, here_at__isnull=False).values_list("board")
    here = {board: rest for board, *rest in seats.annotate(Count("pk"), Max("here_at"))}
    return {one: Sign(seqs.get(one, 0), *here.get(one, ())) for one in ids}


def _figures(board_id: str, sign: Sign) -> Figures | None:
    with _lock:
        kept = _kept.get(board_id)
    return kept if kept and kept.sign == sign else None


def _counted(board_id: str, sign: Sign) -> Figures:
    """Count a board, and keep the figures under the sign that was read before the board was."""
    counted = count(board_now(board_id), crowd_of(cards_of(board_id)), sign)
    with _lock:
        _kept[board_id] = counted
        _kept.move_to_end(board_id)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return counted


def count(board: state.Board, crowd: Crowd, sign: Sign) -> Figures:
    shown = [theme for theme in board.themes.values() if theme.shown]
    looks = [look_of(theme.stances, crowd, theme.brought) for theme in shown]
    return Figures(
        sign=sign,
        bare=replace(board, ideas={}, themes={}, acts=(), counts=state.Counts()),
        ideas=sum(not idea.aside for idea in board.ideas.values()),
        themes=len(shown),
        common=looks.count("common"),
        held_open=looks.count("open"),
    )


def lines(figures: Figures, now: int) -> str:
    told = [one for tells in beside.tells if (one := tells(figures.bare, now))]
    return "\n".join([*told, much(figures)])


def much(figures: Figures) -> str:
    """Say how much lies on a board; themes and what became of them only where there are some."""
    if not figures.ideas and not figures.themes:
        return gettext("Nothing on it yet")
    said: Mapping[str, int] = {
        ngettext("%(n)s idea", "%(n)s ideas", figures.ideas): figures.ideas,
        ngettext("%(n)s theme", "%(n)s themes", figures.themes): figures.themes,
        gettext("%(n)s in common"): figures.common,
        gettext("%(n)s held open"): figures.held_open,
    }
    return ", ".join(words % {"n": n} for words, n in said.items() if n)
