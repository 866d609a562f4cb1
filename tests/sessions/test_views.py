"""The workshop's pages of a board: nobody reads them without a seat, and no browser keeps them."""

import pytest
from django.test import Client
from django.urls import reverse

from sessions.urls import of_a_board, urlpatterns
from tests.boards.way_in import a_board, seated_at

pytestmark = pytest.mark.django_db

NAMES = [address.name for address in of_a_board]


def test_every_address_of_a_board_is_tried() -> None:
    assert [one for one in urlpatterns if "<str:board>" in str(one.pattern)] == of_a_board


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_read_without_a_seat(name: str) -> None:
    board = a_board("Waiting well")
    for browser in (Client(), seated_at(a_board("Another"))):
        answer = browser.get(reverse(f"workshops:{name}", args=[board.id]))
        assert answer.status_code == 403
        assert "Waiting well" not in answer.content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_it_is_read_with_a_seat_and_kept_by_no_browser(name: str) -> None:
    board = a_board("Waiting well")
    answer = seated_at(board).get(reverse(f"workshops:{name}", args=[board.id]))
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("name", NAMES)
def test_it_is_only_read(name: str) -> None:
    board = a_board("Waiting well")
    answer = seated_at(board).post(reverse(f"workshops:{name}", args=[board.id]))
    assert answer.status_code in (403, 405)
