"""Puts many acts on a board from outside a live one: a list of ideas that was kept elsewhere.

The acts go the way all acts go: stamped, applied, and stored in the log, where `UNIQUE(board,
seq)` decides who was first. So it works beside a running server, whose hub reads on.
"""

import time
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace

from boards import log
from boards.models import short_id
from boards.operations.base import Operation, Refused
from boards.operations.laying import TakeInList
from boards.operations.state import Board, advance, fold

AT_ONCE = 100  # acts in one commit


def take_in(board_id: str, operations: Sequence[Operation]) -> list[Refused | None]:
    """Do each operation that the board takes; return for each why it was refused, or None."""
    board, outcomes = log.board(board_id), list[Refused | None]()
    for start in range(0, len(operations), AT_ONCE):
        board, some = _stored(board_id, board, operations[start : start + AT_ONCE])
        outcomes += some
    return outcomes


def take_in_list(board_id: str, texts: Iterable[str], area: str | None = None) -> Refused | None:
    """Put a list of ideas on the board as one act of nobody: all of them, or none."""
    ideas = tuple({"text": one} for one in texts)
    (outcome,) = take_in(board_id, [TakeInList(id=str(uuid.uuid4()), area=area, ideas=ideas)])
    return outcome


def _stored(
    board_id: str, board: Board, operations: Sequence[Operation]
) -> tuple[Board, list[Refused | None]]:
    while True:
        after, accepted, outcomes = _applied(board, operations)
        batch = log.Batch(board_id, accepted, done=lambda outcome: None)
        if not accepted or log.store([batch]) == [None]:
            return after, outcomes
        # Somebody at the board was first: read on, and do the same on what it is now.
        board = fold(board, log.entries(board_id, since=board.seq))


def _applied(
    board: Board, operations: Sequence[Operation]
) -> tuple[Board, list[Operation], list[Refused | None]]:
    accepted, outcomes = list[Operation](), list[Refused | None]()
    for operation in operations:
        try:
            act = replace(operation, seq=board.seq + 1, when=time.time_ns() // 10**6)
            act = act.stamped(board, short_id)
            board = advance(board, act)
        except Refused as refusal:
            outcomes.append(refusal)
        else:
            accepted.append(act)
            outcomes.append(None)
    return board, accepted, outcomes
