"""Every format takes every board: random ones, real words, and words that mean harm."""

import csv
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image
from pypdf import PdfReader

from boards.operations.state import Board, opening
from boards.shelf.report.formats import FORMATS, name_of
from boards.shelf.report.plain import written
from boards.shelf.report.table import bare
from boards.shelf.report.telling import Taken
from tests.boards.operations.random_acts import SEQUENCES, play
from tests.boards.operations.room import ADA, AREAS, Room
from tests.boards.shelf.report.bad_words import BAD, a_board_of
from tests.boards.shelf.report.told import DAY, Told, cards
from tests.sorting.ideas import found, real_ideas

REAL = found()
HALF = re.compile("[\ud800-\udfff]")  # no act of the wire holds half a character
WHOLE = [HALF.sub("", words) for words in BAD]
SOME = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))


def opened(file: str, made: bytes) -> str:
    """Open a file with the library of its kind, and return the words in it."""
    match file.rpartition(".")[2]:
        case "pdf":
            return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
        case "docx":
            return "\n".join(line.text for line in Document(io.BytesIO(made)).paragraphs)
        case "png":
            image = Image.open(io.BytesIO(made))
            image.load()
            return str(image.size)
        case "svg":
            return "\n".join(str(words) for words in etree.fromstring(made).itertext())
        case "json":
            return made.decode().replace("\\n", " ").replace("\\r", " ")
    return made.decode("utf-8-sig")


def taken(board: Board, *, names: bool = False) -> Taken:
    return Taken(board, cards(), (DAY, DAY), names)


@pytest.mark.parametrize("file", FORMATS)
def test_bad_words_in_every_field_are_only_words(file: str) -> None:
    said = opened(file, FORMATS[file].make(a_board_of(*WHOLE)))
    assert "root:" not in said
    if not file.startswith("common-ground"):
        for words in WHOLE:  # what a format may do to signs is for its own tests: letters stay
            assert all(one in said or one[::-1] in said for one in re.findall("[a-z]{4,36}", words))


@pytest.mark.parametrize("file", ["report.pdf", "report.docx", "report.md", "common-ground.svg"])
def test_a_bad_title_is_only_words(file: str) -> None:
    for words in BAD[::2]:
        bare = replace(a_board_of("Tea"), board=opening(words, AREAS))
        assert opened(file, FORMATS[file].make(bare)) is not None


@pytest.mark.parametrize("file", FORMATS)
@SOME
@given(sequence=SEQUENCES, names=st.booleans())
def test_every_board_is_taken_along(file: str, sequence: list, names: bool) -> None:  # type: ignore[type-arg]
    room = Room()
    for draw in sequence:
        play(room, draw)
    assert opened(file, FORMATS[file].make(taken(room.board, names=names))) is not None


@pytest.mark.parametrize("file", FORMATS)
@SOME
@given(words=st.text(min_size=1, max_size=80))
def test_any_words_are_taken_along(file: str, words: str) -> None:
    assert opened(file, FORMATS[file].make(a_board_of(words))) is not None


@pytest.mark.skipif(REAL is None, reason="no recorded workshop lies beside the project")
@pytest.mark.parametrize("file", FORMATS)
def test_a_real_workshop_is_taken_along_whole(file: str) -> None:
    assert isinstance(REAL, Path)
    texts, room = real_ideas(REAL, 120), Told()
    ideas = [room.idea(ADA, text) for text in texts]
    for start in range(0, 60, 10):
        room.theme(f"Theme {start}", texts[start], *ideas[start : start + 10])
    said = opened(file, FORMATS[file].make(taken(room.room.board)))
    if file.startswith("common-ground"):
        return
    if file.endswith(".csv"):
        rows = list(csv.reader(io.StringIO(said, newline="")))[1:]
        assert [bare(row[0]) for row in rows] == texts
        return
    if file.endswith(".md"):
        said = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", said)
    if file.endswith(".json"):
        assert [
            one["text"] for one in orjson.loads(FORMATS[file].make(taken(room.room.board)))["ideas"]
        ] == texts
        return
    flat = letters(said)
    assert [text for text in texts if letters(text) not in flat] == []


def letters(words: str) -> str:
    """Words without white space: where lines end is the paper's to say."""
    return "".join(written(words).split())


def test_a_word_file_is_a_sound_archive_that_asks_for_nothing_from_outside() -> None:
    made = FORMATS["report.docx"].make(a_board_of("<w:t>&amp;"))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith(".rels"):
                assert b'TargetMode="External"' not in archive.read(name)


@pytest.mark.parametrize(
    ("title", "called"),
    [
        ("Waiting well", "Waiting well - report.pdf"),
        ("../../etc/passwd", "etc passwd - report.pdf"),
        ('a"b\r\nSet-Cookie: x', "a b Set-Cookie x - report.pdf"),
        ("warten\u202efdp.exe", "wartenfdp.exe - report.pdf"),
        ("   ", "report.pdf"),
        ("...", "report.pdf"),
        ("你好", "你好 - report.pdf"),
        ("x" * 200, "x" * 80 + " - report.pdf"),
    ],
)
def test_a_file_is_called_after_the_board(title: str, called: str) -> None:
    assert name_of("report.pdf", title) == called
