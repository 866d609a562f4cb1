"""The command line: boards for scripts, lists of ideas, and a recorded workshop played again."""

import csv
import io
import json
import urllib.request
import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from boards import log
from boards.models import Board
from boards.operations.base import Operation
from boards.operations.wire import from_wire
from boards.recorded import trace
from boards.shelf import taking_in
from tests.boards.way_in import a_board, numbers
from tests.serving import Server

pytestmark = pytest.mark.django_db


def printed(*command: str) -> str:
    out = io.StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


def made(*options: str) -> Any:
    return json.loads(printed("make_board", "--title", "Waiting well", "--json", *options))


# make_board


def test_a_script_gets_a_board_and_the_cookies_of_its_seats() -> None:
    told = made("--seats", "3")
    board = Board.objects.get()
    assert (told["board"], told["link"]) == (board.id, f"/j/{board.link}/")
    assert told["code"] == f"{board.code[:4]}-{board.code[4:]}"
    assert [seat["id"] for seat in told["seats"]] == [s.id for s in board.seats.order_by("number")]
    for seat in told["seats"]:
        name, _, secret = seat["cookie"].partition("=")
        browser = Client()
        browser.cookies[name] = secret
        assert seat["id"] in browser.get(f"/b/{board.id}/").content.decode()


def test_many_boards_are_made_at_once() -> None:
    told = made("--boards", "3", "--seats", "2")
    assert len({board["board"] for board in told}) == 3
    assert all(len(board["seats"]) == 2 for board in told)
    assert all(numbers(board) == [1, 2] for board in Board.objects.all())


def test_a_board_may_have_areas_of_its_own() -> None:
    told = made("--area", "What helps", "--area", "What hinders")
    areas = log.board(told["board"]).areas.values()
    assert [area.name for area in areas] == ["What helps", "What hinders"]


def test_a_person_can_read_the_way_in() -> None:
    said = printed("make_board", "--title", "Waiting well", "--seats", "1")
    assert Board.objects.get().link in said


@pytest.mark.parametrize(
    "options", [["--title", " "], ["--seats", "201"], ["--seats", "-1"], ["--boards", "0"]]
)
def test_it_refuses_a_board_that_the_door_would_refuse(options: list[str]) -> None:
    with pytest.raises(CommandError):
        made(*options)
    assert not Board.objects.exists()


# import_ideas


def list_of(folder: Path, words: str | bytes) -> str:
    file = folder / "ideas.csv"
    file.write_bytes(words if isinstance(words, bytes) else words.encode())
    return str(file)


def texts(board: Board) -> list[str]:
    return [idea.text.said for idea in log.board(board.id).ideas.values()]


def test_a_list_becomes_ideas_in_its_order(tmp_path: Path) -> None:
    board = a_board()
    said = printed(
        "import_ideas", board.id, list_of(tmp_path, "text,who\nFirst,Ada\nSecond,Rose\n")
    )
    assert texts(board) == ["First", "Second"]
    assert said == "2 of 2 ideas are on the board.\n"


def test_an_idea_is_taken_whole(tmp_path: Path) -> None:
    board = a_board()
    whole = ["  two  spaces ", "a line\n\nand another\t", 'she said "no"', "é 👩‍👧 שלום", "a,b"]
    file = io.StringIO(newline="")
    csv.writer(file).writerows([one, "x"] for one in whole)
    printed("import_ideas", board.id, list_of(tmp_path, "\ufeff" + file.getvalue()))
    assert texts(board) == whole


def test_text_is_a_heading_in_the_first_row_only(tmp_path: Path) -> None:
    board = a_board()
    printed("import_ideas", board.id, list_of(tmp_path, "Text\ntext\n"))
    assert texts(board) == ["text"]


def test_it_says_which_rows_it_refused_and_why(tmp_path: Path) -> None:
    board, err = a_board(), io.StringIO()
    rows = 'text\n"two\nlines"\n" "\n' + "x" * 2001 + "\n\nLast\n"
    with pytest.raises(CommandError, match="2 of 4 rows were refused") as ended:
        call_command("import_ideas", board.id, list_of(tmp_path, rows), stderr=err)
    assert ended.value.returncode == 1
    told = err.getvalue().splitlines()
    assert told[0].startswith("Line 4 was refused (empty):")
    assert told[1].startswith("Line 5 was refused (too_long):")
    assert texts(board) == ["two\nlines", "Last"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (b"text\nfine\ncaf\xe9\n", "line 3: A character here cannot be read"),
        (b'text\n"never closed\n', "line 2: This is no CSV"),
        (b"P\x00K", "1 of 1 rows were refused"),
    ],
)
def test_it_refuses_a_file_that_is_no_list(tmp_path: Path, words: bytes, told: str) -> None:
    board = a_board()
    with pytest.raises(CommandError, match=told):
        call_command("import_ideas", board.id, list_of(tmp_path, words), stderr=io.StringIO())
    assert texts(board) == []


def test_it_refuses_a_file_or_a_board_that_is_not_there(tmp_path: Path) -> None:
    board = a_board()
    with pytest.raises(CommandError, match="cannot be opened") as ended:
        call_command("import_ideas", board.id, str(tmp_path / "none.csv"))
    assert ended.value.returncode == 2
    with pytest.raises(CommandError, match="There is no board"):
        call_command("import_ideas", "nosuch", list_of(tmp_path, "x"))


def test_a_full_board_takes_what_it_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("boards.operations.ideas.IDEAS", 2)
    board, err = a_board(), io.StringIO()
    with pytest.raises(CommandError, match="1 of 3"):
        call_command("import_ideas", board.id, list_of(tmp_path, "a\nb\nc\n"), stderr=err)
    assert texts(board) == ["a", "b"]
    assert "Line 3 was refused (board_full)" in err.getvalue()


def idea(text: str) -> Operation:
    return from_wire({"id": str(uuid.uuid4()), "verb": "add_idea", "text": text})


def test_people_who_write_meanwhile_lose_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody at the board is first at each seq; the list comes after them, whole."""
    board, store, others = a_board(), log.store, ["theirs 1", "theirs 2"]

    def late(batches: Any) -> Any:
        if others:
            text = [idea(others.pop(0))]
            _, accepted, _ = taking_in._applied(log.board(board.id), text)
            store([log.Batch(board.id, accepted, lambda outcome: None)])
        return store(batches)

    monkeypatch.setattr(log, "store", late)
    assert taking_in.take_in(board.id, [idea("ours 1"), idea("ours 2")]) == [None, None]
    assert texts(board) == ["theirs 1", "theirs 2", "ours 1", "ours 2"]
    assert log.board(board.id).seq == 4


# replay_trace

HEAD = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body"
SAID = [  # out of order, as they come; one was rejected
    "3000,,3,7,0,0,1,  Two  spaces and “quotes” ",
    "1000,,1,7,0,0,1,First",
    '2000,,2,9,0,0,0,"Second, with a\nline break"',
    "2500,,4,9,0,0,-1,Rejected",
    "3000,,5,9,0,0,1,First",
]
IN_ORDER = ["First", "Second, with a\nline break", "  Two  spaces and “quotes” ", "First"]


@pytest.fixture
def record(tmp_path: Path) -> Path:
    folder = tmp_path / "record"
    folder.mkdir()
    (folder / "comments.csv").write_text("\n".join([HEAD, *SAID]) + "\n", "utf-8")
    return folder


def test_a_record_is_read_in_the_order_it_was_said(record: Path) -> None:
    said = trace.statements(record)
    assert [one.text for one in said] == IN_ORDER
    assert trace.authors(said) == ["7", "9"]


def test_a_night_between_two_statements_is_cut_short(record: Path) -> None:
    said = trace.statements(record)
    later = replace(said[3], at=said[3].at + 36_000_000)
    assert trace.times(said) == [0, 1000, 2000, 2000]
    assert trace.times([*said[:3], later]) == [0, 1000, 2000, 302_000]


def pairs(record: Path) -> list[tuple[str, str]]:
    return [(one.author, one.text) for one in trace.statements(record)]


def test_a_board_that_holds_the_record_is_equal_to_it(record: Path) -> None:
    report = trace.compared(trace.statements(record), pairs(record), [])
    assert report["equal"]
    assert report["statements"] == {"expected": 4, "found": 4}
    assert report["authors"] == {"expected": 2, "found": 2}


def test_it_finds_what_is_missing_changed_swapped_or_doubled(record: Path) -> None:
    said, found = trace.statements(record), pairs(record)
    changed = [*found[:1], ("9", "Second"), *found[2:]]
    author = [("9", "First"), *found[1:]]
    for wrong in (found[1:], changed, found[::-1], [*found, found[0]], author):
        assert not trace.compared(said, wrong, [])["equal"]
    report = trace.compared(said, changed, [])
    assert (report["missing"], report["unexpected"]) == ([IN_ORDER[1]], ["Second"])


@pytest.mark.parametrize("words", ["", "a,b\n1,2\n", HEAD + "\nx,,1,7,0,0,1,Words\n"])
def test_it_refuses_a_folder_without_a_record(tmp_path: Path, words: str) -> None:
    with pytest.raises(CommandError):
        call_command("replay_trace", str(tmp_path), board=a_board().id)
    (tmp_path / "comments.csv").write_text(words)
    with pytest.raises(CommandError):
        call_command("replay_trace", str(tmp_path), board=a_board().id)


def test_a_record_is_played_onto_a_running_server(
    running: Server, record: Path, tmp_path: Path
) -> None:
    board = json.loads(running.manage("make_board", "--title", "T", "--seats", "1", "--json"))
    out = tmp_path / "out.json"
    to = ["--board", board["board"], "--server", running.address, "--out", str(out)]
    said = running.manage("replay_trace", str(record), *to, "--speed", "20")
    assert said == "4 of 4 statements by 2 authors are on the board, as they were said.\n"
    report = json.loads(out.read_text("utf-8"))
    assert report["equal"]
    assert report["seconds"] >= 0.1
    running.manage("replay_trace", str(record), *to, "--speed", "1e9")


def test_a_fast_replay_keeps_to_the_pace_the_board_allows(running: Server, tmp_path: Path) -> None:
    lines = [f"{n},,{n},1,0,0,1,Idea {n}" for n in range(60)]
    (tmp_path / "comments.csv").write_text("\n".join([HEAD, *lines]) + "\n")
    board = json.loads(running.manage("make_board", "--title", "T", "--json"))["board"]
    to = ["--board", board, "--server", running.address.replace("http", "ws", 1)]
    said = running.manage("replay_trace", str(tmp_path), *to, "--speed", "1000")
    assert said.startswith("60 of 60 statements by 1 authors")


def test_more_authors_than_a_board_takes_connections_all_speak(
    running: Server, tmp_path: Path
) -> None:
    lines = [f"{n},,{n},author{n % 30},0,0,1,Idea {n}" for n in range(60)]
    (tmp_path / "comments.csv").write_text("\n".join([HEAD, *lines]) + "\n")
    board = json.loads(running.manage("make_board", "--title", "T", "--json"))["board"]
    to = ["--board", board, "--server", running.address]
    said = running.manage("replay_trace", str(tmp_path), *to, "--speed", "1000")
    assert said.startswith("60 of 60 statements by 30 authors")


def test_a_list_reaches_a_running_board(running: Server, tmp_path: Path) -> None:
    told = json.loads(running.manage("make_board", "--title", "T", "--seats", "1", "--json"))
    running.manage("import_ideas", told["board"], list_of(tmp_path, "text\nOne\nTwo\n"))
    browser = Client()
    assert browser.get(f"/b/{told['board']}/").status_code == 403  # another database than ours
    assert exported(running, told) == ["One", "Two"]


def exported(server: Server, told: Any) -> list[str]:
    at = f"{server.address}/b/{told['board']}/export.json"
    asked = urllib.request.Request(at, headers={"Cookie": told["seats"][0]["cookie"]})
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(asked) as answer:
        return [idea["text"] for idea in json.load(answer)["ideas"]]


def test_a_running_server_writes_no_secret_anywhere(running: Server) -> None:
    told = json.loads(running.manage("make_board", "--title", "T", "--seats", "1", "--json"))
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for way in (told["link"], told["link"].replace("/j/", "/s/")):
        for body in (None, b"x=1"):
            with pytest.raises(HTTPError):
                direct.open(running.address + way, body)
    assert told["link"].split("/")[2] not in running.said()
