"""The plain pages: what a seat sees, and that nobody else sees any of it."""

import json
import re
from datetime import UTC, datetime

import pytest
from django.test import Client, override_settings
from django.urls import get_resolver, reverse

from boards import log
from boards.door import codes, instead, qr
from boards.models import Board, Entry, Seat
from boards.operations.base import Operation
from boards.shelf.export import as_json
from tests.boards.way_in import a_board, came_in, only_seat, seated_at, words_of
from tests.boards.written import SECRET, a_full_board, done

pytestmark = pytest.mark.django_db

# Every address of one board, and how it is asked for.
READ = [
    *("board", "projector", "way_in", "invite", "export", "frame", "rights", "seat", "seat_phone"),
    *("offers", "time", "bring_list", "past", "moment", "replay"),
    *("along", "along_file", "report"),
    *("history", "theme_history", "give_phone"),
]
WRITTEN = ["seat", "seats", "leave", "door_act", "bring_list"]


def address(name: str, board: str, thing: str = "anything") -> str:
    rest = {"history": [thing], "theme_history": [thing], "door_act": ["close"]}
    rest |= {"along_file": ["ideas.csv"], "give_phone": [thing]}
    asked = "?since=0&to=1" if name == "moment" else ""
    return reverse(name, args=[board, *rest.get(name, [])]) + asked


# Nobody else.


def test_every_address_of_a_board_is_tried() -> None:
    named = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    outside = {"home", "start", "bring", "join", "closed", "link", "token", "door", "jsi18n"}
    outside |= {"search", "check", "healthz", "readyz", "metrics"}
    assert named - outside == {*READ, *WRITTEN}


@pytest.mark.parametrize("name", READ)
def test_nothing_is_read_without_a_seat(name: str) -> None:
    board = a_full_board()
    idea = next(iter(log.board(board.id).ideas))
    for browser in (Client(), seated_at(a_board("Another"))):
        answer = browser.get(address(name, board.id, idea))
        assert answer.status_code == 403
        for secret in (SECRET, board.link, board.code, codes.shown(board.code)):
            assert secret not in answer.content.decode()


@pytest.mark.parametrize("name", WRITTEN)
def test_nothing_is_changed_without_a_seat(name: str) -> None:
    board = a_full_board()
    seated_at(board, "Ada")
    before = [*Board.objects.values(), *Seat.objects.values()]
    answer = Client().post(address(name, board.id), {"name": "Mallory"})
    assert answer.status_code == 403
    assert [*Board.objects.values(), *Seat.objects.values()] == before


@pytest.mark.parametrize("name", ["start", "join", "leave", "seat", "seats", "door_act", "door"])
def test_it_refuses_a_form_from_another_page(name: str) -> None:
    board = a_board()
    browser = seated_at(board, browser=Client(enforce_csrf_checks=True))
    on_board = name not in ("start", "join")
    where = address(name, board.id) if on_board else reverse(name)
    assert browser.post(where, {"title": "x", "code": board.code}).status_code == 403
    assert Board.objects.get().door_open


@pytest.mark.parametrize("name", READ)
def test_no_page_of_a_board_is_kept_by_the_browser(name: str) -> None:
    board = a_full_board()
    now = log.board(board.id)
    thing = next(iter(now.themes if name == "theme_history" else now.ideas))
    if name == "give_phone":
        seat = instead.seat_for(board, "Rose")
        thing = seat.id if seat else ""
    answer = seated_at(board).get(address(name, board.id, thing))
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]


def test_pages_load_nothing_from_anywhere_else() -> None:
    board = a_full_board()
    browser = seated_at(board)
    for name in ("board", "projector", "past", "replay", "rights", "seat_phone"):
        answer = browser.get(address(name, board.id))
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert not re.search(r"(src|href)=\"(https?:)?//", answer.content.decode())


# The board and the big screen.


def test_the_board_shows_its_ideas() -> None:
    board = a_full_board()
    page = words_of(seated_at(board).get(f"/b/{board.id}/"))
    assert "Chairs in the corridor" in page


def test_the_projector_lets_people_in_and_its_address_does_not() -> None:
    board = a_board()
    answer = seated_at(board).get(f"/b/{board.id}/projector/")
    assert codes.shown(board.code) in words_of(answer)
    assert "<svg" in answer.content.decode()
    assert board.link not in answer.request["PATH_INFO"]


def test_the_projector_shows_no_way_in_while_the_door_is_closed() -> None:
    board = a_board()
    browser = seated_at(board)
    browser.post(f"/b/{board.id}/door/close/")
    for page in ("projector/", "way-in/", "invite/"):
        said = browser.get(f"/b/{board.id}/{page}").content.decode()
        assert board.link not in said
        assert codes.shown(board.code) not in said
        assert 'class="qr"' not in said


def test_the_qr_is_the_link() -> None:
    board = a_board()
    said = seated_at(board).get(f"/b/{board.id}/invite/").content.decode()
    drawn = qr.drawn(f"http://testserver/j/{board.link}/", "QR code: the way in to this board")
    assert drawn in said
    assert '<svg role="img"' in drawn
    assert "<title>QR code: the way in to this board</title>" in drawn


@override_settings(ALLOWED_HOSTS=["localhost"], ROOM_ADDRESS="http://192.0.2.5:8000")
def test_a_board_opened_on_this_machine_shows_an_address_for_the_room() -> None:
    board = a_board()
    browser = seated_at(board)
    said = browser.get(f"/b/{board.id}/invite/", headers={"host": "localhost:8000"})
    assert f"http://192.0.2.5:8000/j/{board.link}/" in said.content.decode()


@pytest.mark.parametrize("act", ["open", "close"])
def test_the_invite_shows_how_the_door_stands_after_each_act(act: str) -> None:
    board = a_board()
    answer = seated_at(board).post(f"/b/{board.id}/door/{act}/", headers={"HX-Request": "true"})
    board.refresh_from_db()
    assert answer.status_code == 200
    assert board.door_open == (act != "close")
    assert (codes.shown(board.code) in words_of(answer)) == board.door_open


def test_it_refuses_an_act_the_door_does_not_know() -> None:
    board = a_board()
    for act in ("lock", "renew"):  # for a new link, the room is asked
        assert seated_at(board).post(f"/b/{board.id}/door/{act}/").status_code == 404


# One's own seat.


def test_a_seat_is_renamed_and_the_room_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr("boards.live.hubs.hubs.refresh", told.append)
    board = a_board()
    browser = came_in(board, name="Ada")
    answer = browser.post(f"/b/{board.id}/seat/", {"name": "Ada L", "brings": "numbers"})
    assert answer.status_code == 200
    assert (only_seat(board).name, only_seat(board).brings) == ("Ada L", "numbers")
    assert told == [board.id]


def test_it_refuses_a_name_that_does_not_fit_and_keeps_the_old_one() -> None:
    board = a_board()
    browser = came_in(board, name="Ada")
    answer = browser.post(f"/b/{board.id}/seat/", {"name": "x" * 61, "brings": ""})
    assert answer.status_code == 422
    assert "1 letter too long" in words_of(answer)
    assert only_seat(board).name == "Ada"


def test_a_form_that_fills_the_window_leads_back_to_the_board() -> None:
    board = a_board()
    browser = seated_at(board)
    for where in (f"/b/{board.id}/seat/", f"/b/{board.id}/door/close/"):
        answer = browser.post(where, headers={"Accept": "text/html,application/xhtml+xml"})
        assert answer.headers["Location"] == f"/b/{board.id}/"


def test_markup_in_a_name_stays_words() -> None:
    board = a_board("<b hx-get='/x'>Title</b>")
    browser = came_in(board, name="<script>1</script>", brings="<img src=x onerror=1>")
    came_in(board)
    for page in ("", "seat/", "projector/", "seat/phone/"):
        said = browser.get(f"/b/{board.id}/{page}").content.decode()
        assert not re.search(r"<script>1|<img|<b hx", said)


def test_home_knows_the_boards_this_browser_has_a_seat_at() -> None:
    browser = seated_at(a_board("Waiting well"))
    seated_at(a_board("Leaving hospital"), browser=browser)
    a_board("Somebody else's")
    page = words_of(browser.get("/"))
    assert "Waiting well" in page
    assert "Leaving hospital" in page
    assert "Somebody else's" not in page


def test_home_lists_the_board_with_the_latest_act_first() -> None:
    older, newer = a_board("Older"), a_board("Newer")
    browser = seated_at(newer, browser=seated_at(older))
    done(older, "add_idea", text="We were here last")
    page = words_of(browser.get("/"))
    assert page.index("Older") < page.index("Newer")


def test_a_seat_kept_under_another_boards_name_is_not_listed() -> None:
    board, other = a_board("Waiting well"), a_board("Another")
    browser = seated_at(board)
    browser.cookies[f"seat-{other.id}"] = browser.cookies.pop(f"seat-{board.id}").value
    assert "Your boards" not in words_of(browser.get("/"))


# What can be taken away.


def test_the_export_holds_everything_and_nobodys_name() -> None:
    board = a_full_board()
    browser = came_in(board, name="Ada")
    said = browser.get(f"/b/{board.id}/export.json")
    state = json.loads(said.content)
    assert list(state) == ["seq", "title", "areas", "ideas", "themes"]
    assert state["seq"] == 4
    assert [idea["number"] for idea in state["ideas"]] == [1, 2]
    assert list(state["ideas"][0]) == ["id", "number", "text", "area", "aside", "echoes"]
    assert state["ideas"][0]["echoes"][0]["text"] == SECRET
    assert state["themes"][0]["ideas"] == [idea["id"] for idea in state["ideas"]]
    assert b"Ada" not in said.content


def test_the_same_state_is_the_same_bytes() -> None:
    board = a_full_board()
    browser = seated_at(board)
    asked = [browser.get(f"/b/{board.id}/export.json").content for _ in range(2)]
    assert asked[0] == asked[1] == as_json(log.board(board.id))


def test_an_emptied_theme_is_still_part_of_the_state() -> None:
    board = a_full_board()
    theme, ideas = next(iter(log.board(board.id).themes)), list(log.board(board.id).ideas)
    for idea in ideas:
        done(board, "let_go", idea=idea, theme=theme)
    exported = json.loads(as_json(log.board(board.id)))["themes"]
    assert [(one["id"], one["ideas"]) for one in exported] == [(theme, [])]


def test_a_frame_gives_what_changed_since_a_seq() -> None:
    board = a_full_board()
    frame = json.loads(seated_at(board).get(f"/b/{board.id}/frame.json?since=3").content)
    assert frame["seq"] == 4
    assert [entry["seq"] for entry in frame["entries"]] == [4]


@pytest.mark.parametrize("since", ["", "-1", "x", "1e3", "٣", "9" * 30])
def test_it_refuses_a_seq_that_is_none(since: str) -> None:
    board = a_board()
    answer = seated_at(board).get(f"/b/{board.id}/frame.json", {"since": since})
    assert answer.status_code == 400


# What the room is told.


def test_a_board_that_lay_for_a_while_says_when_the_room_was_last_there() -> None:
    fresh, board = a_full_board(), a_full_board()
    began = int(datetime(2019, 11, 3, 10, tzinfo=UTC).timestamp() * 1000)
    Entry.objects.filter(board=board).update(when=began)
    assert "Last here" not in words_of(seated_at(fresh).get(f"/b/{fresh.id}/"))
    assert "Last here on 3 November 2019." in words_of(seated_at(board).get(f"/b/{board.id}/"))


def test_a_board_on_which_nothing_was_done_says_nothing_of_it() -> None:
    board = a_board()
    assert "Last here" not in words_of(seated_at(board).get(f"/b/{board.id}/"))


def test_a_group_is_kept_and_shown_to_nobody_else() -> None:
    board = a_full_board()
    ada, ben = seated_at(board, "Ada"), seated_at(board, "Ben")
    ada.post(f"/b/{board.id}/seat/", {"name": "Ada", "group": "People who  use care"})
    assert 'value="People who use care"' in ada.get(f"/b/{board.id}/seat/").content.decode()
    for path in ("", "projector/", "export.json", "frame.json"):
        assert b"use care" not in ben.get(f"/b/{board.id}/{path}").content
    # What others call their group is offered, without who, so that one group has one name.
    assert "use care" in ben.get(f"/b/{board.id}/seat/").content.decode()
    long = ada.post(f"/b/{board.id}/seat/", {"name": "Ada", "group": "x" * 61})
    assert long.status_code == 422


def test_the_room_is_told_everything_a_seat_can_do() -> None:
    board = a_board()
    page = words_of(seated_at(board).get(f"/b/{board.id}/rights/"))
    permits = [kind.permits for kind in Operation.known.values() if kind.permits]
    assert permits
    assert all(one in page for one in permits)


def test_every_seat_is_told_the_same() -> None:
    board = a_board()
    pages = [came_in(board, name=name).get(f"/b/{board.id}/rights/") for name in ("Ada", "")]
    assert words_of(pages[0]) == words_of(pages[1])


def test_the_scripts_words_may_be_kept_by_anyone() -> None:
    answer = Client().get("/jsi18n/")
    assert "public" in answer.headers["Cache-Control"]
    assert b"gettext" in answer.content
    assert not answer.cookies
