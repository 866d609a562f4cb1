"""The door: who comes in, with what, and who does not."""

import logging
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from http.cookies import Morsel

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from boards import door
from boards.door import codes, handover
from boards.models import Board, SeatKey
from coproduce.discreet import Discreet
from tests.boards.way_in import (
    a_board,
    at_the_door,
    came_in,
    numbers,
    only_seat,
    seated_at,
    without_chance,
    words_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_has_failed() -> None:
    cache.clear()


def cookie(browser: Client, name: str) -> "Morsel[str]":
    return browser.cookies[name]


# Starting a board.


def test_a_title_starts_a_board_and_one_is_in_it() -> None:
    browser = Client()
    answer = browser.post("/start/", {"title": "  Waiting \n well "})
    board = Board.objects.get()
    assert board.title == "Waiting well"
    assert answer.headers["Location"] == f"/b/{board.id}/"
    assert browser.get(f"/b/{board.id}/").status_code == 200
    assert numbers(board) == [1]


def test_the_cookie_of_a_seat_is_out_of_reach_and_kept_for_a_year() -> None:
    browser = Client()
    browser.post("/start/", {"title": "Waiting well"})
    seat = cookie(browser, f"seat-{Board.objects.get().id}")
    assert seat["httponly"]
    assert (seat["samesite"], seat["path"], seat["max-age"]) == ("Lax", "/", 31536000)


def test_the_database_holds_only_the_digest_of_a_cookie() -> None:
    browser = Client()
    browser.post("/start/", {"title": "Waiting well"})
    secret = cookie(browser, f"seat-{Board.objects.get().id}").value
    key = SeatKey.objects.get()
    assert key.digest == door.digest(secret)
    assert secret not in str(vars(key))


@pytest.mark.parametrize("title", ["", "   ", "\n", "\u202e", "x" * 201])
def test_it_refuses_a_board_without_a_title_that_fits(title: str) -> None:
    answer = Client().post("/start/", {"title": title})
    assert answer.status_code == 422
    assert 'id="title-error"' in answer.content.decode()
    assert not Board.objects.exists()


def test_a_title_of_200_letters_fits() -> None:
    Client().post("/start/", {"title": "é" * 200})
    assert Board.objects.get().title == "é" * 200


# The link.


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


# The code.


@pytest.mark.parametrize("write", ["{0}-{1}", "{0}{1}", " {0} {1} ", "{0}–{1}", "{0} - {1}"])
def test_a_code_is_read_however_it_is_written(write: str) -> None:
    board = a_board()
    code = write.format(board.code[:4], board.code[4:]).lower()
    answer = Client().post("/join/", {"code": code})
    assert answer.headers["Location"] == f"/b/{board.id}/door/"


def test_a_code_is_two_groups_of_four_plain_letters() -> None:
    for _ in range(50):
        assert re.fullmatch("[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}", codes.shown(a_board().code))


def test_a_code_and_a_question_lead_to_the_board() -> None:
    board = a_board()
    browser = Client()
    browser.post("/join/", {"code": board.code})
    browser.post(f"/b/{board.id}/door/", {"name": "Ada"})
    assert browser.get(f"/b/{board.id}/").status_code == 200


def test_it_refuses_a_wrong_code_and_names_no_board() -> None:
    board = a_board()
    answer = Client().post("/join/", {"code": "AAAA-AAAA"})
    assert answer.status_code == 403
    assert "No door opens with that code." in words_of(answer)
    assert board.title not in words_of(answer)


def test_after_ten_wrong_codes_even_the_right_one_has_to_wait() -> None:
    board = a_board()
    for _ in range(10):
        assert Client().post("/join/", {"code": "AAAA-AAAA"}).status_code == 403
    answer = Client().post("/join/", {"code": board.code})
    assert answer.status_code == 429
    assert "Wait 10 minutes" in words_of(answer)
    elsewhere = Client().post("/join/", {"code": board.code}, REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 302


def test_no_header_makes_one_person_look_like_many() -> None:
    for n in range(10):
        headers = {"X-Forwarded-For": f"192.0.2.{n}", "Forwarded": f"for=192.0.2.{n}"}
        Client().post("/join/", {"code": "AAAA-AAAA"}, headers=headers)
    assert Client().post("/join/", {"code": "AAAA-AAAA"}).status_code == 429


def test_one_network_of_ipv6_counts_as_one() -> None:
    for n in range(10):
        Client().post("/join/", {"code": "AAAA-AAAA"}, REMOTE_ADDR=f"2001:db8:1:2::{n}")
    answer = Client().post("/join/", {"code": "AAAA-AAAA"}, REMOTE_ADDR="2001:db8:1:2:ffff::1")
    assert answer.status_code == 429


def test_a_room_that_types_the_right_code_is_never_kept_waiting() -> None:
    board = a_board()
    for _ in range(30):
        assert Client().post("/join/", {"code": board.code}).status_code == 302


def test_an_empty_code_is_no_guess() -> None:
    for _ in range(12):
        assert Client().post("/join/", {"code": " - "}).status_code == 422


# Closing, opening, renewing.


def test_a_closed_door_lets_nobody_new_in() -> None:
    board = a_board()
    waiting, inside = at_the_door(board), seated_at(board)
    inside.post(f"/b/{board.id}/door/close/")
    assert Client().get(f"/j/{board.link}/").headers["Location"] == "/closed/"
    assert Client().post("/join/", {"code": board.code}).status_code == 403
    assert waiting.post(f"/b/{board.id}/door/", {"name": "Ada"}).status_code == 403
    assert numbers(board) == [1]


def test_whoever_has_a_seat_keeps_it_when_the_door_closes() -> None:
    board = a_board()
    inside = seated_at(board)
    inside.post(f"/b/{board.id}/door/close/")
    assert inside.get(f"/b/{board.id}/").status_code == 200
    assert inside.get(f"/j/{board.link}/").headers["Location"] == f"/b/{board.id}/"
    assert inside.post("/join/", {"code": board.code}).headers["Location"] == f"/b/{board.id}/"


def test_any_seat_opens_the_door_again() -> None:
    board = a_board()
    one, another = seated_at(board), seated_at(board)
    one.post(f"/b/{board.id}/door/close/")
    another.post(f"/b/{board.id}/door/open/")
    came_in(board)
    assert numbers(board) == [1, 2, 3]


def test_a_new_link_ends_the_old_one_the_old_code_and_every_pass() -> None:
    board = a_board()
    waiting, inside = at_the_door(board), seated_at(board)
    door.renew(Board.objects.get(pk=board.id))
    assert Client().get(f"/j/{board.link}/").headers["Location"] == "/closed/"
    assert Client().post("/join/", {"code": board.code}).status_code == 403
    assert waiting.post(f"/b/{board.id}/door/", {}).status_code == 403
    board.refresh_from_db()
    came_in(board)
    assert inside.get(f"/b/{board.id}/").status_code == 200


@pytest.mark.parametrize("act", ["open", "close"])
def test_it_refuses_to_move_the_door_for_somebody_outside(act: str) -> None:
    board = a_board()
    assert Client().post(f"/b/{board.id}/door/{act}/").status_code == 403
    assert Board.objects.values().get() == Board.objects.filter(link=board.link).values().get()


# Seats.


def test_numbers_follow_one_another_and_none_is_given_twice() -> None:
    board = a_board()
    came_in(board).post(f"/b/{board.id}/leave/")
    came_in(board)
    assert numbers(board) == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_twenty_people_who_press_at_once_get_twenty_numbers() -> None:
    board = a_board()

    def sit(_: int) -> int | None:
        try:
            seat = door.sit(board, door.new_secret())
            return seat.number if seat else None
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as room:
        assert sorted(map(int, filter(None, room.map(sit, range(20))))) == list(range(1, 21))


@pytest.mark.django_db(transaction=True)
def test_one_pass_pressed_many_times_at_once_is_one_seat() -> None:
    board, secret = a_board(), door.new_secret()

    def sit(_: int) -> str:
        try:
            seat = door.sit(board, secret)
            return seat.id if seat else ""
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as hands:
        assert set(hands.map(sit, range(12))) == {only_seat(board).id}


def test_it_refuses_more_than_200_seats_kindly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "SEATS_A_BOARD", 2)
    board = a_board()
    came_in(board), came_in(board)
    answer = at_the_door(board).post(f"/b/{board.id}/door/", {"name": "Ada"})
    assert answer.status_code == 409
    assert "All seats are taken" in words_of(answer)
    assert numbers(board) == [1, 2]


def test_it_refuses_a_key_that_has_run_out() -> None:
    board = a_board()
    browser = seated_at(board)
    SeatKey.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert browser.get(f"/b/{board.id}/").status_code == 403


def test_it_refuses_another_boards_key() -> None:
    board, other = a_board(), a_board("Another")
    browser = seated_at(other)
    browser.cookies[f"seat-{board.id}"] = cookie(browser, f"seat-{other.id}").value
    assert browser.get(f"/b/{board.id}/").status_code == 403


@pytest.mark.parametrize("secret", ["", "x", "é", "\xff", "0" * 64])
def test_it_refuses_a_made_up_key(secret: str) -> None:
    board = a_board()
    browser = seated_at(board)
    browser.cookies[f"seat-{board.id}"] = secret
    assert browser.get(f"/b/{board.id}/").status_code == 403


def test_a_digest_from_the_database_opens_nothing() -> None:
    board = a_board()
    browser = seated_at(board)
    browser.cookies[f"seat-{board.id}"] = SeatKey.objects.get().digest
    assert browser.get(f"/b/{board.id}/").status_code == 403


def test_leaving_ends_this_browsers_key_and_no_other() -> None:
    board = a_board()
    laptop = came_in(board, name="Ada")
    phone = handed_over(board, laptop)
    answer = laptop.post(f"/b/{board.id}/leave/")
    assert answer.headers["Location"] == "/"
    assert laptop.get(f"/b/{board.id}/").status_code == 403
    assert phone.get(f"/b/{board.id}/").status_code == 200
    assert only_seat(board).name == "Ada"


# Use this seat on my phone.


def token_shown(board: Board, browser: Client) -> str:
    page = browser.get(f"/b/{board.id}/seat/phone/").content.decode()
    found = re.search(r"/s/([^/]+)/", page)
    assert found
    return found[1]


def handed_over(board: Board, browser: Client, **answers: str) -> Client:
    """A phone that read the QR of the browser's seat and came in."""
    phone = Client()
    answer = phone.get(f"/s/{token_shown(board, browser)}/")
    assert answer.headers["Location"] == f"/b/{board.id}/door/"
    phone.post(f"/b/{board.id}/door/", answers)
    return phone


def test_a_phone_sits_on_the_same_seat() -> None:
    board = a_board()
    laptop = came_in(board, name="Ada")
    phone = handed_over(board, laptop)
    for browser in (laptop, phone):
        assert only_seat(board).id in browser.get(f"/b/{board.id}/").content.decode()
    assert numbers(board) == [1]


def test_a_seat_that_moves_leaves_the_other_screen() -> None:
    board = a_board()
    laptop = came_in(board)
    phone = handed_over(board, laptop, only_here="on")
    assert phone.get(f"/b/{board.id}/").status_code == 200
    assert laptop.get(f"/b/{board.id}/").status_code == 403
    assert numbers(board) == [1]


def test_the_door_asks_the_phone_before_a_seat_is_taken() -> None:
    board = a_board()
    laptop = came_in(board, name="Ada")
    phone = Client()
    phone.get(f"/s/{token_shown(board, laptop)}/")
    page = words_of(phone.get(f"/b/{board.id}/door/"))
    assert "Use Ada’s seat here" in page
    assert "What should we call you?" not in page


def test_a_scanner_that_looks_first_does_not_spend_the_token() -> None:
    board = a_board()
    token = token_shown(board, came_in(board))
    Client().get(f"/s/{token}/")
    phone = Client()
    phone.get(f"/s/{token}/")
    assert phone.post(f"/b/{board.id}/door/").headers["Location"] == f"/b/{board.id}/"


def test_it_refuses_a_token_that_was_used() -> None:
    board = a_board()
    token = token_shown(board, came_in(board))
    phone, thief = Client(), Client()
    for browser in (phone, thief):
        browser.get(f"/s/{token}/")
    assert phone.post(f"/b/{board.id}/door/").status_code == 302
    assert thief.post(f"/b/{board.id}/door/").status_code == 403
    assert thief.get(f"/s/{token}/").headers["Location"] == "/closed/"
    assert thief.get(f"/b/{board.id}/").status_code == 403


def test_a_phone_whose_answer_got_lost_may_press_again() -> None:
    board = a_board()
    laptop, phone = came_in(board), Client()
    phone.get(f"/s/{token_shown(board, laptop)}/")
    shown = cookie(phone, f"pass-{board.id}").value
    phone.post(f"/b/{board.id}/door/", {"only_here": "on"})
    again = Client()
    again.cookies[f"pass-{board.id}"] = shown
    again.post(f"/b/{board.id}/door/", {"only_here": "on"})
    assert again.get(f"/b/{board.id}/").status_code == 200


def test_it_refuses_a_token_after_ten_minutes() -> None:
    board = a_board()
    token = token_shown(board, came_in(board))
    soon = timezone.now() + timedelta(minutes=11)
    assert SeatKey.objects.filter(until__lt=soon).count() == 1
    SeatKey.objects.filter(until__lt=soon).update(until=timezone.now())
    assert Client().get(f"/s/{token}/").headers["Location"] == "/closed/"


def test_it_refuses_a_token_whose_giver_has_left() -> None:
    board = a_board()
    laptop = came_in(board)
    token = token_shown(board, laptop)
    laptop.post(f"/b/{board.id}/leave/")
    assert Client().get(f"/s/{token}/").headers["Location"] == "/closed/"


def test_a_token_is_no_key() -> None:
    board = a_board()
    token = token_shown(board, came_in(board))
    thief = Client()
    thief.cookies[f"seat-{board.id}"] = token
    assert thief.get(f"/b/{board.id}/").status_code == 403


@pytest.mark.parametrize("token", ["x", "x.1", ".", "x.y", "%00"])
def test_it_refuses_a_made_up_token(token: str) -> None:
    assert Client().get(f"/s/{token}/").headers["Location"] == "/closed/"


def test_a_phone_with_a_seat_of_its_own_takes_the_other_instead() -> None:
    board = a_board()
    laptop, phone = came_in(board, name="Ada"), came_in(board, name="Rose")
    old = cookie(phone, f"seat-{board.id}").value
    phone.get(f"/s/{token_shown(board, laptop)}/")
    phone.post(f"/b/{board.id}/door/")
    assert "Ada" in phone.get(f"/b/{board.id}/seat/").content.decode()
    assert door.key_of(board.id, {f"seat-{board.id}": old}) is None


def test_tokens_that_ran_out_are_cleared_away() -> None:
    board = a_board()
    laptop = came_in(board)
    for _ in range(3):
        token_shown(board, laptop)
        SeatKey.objects.filter(until__lt=timezone.now() + handover.LIFE).update(
            until=timezone.now()
        )
    token_shown(board, laptop)
    assert SeatKey.objects.count() == 2


# What is not told.


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
