"""Published copies: as the board stood, without names, inert, taken back and put back."""

import re

import pytest
from django.db.models import F
from django.test import Client

from boards import door, log
from boards.models import ANYONE, SEATS, SHELF, Board, PublishedCopy
from boards.shelf import copies
from boards.shelf.declined import Declined
from tests.boards.live.test_markup import Reader
from tests.boards.shelf.team import does, kept_for, writes
from tests.boards.way_in import a_board, seated_at, words_of
from tests.faults.hostile import MARKUP

pytestmark = pytest.mark.django_db


def a_room(title: str = "Waiting well", texts: tuple[str, ...] = ("Tea", "Chairs")) -> Board:
    """A board kept for anyone, where Ada and three others wrote, gathered and took stances."""
    board = a_board(title)
    for name in ("Ada Byron", "Ben", "Cora", "Dev"):
        assert door.sit(board, door.new_secret(), name=name, brings=f"{name} brings numbers")
    board.seats.update(group="The nurses of ward 4")
    kept_for(board, ANYONE)
    ada, ben = seats_of(board)[:2]
    for text in texts:
        does(board, ada, "add_idea", text=text)
        idea = list(log.board(board.id).ideas)[-1]
        does(board, ben, "echo_idea", idea=idea, text=text)
    does(board, ada, "gather", ideas=list(log.board(board.id).ideas)[:2])
    theme = next(iter(log.board(board.id).themes))
    writes(board, ben, "name_theme", texts[0], theme=theme)
    writes(board, ben, "write_statement", texts[-1], theme=theme)
    for seat in seats_of(board):
        does(board, seat, "take_stance", theme=theme, stance="agree", why=texts[0])
    return board


def seats_of(board: Board) -> list[str]:
    return list(board.seats.order_by("number").values_list("pk", flat=True))


def published(board: Board) -> PublishedCopy:
    return copies.publish(board, log.board(board.id).seq)


def page_of(copy: PublishedCopy, status: int = 200) -> str:
    answer = Client().get(f"/p/{copy.link}/")
    assert answer.status_code == status
    return str(answer.content.decode())


# Making one.


def test_any_seat_publishes_a_copy_and_whoever_has_its_link_reads_it() -> None:
    board = a_room()
    browser = seated_at(board)
    answer = browser.post(f"/b/{board.id}/copies/")
    assert answer.headers["Location"] == f"/b/{board.id}/copies/"
    copy = board.copies.get()
    assert (
        f"http://testserver/p/{copy.link}/"
        in browser.get(f"/b/{board.id}/copies/").content.decode()
    )
    answer = Client().get(f"/p/{copy.link}/")
    for words in ("Waiting well", "Tea", "Chairs", "4 agree", "A copy of a board"):
        assert words in words_of(answer)
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex">' in answer.content.decode()
    assert not answer.cookies


@pytest.mark.parametrize("whom", [SEATS, SHELF])
def test_it_refuses_until_the_room_has_agreed(whom: str) -> None:
    board = a_room()
    kept_for(board, whom)
    browser = seated_at(board)
    page = words_of(browser.get(f"/b/{board.id}/copies/"))
    assert "The room has not agreed to share this board" in page
    answer = browser.post(f"/b/{board.id}/copies/")
    assert answer.status_code == 409
    assert 'data-code="not_agreed"' in answer.content.decode()
    assert not board.copies.exists()


def test_a_second_press_makes_no_second_copy() -> None:
    board = a_room()
    assert published(board) == published(board)
    does(board, seats_of(board)[0], "add_idea", text="Later")
    assert published(board).seq > board.copies.order_by("seq")[0].seq


def test_it_refuses_too_many_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "COPIES", 1)
    board = a_room()
    published(board)
    does(board, seats_of(board)[0], "add_idea", text="Later")
    answer = seated_at(board).post(f"/b/{board.id}/copies/")
    assert answer.status_code == 409
    assert 'data-code="too_many_copies"' in answer.content.decode()


def test_it_refuses_everything_without_a_seat_and_from_another_page() -> None:
    board = a_room()
    copy = published(board)
    acts = [f"/b/{board.id}/copies/", f"/b/{board.id}/copies/{copy.pk}/take_back/"]
    other = a_room("Another")
    for path in acts:
        assert Client().post(path).status_code == 403
        assert seated_at(other).post(path).status_code == 403
        checked = seated_at(board, browser=Client(enforce_csrf_checks=True))
        assert checked.post(path).status_code == 403
    answer = seated_at(other).post(f"/b/{other.id}/copies/{copy.pk}/take_back/")
    assert answer.status_code == 404  # a seat at one board has no say over another's copies
    answer = seated_at(board).post(f"/b/{board.id}/copies/{copy.pk}/delete/")
    assert answer.status_code == 404
    copy.refresh_from_db()
    assert copy.taken_back is None
    assert board.copies.count() == 1


# What it shows.


def test_it_shows_the_board_as_it_stood() -> None:
    board = a_room()
    copy = published(board)
    ada = seats_of(board)[0]
    does(board, ada, "add_idea", text="Came later")
    does(board, ada, "set_aside", idea=next(iter(log.board(board.id).ideas)))
    page = page_of(copy)
    assert "Came later" not in page
    assert "Tea" in page
    assert "set aside" not in page
    later = page_of(published(board))
    assert "Came later" in later
    assert "1 idea that was set aside is not shown." in later


def test_nobodys_name_is_on_it_nor_anything_that_tells_two_people_apart() -> None:
    board = a_room()
    page = page_of(published(board))
    cards = [*board.seats.values_list("name", flat=True), *seats_of(board)]
    for secret in (*cards, "brings numbers", "ward 4", board.link, board.code, board.id):
        assert secret not in page
    main = page[page.index("<main") : page.index("</main>")]
    assert "<svg" not in main
    assert not re.search(r'data-seat="[^"]', main)
    assert "unsigned" not in main


def test_names_stand_on_it_where_the_room_keeps_them_and_nothing_else_of_a_seat() -> None:
    board = a_room()
    does(board, seats_of(board)[2], "add_idea", text="Not mine to sign", unsigned=True)
    board.keep_names = True
    board.save()
    page = page_of(published(board))
    assert "Ada Byron" in page
    assert "Cora" not in page
    for secret in (*seats_of(board), "brings numbers"):
        assert secret not in page


def test_how_many_have_spoken_is_counted_as_on_the_board() -> None:
    board = a_board()
    kept_for(board, ANYONE)
    browsers = [seated_at(board, name) for name in ("A", "B", "C", "D", "E", "F")]
    assert browsers
    board.seats.update(here_at=F("made"))
    seats = seats_of(board)
    for text in ("Tea", "Chairs"):
        does(board, seats[0], "add_idea", text=text)
    does(board, seats[0], "gather", ideas=list(log.board(board.id).ideas))
    theme = next(iter(log.board(board.id).themes))
    for seat in seats[:3]:
        does(board, seat, "take_stance", theme=theme, stance="agree")
    page = page_of(published(board))
    assert "3 have spoken, 4 is enough" in page
    assert "Common ground" not in page


def test_nothing_on_it_can_be_pressed_and_it_needs_no_script() -> None:
    page = page_of(published(a_room()))
    assert not re.search(r"<(button|form|input|textarea|script)\b", page)
    assert "data-socket" not in page
    assert not re.search(r'class="idea-more" hidden', page)


def test_markup_on_the_board_stays_words() -> None:
    plain = Reader(page_of(published(a_room("Plain", ("A cup of tea", "Chairs") * 7))))
    hostile = Reader(page_of(published(a_room(MARKUP[0], tuple(MARKUP)))))
    assert hostile.elements == plain.elements
    said = "".join(hostile.words)
    for text in MARKUP:
        assert text in said


# Taken back.


def test_any_seat_takes_a_copy_back_and_any_seat_puts_it_back() -> None:
    board = a_room()
    copy = published(board)
    ada, ben = seated_at(board), seated_at(board)
    ada.post(f"/b/{board.id}/copies/{copy.pk}/take_back/")
    page = page_of(copy, status=410)
    assert "This copy was taken back" in page
    assert "Waiting well" not in page
    assert "Taken back on" in words_of(ben.get(f"/b/{board.id}/copies/"))
    ben.post(f"/b/{board.id}/copies/{copy.pk}/put_back/")
    assert "Tea" in page_of(copy)


def test_no_copy_opens_once_the_room_keeps_the_board_for_fewer() -> None:
    board = a_room()
    copy = published(board)
    kept_for(board, SHELF)
    assert "Waiting well" not in page_of(copy, status=410)
    copies.take_back(copy)
    copy.refresh_from_db()
    with pytest.raises(Declined):
        copies.put_back(PublishedCopy.objects.get(pk=copy.pk))
    answer = seated_at(board).post(f"/b/{board.id}/copies/{copy.pk}/put_back/")
    assert answer.status_code == 409
    kept_for(board, ANYONE)
    assert page_of(copy, status=410)


def test_a_wrong_link_tells_nothing() -> None:
    a_room()
    answer = Client().get("/p/nothing-here/")
    assert answer.status_code == 403
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "Waiting well" not in answer.content.decode()
