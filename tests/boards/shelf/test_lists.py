"""Lists from any spreadsheet: encodings, line ends, what stands between columns, and guards."""

import csv
import io

import pytest

from boards.operations.state import opening
from boards.shelf import lists
from boards.shelf.lists import Row, lines_in, rows_in
from boards.shelf.trouble import Trouble, Unreadable
from tests.boards.operations.room import AREAS

IDEAS = ["Tea at night", "é 👩‍👧 שלום", 'she said "no"', "two\nlines", "a, b; c"]


def texts(raw: bytes) -> list[str]:
    return [row.text for row in rows_in(raw)]


def written(delimiter: str = ",", ends: str = "\r\n", second: str = "x") -> str:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, lineterminator=ends, quoting=csv.QUOTE_ALL)
    writer.writerows([["text", "who"], *([one, second] for one in IDEAS)])
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_list_from_any_spreadsheet_is_the_same(encoding: str, ends: str, delimiter: str) -> None:
    words = written(delimiter, ends).replace("two\nlines", f"two{ends}lines")
    expected = [one.replace("\n", ends) for one in IDEAS]
    assert texts(words.encode(encoding)) == expected


def test_utf_16_of_either_order_is_read() -> None:
    for order, mark in (("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")):
        assert texts(mark + "text\nÉté\n".encode(order)) == ["Été"]


def test_a_semicolon_is_found_without_a_heading_too() -> None:
    assert texts(b"Tee, nachts;Ada\nEine Uhr;Ben\n") == ["Tee, nachts", "Eine Uhr"]
    assert texts(b"sep=;\r\nTee, nachts;Ada\r\n") == ["Tee, nachts"]


def test_a_semicolon_in_words_is_no_column() -> None:
    assert texts(b"First; and more\nSecond\n") == ["First; and more", "Second"]
    assert texts(b"text\nOne; two\n") == ["One; two"]


@pytest.mark.parametrize(
    ("raw", "line", "code"),
    [
        (b"text\nfine\ncaf\xe9\n", 3, "not_utf8"),
        (b"text\rfine\rcaf\xe9\r", 3, "not_utf8"),
        (b"\xff\xfe" + "text\nfine\n".encode("utf-16-le") + b"\x00\xd8x", 3, "not_utf8"),
        (b"\xff\xfe\x00\x00t\x00\x00\x00", 1, "not_utf8"),
        (b'text\n"never closed\n', 2, "no_csv"),
        (b'text\n"closed" twice"\n', 2, "no_csv"),
    ],
)
def test_it_refuses_what_it_cannot_read_and_names_the_line(
    raw: bytes, line: int, code: str
) -> None:
    with pytest.raises(Unreadable) as refused:
        rows_in(raw)
    (trouble,) = refused.value.troubles
    assert (trouble.line, trouble.code) == (line, code)


GUARDED = ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "  =1", "＝1", "＋1", "－1", "＠x"]


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_boards_own_list_comes_in_without_its_guards(delimiter: str) -> None:
    file, kept = io.StringIO(newline=""), ["'quoted'", "it's = so", "''=1", "Tea"]
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerow(["number", "text", "area", "theme"])
    said = [*(f"'{one}" for one in GUARDED), *kept]
    writer.writerows([n, one, "Common ground", ""] for n, one in enumerate(said, 1))
    assert texts(file.getvalue().encode()) == [*GUARDED, *kept]


def test_guards_are_left_alone_in_any_other_list() -> None:
    assert texts(b"text,number,area\n'=1,2,3\n") == ["'=1"]
    assert texts(b"'=1\n") == ["'=1"]


def test_each_pasted_line_is_an_idea_whole() -> None:
    pasted = "Text\r\n\r\n  Tea, and cake  \rA clock; two\n"
    assert lines_in(pasted) == [Row(3, "Tea, and cake"), Row(4, "A clock; two")]


def troubles(rows: list[Row]) -> list[Trouble]:
    with pytest.raises(Unreadable) as refused:
        lists.refuse_unfit(rows, opening("Waiting well", AREAS))
    return list(refused.value.troubles)


def test_it_says_of_each_line_what_is_in_the_way() -> None:
    rows = [Row(2, "Tea"), Row(3, " "), Row(5, "x" * 2001), Row(6, "a\0b")]
    told = [(one.line, one.code) for one in troubles(rows)]
    assert told == [(3, "empty"), (5, "too_long"), (6, "bad_character")]


def test_it_refuses_more_than_the_board_takes_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    many = [Row(n, "Tea") for n in range(1, 502)]
    assert [(one.line, one.code) for one in troubles(many)] == [(501, "too_many")]
    monkeypatch.setattr(lists, "IDEAS", 2)
    assert [(one.line, one.code) for one in troubles(many[:3])] == [(3, "board_full")]
    assert [one.code for one in troubles([])] == ["empty"]
