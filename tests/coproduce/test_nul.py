"""A NUL, which no keyboard has and PostgreSQL cannot keep: nothing stumbles over it."""

import pytest
from django.test import Client

from boards.models import Board, Place
from tests.boards.way_in import a_board, only_seat, seated_at, words_of

pytestmark = pytest.mark.django_db

ADDRESSES = ["j/%s/", "s/%s/", "b/%s/", "b/%s/door/", "b/%s/shelves/", "p/%s/", "shelf/%s/"]
ADDRESSES += ["shelves/%s/", "shelves/%s/boards/%s/", "nowhere/%s/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_with_one_leads_where_any_made_up_one_does(address: str) -> None:
    with_one, other = (
        Client().get("/" + address.replace("%s", made_up)) for made_up in ("x%00", "xy")
    )
    assert with_one.status_code == other.status_code < 500
    assert with_one.headers.get("Location") == other.headers.get("Location")


def test_a_code_is_what_is_left_without_it() -> None:
    board = a_board()
    assert "Type the code" in words_of(Client().post("/join/", {"code": "\0"}))
    assert "No door opens" in words_of(Client().post("/join/", {"code": "\0ABCD"}))
    assert Client().post("/join/", {"code": f"\0{board.code}"}).status_code == 302


def test_words_in_forms_are_kept_without_it() -> None:
    browser = Client()
    browser.post("/start/", {"title": "Waiting\0well"})
    board = Board.objects.get()
    assert board.title == "Waiting well"
    said = {"name": "A\0da", "brings": "\0", "group": "Nurses\0"}
    assert browser.post(f"/b/{board.id}/seat/", said).status_code == 200
    assert (only_seat(board).name, only_seat(board).group) == ("A da", "Nurses")


def test_what_a_team_says_of_a_board_is_kept_without_it() -> None:
    board = a_board()
    browser = seated_at(board)
    put = browser.post(f"/b/{board.id}/shelves/", {"name": "Ours\0"}).headers["Location"]
    browser.post(put, {"name": "\0Wait", "about": "A\0\nB", "tags": "x\0, y"})
    place = Place.objects.get()
    assert (place.name, place.about, place.tags) == ("Wait", "A\nB", ["x", "y"])
    shelf = place.shelf_id
    assert browser.post(f"/shelves/{shelf}/boards/", {"board": "\0"}).status_code == 403
    assert browser.get("/search/", {"q": "wait\0ing", "page": "\0"}).status_code == 200
