"""The code to type: read however it is written, and guessed by nobody."""

import re

import pytest
from django.test import Client

from boards.door import codes
from tests.boards.way_in import (
    a_board,
    words_of,
)

pytestmark = pytest.mark.django_db


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
