"""Finds words on boards: which boards hold them all, the best first, and where on each."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from boards.shelf.search.engine import engine
from boards.shelf.search.index import ready
from boards.shelf.search.marking import Part, parts
from boards.shelf.search.pieces import TITLE, WEIGHTS, Piece, unpacked
from boards.shelf.search.words import MOST, Term, terms

LONGEST = 200  # characters that one may look for
A_PAGE = 10  # boards
LAST_PAGE = 100
SHOWN = 5  # hits of one board

EMPTY, SHORT, LONG = "empty", "short", "long"


class Hit(NamedTuple):
    """A place where words were found, and the text there in parts."""

    piece: Piece
    parts: list[Part]


class OfBoard(NamedTuple):
    """What was found on one board; `rest` more hits are not listed."""

    id: str
    title: list[Part]
    hits: list[Hit]
    rest: int


class Found(NamedTuple):
    """A page of what was found; or the `trouble` why nothing was looked for.

    `left` boards are still to be read; `cut`: only the first words were looked for.
    """

    boards: Sequence[OfBoard] = ()
    more: bool = False
    left: int = 0
    cut: bool = False
    trouble: str = ""


def trouble_with(asked: str) -> str:
    """Say what hinders a search for this: EMPTY, SHORT, LONG or nothing."""
    if not asked.strip():
        return EMPTY
    if len(asked) > LONGEST:
        return LONG
    looked = terms(asked)
    return "" if any(term.begins or term.word.isdecimal() for term in looked) else SHORT


def find(asked: str, boards: Collection[str], page: int = 1) -> Found:
    """Look for words on these boards, and on no other."""
    if trouble := trouble_with(asked):
        return Found(trouble=trouble)
    looked, able = terms(asked), ready(boards)
    some = looked[:MOST]
    rows = engine().ranked(some, able.boards, (page - 1) * A_PAGE, A_PAGE + 1)
    kept = engine().pieces(rows[:A_PAGE])
    found = [_of_board(able.boards[row], kept[row], some) for row in rows[:A_PAGE] if row in kept]
    return Found(found, len(rows) > A_PAGE, able.left, len(looked) > MOST)


def _of_board(board: str, kept: str, looked: Sequence[Term]) -> OfBoard:
    pieces = unpacked(kept)
    title = next(piece.text for piece in pieces if piece.kind == TITLE)
    hits = _hits((piece for piece in pieces if piece.kind != TITLE), looked)
    shown = [Hit(piece, parts(piece.text, looked)) for piece in hits[:SHOWN]]
    return OfBoard(board, parts(title, looked), shown, len(hits) - len(shown))


def _hits(pieces: Iterable[Piece], looked: Sequence[Term]) -> list[Piece]:
    """Return the pieces that hold most of the words first; of those, the weightiest."""
    weighed = [(_many(piece.words, looked), piece) for piece in pieces]
    hits = [(many, piece) for many, piece in weighed if many]
    hits.sort(key=lambda one: (-one[0], one[1].aside, -WEIGHTS[one[1].kind]))  # else as they stand
    return [piece for _, piece in hits]


def _many(words: str, looked: Sequence[Term]) -> int:
    return sum(term.is_in(words) for term in looked)
