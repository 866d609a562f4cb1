"""Boards on a shelf: put there, named, tagged, archived, taken off, put back, read, sat at."""

import pytest
from django.db import IntegrityError
from django.test import Client

from boards import door, log
from boards.models import ANYONE, SEATS, SHELF, Board, Place, Shelf
from boards.shelf import labels, places
from tests.boards.shelf.team import a_shelf, does, holding, kept_for
from tests.boards.way_in import a_board, seated_at, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf() -> Shelf:
    return a_shelf()


@pytest.fixture
def board(shelf: Shelf) -> Board:
    """A board with Ada, who wrote on it, standing on the shelf."""
    board = a_board("Waiting well")
    seated_at(board, "Ada")
    does(board, board.seats.get().id, "add_idea", text="Chairs in the corridor")
    places.put_on(shelf, board)
    return board


def where(shelf: Shelf, board: Board) -> str:
    return f"/shelves/{shelf.id}/boards/{board.id}/"


# Putting a board on a shelf.


def test_somebody_at_a_board_puts_it_on_a_shelf_they_hold(shelf: Shelf) -> None:
    board = a_board("Waiting well")
    browser = holding(shelf, seated_at(board))
    assert "Ward 4 Put it here" in words_of(browser.get(f"/b/{board.id}/shelves/"))
    answer = browser.post(f"/b/{board.id}/shelves/", {"shelf": shelf.id})
    assert answer.headers["Location"] == f"{where(shelf, board)}words/"
    assert "Ward 4 It stands here" in words_of(browser.get(f"/b/{board.id}/shelves/"))
    assert "Waiting well" in words_of(holding(shelf).get(f"/shelves/{shelf.id}/"))


def test_a_shelf_finds_the_words_of_its_boards_for_whoever_holds_it(
    shelf: Shelf, board: Board
) -> None:
    noor, bare, box = holding(shelf), a_shelf("Nothing here"), 'action="/search/"'
    assert box in noor.get(f"/shelves/{shelf.id}/").content.decode()
    assert box not in holding(bare).get(f"/shelves/{bare.id}/").content.decode()
    found = noor.get("/search/?q=chairs").content.decode()
    assert f'href="{where(shelf, board)}#idea-' in found
    kept_for(board, SEATS)
    assert "corridor" not in noor.get("/search/?q=chairs").content.decode()


def test_or_on_a_new_one() -> None:
    board = a_board()
    browser = seated_at(board)
    browser.post(f"/b/{board.id}/shelves/", {"name": "Our team"})
    assert Shelf.objects.get().places.get().board == board
    assert "Our team" in words_of(browser.get("/"))
    assert browser.post(f"/b/{board.id}/shelves/", {"name": ""}).status_code == 422
    assert Shelf.objects.count() == 1


def test_from_the_shelf_one_chooses_among_ones_own_boards(shelf: Shelf, board: Board) -> None:
    mine, theirs, closed = a_board("Mine"), a_board("Theirs"), a_board("For its seats")
    kept_for(closed, SEATS)
    browser = holding(shelf, seated_at(closed, browser=seated_at(mine, browser=seated_at(board))))
    page = browser.get(f"/shelves/{shelf.id}/").content.decode()
    assert f'<option value="{mine.id}">Mine</option>' in page
    assert page.count("<option") == 1
    browser.post(f"/shelves/{shelf.id}/boards/", {"board": mine.id})
    assert browser.post(f"/shelves/{shelf.id}/boards/", {"board": theirs.id}).status_code == 403
    on = set(shelf.places.values_list("board", flat=True))
    assert on == {board.id, mine.id}


def test_a_board_stands_on_several_shelves_and_each_has_its_own_words(
    shelf: Shelf, board: Board
) -> None:
    other = a_shelf("Day clinic")
    places.put_on(other, board)
    holding(shelf).post(f"{where(shelf, board)}words/", {"name": "Round one", "tags": "winter"})
    assert "Round one" in words_of(holding(shelf).get(f"/shelves/{shelf.id}/"))
    page = words_of(holding(other).get(f"/shelves/{other.id}/"))
    assert "Waiting well" in page
    assert "Round one" not in page
    seated = seated_at(board)
    assert "It stands on 2 shelves that you do not hold" in words_of(
        seated.get(f"/b/{board.id}/shelves/")
    )


def test_putting_it_there_twice_is_once(shelf: Shelf, board: Board) -> None:
    assert places.put_on(shelf, board) == shelf.places.get()
    with pytest.raises(IntegrityError):
        Place.objects.create(shelf=shelf, board=board)


def test_it_refuses_a_board_that_is_kept_for_its_seats(shelf: Shelf) -> None:
    board = a_board()
    kept_for(board, SEATS)
    browser = holding(shelf, seated_at(board))
    asked = [
        browser.post(f"/b/{board.id}/shelves/", {"shelf": shelf.id}),
        browser.post(f"/b/{board.id}/shelves/", {"name": "New"}),
        browser.post(f"/shelves/{shelf.id}/boards/", {"board": board.id}),
    ]
    for answer in asked:
        assert answer.status_code == 409
        assert "kept for those who have a seat" in words_of(answer)
        assert 'data-code="for_seats"' in answer.content.decode()
    assert not Place.objects.exists()
    assert Shelf.objects.count() == 1


def test_it_refuses_a_shelf_that_one_does_not_hold(shelf: Shelf) -> None:
    board = a_board()
    answer = seated_at(board).post(f"/b/{board.id}/shelves/", {"shelf": shelf.id})
    assert answer.status_code == 403
    assert "Ward 4" not in words_of(answer)
    assert not Place.objects.exists()


def test_it_refuses_one_board_more_than_a_shelf_holds(
    shelf: Shelf, board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "BOARDS", 1)
    other = a_board()
    browser = holding(shelf, seated_at(other))
    answer = browser.post(f"/shelves/{shelf.id}/boards/", {"board": other.id})
    assert answer.status_code == 409
    assert "This shelf is full" in words_of(answer)
    browser.post(f"{where(shelf, board)}take_off/")
    assert browser.post(f"/shelves/{shelf.id}/boards/", {"board": other.id}).status_code == 302
    answer = browser.post(f"{where(shelf, board)}put_back/")
    assert answer.status_code == 409
    assert 'data-code="shelf_full"' in answer.content.decode()


# A board that the room keeps for its seats, later.


def test_a_board_kept_for_its_seats_vanishes_from_every_shelf(shelf: Shelf, board: Board) -> None:
    browser, off = holding(shelf), a_board("Taken off")
    places.take_off(places.put_on(shelf, off))
    for one in (board, off):
        kept_for(one, SEATS)
    page = words_of(browser.get(f"/shelves/{shelf.id}/?of={board.id}"))
    assert "Waiting well" not in page
    assert "taken off" not in page.lower()
    for path in ("", "words/", "standing/"):
        assert browser.get(f"{where(shelf, board)}{path}").status_code == 403
    assert browser.post(f"{where(shelf, board)}seat/").status_code == 403
    for whom in (SHELF, ANYONE):
        kept_for(board, whom)
        assert "Waiting well" in words_of(browser.get(f"/shelves/{shelf.id}/"))


# What the team says of it.


def test_the_team_names_it_says_what_it_is_about_and_tags_it(shelf: Shelf, board: Board) -> None:
    browser = holding(shelf)
    said = {"name": " Round  one ", "about": "First\r\n\r\n\r\n\r\nthen\u0007", "tags": "Winter, x"}
    answer = browser.post(f"{where(shelf, board)}words/", said)
    assert answer.headers["Location"] == f"/shelves/{shelf.id}/#place-{board.id}"
    place = shelf.places.get()
    assert (place.name, place.about, place.tags) == ("Round one", "First\n\nthen", ["Winter", "x"])
    page = words_of(holding(shelf).get(f"/shelves/{shelf.id}/"))
    assert "Round one" in page
    assert "Waiting well" in page
    assert board.title == log.board(board.id).title == "Waiting well"


def test_tags_are_told_apart_by_commas_once_each_as_the_shelf_spells_them() -> None:
    assert labels.tags_of(" #Winter, winter ,, ward  4;x\ny", ["WARD 4"]) == [
        *("Winter", "WARD 4", "x", "y")
    ]
    assert labels.tags_of(" , #,") == []


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("name", "x" * 201, "1 letter too long"),
        ("about", "x" * 1002, "2 letters too long"),
        ("tags", ",".join("abcdefghi"), "Take 8 tags at most"),
        ("tags", "x" * 31, "A tag has 30 letters at most"),
    ],
)
def test_it_refuses_words_that_do_not_fit_and_keeps_what_was_typed(
    shelf: Shelf, board: Board, field: str, typed: str, told: str
) -> None:
    browser = holding(shelf)
    fits = {"name": "A", "about": "B", "tags": "c"}
    answer = browser.post(f"{where(shelf, board)}words/", {**fits, field: typed})
    assert answer.status_code == 422
    assert told in words_of(answer)
    assert typed.replace(",", ", ") in answer.content.decode()
    place = shelf.places.get()
    assert (place.name, place.about, place.tags) == ("", "", [])


def test_boards_are_found_by_tag(shelf: Shelf, board: Board) -> None:
    other = a_board("Leaving hospital")
    places.describe(places.put_on(shelf, other), tags=["winter & spring"])
    places.describe(shelf.places.get(board=board), tags=["summer"])
    browser = holding(shelf)
    page = browser.get(f"/shelves/{shelf.id}/").content.decode()
    assert 'href="?tag=winter%20%26%20spring"' in page
    page = words_of(browser.get(f"/shelves/{shelf.id}/?tag=winter%20%26%20spring"))
    assert "Leaving hospital" in page
    assert "Waiting well" not in page
    assert "None." in words_of(browser.get(f"/shelves/{shelf.id}/?tag=autumn"))


def test_markup_in_what_a_team_writes_stays_words(shelf: Shelf, board: Board) -> None:
    evil = "<script>1</script><b hx-get='/x'>"
    browser = holding(shelf)
    browser.post(f"/shelves/{shelf.id}/name/", {"name": evil})
    browser.post(
        f"{where(shelf, board)}words/", {"name": evil, "about": evil, "tags": "<img src=x"}
    )
    for path in (f"/shelves/{shelf.id}/", f"{where(shelf, board)}words/", where(shelf, board), "/"):
        page = browser.get(path).content.decode()
        assert "&lt;script&gt;" in page
        assert "<script>1" not in page
        assert "<b hx" not in page
        assert "<img" not in page


# Archived, taken off, put back.


def test_an_archived_board_lies_apart_and_is_still_read(shelf: Shelf, board: Board) -> None:
    browser = holding(shelf)
    answer = browser.post(f"{where(shelf, board)}archive/")
    page = words_of(browser.get(answer.headers["Location"]))
    assert "“Waiting well” is archived. Put it back" in page
    page = words_of(browser.get(f"/shelves/{shelf.id}/"))
    assert "Waiting well" not in page
    assert "1 archived board" in page
    assert "Waiting well" in words_of(browser.get(f"/shelves/{shelf.id}/?archived"))
    assert "Chairs in the corridor" in words_of(browser.get(where(shelf, board)))
    browser.post(f"{where(shelf, board)}put_back/")
    assert "Waiting well" in words_of(browser.get(f"/shelves/{shelf.id}/"))


def test_what_one_took_off_another_puts_back_with_all_that_was_said_of_it(
    shelf: Shelf, board: Board
) -> None:
    places.describe(shelf.places.get(), name="Round one", about="For us", tags=["winter"])
    ada, ben = holding(shelf), holding(shelf)
    answer = ada.post(f"{where(shelf, board)}take_off/")
    assert "“Round one” was taken off the shelf" in words_of(ada.get(answer.headers["Location"]))
    assert ben.get(where(shelf, board)).status_code == 403
    assert "1 board was taken off" in words_of(ben.get(f"/shelves/{shelf.id}/"))
    ben.post(f"{where(shelf, board)}put_back/")
    place = shelf.places.get()
    assert (place.name, place.about, place.tags) == ("Round one", "For us", ["winter"])
    assert ben.get(where(shelf, board)).status_code == 200
    assert Board.objects.filter(pk=board.pk).exists()


def test_it_refuses_an_act_that_a_shelf_does_not_know(shelf: Shelf, board: Board) -> None:
    assert holding(shelf).post(f"{where(shelf, board)}delete/").status_code == 404
    assert shelf.places.exists()


def test_an_act_on_a_board_that_does_not_stand_there_does_nothing(shelf: Shelf) -> None:
    board = a_board("Elsewhere")
    browser = holding(shelf)
    for act in ("archive", "take_off", "put_back"):
        answer = browser.post(f"{where(shelf, board)}{act}/")
        assert "Elsewhere" not in words_of(browser.get(answer.headers["Location"]))
    assert not Place.objects.exists()


# Reading it, and taking a seat.


def test_who_has_a_seat_goes_in_and_who_has_none_reads_it_without_names(
    shelf: Shelf, board: Board
) -> None:
    board.keep_names = True  # agreed for copies; a shelf shows none in any case
    board.save()
    answer = holding(shelf, seated_at(board)).get(where(shelf, board))
    assert answer.headers["Location"] == f"/b/{board.id}/"
    page = holding(shelf).get(where(shelf, board))
    assert "Chairs in the corridor" in words_of(page)
    assert "Take a seat" in words_of(page)
    assert "Ada" not in page.content.decode()
    assert board.link not in page.content.decode()
    assert board.seats.count() == 2


def test_from_the_shelf_one_comes_to_the_door_as_by_the_link(shelf: Shelf, board: Board) -> None:
    browser = holding(shelf)
    answer = browser.post(f"{where(shelf, board)}seat/")
    assert answer.headers["Location"] == f"/b/{board.id}/door/"
    assert "What should we call you?" in words_of(browser.get(f"/b/{board.id}/door/"))
    answer = browser.post(f"/b/{board.id}/door/", {"name": "Rose"})
    assert answer.headers["Location"] == f"/b/{board.id}/"
    assert board.seats.filter(name="Rose").exists()
    assert "You have a seat" in words_of(browser.get(f"/shelves/{shelf.id}/"))


def test_a_closed_door_stays_closed(shelf: Shelf, board: Board) -> None:
    browser = holding(shelf)
    waiting = holding(shelf)
    waiting.post(f"{where(shelf, board)}seat/")
    door.set_door(board, is_open=False)
    page = browser.get(where(shelf, board))
    assert "Take a seat" not in words_of(page)
    answer = browser.post(f"{where(shelf, board)}seat/")
    assert answer.status_code == 403
    assert "The door of this board is closed" in words_of(answer)
    assert "Chairs in the corridor" in words_of(answer)
    assert waiting.get(f"/b/{board.id}/door/").status_code == 403


def test_reading_a_board_gives_no_seat_and_no_way_to_its_pages(shelf: Shelf, board: Board) -> None:
    browser = holding(shelf)
    assert not browser.get(where(shelf, board)).cookies.get(f"seat-{board.id}")
    for path in ("", "export.json", "projector/", "copies/", "shelves/", "standing/"):
        assert browser.get(f"/b/{board.id}/{path}").status_code == 403
        assert Client().get(f"/b/{board.id}/{path}").status_code == 403
