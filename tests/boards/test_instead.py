"""The sheet in which somebody makes a seat for who has no phone, and says whether they are here."""

import re

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


# Another name, taken away and put back, a phone.


def posted(board: Board, **given: str) -> str:
    """What the sheet says once somebody at the board has sent this."""
    answer = seated_at(board).post(f"/b/{board.id}/seats/", given)
    assert answer.status_code == 200
    return words_of(answer)


def test_anyone_gives_it_another_name() -> None:
    board = a_board()
    rose = made(board, "Rsoe")
    told = posted(board, seat=rose.id, act="name", name=" Rose\n")
    assert "Kept. They are called Rose now." in told
    assert "Write for Rose" in told
    assert cards_of(board.id)[rose.id].name == "Rose"


@pytest.mark.parametrize(
    ("name", "words"),
    [(" ", "Give them a name first."), ("R" * 61, "That is 1 letter too long. 60 is the most.")],
)
def test_it_refuses_a_name_that_will_not_do(name: str, words: str) -> None:
    board = a_board()
    rose = made(board)
    given = {"seat": rose.id, "act": "name", "name": name}
    answer = seated_at(board).post(f"/b/{board.id}/seats/", given)
    assert answer.status_code == 422
    assert words in words_of(answer)
    assert answer.content.decode().count('id="instead-error"') == 1
    assert Seat.objects.get(pk=rose.id).name == "Rose"


def test_one_that_is_taken_away_can_be_put_back() -> None:
    board = a_board()
    rose = made(board)
    told = posted(board, seat=rose.id, act="left")
    assert "Write for Rose" not in told
    assert "Put Rose’s seat back" in told
    assert cards_of(board.id)[rose.id].here == 0
    told = posted(board, seat=rose.id, act="back")
    assert "Rose’s seat is back." in told
    assert "You write for Rose now." not in told
    assert "Write for Rose" in told
    assert cards_of(board.id)[rose.id].here > 0


def a_phone_for(board: Board, seat: Seat) -> str:
    """The link in the QR that somebody at the board is shown for it."""
    page = seated_at(board).get(f"/b/{board.id}/seats/{seat.id}/phone/")
    assert page.status_code == 200
    assert f"A phone for {seat.name}" in words_of(page)
    found = re.search(r"/s/[\w.-]+/", page.content.decode())
    assert found is not None
    return found[0]


def comes_in(link: str, board: Board) -> Client:
    phone = Client()
    phone.get(link)
    phone.post(f"/b/{board.id}/door/", {"only_here": "on"})
    return phone


def test_given_a_phone_it_is_a_seat_like_any_other() -> None:
    board = a_board()
    rose = made(board)
    link, later = a_phone_for(board, rose), a_phone_for(board, rose)
    asked = Client()
    asked.get(link)
    page = words_of(asked.get(f"/b/{board.id}/door/"))
    assert "Use Rose’s seat here" in page
    assert "the other screen leaves" not in page  # there is none
    phone = comes_in(link, board)
    assert 'data-seat="' + rose.id in phone.get(f"/b/{board.id}/").content.decode()
    assert not cards_of(board.id)[rose.id].without_phone
    # Nobody acts for her, calls her otherwise, takes her away or gives her seat away any more.
    other = seated_at(board)
    for act in ("write", "left", "back", "name"):
        given = {"seat": rose.id, "act": act, "name": "Nobody"}
        assert other.post(f"/b/{board.id}/seats/", given).status_code == 422
    assert other.get(f"/b/{board.id}/seats/{rose.id}/phone/").status_code == 404
    for used in (link, later):
        assert comes_in(used, board).get(f"/b/{board.id}/").status_code == 403
    assert phone.get(f"/b/{board.id}/").status_code == 200


def test_whoever_gave_it_keeps_their_own_seat() -> None:
    board = a_board()
    ada = seated_at(board, "Ada")
    ada.post(f"/b/{board.id}/seats/", {"name": "Rose"})
    rose = board.seats.get(without_phone=True)
    page = ada.get(f"/b/{board.id}/seats/{rose.id}/phone/").content.decode()
    link = re.search(r"/s/[\w.-]+/", page)
    assert link is not None
    comes_in(link[0], board)
    assert ada.get(f"/b/{board.id}/").status_code == 200


def test_a_link_for_it_ends_with_the_seat_of_whoever_gave_it() -> None:
    board = a_board()
    ada = seated_at(board, "Ada")
    ada.post(f"/b/{board.id}/seats/", {"name": "Rose"})
    rose = board.seats.get(without_phone=True)
    page = ada.get(f"/b/{board.id}/seats/{rose.id}/phone/").content.decode()
    link = re.search(r"/s/[\w.-]+/", page)
    assert link is not None
    ada.post(f"/b/{board.id}/leave/")
    assert comes_in(link[0], board).get(f"/b/{board.id}/").status_code == 403
    assert cards_of(board.id)[rose.id].without_phone


def test_nobody_is_given_the_seat_of_somebody_who_has_one_or_sits_elsewhere() -> None:
    board, other = a_board(), a_board("Another")
    browser, ben = seated_at(board), board.seats.get()
    for seat in (ben.id, made(other).id, "nobody"):
        assert browser.get(f"/b/{board.id}/seats/{seat}/phone/").status_code == 404
    elsewhere = made(board)
    assert Client().get(f"/b/{board.id}/seats/{elsewhere.id}/phone/").status_code == 403
