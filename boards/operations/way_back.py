"""The way back: what has to be done about a board so that it looks as it looked before.

It is worked out from the two boards, not from what was done in between, so it is bounded by how
much of the board differs and not by how long ago that was. Nothing is deleted on it: ideas that
were not there yet are set aside, themes that were not seen then are merged or dissolved with all
that they hold, and words of now stay underneath those of then.

Some things are people's own, and stay as they stand: where each stands on a theme or an idea, who
signed what, and an answer that its writer has taken back since. So does the workshop.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from boards.operations import regrouping
from boards.operations.base import Operation
from boards.operations.echoes import WithdrawEcho
from boards.operations.ideas import EditIdea, MoveIdea, PutBack, SetAside
from boards.operations.line import PlaceAlong, TakeOffLine
from boards.operations.offering import TurnOffers
from boards.operations.promises import WriteOutcome, WritePromise
from boards.operations.splice import Splice
from boards.operations.state import Board, Idea
from boards.operations.texts import EditText
from boards.operations.themes import NameTheme, WriteStatement

Step = Callable[[Board, Board], Iterable[Operation]]


def way_back(now: Board, then: Board) -> tuple[Operation, ...]:
    """Return plain operations that, one after another, make `now` look as `then` looked.

    `then` is the same board at an earlier seq. They are nobody's, as `by_the_room` has them done,
    and hold only for this `now`.
    """
    done: list[Operation] = []
    for step in _steps(then):
        for operation in tuple(step(now, then)):
            now = by_the_room(operation, now).apply(now)
            done.append(operation)
    return tuple(done)


def by_the_room(operation: Operation, board: Board) -> Operation:
    """Return an act of nobody as it can be done on this board.

    Only the hand that gave an answer can take it back; when the room goes back to before it was
    given, that is done in its place.
    """
    if not isinstance(operation, WithdrawEcho):
        return operation
    echoes = board.ideas[operation.idea].echoes
    return replace(operation, hand=next(one.hand for one in echoes if one.id == operation.echo))


def _steps(then: Board) -> tuple[Step, ...]:
    """Return the steps in their order: an idea that is moved must not lie aside meanwhile."""
    most = max((len(idea.themes) for idea in then.ideas.values()), default=0)
    return (
        *(_offers, _words, regrouping.standing_again, regrouping.going, _put_back),
        *(regrouping.loose, regrouping.placed, *[regrouping.belonging] * (most - 1)),
        *(regrouping.ordered, _moved, _answers, _set_aside),
    )


def _offers(board: Board, then: Board) -> Iterator[Operation]:
    if board.offers != then.offers:
        yield TurnOffers(on=then.offers)


def _words(board: Board, then: Board) -> Iterator[Operation]:
    """A theme that nobody saw then, and that had no words, keeps those that it is known by now."""
    unsaid: dict[str, Any] = {"base": board.seq, "at": 0, "remove": 0, "insert": ""}
    for idea in then.ideas:
        yield from _as_then(EditIdea(idea=idea, **unsaid), board, then)
    for theme in then.themes.values():
        if theme.shown or theme.has_words:
            for edit in (NameTheme, WriteStatement, WritePromise, WriteOutcome):
                yield from _as_then(edit(theme=theme.id, **unsaid), board, then)


def _as_then(edit: EditText, board: Board, then: Board) -> Iterator[Operation]:
    """Yield the edit with the splice after which its text reads as it did, if it does not."""
    said, was = edit.text(board).said, edit.text(then).said
    if said != was:
        at, remove, insert = splice = difference(said, was)
        yield replace(edit, at=at, remove=remove, insert=insert, splices=(splice,))


def difference(now: str, then: str) -> Splice:
    """Return the splice that makes `then` of `now`, and leaves alone how both begin and end."""
    shorter = min(len(now), len(then))
    at = next((n for n in range(shorter) if now[n] != then[n]), shorter)
    most = shorter - at
    end = next((n for n in range(most) if now[-1 - n] != then[-1 - n]), most)
    return at, len(now) - end - at, then[at : len(then) - end]


def _put_back(board: Board, then: Board) -> Iterator[Operation]:
    """Put back what lay there; and what is to be moved, for so long."""
    for idea in board.ideas.values():
        if idea.aside and not _stays_aside(idea, then):
            yield PutBack(idea=idea.id)


def _stays_aside(idea: Idea, then: Board) -> bool:
    was = then.ideas.get(idea.id)
    if was is None:
        return not idea.themes
    same = (was.themes, was.area, was.along) == (idea.themes, idea.area, idea.along)
    return was.aside and same


def _moved(board: Board, then: Board) -> Iterator[Operation]:
    """Take ideas to their areas, and to their places on the line."""
    for was in then.ideas.values():
        idea = board.ideas[was.id]
        if idea.area != was.area:
            yield MoveIdea(idea=was.id, area=was.area)
        if idea.along != was.along:
            at = was.along
            yield TakeOffLine(idea=was.id) if at is None else PlaceAlong(idea=was.id, at=at)


def _answers(board: Board, then: Board) -> Iterator[Operation]:
    """Withdraw the answers that were not given yet."""
    for was in then.ideas.values():
        given = {one.id for one in was.echoes}
        for one in board.ideas[was.id].answers:
            if one.id not in given:
                yield WithdrawEcho(idea=was.id, echo=one.id)


def _set_aside(board: Board, then: Board) -> Iterator[Operation]:
    for idea in board.ideas.values():
        was = then.ideas.get(idea.id)
        if not idea.aside and (was is None or was.aside):
            yield SetAside(idea=idea.id)
