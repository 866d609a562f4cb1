"""People on their way in: what the tests of the door and of the pages do again and again."""

import html
import re
from http.cookies import Morsel
from typing import Any

from django.test import Client

from boards import door
from boards.models import Board, Seat


def a_board(title: str = "Waiting well") -> Board:
    return door.start(title)


def seated_at(board: Board, name: str = "", browser: Client | None = None) -> Client:
    """A browser with a seat at the board."""
    browser, secret = browser or Client(), door.new_secret()
    assert door.sit(board, secret, name=name) is not None
    browser.cookies[door.cookie_name(board.id)] = secret
    return browser


def at_the_door(board: Board, browser: Client | None = None) -> Client:
    """A browser that was shown the link and stands at the door."""
    browser = browser or Client()
    answer = browser.get(f"/j/{board.link}/")
    assert answer.headers["Location"] == f"/b/{board.id}/door/"
    return browser


def came_in(board: Board, **words: str) -> Client:
    """A browser that came in by the link and answered the one question."""
    browser = at_the_door(board)
    answer = browser.post(f"/b/{board.id}/door/", words)
    assert answer.headers["Location"] == f"/b/{board.id}/"
    return browser


def numbers(board: Board) -> list[int]:
    return list(board.seats.order_by("number").values_list("number", flat=True))


def only_seat(board: Board) -> Seat:
    return board.seats.get()


def words_of(answer: Any) -> str:
    """What a page says, without its markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def without_chance(answer: Any) -> bytes:
    """A page without what differs on every drawing: the form's token and the scripts' nonce."""
    body: bytes = re.sub(rb'(csrfmiddlewaretoken" value|nonce)="[^"]*"', b"", answer.content)
    return body


def cookie(browser: Client, name: str) -> "Morsel[str]":
    return browser.cookies[name]


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
