"""A hub on its own, when something goes wrong: the log, an act, a drawing, the board."""

from typing import Any

import pytest
from django.db import OperationalError

from boards import log
from boards.live import frames
from boards.live.hubs import Hubs
from boards.models import Board
from boards.operations.base import Operation
from boards.operations.ideas import AddIdea
from boards.operations.state import Board as State
from tests.boards.live.at_a_hub import Person, hub_of, quiet, stored_elsewhere

pytestmark = pytest.mark.usefixtures("database", "impatient")


async def test_a_log_that_cannot_be_read_for_a_while_is_read_in_the_end(
    board: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub, entries, tries = await hub_of(board), log.entries, list[int]()
    ada = Person(hub, "ada").hello()
    await quiet(hub)
    await stored_elsewhere(board, AddIdea(text="From elsewhere"))

    def troubled(*given: Any, **named: Any) -> list[Operation]:
        tries.append(1)
        if len(tries) < 4:
            raise OperationalError("disk I/O error")
        return entries(*given, **named)

    monkeypatch.setattr(log, "entries", troubled)
    ada.does("add_idea", text="From here")
    ben = Person(hub, "ben").hello()
    await quiet(hub)
    assert [one["text"] for one in ada.line.entries.values()] == ["From elsewhere", "From here"]
    assert ben.line.entries == ada.line.entries
    assert len(tries) >= 4


async def test_a_mistake_in_one_act_refuses_that_act_alone(
    board: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    hub, apply = await hub_of(board), AddIdea.apply

    def mistaken(act: AddIdea, now: State) -> State:
        if act.text == "Boom":
            raise KeyError("a mistake of ours")
        return apply(act, now)

    monkeypatch.setattr(AddIdea, "apply", mistaken)
    ada, ben = Person(hub, "ada").hello(), Person(hub, "ben").hello()
    ada.does("add_idea", text="Before")
    ben.does("add_idea", text="Boom")
    ada.does("add_idea", text="After")
    await quiet(hub)
    assert [one["text"] for one in ben.line.entries.values()] == ["Before", "After"]
    assert ben.line.refusals == ["malformed"]
    assert not hub.broken
    assert "add_idea failed" in caplog.text


async def test_a_mistake_in_drawing_sends_everyone_to_a_hub_that_knows_the_log(
    board: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    hubs = Hubs()
    hub = await hubs.open(board)
    ada, ben = Person(hub, "ada").hello(), Person(hub, "ben").hello()
    await quiet(hub)
    with monkeypatch.context() as during:
        during.setattr(frames, "render", lambda *given: 1 / 0)
        kept = ada.does("add_idea", text="On disk before it was drawn")
        await quiet(hub)
    assert (ada.line.code, ben.line.code) == (4012, 4012)
    assert "is read afresh" in caplog.text
    again = await hubs.open(board)
    assert again is not hub
    assert again is await hubs.open(board)
    ada = Person(again, "ada").hello()
    ada.does("add_idea", id=kept, text="On disk before it was drawn")
    await quiet(again)
    assert [one["id"] for frame in ada.line.frames for one in frame["entries"]] == [kept, kept]
    assert again.board.seq == 1


async def test_a_board_that_is_gone_is_no_endless_loop(
    board: str, caplog: pytest.LogCaptureFixture
) -> None:
    hub = await hub_of(board)
    ada = Person(hub, "ada").hello()
    await log.read(lambda: Board.objects.filter(pk=board).delete())
    ada.does("add_idea", text="Into nothing")
    await quiet(hub)
    assert ada.line.code == 4012
