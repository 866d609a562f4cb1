"""Bringing a board back: by its page, and by command."""

import io
import json
from pathlib import Path

import orjson
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.test import Client

from boards import log
from boards.live.outlook import stood
from boards.models import Board, Entry, Seat, cards_of
from boards.operations.ideas import AddIdea
from boards.operations.spread import Brought, Spread, Stance
from boards.shelf import bringing
from boards.shelf.board_file import read
from boards.shelf.export import as_portable
from tests.boards.shelf.brought import MARKUP, nothing_is_kept, one_file, texts, upload
from tests.boards.shelf.test_board_file import an_idea, file
from tests.boards.shelf.test_polis import RECORD, SAID, SUMMARY, VOTED
from tests.boards.test_golden import LOGS
from tests.boards.way_in import a_board, seated_at, words_of

pytestmark = pytest.mark.django_db


# A board, by its page.


def test_whoever_brings_a_board_sits_at_it() -> None:
    browser = Client()
    answer = upload(("board.json", one_file()), browser=browser)
    board = Board.objects.get()
    assert answer.headers["Location"] == f"/b/{board.id}/"
    assert as_portable(log.board(board.id)) == one_file()
    assert (board.title, board.seats.count()) == ("Brought <b>here</b>", 1)
    (entry,) = Entry.objects.all()
    assert (entry.verb, entry.seat, entry.seq) == ("lay_out", None, 1)
    page = browser.get(f"/b/{board.id}/").content.decode()
    assert "<img src=x" not in page
    assert "<script>1" not in page
    assert "&lt;img src=x" in page
    history = browser.get(f"/b/{board.id}/ideas/a/history/")
    assert "The board came from a file, with ideas: 2, and themes: 1" in words_of(history)
    assert "came from a file" in words_of(browser.get(f"/b/{board.id}/themes/t/history/"))
    assert b"&lt;img" in browser.get(f"/b/{board.id}/projector/").content


def test_a_brought_board_is_a_new_one_each_time() -> None:
    for _ in range(2):
        upload(("board.json", one_file()))
    ids, links, codes = zip(*Board.objects.values_list("id", "link", "code"), strict=True)
    assert [len({*one}) for one in (ids, links, codes)] == [2, 2, 2]


def test_another_title_may_be_given() -> None:
    upload(("board.json", one_file()), title="  Our own  ")
    assert Board.objects.get().title == "Our own"


def test_a_polis_export_becomes_a_board() -> None:
    files = {"comments.csv": SAID, "votes.csv": VOTED, "summary.csv": SUMMARY}
    upload(*((name, words.encode()) for name, words in files.items()))
    board = log.board(Board.objects.get().id)
    assert board.title == "How do we wait, well?"
    assert [one.spread.told() for one in board.ideas.values()] == [
        {"spoken": 3, "agree": 0, "live_with": 1, "not_for_me": 2},
        {"spoken": 1},
    ]


@pytest.mark.parametrize(
    ("files", "status", "told"),
    [
        ([], 422, "Choose a file first."),
        ([("a.json", b"{")], 422, "This is no JSON"),
        ([("a.json", b"{}")], 422, "This is no board"),
        ([("a.json", file(colour="red"))], 422, '"colour" is not known to this version.'),
        ([("a.json", file(version=9))], 422, "newer version"),
        ([("a.json", file(ideas=[an_idea("a", 0)]))], 422, "ideas.1.number"),
        ([("a.zip", b"PK\x03\x04")], 422, "Unpack it"),
        ([("a.json", b"{" + b" " * 10 * 1024 * 1024)], 422, "5 MB is the most"),
        ([("a.json", file()), ("b.json", file())], 422, "Bring it on its own"),
        ([(f"{n}.csv", b"a") for n in range(9)], 422, "8 files at most"),
        ([(f"{n}.csv", b"a") for n in range(21)], 400, "too much at once"),
        ([("comments.csv", SAID.encode() + b"x,,9,7,0,0,1,Words\n")], 422, "Line 5"),
        ([(f"{MARKUP}.csv", b"a,b\n")], 422, "neither a board nor"),
    ],
    ids=lambda one: str(one)[:30],
)
def test_a_bad_file_is_refused_and_nothing_is_made(
    files: list[tuple[str, bytes]], status: int, told: str
) -> None:
    answer = upload(*files)
    assert answer.status_code == status
    assert told in words_of(answer)
    assert "<img src=x" not in answer.content.decode()
    assert nothing_is_kept()


def test_a_board_is_never_half_brought(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(board: Board) -> None:
        assert Entry.objects.filter(board=board).exists()
        raise IntegrityError

    with pytest.raises(IntegrityError):
        bringing.make(read(one_file()), fails)
    assert nothing_is_kept()
    monkeypatch.setattr(log, "store", lambda batches: [log.Behind()])
    with pytest.raises(log.Behind):
        bringing.make(read(one_file()))
    assert nothing_is_kept()


def test_no_other_sites_form_brings_anything() -> None:
    board = a_board()
    browser = seated_at(board, browser=Client(enforce_csrf_checks=True))
    assert browser.post("/bring/", {"files": SimpleUploadedFile("a", file())}).status_code == 403
    assert browser.post(f"/b/{board.id}/list/", {"pasted": "Tea"}).status_code == 403
    assert Board.objects.count() == 1


@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.stem)
def test_the_export_of_an_older_version_is_brought(path: Path) -> None:
    export = json.loads(path.read_text())["export"]
    upload(("export.json", orjson.dumps(export)))
    seat = seated_at(board := Board.objects.get())
    now = json.loads(seat.get(f"/b/{board.id}/export.json").content)
    assert now == {**export, "seq": 1}


# Who is counted.


def test_what_was_brought_looks_as_it_did_and_waits_for_nobody() -> None:
    board = a_board()
    seated_at(board)
    Seat.objects.update(here_at=board.made)
    brought = Brought(Spread(2, 1, 0), (("agree", "It helps"),))
    told = stood({}, cards := cards_of(board.id), brought)
    assert (told["look"], told["outlook"]) == ("common", "Common ground")
    assert told["spread"] == "2 agree, 1 can live with it"
    assert [one["why"] for one in told["reasons"]] == ["It helps"]
    assert stood({}, cards, Brought(Spread(2, 1, 1)))["look"] == "open"
    assert stood({}, cards, Brought(Spread(untold=2)))["outlook"] == (
        "2 have spoken, 5 is enough"  # for where these two stand is not known
    )


def test_one_or_two_of_the_room_do_not_show_through_what_was_brought() -> None:
    brought = Brought(Spread(4, 1, 0))
    now = dict(list({f"~{n}": Stance("not_for_me", "No") for n in range(3)}.items())[:2])
    told = stood(now, {}, brought)
    assert (told["look"], told["outlook"]) == ("growing", "7 have spoken, 8 is enough")
    assert told["spread"] == "4 agree, 1 can live with it, 2 more have spoken"
    assert (told["reasons"], told["lowest"]) == ([], "")
    told = stood({**now, "~2": Stance("agree")}, {}, brought)
    assert (told["look"], told["spread"]) == (
        "open",
        "5 agree, 1 can live with it, 2 not for me",
    )


def test_thousands_of_votes_are_told_in_full_and_drawn_in_part() -> None:
    told = stood({}, {}, Brought(Spread(9000, 1, 999)))
    assert told["spread"] == "9000 agree, 1 can live with it, 999 not for me"
    assert 200 <= told["seeds"].count("<i ") <= 205
    assert told["seeds"].count("live_with") == 1


# By command.


def printed(*command: str) -> str:
    out = io.StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


def kept(folder: Path, name: str, raw: bytes) -> str:
    path = folder / name
    path.write_bytes(raw)
    return str(path)


def test_a_script_brings_a_board_and_gets_the_way_in(tmp_path: Path) -> None:
    path = kept(tmp_path, "board.json", one_file())
    told = json.loads(printed("import_board", path, "--json", "--seats", "2"))
    board = Board.objects.get()
    assert (told["board"], told["link"], len(told["seats"])) == (board.id, f"/j/{board.link}/", 2)
    browser = Client()
    name, _, secret = told["seats"][1]["cookie"].partition("=")
    browser.cookies[name] = secret
    assert json.loads(browser.get(f"/b/{board.id}/export.json").content)["seq"] == 1
    assert board.link not in printed("import_board", path)


def test_a_script_is_told_where_and_why_not(tmp_path: Path) -> None:
    bad = kept(tmp_path, "comments.csv", SAID.encode() + b"x,,9,7,0,0,1,Words\n")
    none = str(tmp_path / "none.json")
    strange = kept(tmp_path, "a.json", file(owner="Ada"))
    for given, why in (
        (bad, r"comments\.csv, line 5: .*\(wrong_type\)"),
        (none, r"cannot be opened.*\(no_file\)"),
        (strange, r"owner: .*\(unknown_field\)"),
    ):
        with pytest.raises(CommandError, match=why) as ended:
            call_command("import_board", given, "--title", "Waiting")
        assert ended.value.returncode == 2
    assert nothing_is_kept()


@pytest.mark.skipif(not RECORD.exists(), reason="the recorded workshop is not beside the project")
def test_the_real_workshop_comes_in_by_its_folder_and_goes_round() -> None:
    printed("import_board", str(RECORD), "--json")
    board = log.board(Board.objects.get().id)
    taken = as_portable(board)
    assert len(board.ideas) == 36
    assert as_portable(log.board(bringing.make(read(taken)).id)) == taken


def test_a_whole_list_comes_in_by_command_or_none_of_it(tmp_path: Path) -> None:
    board, err = a_board(), io.StringIO()
    bad = kept(tmp_path, "bad.csv", b'text\nTea\n" "\n')
    with pytest.raises(CommandError, match="Nothing was brought in") as ended:
        call_command("import_ideas", board.id, bad, "--whole", stderr=err)
    assert (ended.value.returncode, texts(board)) == (1, [])
    assert err.getvalue().startswith("line 3: ")
    good = kept(tmp_path, "good.csv", b"number,text,area\n1,'=Tea,x\n2,A clock,x\n")
    assert printed("import_ideas", board.id, good, "--whole").startswith("2 of 2")
    assert texts(board) == ["=Tea", "A clock"]
    assert not any(isinstance(one, AddIdea) for one in log.entries(board.id))
