"""Who is here, and what each seat holds or writes in right now. Never logged, and may be lost."""

from collections.abc import Container, Iterable, Mapping
from typing import Any

from boards.live import beside
from boards.models import Card
from boards.operations.base import Refused, gettext_noop
from boards.operations.state import Board

FLEETING = ("holds", "over", "writes", "at")
FURTHEST = 2**20  # characters: no text is so long
Doing = dict[str, str | int | None]
LONGEST = 64  # characters of a wrong name that are said back


class Presence:
    """One board's seats as patches: what is true of a seat, or None once it has gone."""

    def __init__(self) -> None:
        self._doing: dict[str, Doing] = {}
        self._cards: dict[str, Card] = {}  # of those who are here
        self._changed: set[str] = set()

    def are_here(self, cards: Mapping[str, Card]) -> None:
        """Take in which seats are here now, and no others."""
        gone = self._cards.keys() - cards.keys()
        self._changed |= gone | (cards.keys() - self._cards.keys())
        self._cards = {seat: self._cards.get(seat, card) for seat, card in cards.items()}
        for seat in gone:
            self._doing.pop(seat, None)

    def rename(self, cards: Mapping[str, Card]) -> None:
        for seat, was in self._cards.items():
            self._cards[seat] = card = cards.get(seat, was)
            if was[:3] != card[:3]:  # what nobody sees of it must not show in time
                self._changed.add(seat)

    def does(self, seat: str, hand: str | None, now: object, board: Board) -> None:
        """Take a seat's fleeting message, or raise Refused."""
        doing = discreet(read(now, board), hand, board)
        was = self._doing.get(seat, {})
        self._doing[seat] = {**was, **doing}  # also nothing: others may think that it is something
        if _differs(doing, was):
            self._changed.add(seat)

    def doing(self, seats: Iterable[str]) -> dict[str, Doing]:
        """Return what these seats hold or write in, for the other processes."""
        return {seat: self._doing.get(seat, {}) for seat in seats}

    def does_elsewhere(self, doing: Mapping[str, Doing]) -> None:
        """Take in what seats do that are connected to another process, which has read it."""
        for seat, now in doing.items():
            if seat in self._cards and _differs(now, was := self._doing.get(seat, {})):
                self._doing[seat] = {**was, **now}
                self._changed.add(seat)

    def hush(self, board: Board) -> bool:
        """Stop telling who writes in what nobody is to know by now; say whether any did."""
        hushed = {
            seat: now
            for seat, doing in self._doing.items()
            if _differs(now := discreet(doing, self._cards[seat].hand, board), doing)
        }
        self._doing |= hushed
        self._changed |= hushed.keys()
        return bool(hushed)

    def all(self) -> dict[str, Any]:
        return {seat: self._told(seat) for seat in self._cards}

    def changes(self) -> dict[str, Any]:
        """Return what changed since the last call."""
        changed, self._changed = self._changed, set()
        return {seat: self._told(seat) for seat in changed}

    def _told(self, seat: str) -> dict[str, Any] | None:
        if seat not in self._cards:
            return None
        card, doing = self._cards[seat], self._doing.get(seat, {})
        told: dict[str, Any] = {
            "number": card.number,
            "name": card.name,
            "brings": card.brings,
            "present": True,
        }
        if card.without_phone:
            told["phone"] = False  # no screen of theirs will ever show what the room is asked
        return {**told, **{one: doing.get(one) for one in FLEETING}}


def read(now: object, board: Board) -> Doing:
    """Return what a fleeting message says, or raise Refused. It names only what is on the board."""
    if not isinstance(now, dict):
        raise _wrong("now")
    for key, value in now.items():
        if key not in FLEETING:
            text = gettext_noop('"%(name)s" is not part of this act.')
            raise Refused("unknown_field", text, key[:LONGEST], name=key[:LONGEST])
        if value is not None and not _fits(key, value, board):
            raise _wrong(key)
    return now


def _fits(key: str, value: object, board: Board) -> bool:
    """`at` is where the caret stands in what is written; the others name something."""
    if key == "at":
        return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < FURTHEST
    return isinstance(value, str) and _is_there(key, value, board)


def _differs(doing: Doing, was: Doing) -> bool:
    return any(was.get(sign) != value for sign, value in doing.items())


def discreet(doing: Doing, hand: str | None, board: Board) -> Doing:
    """Leave out who writes in their own unsigned idea, as it would tell whose that is.

    And who writes at all, while everyone writes for themselves.
    """
    idea = board.ideas.get(str(doing.get("writes")).removeprefix("idea:"))
    secret = beside.hushed(board) or (idea is not None and idea.is_secretly(hand))
    return {**doing, "writes": None, "at": None} if secret else doing


def _is_there(key: str, value: str, board: Board) -> bool:
    """`holds` an idea's id; `over` and `writes` a kind and an id, or the kind alone."""
    if key == "holds":
        return value in board.ideas
    kind, _, id_ = value.partition(":")
    lying: dict[str, Container[str]] = {
        "idea": board.ideas,
        "theme": board.themes,
        **dict.fromkeys(("statement", "promise", "outcome"), board.themes),
        "open": board.areas,
    }
    return kind in lying and (not id_ or id_ in lying[kind])


def _wrong(name: str) -> Refused:
    text = gettext_noop('"%(name)s" must be the id of something on the board.')
    return Refused("wrong_type", text, name, name=name)
