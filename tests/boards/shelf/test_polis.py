"""A Polis export becomes a board: statements are ideas, and votes are counted as they stood."""

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from boards.operations.spread import ANSWERS
from boards.shelf import polis
from boards.shelf.board_file import Portable
from boards.shelf.trouble import Unreadable

RECORD = Path(__file__).resolve().parents[4] / "shared" / "data" / "london-youth-policing"
COMMENTS = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
VOTES = "timestamp,datetime,comment-id,voter-id,vote\n"
SUMMARY = 'topic,"How do we wait, well?"\nurl,elsewhere\n'
SAID = COMMENTS + "2,,1,7,1,0,1,Second\n1,,0,7,1,0,0,First\n3,,2,8,0,0,-1,Rejected\n"
VOTED = VOTES + "5,,0,1,1\n6,,0,2,0\n7,,0,3,-1\n8,,0,1,-1\n5,,1,1,1\n5,,2,1,1\n"


def read(title: Any = "Waiting well", **files: Any) -> Portable:
    given = [
        (f"{name}.csv", one if isinstance(one, bytes) else one.encode())
        for name, one in files.items()
    ]
    return polis.read(given, title)


def refused(**files: Any) -> list[tuple[str, int, str]]:
    with pytest.raises(Unreadable) as trouble:
        read(**files)
    return [(one.file, one.line, one.code) for one in trouble.value.troubles]


def ideas(board: Portable) -> list[tuple[int, str, Any]]:
    return [(one["number"], one["text"], one.get("stances")) for one in board.layout.ideas]


def test_statements_stand_in_the_order_they_were_made_with_the_last_vote_of_each() -> None:
    board = read(comments=SAID, votes=VOTED, summary=SUMMARY)
    counts = {"spoken": 3, "agree": 0, "live_with": 1, "not_for_me": 2}
    assert ideas(board) == [(1, "First", counts), (2, "Second", {"spoken": 1})]
    assert board.title == "Waiting well"
    assert read("", comments=SAID, summary=SUMMARY).title == "How do we wait, well?"


def test_without_votes_there_are_ideas_alone() -> None:
    assert ideas(read(comments=SAID)) == [(1, "First", None), (2, "Second", None)]


def test_which_file_is_which_is_told_by_its_columns() -> None:
    board = read(one=VOTED.replace(",", ";"), two=SAID, three="participant,n-votes\n1,2\n")
    assert ideas(board)[1] == (2, "Second", {"spoken": 1})


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("x,,9,7,0,0,1,Words", "wrong_type"),
        ("9,,x,7,0,0,1,Words", "wrong_type"),
        ("9,,1,7,0,0,1,Words", "repeated"),
        ("9,,9,7,0,0,7,Words", "wrong_type"),
        ("9,,9,7,0,0,1, ", "empty"),
        ("9,,9,7,0,0,1," + "x" * 2001, "too_long"),
        ("9,,9,7,0,0,1", "missing_field"),
    ],
)
def test_it_names_the_line_of_a_bad_statement(row: str, code: str) -> None:
    assert refused(comments=f"{SAID}{row}\n", votes=VOTED) == [("comments.csv", 5, code)]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("x,,0,1,1", "wrong_type"),
        ("9,,7,1,1", "no_such_idea"),
        ("9,,0,,1", "missing_field"),
        ("9,,0,1,2", "wrong_type"),
        ("9,,0,1,NaN", "wrong_type"),
        ("9" * 30 + ",,0,1,1", "wrong_type"),
        ("9,,0", "missing_field"),
    ],
)
def test_it_names_the_line_of_a_bad_vote(row: str, code: str) -> None:
    assert refused(comments=SAID, votes=f"{VOTED}{row}\n") == [("votes.csv", 8, code)]


def test_it_tells_of_several_lines_at_once_but_not_of_thousands() -> None:
    bad = "".join(f"9,,{n},7,0,0,1,\n" for n in range(10, 99))
    told = refused(comments=SAID + bad)
    assert [line for _, line, _ in told] == list(range(5, 25))


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"votes": VOTED}, "no_statements"),
        ({"comments": SAID, "more": SAID}, "repeated"),
        ({"comments": SAID, "other": "a,b\n1,2\n"}, "no_board"),
        ({"comments": SAID, "other": ""}, "empty"),
        ({"comments": b"PK\x03\x04"}, "packed"),
        ({"comments": COMMENTS.encode() + b"9,,9,7,0,0,1,caf\xe9\n"}, "not_utf8"),
        ({"comments": COMMENTS + '9,,9,7,0,0,1,"open\n'}, "no_csv"),
        ({"comments": b"x" * (5 * 1024 * 1024 + 1)}, "too_big"),
        ({"comments": SAID, "title": ""}, "no_title"),
    ],
)
def test_it_refuses_files_that_are_no_export(files: dict[str, Any], code: str) -> None:
    assert [one[2] for one in refused(**files)] == [code]


def test_it_refuses_more_statements_than_a_board_holds() -> None:
    many = "".join(f"9,,{n},7,0,0,1,Words\n" for n in range(2001))
    assert [one[2] for one in refused(comments=COMMENTS + many)] == ["board_full"]


@pytest.mark.skipif(not RECORD.exists(), reason="the recorded workshop is not beside the project")
def test_the_real_workshop_has_the_counts_of_its_file() -> None:
    """`participants-votes.csv` counts each person once, and so do we."""
    board = polis.read([(one.name, one.read_bytes()) for one in RECORD.glob("*.csv")])
    with (RECORD / "participants-votes.csv").open(encoding="utf-8-sig", newline="") as file:
        people = list(csv.DictReader(file))
    with (RECORD / "comments.csv").open(encoding="utf-8-sig", newline="") as file:
        id_of = {row["comment-body"]: row["comment-id"] for row in csv.DictReader(file)}
    assert len(board.layout.ideas) == 36
    for idea in board.layout.ideas:
        votes = Counter(polis.ANSWER[row[at]] for row in people if row[at := id_of[idea["text"]]])
        assert idea["stances"].pop("spoken") == votes.total()
        assert idea["stances"] == {answer: votes[answer] for answer in ANSWERS}
