"""Searching saved boards: what is found, by whom, and what never is."""

import re

import pytest
from django.test import Client

from boards.models import Indexed, SeatKey
from boards.shelf.search.finding import find
from tests.boards.shelf.searching import found_boards, marked, searched
from tests.boards.shelf.sitting import Sitting
from tests.boards.way_in import a_board, seated_at, words_of

pytestmark = pytest.mark.django_db


# What is found.


def test_it_finds_titles_ideas_answers_themes_and_all_that_is_written_of_them() -> None:
    room = Sitting("Waiting well")
    idea = room.idea("Chairs in the corridor")
    room.does("echo_idea", idea=idea, text="And a kettle")
    theme = room.theme("A calm place")
    room.writes("write_statement", theme, "We sit together")
    room.writes("write_promise", theme, "We ask for a bench")
    room.writes("write_outcome", theme, "It stands by the lift")
    assert room.finds("chairs") == [("idea", "Chairs in the corridor")]
    assert room.finds("kettle") == [("echo", "And a kettle")]
    assert room.finds("calm") == [("theme", "A calm place")]
    assert room.finds("together") == [("statement", "We sit together")]
    assert room.finds("bench") == [("promise", "We ask for a bench")]
    assert room.finds("lift") == [("outcome", "It stands by the lift")]
    assert [part.text for part in find("wait", [room.board.id]).boards[0].title if part.found] == [
        "Waiting"
    ]


def test_each_hit_says_what_it_is_and_leads_there() -> None:
    room = Sitting()
    idea = room.idea("Soup for everyone")
    room.does("echo_idea", idea=idea, text="Soup is warm")
    theme = room.theme("Soup days")
    room.writes("write_statement", theme, "Soup brings us together")
    room.writes("write_promise", theme, "Soup on Tuesdays")
    room.writes("write_outcome", theme, "Soup came twice")
    page = searched(room.ada, "soup").content.decode()
    said = words_of(searched(room.ada, "soup"))
    for called in ("Theme", "What we hold in common", "What we said we would do"):
        assert f"{called} Soup" in said
    assert "What has happened since Soup came twice Idea 1 Soup for everyone" in said
    assert "Answer to idea 1 Soup is warm" in words_of(searched(room.ada, "soup warm"))
    assert f'href="/b/{room.board.id}/#idea-{idea}"' in page
    assert f'href="/b/{room.board.id}/#theme-{theme}"' in page
    assert f'href="/b/{room.board.id}/"' in page
    board = room.ada.get(f"/b/{room.board.id}/").content.decode()
    assert f'id="idea-{idea}"' in board
    assert f'id="theme-{theme}"' in board


@pytest.mark.parametrize(
    ("text", "asked", "mark"),
    [
        ("A Café near here", "cafe", ["Café"]),
        ("A cafe near here", "CAFÉ", ["cafe"]),
        ("Waiting, and waited", "wait", ["Waiting", "waited"]),
        ("Smørrebrød", "smorre", ["Smørrebrød"]),
        ("Große Straße", "strasse", ["Straße"]),
        ("الرِّعَايَة الصحية", "الرعاية", ["الرِّعَايَة"]),
        ("प्रतीक्षा कक्ष", "प्रतीक", ["प्रतीक्षा"]),
        ("我们的等待室", "等待", ["等待"]),
        ("我们的等待室", "待", ["待"]),
        ("我们的等待室", "等待室", ["等待室"]),
        ("待合室のいす", "待合", ["待合"]),
        ("ห้องรอตรวจ", "รอ", ["รอ"]),
        ("Room 12b", "12", ["12b"]),
        ("don’t wait", "don't", ["don", "t"]),
    ],
)
def test_accents_and_ends_of_words_do_not_matter(text: str, asked: str, mark: list[str]) -> None:
    room = Sitting()
    room.idea(text)
    assert room.finds(asked) == [("idea", text)]
    assert marked(text, asked) == mark


@pytest.mark.parametrize(
    ("text", "asked"),
    [("Waiting", "aiting"), ("我们等", "等我"), ("प्रतीक्षा", "प्रति"), ("Room", "rooms")],
)
def test_other_words_are_not_found(text: str, asked: str) -> None:
    room = Sitting("Something else")
    room.idea(text)
    assert not room.found(asked)


def test_a_board_is_found_that_holds_all_words_wherever_they_stand() -> None:
    room = Sitting("Waiting well")
    room.idea("Chairs in the corridor")
    room.idea("Chairs and a kettle")
    assert room.found("waiting chairs")
    assert not room.found("waiting biscuits")
    assert room.finds("kettle chairs")[0] == ("idea", "Chairs and a kettle")


def test_what_is_set_aside_is_found_and_said_to_be() -> None:
    room = Sitting()
    idea = room.idea("Chairs in the corridor")
    room.does("set_aside", idea=idea)
    assert "Idea 1 set aside Chairs in the corridor" in words_of(searched(room.ada, "chairs"))
    room.does("put_back", idea=idea)
    assert "set aside" not in words_of(searched(room.ada, "chairs"))


# It goes with the board.


def test_an_edit_changes_what_is_found() -> None:
    room = Sitting()
    idea = room.idea("Chairs")
    assert room.found("chairs")
    room.does("edit_idea", idea=idea, base=room.now.seq, at=0, remove=6, insert="Benches")
    assert not room.found("chairs")
    assert room.finds("benches") == [("idea", "Benches")]


def test_undo_changes_what_is_found() -> None:
    room = Sitting()
    theme = room.theme("A calm place")
    room.writes("write_statement", theme, "We sit together")
    assert room.found("together")
    room.does("undo")
    assert not room.found("together")


def test_a_theme_that_was_merged_or_dissolved_is_not_found() -> None:
    room = Sitting()
    one, other = room.theme("Chairs"), room.theme("Kettles")
    room.writes("write_promise", one, "Benches")
    room.writes("write_outcome", other, "Biscuits")
    assert all(map(room.found, ("chairs", "benches", "biscuits")))
    room.does("merge_themes", theme=one, into=other)
    assert not room.found("chairs")
    assert not room.found("benches")
    room.does("part_themes", theme=one, ideas=[], both=[])
    assert room.found("chairs")
    assert room.found("benches")
    room.does("dissolve_theme", theme=other)
    assert not room.found("kettles")
    assert not room.found("biscuits")


def test_an_emptied_statement_and_a_withdrawn_answer_are_gone() -> None:
    room = Sitting()
    theme = room.theme("A calm place")
    room.writes("write_statement", theme, "Together")
    idea = room.idea("Chairs")
    room.does("echo_idea", idea=idea, text="Kettle")
    assert room.found("together")
    assert room.found("kettle")
    room.writes("write_statement", theme, "", remove=8)
    room.does("withdraw_echo", idea=idea, echo=room.now.ideas[idea].echoes[0].id)
    assert not room.found("together")
    assert not room.found("kettle")


def test_a_board_on_which_nothing_was_done_is_found_by_its_title() -> None:
    assert Sitting("Biscuits").found("biscuit")


def test_what_is_written_quietly_is_found_once_it_is_revealed() -> None:
    room = Sitting()
    room.agrees("open_quiet_round", minutes=5)
    room.does("write_quietly", text="Zwargel quoxive")
    assert not room.found("zwargel")
    kept = Indexed.objects.get(board=room.board)
    assert kept.seq == room.now.seq  # it was read, and the card was not
    room.agrees("reveal_early")
    assert room.finds("zwargel") == [("idea", "Zwargel quoxive")]


def test_no_name_is_in_the_index() -> None:
    room = Sitting()
    seated_at(room.board, "Wilhelmina")
    room.idea("Chairs")
    assert room.found("chairs")
    assert not room.found("wilhelmina")
    assert not room.found("ada")


# Who finds what.


def test_nobody_finds_a_board_they_may_not_see() -> None:
    mine, secret = Sitting("Mine"), Sitting("Secret biscuits")
    secret.idea("Secret chairs")
    assert found_boards(secret.ada, "secret") == ["Secret biscuits"]
    for browser in (Client(), mine.ada):
        answer = searched(browser, "secret")
        assert found_boards(browser, "secret") == []
        for told in ("biscuits", "chairs", secret.board.id, secret.board.link):
            assert told not in answer.content.decode()


def test_a_seat_that_was_left_or_made_up_finds_nothing() -> None:
    room, other = Sitting("Secret biscuits"), a_board("Another")
    assert found_boards(room.ada, "secret") == ["Secret biscuits"]
    made_up = Client()
    made_up.cookies[f"seat-{room.board.id}"] = "made-up"
    borrowed = Client()  # a good key, under another board's name
    borrowed.cookies[f"seat-{other.id}"] = room.ada.cookies[f"seat-{room.board.id}"].value
    for browser in (made_up, borrowed):
        assert found_boards(browser, "secret") == []
    SeatKey.objects.all().delete()
    assert found_boards(room.ada, "secret") == []


def test_the_page_is_kept_by_no_browser() -> None:
    room = Sitting()
    assert "no-store" in searched(room.ada, "waiting").headers["Cache-Control"]


def test_the_home_page_offers_to_search_once_there_are_boards() -> None:
    box = 'action="/search/"'
    assert box not in Client().get("/").content.decode()
    assert box in Sitting().ada.get("/").content.decode()


def test_markup_in_what_was_found_is_inert() -> None:
    bad = "<script>alert(1)</script> <mark onclick=x>"
    room = Sitting(f"Title {bad}")
    room.idea(f"Idea {bad}")
    room.theme(f"Theme {bad}")
    for asked in ("script", "alert", "mark", "idea", bad):
        page = searched(room.ada, asked).content.decode()
        assert "<script>" not in page
        assert not re.search(r"<mark\s", page)
    page = searched(room.ada, "script").content.decode()
    assert "&lt;<mark>script</mark>&gt;" in page
    assert 'value="&lt;script&gt;' in searched(room.ada, "<script>").content.decode()
