"""What comes about only when the room consents: proposed by a seat, and done by nobody alone.

Such an act is an operation like any other, but it is never sent by itself: it travels inside
`propose`, and `carry_proposal` does it once the room has agreed. It is then nobody's: its seat
and hand are None.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self, cast

from boards.operations.base import Mint, Operation, Refused, Sentence, gettext_noop
from boards.operations.fields import wrong
from boards.operations.state import Board
from boards.operations.wire import from_log, from_wire

UNBORN = "00000000-0000-0000-0000-000000000000"  # what is not yet done has no id of its own


@dataclass(frozen=True, kw_only=True)
class Consented(Operation):
    """An act of the whole room. Whatever subclasses this can be proposed, under its verb."""

    def stamped(self, board: Board, mint: Mint) -> Self:
        message = gettext_noop("This is for the whole room to decide. Ask the room first.")
        raise Refused("needs_consent", message, "verb")

    def agreed(self, board: Board, mint: Mint) -> Self:
        """Return it with what the board decides, once the room has agreed, or refuse."""
        return self

    def question(self, board: Board) -> Sentence:
        """Return what the room is asked, with the names that things have on `board`."""
        raise NotImplementedError


def signed_by_the_room(operation: Operation, by: Operation) -> Operation:
    """Return an inner act as part of the entry `by`: it is nobody's."""
    return replace(operation, id="", seq=by.seq, seat=None, hand=None, when=by.when)


def possible(what: Operation, board: Board, mint: Mint) -> Consented:
    """Return what the room's consent would do on this board, or refuse; `what` has its seq."""
    agreed = cast(Consented, what).agreed(board, mint)
    agreed.apply(board)
    return agreed


def question_of(what: Operation, board: Board) -> Sentence:
    return cast(Consented, what).question(board)


def _read(value: object, name: str) -> Operation:
    if not isinstance(value, dict):
        raise wrong(name, gettext_noop('"%(name)s" must be an object.'))
    verb = value.get("verb")
    kind = Operation.known.get(verb) if isinstance(verb, str) else None
    # First: what is proposed inside a proposal could be nested without end.
    if kind is None or not issubclass(kind, Consented):
        message = gettext_noop("That needs nobody's consent, or is not known here.")
        raise Refused("not_for_consent", message, name)
    if "id" in value:
        text = gettext_noop('"%(name)s" is not part of this act.')
        raise Refused("unknown_field", text, "id", name="id")
    return replace(from_wire({**value, "id": UNBORN}), id="")


def _load(given: Operation | Mapping[str, Any]) -> Operation:
    if isinstance(given, Operation):
        return given
    return from_log(given["verb"], {key: given[key] for key in given if key != "verb"})


CONSENTED: Mapping[str, Any] = {"read": _read, "load": _load}  # the field for what is proposed
