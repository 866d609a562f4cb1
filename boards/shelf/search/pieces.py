"""What of a board is searched: what every seat at it may read, and nobody's name.

A quiet round is no part of it: it lies in what the board carries along unread. Nor are echoes that
were withdrawn, themes that were merged or dissolved, nor what was first said of an idea.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import orjson

from boards.operations.state import Board, Idea, Theme
from boards.shelf.search.words import plain

TITLE, THEME, STATEMENT, IDEA, ECHO = "title", "theme", "statement", "idea", "echo"
PROMISE, OUTCOME = "promise", "outcome"  # what we said we would do, and what has happened since
# What a word weighs by where it was said, in the order in which a board's hits are shown.
WEIGHTS = {TITLE: 10.0, THEME: 6.0, STATEMENT: 4.0, PROMISE: 3.0, OUTCOME: 3.0}
WEIGHTS |= {IDEA: 2.0, ECHO: 1.0}


class Piece(NamedTuple):
    """Some words of a board. `of` is the id of the idea or theme, `number` that of the idea."""

    kind: str
    text: str
    of: str = ""
    number: int = 0
    aside: bool = False
    folded: str = ""  # its words, where it takes a while to work them out

    @property
    def words(self) -> str:
        return self.folded or plain(self.text)


def pieces_of(board: Board) -> Iterator[Piece]:
    """Give the words of a board as it stands."""
    return map(_folded, _pieces(board))


def _folded(piece: Piece) -> Piece:
    return piece if piece.text.isascii() else piece._replace(folded=plain(piece.text))


def _pieces(board: Board) -> Iterator[Piece]:
    yield Piece(TITLE, board.title)
    for theme in board.themes.values():
        yield from _of_theme(theme) if theme.shown else ()
    for idea in sorted(board.ideas.values(), key=_number):
        yield from _of_idea(idea)


def _of_theme(theme: Theme) -> Iterator[Piece]:
    said = {THEME: theme.name, STATEMENT: theme.statement}
    said |= {PROMISE: theme.promise, OUTCOME: theme.outcome}
    return (Piece(kind, text.said, theme.id) for kind, text in said.items() if text.said)


def _number(idea: Idea) -> int:
    return idea.number


def _of_idea(idea: Idea) -> Iterator[Piece]:
    where = idea.id, idea.number, idea.aside
    if not idea.withdrawn:
        yield Piece(IDEA, idea.text.said, *where)
    yield from (Piece(ECHO, echo.text, *where) for echo in idea.answers if not echo.withdrawn)


def columns_of(pieces: Iterable[Piece]) -> list[str]:
    """Return the words to find the board by, one column a kind, in the order of `WEIGHTS`.

    What is said n times counts 1 + log2 n: a ranking needs no more, and an index of every time
    would be read three times as long.
    """
    words: dict[str, Counter[str]] = {kind: Counter() for kind in WEIGHTS}
    for piece in pieces:
        words[piece.kind].update(piece.words.split())
    return [" ".join(_repeated(counted)) for counted in words.values()]


def _repeated(counted: Counter[str]) -> Iterator[str]:
    for word, times in counted.items():
        yield from [word] * times.bit_length()


def packed(pieces: Iterable[Piece]) -> str:
    return orjson.dumps([tuple(piece) for piece in pieces]).decode()


def unpacked(kept: str) -> list[Piece]:
    return [Piece(*one) for one in orjson.loads(kept)]
