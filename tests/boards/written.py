"""Boards on which something was written, act by act."""

import uuid
from typing import Any

from boards import log
from boards.models import Board
from boards.operations.wire import from_wire
from boards.shelf.taking_in import take_in
from tests.boards.way_in import a_board

SECRET = "Nobody outside may read this"


def done(board: Board, verb: str, **fields: Any) -> None:
    """Do one act on the board."""
    said = from_wire({"id": str(uuid.uuid4()), "verb": verb, **fields})
    assert take_in(board.id, [said]) == [None]


def writes(board: Board, verb: str, theme: str, words: str) -> None:
    base = log.board(board.id).seq
    done(board, verb, **{"theme": theme, "base": base, "at": 0, "remove": 0, "insert": words})


def a_full_board() -> Board:
    """A board with two ideas, an answer and a theme."""
    board = a_board(SECRET)
    done(board, "add_idea", text=SECRET)
    done(board, "add_idea", text="Chairs in the corridor")
    first, second = log.board(board.id).ideas
    done(board, "echo_idea", idea=first, text=SECRET)
    done(board, "gather", ideas=[first, second])
    return board
