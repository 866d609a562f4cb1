"""Pairs, fours and all: any seat splits the room, and the room decides what a group may read.

Being in a group opens nobody's quiet cards. Within a quiet round a group reads what its members
wrote only once the room has agreed to it, and only those read each other who were together then
and are so still: nobody comes to read another's cards by making groups anew.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Self

from boards.operations.base import Mint, Operation, Refused, Sentence, gettext_noop
from boards.operations.fields import stamp, wrong
from boards.operations.state import Board
from sessions.operations.consent import Consented
from sessions.operations.grouping import ALL, FOURS, PAIRS, SIZES, Groups, Seats, grouped
from sessions.operations.quiet import round_on
from sessions.operations.room import InTheRoom
from sessions.operations.sheets import Sheet
from sessions.operations.state import Workshop, with_workshop, workshop_of


def sheets_for(workshop: Workshop, seat: str, hand_of: Callable[[str], str]) -> tuple[Sheet, ...]:
    """Return the sheets of the quiet round that a seat may read: its own, and those of its group.

    `hand_of` tells the hand of a seat. Only the server knows it: a log in which seats stood next
    to hands would tell who wrote what is unsigned.
    """
    quiet = workshop.quiet
    if quiet is None:
        return ()
    readers = {seat, *sharing(workshop, seat)}
    return quiet.of({hand_of(one) for one in readers})


def sharing(workshop: Workshop, seat: str) -> Seats:
    """Return those who were together with a seat when the room agreed on it, and are so now."""
    agreed = workshop.quiet.shared if workshop.quiet else ()
    then = next((group for group in agreed if seat in group), ())
    return tuple(one for one in workshop.groups.of(seat) if one in then)


def shares(workshop: Workshop) -> bool:
    """Say whether any group reads what its people write."""
    seats = (seat for group in workshop.groups.seats for seat in group)
    return any(len(sharing(workshop, seat)) > 1 for seat in seats)


def _read_size(value: object, name: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value not in SIZES:
        raise wrong(name, gettext_noop('"%(name)s" must be 2, 4 or 0 for all.'))
    return value


def _load_groups(given: Any) -> tuple[Seats, ...]:
    return tuple(tuple(group) for group in given)


@dataclass(frozen=True, kw_only=True)
class MakeGroups(InTheRoom):
    """Split those in the room into pairs, fours, or one group of all.

    Done again, it takes in who has come and lets go who has left; the room itself may do that,
    with no seat, when somebody leaves.
    """

    verb = "make_groups"
    permits = gettext_noop("split the room into pairs, fours or all, and end that")

    size: int = field(metadata={"read": _read_size})
    groups: tuple[Seats, ...] = stamp((), _load_groups)

    def stamped(self, board: Board, mint: Mint) -> Self:
        before = workshop_of(board).groups.seats
        return replace(self, groups=grouped(self.room, self.size, before))

    def apply(self, board: Board) -> Board:
        made = Groups(self.size, self.groups)
        if not made.seats:
            raise Refused("nobody_here", gettext_noop("There is nobody here to make groups of."))
        if made == workshop_of(board).groups:
            raise Refused("already_there", gettext_noop("The room is in these groups already."))
        return with_workshop(board, groups=made)

    def pieces(self, before: Board) -> list[str]:
        return ["groups", "quiet"]

    def slots(self) -> list[tuple[str, str]]:
        return [("groups", "")]

    def sentence(self, board: Board) -> Sentence:
        said = {
            PAIRS: gettext_noop("The room split into pairs"),
            FOURS: gettext_noop("The room split into fours"),
            ALL: gettext_noop("The room came together as one group"),
        }
        return Sentence(said[self.size], {})


@dataclass(frozen=True, kw_only=True)
class EndGroups(Operation):
    """Be in no groups any more."""

    verb = "end_groups"
    permits = MakeGroups.permits

    def apply(self, board: Board) -> Board:
        refuse_no_groups(board)
        return with_workshop(board, groups=Groups())

    def pieces(self, before: Board) -> list[str]:
        return ["groups", "quiet"]

    def slots(self) -> list[tuple[str, str]]:
        return [("groups", "")]

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("The room is in no groups any more"), {})


def refuse_no_groups(board: Board) -> None:
    if not workshop_of(board).groups.seats:
        raise Refused("no_groups", gettext_noop("The room is in no groups at the moment."))


@dataclass(frozen=True, kw_only=True)
class ShareInGroups(Consented):
    """Let each pair, or each four, read what its members write in the quiet round that is on."""

    verb = "share_in_groups"
    permits = gettext_noop("ask the room to let groups read what they wrote quietly")

    size: int = stamp(0)
    groups: tuple[Seats, ...] = stamp((), _load_groups)

    def agreed(self, board: Board, mint: Mint) -> Self:
        now = workshop_of(board).groups
        return replace(self, size=now.size, groups=now.seats)

    def apply(self, board: Board) -> Board:
        quiet = round_on(board)
        refuse_no_groups(board)
        if self.size == ALL:
            message = gettext_noop("The room is one group, so reveal the round instead.")
            raise Refused("reveal_instead", message)
        if quiet.shared == self.groups:
            raise Refused("already_there", gettext_noop("It is so already."))
        return with_workshop(board, quiet=replace(quiet, shared=self.groups))

    def pieces(self, before: Board) -> list[str]:
        return ["quiet", "groups"]

    def slots(self) -> list[tuple[str, str]]:
        return [("quiet", "")]

    def question(self, board: Board) -> Sentence:
        text = gettext_noop("Shall each group read what its people wrote quietly?")
        return Sentence(text, {})

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("Each group reads what its people write quietly"), {})
