"""Who did what and when to one idea or one theme, with each wording it has had."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from boards import log
from boards.models import Card, SeatKey, cards_of
from boards.operations.arranging import MergeThemes
from boards.operations.base import Operation, Sentence
from boards.operations.splice import applied
from boards.operations.state import Board, Text
from boards.operations.texts import EditText
from boards.views.seated import seated

MOST = 300  # acts on one page, the newest
PAUSE = 120_000  # ms: what one person wrote with shorter rests between was one change of words


@require_safe
@seated
def of_idea(request: HttpRequest, key: SeatKey, idea: str) -> HttpResponse:
    now = log.board(key.seat.board_id)
    if idea not in now.ideas:
        raise Http404
    return _page(request, key, now, "idea", idea)


@require_safe
@seated
def of_theme(request: HttpRequest, key: SeatKey, theme: str) -> HttpResponse:
    now = log.board(key.seat.board_id)
    if theme not in now.themes:
        raise Http404
    return _page(request, key, now, "theme", theme)


def _page(request: HttpRequest, key: SeatKey, now: Board, kind: str, id_: str) -> HttpResponse:
    acts = [act for act in log.entries(key.seat.board_id) if act.concerns(kind, id_)]
    kept = list(_in_one_go(acts))[-MOST:]
    told = list(_told(kept, now, cards_of(key.seat.board_id)))
    return render(request, "boards/sheets/_history.html", {"told": told})


def _in_one_go(acts: Iterable[Operation]) -> Iterator[Operation]:
    """Leave only the last of the edits that one person made in one go."""
    kept: Operation | None = None
    for act in acts:
        if kept and not (_is_edit(kept, act) and act.when - kept.when < PAUSE):
            yield kept
        kept = act
    if kept:
        yield kept


def _is_edit(one: Operation, other: Operation) -> bool:
    same = one.verb == other.verb and one.hand == other.hand
    return same and isinstance(one, EditText)


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
    """Return the words as they stood after an edit, or those that a merged theme brought along.

    `wordings` remembers, by verb, what one walk through a text has found.
    """
    if isinstance(act, EditText):
        if act.verb not in wordings:
            wordings[act.verb] = said_at(act.text(now))
        return wordings[act.verb].get(act.seq, "")
    return now.themes[act.theme].statement.said if isinstance(act, MergeThemes) else ""


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
