"""Who did what and when to one idea or one theme, with each wording it has had.

Both follow merges: an idea wherever a theme took it along, and a theme down to the words of all
that were merged into it, at any number of removes.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from boards import log
from boards.models import Card, SeatKey, cards_of
from boards.operations.arranging import MergeThemes, PartThemes
from boards.operations.base import Operation, Sentence
from boards.operations.dividing import DissolveTheme, RestoreTheme
from boards.operations.going import within
from boards.operations.ideas import EditIdea
from boards.operations.returning import BringBack
from boards.operations.splice import applied
from boards.operations.state import Board, Text, advance
from boards.operations.texts import EditText
from boards.operations.undo import Undo
from boards.reading import board_now
from boards.views.seated import seated

MOST = 300  # acts on one page, the newest
GOING = (MergeThemes, DissolveTheme)
COMING = (PartThemes, RestoreTheme, BringBack)
PAUSE = 120_000  # ms: what one person wrote with shorter rests between was one change of words


@require_safe
@seated
def of_idea(request: HttpRequest, key: SeatKey, idea: str) -> HttpResponse:
    now, acts = _life(key.seat.board_id, idea)
    if idea not in now.ideas:
        raise Http404
    return _page(request, key, now, acts)


@require_safe
@seated
def of_theme(request: HttpRequest, key: SeatKey, theme: str) -> HttpResponse:
    now = board_now(key.seat.board_id)
    if theme not in now.themes:
        raise Http404
    merged = within(now, theme)[1:]
    acts = (
        act
        for act in log.entries(key.seat.board_id)
        if act.concerns("theme", theme) or any(_is_telling(act, one) for one in merged)
    )
    return _page(request, key, now, acts)


def _life(board_id: str, idea: str) -> tuple[Board, list[Operation]]:
    """Return the board, and all that was done to an idea or moved it along with its theme."""
    board, acts = log.opened(board_id), list[Operation]()
    for act in log.entries(board_id):
        before, board = board, advance(board, act)
        if act.concerns("idea", idea) or _themes(before, idea) != _themes(board, idea):
            acts.append(act)
    return board, acts


def _themes(board: Board, idea: str) -> tuple[str, ...]:
    return board.ideas[idea].themes if idea in board.ideas else ()


def _is_telling(act: Operation, theme: str) -> bool:
    """Whether it tells what a theme was called, what it held in common, or what became of it."""
    if isinstance(act, Undo):
        return any(_is_telling(one, theme) for one in act.does)
    return isinstance(act, (EditText, *GOING, *COMING)) and act.concerns("theme", theme)


def _page(
    request: HttpRequest, key: SeatKey, now: Board, acts: Iterable[Operation]
) -> HttpResponse:
    told = list(_told(_most(list(_in_one_go(acts))), now, cards_of(key.seat.board_id)))
    return render(request, "boards/sheets/_history.html", {"told": told})


def _most(acts: list[Operation]) -> list[Operation]:
    """Of too many leave out the oldest, but what became of themes and each wording last of all."""

    def weight(act: Operation) -> tuple[bool, bool, int]:
        return isinstance(act, GOING), isinstance(act, EditText), act.seq

    kept = {act.seq for act in sorted(acts, key=weight)[-MOST:]}
    return [act for act in acts if act.seq in kept]


def _in_one_go(acts: Iterable[Operation]) -> Iterator[Operation]:
    """Leave only the last of the edits that one person made in one go."""
    kept: Operation | None = None
    for act in acts:
        if kept and not same_go(kept, act):
            yield kept
        kept = act
    if kept:
        yield kept


def same_go(one: Operation, after: Operation) -> bool:
    """Whether one person wrote on in one text, with no longer rest."""
    return _is_edit(one, after) and after.when - one.when < PAUSE


def _is_edit(one: Operation, other: Operation) -> bool:
    same = one.verb == other.verb and one.hand == other.hand and _of(one) == _of(other)
    return same and isinstance(one, EditText)


def _of(edit: Operation) -> str:
    """Name the text that it changes."""
    return f"{edit.verb} {getattr(edit, 'theme', '')}{getattr(edit, 'idea', '')}"


def _told(
    acts: Iterable[Operation], now: Board, cards: Mapping[str, Card]
) -> Iterator[dict[str, Any]]:
    """Yield each act in words; nobody is named for what goes unsigned as things stand."""
    wordings: dict[str, dict[int, str]] = {}
    for act in acts:
        seat = None if act.veiled(now) else act.seat
        yield {
            "sentence": in_words(act.sentence(now)),
            "wording": _wording(act, now, wordings),
            "when": datetime.fromtimestamp(act.when / 1000, UTC),
            "who": cards.get(seat) if seat else None,
        }


def _wording(act: Operation, now: Board, wordings: dict[str, dict[int, str]]) -> str:
    """Return the words as they stood after an edit, or those of a theme that went.

    `wordings` remembers, by text, what one walk through it has found.
    """
    if isinstance(act, EditText):
        if isinstance(act, EditIdea) and now.ideas[act.idea].withdrawn:
            return ""
        if _of(act) not in wordings:
            wordings[_of(act)] = said_at(act.text(now))
        return wordings[_of(act)].get(act.seq, "")
    if not isinstance(act, GOING):
        return ""
    _, *sayings = now.themes[act.theme].texts
    return "\n".join(text.said for text in sayings if text.said)


def said_at(text: Text) -> dict[int, str]:
    """Return the words as they stood after each edit, by its seq."""
    said, found = text.first, dict[int, str]()
    for seq, splices in text.edits:
        found[seq] = said = applied(said, splices)
    return found


def in_words(said: Sentence) -> str:
    """Translate a sentence, and those within it: an undo tells the act that it takes back."""
    within = {
        name: in_words(value) if isinstance(value, Sentence) else value
        for name, value in said.values.items()
    }
    return gettext(said.text) % within
