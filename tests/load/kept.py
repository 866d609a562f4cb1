"""Whether all that was acknowledged is kept: on disk once each, and in the export."""

from collections.abc import Sequence

from tests import databases
from tests.load.board_rooms import BoardRoom
from tests.load.served import Loaded


def lost(served: Loaded, rooms: Sequence[BoardRoom]) -> list[str]:
    """What the log on disk and the exports say otherwise than the seats have seen."""
    wrong = []
    for room in rooms:
        query = "SELECT op_id FROM boards_entry WHERE board_id = ? ORDER BY seq"
        kept = databases.rows(served.folder, served.environment, query, [room.id])
        if [id for (id,) in kept] != room.log:
            wrong.append(f"the log of {room.id} differs from what was acknowledged")
    for room in rooms:
        export = room.fetched(f"/b/{room.id}/export.json")
        wrong += [f"{room.id}: {what}" for what in room.mirror.differences(export)]
    return wrong
