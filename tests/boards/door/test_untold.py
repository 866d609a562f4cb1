"""What the door tells nobody: which boards there are, and any secret."""

import logging

import pytest
from django.test import Client

from boards import door
from coproduce.discreet import Discreet
from tests.boards.way_in import (
    a_board,
    without_chance,
)

pytestmark = pytest.mark.django_db


def test_an_unknown_board_and_a_board_without_a_seat_answer_alike() -> None:
    board = a_board("Something private")
    pages = ["", "door/", "projector/", "export.json", "seat/", "invite/", "rights/"]
    for page in pages:
        here = Client().get(f"/b/{board.id}/{page}")
        nowhere = Client().get(f"/b/nosuchbord/{page}")
        assert (here.status_code, nowhere.status_code) == (403, 403)
        assert without_chance(here) == without_chance(nowhere)
        assert here.headers.items() >= {"Cache-Control": "private, no-store"}.items()


@pytest.mark.parametrize("address", ["/j/{0}/", "/s/{0}/"])
@pytest.mark.parametrize("verb", ["get", "post", "put"])
def test_a_secret_in_an_address_is_not_logged(
    address: str, verb: str, caplog: pytest.LogCaptureFixture
) -> None:
    board = a_board()
    door.set_door(board, is_open=False)
    with caplog.at_level(logging.DEBUG):
        getattr(Client(enforce_csrf_checks=True), verb)(address.format(board.link))
    logged = [record.getMessage() for record in caplog.records]
    assert not [line for line in logged if board.link in line]


def test_a_log_line_keeps_everything_but_the_secret() -> None:
    line = logging.LogRecord("n", logging.INFO, "f", 1, "%s: %s", ("Gone", "/j/abc-_1/x"), None)
    assert Discreet().filter(line)
    assert line.getMessage() == "Gone: /j/(hidden)/x"
