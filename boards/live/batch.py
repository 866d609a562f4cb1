"""What becomes of the operations that were waiting: put in order, stamped, applied or refused."""

import logging
from collections.abc import Container, Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from boards.live import clock
from boards.live.seats import Connection
from boards.live.tail import Logged, logged
from boards.models import short_id
from boards.operations.base import Operation, Refused, gettext_noop
from boards.operations.state import Board, advance

logger = logging.getLogger(__name__)


class Past(NamedTuple):
    """The board as it was, for what goes by that; and at which seq that was worked out last."""

    board: Board
    at: int


class Waiting(NamedTuple):
    """An operation on its way to the log, and who sent it; None: the room itself."""

    connection: Connection | None
    operation: Operation
    then: Past | None = None
    instead: tuple[str, str] | None = None  # the seat and hand for whom the sender does it


@dataclass
class Batch:
    """Operations in order, as they stand once they are stored."""

    board: Board  # after all that was accepted
    room: tuple[str, ...]  # the seats that are connected
    waiting: list[Waiting]  # as they came, in case it has to be done again
    accepted: list[Operation] = field(default_factory=list)
    logged: list[Logged] = field(default_factory=list)
    repeated: list[Waiting] = field(default_factory=list)
    refused: list[tuple[Waiting, Refused]] = field(default_factory=list)


def decide(
    board: Board, waiting: Iterable[Waiting], known: Container[str], room: tuple[str, ...] = ()
) -> Batch:
    """Apply what is waiting to `board`, in order; ids in `known` were done before.

    `room` are the seats that are connected.
    """
    batch = Batch(board, room, list(waiting))
    ids: set[str] = set()
    for one in batch.waiting:
        if one.operation.id in known or one.operation.id in ids:
            batch.repeated.append(one)
        elif _accept(batch, one):
            ids.add(one.operation.id)
    return batch


def _accept(batch: Batch, one: Waiting) -> bool:
    before = batch.board
    try:
        operation = _stamped(before, one, batch.room)
        after = advance(before, operation)
        entry = logged(before, operation, after)
    except Refused as refusal:
        # Without its traceback, which holds this very batch, and so the whole board, in a circle.
        batch.refused.append((one, refusal.with_traceback(None)))
        return False
    except Exception:  # a mistake of ours in one act must not take the others' acts with it
        logger.exception("%s failed", one.operation.verb)
        text = gettext_noop("This board cannot do that.")
        batch.refused.append((one, Refused("malformed", text)))
        return False
    batch.board = after
    batch.accepted.append(operation)
    batch.logged.append(entry)
    return True


def _stamped(board: Board, one: Waiting, room: tuple[str, ...]) -> Operation:
    """Stamp in who, when and which number, and then what the board decides."""
    by = one.connection
    seat, hand = one.instead or ((by.seat, by.hand) if by else (None, None))
    given = replace(one.operation, seq=board.seq + 1, seat=seat, hand=hand, when=clock.now())
    if one.then is not None and one.then.at != board.seq:  # the board has moved on meanwhile
        given = given.going_by(one.then.board, board)
    return given.among(room).stamped(board, short_id)
