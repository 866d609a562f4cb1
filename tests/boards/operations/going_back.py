"""The way back, taken; and what a person sees of a board."""

from dataclasses import replace

import orjson

from boards.operations.base import Operation
from boards.operations.state import Board
from boards.operations.way_back import by_the_room, way_back
from boards.operations.wire import own_fields
from tests.boards.operations.plain_fold import Entry


def gone_back(now: Board, then: Board) -> Board:
    """The board after the room went back, as one entry of nobody's."""
    seq, board = now.seq + 1, now
    for operation in way_back(now, then):
        done = replace(operation, seq=seq, seat=None, hand=None, when=seq * 1000)
        board = by_the_room(done, board).apply(board)
    return replace(board, seq=seq)


def sent(operation: Operation) -> Entry:
    """An act of the way as everyone gets it, inside the entry."""
    entry: Entry = {"verb": operation.verb, **own_fields(operation, sent=True)}
    told: Entry = orjson.loads(orjson.dumps(entry))
    return told


def taken_back(board: Board) -> set[str]:
    """The answers that their writers have taken back."""
    return {one.id for idea in board.ideas.values() for one in idea.echoes if one.aside}


def look(board: Board, without: set[str] | None = None) -> object:
    """What a person sees, but for where people stand and who signed what.

    `without` some answers.
    """
    ideas = [
        (
            *(idea.id, idea.text.said, idea.area, idea.themes, idea.along),
            [(one.id, one.text) for one in idea.answers if one.id not in (without or ())],
        )
        for idea in board.ideas.values()
        if not idea.aside
    ]
    themes = [
        (theme.id, theme.name.said, theme.statement.said, theme.ideas)
        for theme in board.themes.values()
        if theme.shown
    ]
    return ideas, themes, board.offers
