"""The pages of a board's past. That they need a seat is tried with all others in `test_views`."""

import json
import uuid

import pytest
from django.urls import reverse

from boards import log
from boards.models import Board
from boards.operations.wire import from_wire
from boards.shelf.taking_in import take_in
from tests.boards.way_in import a_board, seated_at, words_of

pytestmark = pytest.mark.django_db


def a_board_with_ideas() -> str:
    board = a_board("Waiting well")
    for text in ("Chairs in the corridor", "Tea at night"):
        said = from_wire({"id": str(uuid.uuid4()), "verb": "add_idea", "text": text})
        assert take_in(board.id, [said]) == [None]
    return board.id


def test_history_shows_the_last_moment_or_the_one_that_is_asked_for() -> None:
    board = a_board_with_ideas()
    row = Board.objects.get(pk=board)
    browser, address = seated_at(row), reverse("past", args=[board])
    assert "Tea at night" in words_of(browser.get(address))
    earlier = words_of(browser.get(address, {"at": 1}))
    assert "Chairs in the corridor" in earlier
    assert "Tea at night" not in earlier
    assert "Idea 1 was written" in earlier
    replay = words_of(browser.get(reverse("replay", args=[board])))
    assert "Chairs" not in replay
    assert "The board was opened" in replay


def test_a_step_gives_what_differs_and_what_is_not_there_then() -> None:
    board = a_board_with_ideas()
    browser = seated_at(Board.objects.get(pk=board))
    second = list(log.board(board).ideas)[1]
    answer = browser.get(reverse("moment", args=[board]), {"since": 2, "to": 1})
    back = json.loads(answer.content)
    assert back["seq"] == 1
    assert back["gone"] == [f"idea-{second}"]
    assert "Chairs" not in back["html"]


@pytest.mark.parametrize(
    "asked",
    [
        *({}, {"since": 0}, {"since": 0, "to": 3}, {"since": 9, "to": 1}, {"since": "x", "to": 1}),
        *({"since": "-1", "to": 1}, {"since": "٣", "to": 1}, {"since": "1" * 40, "to": 1}),
    ],
)
def test_it_refuses_a_moment_that_is_none(asked: dict[str, str | int]) -> None:
    board = a_board_with_ideas()
    browser = seated_at(Board.objects.get(pk=board))
    answer = browser.get(reverse("moment", args=[board]), asked)
    assert answer.status_code == 400
    assert answer.content.decode() == "A moment of this board is a whole number from 0 to 2."
    for name in ("past", "replay"):
        assert browser.get(reverse(name, args=[board]), {"at": "3"}).status_code == 400


def test_history_is_only_read() -> None:
    board = a_board_with_ideas()
    browser = seated_at(Board.objects.get(pk=board))
    for name in ("past", "moment", "replay"):
        assert browser.post(reverse(name, args=[board])).status_code == 405
