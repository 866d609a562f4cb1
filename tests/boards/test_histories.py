"""What the history of an idea or a theme tells, through merges and ways back, and what not."""

import re

import pytest

from boards import log
from boards.models import Board, Entry
from boards.views import history
from tests.boards.way_in import a_board, seated_at, words_of
from tests.boards.written import a_full_board, done, writes

pytestmark = pytest.mark.django_db


def test_history_tells_an_undo_in_plain_words() -> None:
    board = a_full_board()
    idea = next(iter(log.board(board.id).ideas))
    done(board, "set_aside", idea=idea)
    done(board, "undo")
    page = seated_at(board).get(f"/b/{board.id}/ideas/{idea}/history/").content.decode()
    assert "Taken back. Idea 1 was put back" in page
    assert "Sentence(" not in page
    assert "%(" not in page


def test_history_tells_what_happened_to_an_idea_in_order() -> None:
    board = a_full_board()
    idea = next(iter(log.board(board.id).ideas))
    page = words_of(seated_at(board).get(f"/b/{board.id}/ideas/{idea}/history/"))
    told = ["Idea 1 was written", "was answered", "gathered"]
    assert sorted(map(page.index, told)) == [page.index(one) for one in told]


def test_history_keeps_each_wording_and_what_is_written_in_one_go_is_one() -> None:
    board = a_board()
    done(board, "add_idea", text="Tea")
    idea = next(iter(log.board(board.id).ideas))
    for at, letters in enumerate((" at", " night")):
        now = log.board(board.id)
        end = len(now.ideas[idea].text.said)
        done(
            board,
            "edit_idea",
            **{"idea": idea, "base": now.seq, "at": end, "remove": 0, "insert": letters},
        )
        if at == 0:
            page = words_of(seated_at(board).get(f"/b/{board.id}/ideas/{idea}/history/"))
            assert "Tea at" in page
    page = words_of(seated_at(board).get(f"/b/{board.id}/ideas/{idea}/history/"))
    assert page.count("The words of idea 1 changed") == 1
    assert "Tea at night" in page
    later = Entry.objects.filter(board=board, seq=3)
    later.update(when=later.get().when + history.PAUSE)
    page = words_of(seated_at(board).get(f"/b/{board.id}/ideas/{idea}/history/"))
    assert page.count("The words of idea 1 changed") == 2


def test_a_merged_theme_keeps_its_words_in_the_history_of_the_other() -> None:
    board = a_full_board()
    ideas, theme = list(log.board(board.id).ideas), next(iter(log.board(board.id).themes))
    done(board, "gather", ideas=ideas)
    other = list(log.board(board.id).themes)[1]
    base = log.board(board.id).seq
    for verb, insert in (("name_theme", "Corridors"), ("write_statement", "We sit and wait")):
        done(
            board,
            verb,
            **{"theme": other, "base": base, "at": 0, "remove": 0, "insert": insert},
        )
    done(board, "merge_themes", theme=other, into=theme)
    page = words_of(seated_at(board).get(f"/b/{board.id}/themes/{theme}/history/"))
    assert "Corridors joined a theme with no name yet" in page
    assert "We sit and wait" in page


def test_what_a_merged_theme_promised_and_what_came_of_it_are_told_too() -> None:
    board = a_full_board()
    ideas, theme = list(log.board(board.id).ideas), next(iter(log.board(board.id).themes))
    done(board, "gather", ideas=ideas)
    other = list(log.board(board.id).themes)[1]
    writes(board, "write_promise", other, "We ask for a clock")
    writes(board, "write_outcome", other, "It hangs by the door")
    done(board, "merge_themes", theme=other, into=theme)
    page = words_of(seated_at(board).get(f"/b/{board.id}/themes/{theme}/history/"))
    assert page.count("We ask for a clock") == 2  # as it was written, and as it went
    assert page.count("It hangs by the door") == 2


def a_chain_of_merges() -> tuple[Board, list[str], list[str]]:
    """Three themes with words, the first merged into the second, and that into the third."""
    board = a_board()
    for text in "abcdef":
        done(board, "add_idea", text=text)
    ideas = list(log.board(board.id).ideas)
    for n, name in enumerate(("Rest", "Food", "Light")):
        done(board, "gather", ideas=ideas[2 * n : 2 * n + 2])
        theme = list(log.board(board.id).themes)[-1]
        for verb, words in (("name_theme", name), ("write_statement", f"We share {name}")):
            writes(board, verb, theme, words)
    themes = list(log.board(board.id).themes)
    done(board, "merge_themes", theme=themes[0], into=themes[1])
    done(board, "merge_themes", theme=themes[1], into=themes[2])
    return board, ideas, themes


def test_the_words_of_merged_themes_are_told_down_the_whole_chain() -> None:
    board, _, themes = a_chain_of_merges()
    browser = seated_at(board)
    page = words_of(browser.get(f"/b/{board.id}/themes/{themes[2]}/history/"))
    for words in ("Rest joined Food", "Food joined Light", "Rest was named", "We share Rest"):
        assert words in page
    assert page.count("We share Rest") == 2  # as it was written, and as it stood when it went
    assert "We share Light" not in words_of(
        browser.get(f"/b/{board.id}/themes/{themes[1]}/history/")
    )
    done(board, "bring_back", theme=themes[0])
    page = words_of(browser.get(f"/b/{board.id}/themes/{themes[0]}/history/"))
    assert "Rest is back" in page


def test_each_wording_of_a_merged_theme_is_told_and_none_swallows_another() -> None:
    board, _, themes = a_chain_of_merges()
    writes(board, "name_theme", themes[1], "Good ")
    writes(board, "name_theme", themes[0], "Deep ")
    page = seated_at(board).get(f"/b/{board.id}/themes/{themes[2]}/history/").content.decode()
    wordings = re.findall(r'class="wording"[^>]*>([^<]*)<', page)
    for words in ("Rest", "Food", "Light", "Good Food", "Deep Rest"):
        assert words in wordings


def test_an_idea_tells_where_its_theme_took_it() -> None:
    board, ideas, themes = a_chain_of_merges()
    browser = seated_at(board)
    done(board, "dissolve_theme", theme=themes[2])
    page = words_of(browser.get(f"/b/{board.id}/ideas/{ideas[0]}/history/"))
    told = ["gathered in Rest", "Rest joined Food", "Food joined Light", "Light was dissolved"]
    assert sorted(map(page.index, told)) == [page.index(one) for one in told]
    page = words_of(browser.get(f"/b/{board.id}/ideas/{ideas[5]}/history/"))
    assert "Rest joined Food" not in page


def test_of_too_many_acts_the_words_are_left_out_last(monkeypatch: pytest.MonkeyPatch) -> None:
    board, ideas, themes = a_chain_of_merges()
    for _ in range(2):
        done(board, "let_go", idea=ideas[0], theme=themes[2])
        done(board, "place_idea", idea=ideas[0], theme=themes[2])
    monkeypatch.setattr(history, "MOST", 8)
    page = words_of(seated_at(board).get(f"/b/{board.id}/themes/{themes[2]}/history/"))
    assert "Rest joined Food" in page
    assert page.count("We share Rest") == 2
    assert "left Light" not in page


def test_history_tells_nothing_of_other_ideas() -> None:
    board = a_full_board()
    second = list(log.board(board.id).ideas)[1]
    page = words_of(seated_at(board).get(f"/b/{board.id}/ideas/{second}/history/"))
    assert "Idea 1" not in page


def test_it_refuses_the_history_of_an_idea_that_is_not_there() -> None:
    board = a_board()
    assert seated_at(board).get(f"/b/{board.id}/ideas/nosuch/history/").status_code == 404
