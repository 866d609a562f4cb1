"""The sheet in which somebody makes a seat for who has no phone, and says whether they are here."""

import pytest
from django.test import Client

from boards import door
from boards.door import instead
from boards.models import Board, Seat, cards_of
from tests.boards.way_in import a_board, seated_at, words_of

pytestmark = pytest.mark.django_db


def made(board: Board, name: str = "Rose") -> Seat:
    answer = seated_at(board, "Ada").post(f"/b/{board.id}/seats/", {"name": name})
    assert answer.status_code == 200
    return board.seats.get(without_phone=True)


def test_a_seat_is_made_with_a_name_a_number_and_no_key() -> None:
    board = a_board()
    rose = made(board, "  Rose\n of  Ward 3 ")
    assert (rose.name, rose.number, rose.keys.count()) == ("Rose of Ward 3", 2, 0)
    card = cards_of(board.id)[rose.id]
    assert card.without_phone
    assert card.here == pytest.approx(card.came, abs=5_000)
    assert not cards_of(board.id)[board.seats.get(name="Ada").id].without_phone


def test_the_sheet_offers_it_to_every_seat_with_her_name() -> None:
    board = a_board()
    rose = made(board, "<b>Rose</b>")
    told = seated_at(board).get(f"/b/{board.id}/seat/")
    assert "Write for <b>Rose</b>" in words_of(told)
    assert "<b>Rose</b>" not in told.content.decode()
    answer = seated_at(board).post(f"/b/{board.id}/seats/", {"seat": rose.id, "act": "left"})
    assert "has left. Their words stay." in words_of(answer)
    assert cards_of(board.id)[rose.id].here == 0
    seated_at(board).post(f"/b/{board.id}/seats/", {"seat": rose.id, "act": "write"})
    assert cards_of(board.id)[rose.id].here > 0


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Give them a name first."),
        ({"name": " \n "}, "Give them a name first."),
        ({"name": "R" * 61}, "That is 1 letter too long. 60 is the most."),
        ({"seat": "nobody"}, "There is no such seat here"),
    ],
)
def test_it_refuses_with_a_reason(given: dict[str, str], words: str) -> None:
    board = a_board()
    answer = seated_at(board).post(f"/b/{board.id}/seats/", given)
    assert answer.status_code == 422
    assert words in words_of(answer)
    assert not board.seats.filter(without_phone=True).exists()


def test_nobody_marks_a_seat_of_somebody_who_is_here_or_of_another_board() -> None:
    board, other = a_board(), a_board("Another")
    browser, ben = seated_at(board), board.seats.get()
    elsewhere = made(other)
    for seat in (ben.id, elsewhere.id):
        given = {"seat": seat, "act": "left"}
        assert browser.post(f"/b/{board.id}/seats/", given).status_code == 422
    assert Seat.objects.get(pk=elsewhere.id).here_at is not None


def test_there_is_an_end_to_them_so_that_everyone_can_still_come_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(instead, "MOST", 1)
    board = a_board()
    made(board)
    answer = seated_at(board).post(f"/b/{board.id}/seats/", {"name": "Joan"})
    assert answer.status_code == 422
    assert "too many" in words_of(answer)


def test_no_cookie_opens_it() -> None:
    board = a_board()
    rose = made(board)
    for value in ("", rose.id, str(rose.number)):
        browser = Client()
        browser.cookies[door.cookie_name(board.id)] = value
        assert browser.get(f"/b/{board.id}/").status_code == 403
