"""What becomes of what is waiting, and what is forgotten with it."""

import asyncio
import gc
import uuid
import weakref

import pytest

from boards import log
from boards.live import batch
from boards.live.seats import Connection
from boards.operations.ideas import AddIdea, SetAside
from boards.operations.state import advance
from tests.boards.live.at_a_hub import Line, Person, hub_of, quiet

pytestmark = pytest.mark.usefixtures("database", "impatient")


def test_a_batch_decides_in_order_and_knows_what_was_said_before(board: str) -> None:
    connection = Connection(Line(), "ada")
    start, twice = log.opened(board), str(uuid.uuid4())
    first = AddIdea(text="One", id=twice)
    waiting = [batch.Waiting(connection, one) for one in (first, first, AddIdea(text="", id="2"))]
    decided = batch.decide(start, waiting, known={"2"})
    assert [one.seq for one in decided.accepted] == [1]
    assert [one.operation.id for one in decided.repeated] == [twice, "2"]
    assert decided.board == advance(start, decided.accepted[0])


def test_what_is_refused_holds_nothing_in_a_circle(board: str) -> None:
    start, line = log.opened(board), Line()
    waiting = [batch.Waiting(Connection(line, "ada"), SetAside(idea="none", id="1"))]
    gc.disable()
    try:
        decided = batch.decide(start, waiting, known=())
        kept = weakref.ref(decided)
        del decided
        assert kept() is None
    finally:
        gc.enable()


async def test_a_hub_that_closes_is_forgotten_at_once(board: str) -> None:
    """Rubbish that goes round in circles is looked for only now and then: it may be a board."""
    hub = await hub_of(board)
    ada = Person(hub, "ada").hello()
    ada.does("add_idea", text="One")
    ada.does("set_aside", idea="none")
    ben = Person(hub, "ben").hello()
    await quiet(hub)
    hub.room.leave(ada.connection)
    hub.room.leave(ben.connection)
    await asyncio.sleep(0.2)  # until the room has been told
    kept = weakref.ref(hub)
    gc.disable()
    try:
        del hub, ada.hub, ben.hub
        assert kept() is None
    finally:
        gc.enable()
