"""Taking a board along: for every seat, for nobody else, and under a name that says what it is."""

import json
import re
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse

from boards import log
from boards.models import Board
from boards.shelf.export import as_json, as_portable
from boards.shelf.report import press
from boards.shelf.report.formats import FORMATS
from tests.boards.way_in import a_board, came_in, seated_at, words_of
from tests.boards.written import SECRET, a_full_board, done

pytestmark = pytest.mark.django_db


def file_of(board: Board, file: str) -> str:
    return reverse("along_file", args=[board.id, file])


@pytest.mark.parametrize("file", FORMATS)
def test_no_file_is_given_without_a_seat(file: str) -> None:
    board = a_full_board()
    for browser in (Client(), seated_at(a_board("Another"))):
        answer = browser.get(file_of(board, file))
        assert answer.status_code == 403
        assert SECRET.encode() not in answer.content
        assert "Content-Disposition" not in answer.headers


@pytest.mark.parametrize("file", FORMATS)
def test_each_file_says_what_it_is_and_is_kept_nowhere(file: str) -> None:
    answer = seated_at(a_full_board()).get(file_of(Board.objects.get(title=SECRET), file))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == FORMATS[file].kind
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    named = answer.headers["Content-Disposition"]
    assert named.startswith(f'attachment; filename="{SECRET} - ')
    assert named.endswith(f'.{file.rpartition(".")[2]}"')


def test_a_name_in_another_script_is_told_as_the_web_tells_it() -> None:
    board = a_board("Чекати разом")
    answer = seated_at(board).get(file_of(board, "ideas.csv"))
    named = answer.headers["Content-Disposition"]
    found = re.fullmatch(r"attachment; filename\*=utf-8''(.+)", named)
    assert found
    assert unquote(found[1]) == "Чекати разом - ideas.csv"


@pytest.mark.parametrize("file", ["report.exe", "..", "report.pdf.html", "IDEAS.CSV"])
def test_it_refuses_a_file_that_there_is_not(file: str) -> None:
    assert seated_at(board := a_board()).get(f"/b/{board.id}/along/{file}").status_code == 404


def test_every_file_is_offered_in_plain_words() -> None:
    board = a_board()
    page = seated_at(board).get(reverse("along", args=[board.id])).content.decode()
    offered = set(re.findall(r'href="([^"]+)" download', page))
    assert offered == {file_of(board, file) for file in FORMATS}
    assert reverse("report", args=[board.id]) in page
    more = seated_at(board).get(f"/b/{board.id}/").content.decode()
    assert reverse("along", args=[board.id]) in more


def test_the_report_shows_the_board_as_headings_and_lists() -> None:
    board = a_full_board()
    said = seated_at(board).get(reverse("report", args=[board.id])).content.decode()
    assert re.findall(r"<h1[^>]*>([^<]+)", said) == [SECRET]
    levels = [int(level) for level in re.findall(r"<h([1-6])", said)]
    assert all(after - before <= 1 for before, after in zip([0, *levels], levels, strict=False))
    assert 'lang="en-gb"' in said
    assert '<p class="saying-words" dir="auto">Chairs in the corridor</p>' in said
    assert f'src="{file_of(board, "common-ground.png")}?show"' in said
    assert 'alt="The common ground of' in said


def test_the_picture_is_shown_in_the_page_and_kept_as_a_file() -> None:
    board = a_full_board()
    browser, where = seated_at(board), file_of(board, "common-ground.png")
    assert browser.get(f"{where}?show").headers["Content-Disposition"].startswith("inline")
    drawing = browser.get(f"{file_of(board, 'common-ground.svg')}?show")
    assert drawing.headers["Content-Disposition"].startswith("attachment")


def test_markup_in_the_report_stays_words() -> None:
    board = a_board("<script>1</script>")
    done(board, "add_idea", text="<img src=x onerror=1><b>bold</b>")
    done(board, "add_idea", text="{{ 7|add:7 }}")
    said = seated_at(board).get(reverse("report", args=[board.id])).content.decode()
    assert not re.search(r"<script>1|<img|<b>bold", said)
    assert "{{ 7|add:7 }}" in said


@pytest.mark.parametrize("kept", [False, True])
def test_names_go_along_only_where_the_room_keeps_them(kept: bool) -> None:
    board = a_full_board()
    browser = came_in(board, name="Ada Quill", brings="night shifts")
    Board.objects.filter(pk=board.pk).update(keep_names=kept)
    for where in (reverse("report", args=[board.id]), file_of(board, "report.md")):
        said = browser.get(where).content
        assert (b"Ada Quill" in said) == (b"night shifts" in said) == kept
    assert b"Ada" not in browser.get(file_of(board, "board.json")).content


def test_the_portable_board_is_the_export_without_its_place_in_the_log() -> None:
    board = a_full_board()
    given = seated_at(board).get(file_of(board, "board.json")).content
    now = log.board(board.id)
    state = json.loads(as_json(now))
    assert given == as_portable(now)
    assert list(json.loads(given))[:2] == ["format", "version"]
    assert json.loads(given) == {"format": "coproduce-board", "version": 1} | {
        key: state[key] for key in state if key != "seq"
    }


def test_whoever_comes_while_the_press_is_busy_is_told_when_to_come_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(press, "PATIENCE", 0.01)
    board = a_full_board()
    browser = seated_at(board)
    with press._turn(), press._turn():
        answer = browser.get(file_of(board, "report.pdf"))
    assert answer.status_code == 503
    assert "Try again in a minute" in words_of(answer)
    assert int(answer.headers["Retry-After"]) > 0


def test_a_board_that_nobody_wrote_on_is_given_in_every_form() -> None:
    board = a_board()
    browser = seated_at(board)
    for file in FORMATS:
        assert browser.get(file_of(board, file)).status_code == 200
    assert browser.get(reverse("report", args=[board.id])).status_code == 200
