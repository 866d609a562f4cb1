"""The link: to one question and then to the board, and nowhere else to be read."""

from datetime import timedelta

import pytest
from django.test import Client

from boards import door
from tests.boards.way_in import (
    a_board,
    at_the_door,
    came_in,
    cookie,
    numbers,
    only_seat,
    seated_at,
    words_of,
)

pytestmark = pytest.mark.django_db


def test_a_link_leads_to_one_question_and_then_to_the_board() -> None:
    board = a_board()
    browser = came_in(board, name=" Ada\tLovelace ", brings="nurse")
    seat = only_seat(board)
    assert (seat.number, seat.name, seat.brings) == (1, "Ada Lovelace", "nurse")
    assert browser.get(f"/b/{board.id}/").status_code == 200


def test_name_and_what_one_brings_may_be_left_empty() -> None:
    board = a_board()
    came_in(board)
    assert (only_seat(board).name, only_seat(board).brings) == ("", "")


def test_two_people_may_have_the_same_name() -> None:
    board = a_board()
    came_in(board, name="Ada")
    came_in(board, name="Ada")
    assert [seat.name for seat in board.seats.all()] == ["Ada", "Ada"]


@pytest.mark.parametrize("words", [{"name": "x" * 61}, {"brings": "x" * 121}])
def test_it_refuses_words_that_do_not_fit_and_keeps_what_was_typed(words: dict[str, str]) -> None:
    board = a_board()
    browser = at_the_door(board)
    answer = browser.post(f"/b/{board.id}/door/", {"name": "Ada", "brings": "nurse", **words})
    assert answer.status_code == 422
    assert "1 letter too long" in words_of(answer)
    assert next(iter(words.values())) in answer.content.decode()
    assert not board.seats.exists()


def test_the_link_is_in_no_address_no_referrer_and_no_page() -> None:
    board = a_board()
    browser = Client()
    answer = browser.get(f"/j/{board.link}/")
    assert board.link not in answer.headers["Location"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer.headers["Cache-Control"]
    assert board.link not in str(browser.cookies)
    assert board.link.encode() not in browser.get(f"/b/{board.id}/door/").content


def test_the_pass_is_out_of_reach_and_for_the_door_only() -> None:
    board = a_board()
    shown = cookie(at_the_door(board), f"pass-{board.id}")
    assert shown["httponly"]
    assert (shown["path"], shown["samesite"]) == (f"/b/{board.id}/door/", "Lax")
    assert shown["max-age"] == 1800


def test_the_pass_is_spent_when_one_sits_down() -> None:
    board = a_board()
    browser = came_in(board)
    assert cookie(browser, f"pass-{board.id}").value == ""


def test_whoever_has_a_seat_goes_straight_in() -> None:
    board = a_board()
    browser = seated_at(board)
    for address in (f"/j/{board.link}/", f"/b/{board.id}/door/"):
        assert browser.get(address).headers["Location"] == f"/b/{board.id}/"
    assert numbers(board) == [1]


@pytest.mark.parametrize("link", ["x", "x" * 22, "..", "%00", "x" * 500])
def test_it_refuses_a_link_that_leads_nowhere_and_clears_the_address(link: str) -> None:
    answer = Client().get(f"/j/{link}/")
    assert answer.headers["Location"] == "/closed/"
    assert Client().get("/closed/").status_code == 403


def test_pressing_twice_is_one_seat() -> None:
    board = a_board()
    browser = at_the_door(board)
    again = Client()
    again.cookies[f"pass-{board.id}"] = cookie(browser, f"pass-{board.id}").value
    for one in (browser, again):
        answer = one.post(f"/b/{board.id}/door/", {"name": "Ada"})
        assert answer.headers["Location"] == f"/b/{board.id}/"
        assert one.get(f"/b/{board.id}/").status_code == 200
    assert numbers(board) == [1]


def test_it_refuses_a_pass_for_another_board() -> None:
    board, other = a_board(), a_board("Another")
    browser = at_the_door(board)
    browser.cookies[f"pass-{other.id}"] = cookie(browser, f"pass-{board.id}").value
    assert browser.post(f"/b/{other.id}/door/", {}).status_code == 403
    assert not other.seats.exists()


def test_it_refuses_a_pass_that_was_tampered_with() -> None:
    board = a_board()
    browser = at_the_door(board)
    browser.cookies[f"pass-{board.id}"] = cookie(browser, f"pass-{board.id}").value[:-2] + "xx"
    assert browser.get(f"/b/{board.id}/door/").status_code == 403


def test_it_refuses_a_pass_that_is_half_an_hour_old(monkeypatch: pytest.MonkeyPatch) -> None:
    board = a_board()
    browser = at_the_door(board)
    monkeypatch.setattr(door, "PASS_LIFE", timedelta(seconds=-1))
    assert browser.post(f"/b/{board.id}/door/", {}).status_code == 403
