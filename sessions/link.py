"""A new link and code, once the room has agreed on it: made as the entry that says so is stored."""

from boards import door
from boards.models import Board
from boards.operations.base import Operation
from sessions.operations.carrying import CarryProposal
from sessions.operations.moving_on import RenewLink


def renew_as_agreed(board: str, stored: Operation) -> None:
    """Change the way in where this entry of a board's log says so: see `boards.log.follows`."""
    if not isinstance(stored, CarryProposal):
        return
    if any(isinstance(one, RenewLink) for one in stored.does):
        door.renew(Board.objects.get(pk=board))
