"""A small fixed cast, and a board to act on without a server.

Ids are minted in order (`id1`, `id2`, ...), so that a test can be read.
"""

from dataclasses import replace
from itertools import count
from typing import TypeVar

from boards.operations.base import Operation
from boards.operations.state import Board, advance, opening

Act = TypeVar("Act", bound=Operation)

ADA, BEN, CORA = "ada", "ben", "cora"
AREAS = [
    {"id": "common-ground", "name": "Common ground", "question": "What helps?"},
    {"id": "agreements", "name": "How we want to be together", "question": ""},
]


class Room:
    """People round a board; what they do is stamped as the hub would."""

    def __init__(self) -> None:
        self.start = opening("Waiting well", AREAS)
        self.board: Board = self.start
        self.log: list[Operation] = []
        self._ids = count(1)

    def mint(self) -> str:
        return f"id{next(self._ids)}"

    def does(self, seat: str, act: Act) -> Act:
        """Let somebody act, or raise Refused; return the act as it was logged."""
        seq = self.board.seq + 1
        given = replace(act, id=f"op{seq}", seq=seq, seat=seat, hand=f"~{seat}", when=seq * 1000)
        stamped = given.stamped(self.board, self.mint)
        self.board = advance(self.board, stamped)
        self.log.append(stamped)
        return stamped

    def brings(self, act: Act) -> Act:
        """Let a file bring something, as an act of nobody."""
        seq = self.board.seq + 1
        given = replace(act, id=f"op{seq}", seq=seq, when=seq * 1000)
        stamped = given.stamped(self.board, self.mint)
        self.board = advance(self.board, stamped)
        self.log.append(stamped)
        return stamped


def board_after(*acts: Operation) -> Board:
    """The board after Ada did all this."""
    room = Room()
    for act in acts:
        room.does(ADA, act)
    return room.board
