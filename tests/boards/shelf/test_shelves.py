"""A shelf's link and cookie: all who hold it can do the same, and nobody else sees anything."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from boards import door
from boards.models import SEATS, Place, Shelf, ShelfKey
from boards.shelf import places, shelves
from boards.shelf.urls import of_a_board, of_a_shelf, urlpatterns
from coproduce.discreet import hidden
from tests.boards.shelf.team import a_shelf, holding, kept_for
from tests.boards.way_in import a_board, seated_at, without_chance, words_of

pytestmark = pytest.mark.django_db

SECRET = "Nobody outside may read this"
WRITTEN = ["rename", "renew", "leave", "put_on", "seat", "words", "act"]
READ = ["shelf", "invite", "board", "words", "standing_there"]


def address(name: str, shelf: str, board: str) -> str:
    pattern = str(next(one.pattern for one in of_a_shelf if one.name == name))
    given = {"shelf": shelf, "board": board, "act": "archive"}
    wanted = {key: value for key, value in given.items() if f"<str:{key}>" in pattern}
    return reverse(f"shelf:{name}", kwargs=wanted)


def test_every_address_is_tried() -> None:
    assert {one.name for one in of_a_shelf} == {*READ, *WRITTEN}
    named = [*of_a_shelf, *of_a_board]
    assert [one.name for one in urlpatterns if one not in named] == ["link", "start", "copy"]


# The link and the cookie.


def test_the_link_is_exchanged_at_once_for_a_cookie_and_never_shown() -> None:
    shelf, browser = a_shelf(), Client()
    answer = browser.get(f"/shelf/{shelf.link}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/shelves/{shelf.id}/")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    cookie = answer.cookies[f"shelf-{shelf.id}"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    page = browser.get(f"/shelves/{shelf.id}/")
    assert "Ward 4" in words_of(page)
    assert shelf.link not in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]


def test_the_database_keeps_no_cookie() -> None:
    shelf = a_shelf()
    browser = holding(shelf)
    secret = browser.cookies[f"shelf-{shelf.id}"].value
    kept = list(ShelfKey.objects.values_list("digest", flat=True))
    assert secret not in kept
    assert door.digest(secret) in kept


def test_a_second_visit_by_the_link_makes_no_second_key() -> None:
    shelf = a_shelf()
    browser = holding(shelf)
    before = shelf.keys.count()
    holding(shelf, browser)
    assert shelf.keys.count() == before


def test_a_link_holds_128_bits_and_the_log_never_says_it() -> None:
    shelf = a_shelf()
    assert len(shelf.link) == 22
    assert len({a_shelf().link for _ in range(5)}) == 5
    assert hidden(f"Not Found: /shelf/{shelf.link}/") == "Not Found: /shelf/(hidden)/"
    assert hidden("/p/abcdef/") == "/p/(hidden)/"


def test_a_wrong_link_and_an_old_one_answer_as_boards_links_do() -> None:
    shelf = a_shelf(SECRET)
    old = shelf.link
    holding(shelf).post(f"/shelves/{shelf.id}/link/")
    for link in (old, "x" * 22, "%F0%9F%8D%B5"):
        answer, of_board = Client().get(f"/shelf/{link}/"), Client().get(f"/j/{link}/")
        assert answer.headers["Location"] == of_board.headers["Location"]
        assert not answer.cookies
    assert SECRET not in Client().get(answer.headers["Location"]).content.decode()


def test_a_new_link_leaves_the_shelf_with_those_who_hold_it() -> None:
    shelf = a_shelf()
    ada, ben = holding(shelf), holding(shelf)
    old = shelf.link
    assert ada.post(f"/shelves/{shelf.id}/link/").status_code == 302
    shelf.refresh_from_db()
    assert shelf.link != old
    assert ben.get(f"/shelves/{shelf.id}/").status_code == 200
    assert shelf.link in ben.get(f"/shelves/{shelf.id}/invite/").content.decode()


def test_a_key_that_has_run_out_opens_nothing() -> None:
    shelf = a_shelf()
    browser = holding(shelf)
    ShelfKey.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert browser.get(f"/shelves/{shelf.id}/").status_code == 403
    assert shelves.held({key: one.value for key, one in browser.cookies.items()}) == []


def test_a_key_kept_under_another_shelfs_name_opens_neither() -> None:
    shelf, other = a_shelf(), a_shelf("Other")
    browser = holding(shelf)
    browser.cookies[f"shelf-{other.id}"] = browser.cookies.pop(f"shelf-{shelf.id}").value
    assert browser.get(f"/shelves/{other.id}/").status_code == 403
    assert "Your shelves" not in words_of(browser.get("/"))


# Nobody else.


@pytest.mark.parametrize("name", READ)
def test_nothing_is_read_without_the_shelf(name: str) -> None:
    shelf, board = a_shelf(SECRET), a_board(SECRET)
    places.put_on(shelf, board)
    unknown = without_chance(Client().get(address(name, "unknown", "unknown")))
    for browser in (Client(), holding(a_shelf("Other")), seated_at(board)):
        answer = browser.get(address(name, shelf.id, board.id))
        assert answer.status_code == 403
        assert SECRET not in answer.content.decode()
        assert without_chance(answer) == unknown


@pytest.mark.parametrize("name", WRITTEN)
def test_nothing_is_changed_without_the_shelf(name: str) -> None:
    shelf, board = a_shelf(), a_board()
    places.put_on(shelf, board)
    before = [*Shelf.objects.values(), *Place.objects.values(), *ShelfKey.objects.values()]
    for browser in (Client(), holding(a_shelf("Other")), seated_at(board)):
        Shelf.objects.filter(name="Other").delete()
        where = address(name, shelf.id, board.id)
        answer = browser.post(where, {"name": "Mallory", "board": board.id})
        assert answer.status_code == 403
    after = [*Shelf.objects.values(), *Place.objects.values(), *ShelfKey.objects.values()]
    assert after == before


@pytest.mark.parametrize("name", WRITTEN)
def test_it_refuses_a_form_from_another_page(name: str) -> None:
    shelf, board = a_shelf(), a_board()
    place = places.put_on(shelf, board)
    browser = holding(shelf, Client(enforce_csrf_checks=True))
    answer = browser.post(address(name, shelf.id, board.id), {"name": "Mallory"})
    assert answer.status_code == 403
    place.refresh_from_db()
    shelf.refresh_from_db()
    assert (place.archived, place.name, shelf.name) == (None, "", "Ward 4")


def test_it_refuses_to_start_a_shelf_from_another_page() -> None:
    answer = Client(enforce_csrf_checks=True).post("/shelves/", {"name": "Ours"})
    assert answer.status_code == 403
    assert not Shelf.objects.exists()


# Starting, naming, putting down.


def test_a_shelf_is_started_at_home_and_listed_there() -> None:
    browser = Client()
    answer = browser.post("/shelves/", {"name": "  Ward   4 "})
    shelf = Shelf.objects.get()
    assert answer.headers["Location"] == f"/shelves/{shelf.id}/"
    assert shelf.name == "Ward 4"
    assert "Your shelves Ward 4" in words_of(browser.get("/"))
    assert "Ward 4" not in words_of(Client().get("/"))


@pytest.mark.parametrize(
    ("name", "told"), [(" ", "a name first"), ("x" * 201, "1 letter too long")]
)
def test_it_refuses_a_shelf_without_a_fitting_name(name: str, told: str) -> None:
    answer = Client().post("/shelves/", {"name": name})
    assert answer.status_code == 422
    assert told in words_of(answer)
    assert not Shelf.objects.exists()
    shelf = a_shelf()
    answer = holding(shelf).post(f"/shelves/{shelf.id}/name/", {"name": name})
    assert answer.status_code == 422
    assert told in words_of(answer)
    shelf.refresh_from_db()
    assert shelf.name == "Ward 4"


def test_it_refuses_one_shelf_more_than_a_browser_can_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelves, "HELD", 2)
    browser = holding(a_shelf("Two"), holding(a_shelf("One")))
    answer = browser.post("/shelves/", {"name": "Three"})
    assert answer.status_code == 422
    assert "holds 2 shelves" in words_of(answer)
    three = a_shelf("Three")
    answer = browser.get(f"/shelf/{three.link}/")
    assert three.link not in answer.headers["Location"]
    assert "holds 2 shelves" in words_of(browser.get(answer.headers["Location"]))
    assert three.keys.count() == 1


def test_two_who_hold_a_shelf_can_do_the_same() -> None:
    shelf = a_shelf()
    browsers = [holding(shelf), holding(shelf)]
    pages = []
    for number, browser in enumerate(browsers):
        board = a_board(f"Board {number}")
        seated_at(board, browser=browser)
        browser.post(f"/shelves/{shelf.id}/boards/", {"board": board.id})
    for browser in browsers:  # each on what the other brought as well
        for place in shelf.places.all():
            where = f"/shelves/{shelf.id}/boards/{place.board_id}"
            for act in ("archive", "put_back", "take_off", "put_back"):
                assert browser.post(f"{where}/{act}/").status_code == 302
            assert browser.post(f"{where}/words/", {"name": "Ours"}).status_code == 302
        assert browser.post(f"/shelves/{shelf.id}/name/", {"name": "New"}).status_code == 302
        assert browser.post(f"/shelves/{shelf.id}/link/").status_code == 302
        page = browser.get(f"/shelves/{shelf.id}/").content.decode()
        pages.append(set(re.findall(r'action="([^"]*)"', page)))
    assert pages[0] == pages[1]


def test_putting_a_shelf_down_ends_one_browsers_key_alone() -> None:
    shelf = a_shelf()
    ada, ben = holding(shelf), holding(shelf)
    answer = ada.post(f"/shelves/{shelf.id}/leave/")
    assert answer.headers["Location"] == "/"
    assert ada.get(f"/shelves/{shelf.id}/").status_code == 403
    assert ben.get(f"/shelves/{shelf.id}/").status_code == 200
    assert Shelf.objects.filter(pk=shelf.pk).exists()


# Which boards a browser may see.


def test_a_browser_sees_its_seats_boards_and_its_shelves_boards() -> None:
    seat, on, apart, off, hidden_one, elsewhere = [a_board(f"B{n}") for n in range(6)]
    shelf, other = a_shelf(), a_shelf("Other")
    for board in (on, apart, off, hidden_one):
        places.put_on(shelf, board)
    places.put_on(other, elsewhere)
    places.archive(shelf.places.get(board=apart))
    places.take_off(shelf.places.get(board=off))
    kept_for(hidden_one, SEATS)
    browser = holding(shelf, seated_at(seat))
    cookies = {key: one.value for key, one in browser.cookies.items()}
    assert shelves.boards_seen(cookies).keys() == {seat.id, on.id, apart.id}
    assert shelves.boards_seen({}) == {}
    forged = {f"shelf-{shelf.id}": "guess", f"seat-{seat.id}": ""}
    assert shelves.boards_seen(forged) == {}
