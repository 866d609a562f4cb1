"""A quiet round: everyone writes for themselves, and sees only their own until the room reveals it.

What they write is private: the log keeps it, and what leaves the server is how many cards there
are and how many people wrote them. `seat` stays in the log where a card is signed, and is never
sent. Undo leaves these acts alone: one changes or drops one's own cards.
"""

from dataclasses import dataclass, field, replace
from typing import Self

from boards.operations.base import Mint, Operation, Refused, Sentence, gettext_noop
from boards.operations.blanking import Walk, blank
from boards.operations.fields import WORDS, name, read_flag, read_text, stamp, words, wrong
from boards.operations.ideas import IDEAS, no_such_area
from boards.operations.state import Board
from sessions.operations.consent import Consented
from sessions.operations.private import private, private_stamp
from sessions.operations.sheets import Round, Sheet
from sessions.operations.state import with_workshop, workshop_of

CARDS = 300  # in one round
LEAST, MOST = 1, 60  # minutes


def round_on(board: Board) -> Round:
    """Return the quiet round that is on, or refuse."""
    quiet = workshop_of(board).quiet
    if quiet is None:
        raise Refused("no_round", gettext_noop("No quiet round is on at the moment."))
    return quiet


def _read_minutes(value: object, name: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise wrong(name, gettext_noop('"%(name)s" must be a whole number, 0 or more.'))
    if not LEAST <= value <= MOST:
        message = gettext_noop("A quiet round takes %(least)s to %(most)s minutes.")
        raise Refused("bad_minutes", message, name, least=LEAST, most=MOST)
    return value


@dataclass(frozen=True, kw_only=True)
class OpenQuietRound(Consented):
    """Begin a quiet round. What it brings will lie in `area`, the board's first unless said."""

    verb = "open_quiet_round"
    permits = gettext_noop("ask the room for a quiet round")

    minutes: int = field(metadata={"read": _read_minutes})
    area: str | None = name(default=None)
    round: str = stamp("")

    def agreed(self, board: Board, mint: Mint) -> Self:
        area = next(iter(board.areas)) if self.area is None else self.area
        return replace(self, area=area, round=mint())

    def apply(self, board: Board) -> Board:
        if self.area is None or self.area not in board.areas:
            raise no_such_area()
        if workshop_of(board).quiet is not None:
            raise Refused("round_on", gettext_noop("A quiet round is on already."))
        return with_workshop(board, quiet=Round(self.round, self.area, self.when, self.minutes))

    def pieces(self, before: Board) -> list[str]:
        return ["quiet"]

    def slots(self) -> list[tuple[str, str]]:
        return [("quiet", "")]

    def question(self, board: Board) -> Sentence:
        text = gettext_noop("Shall we write quietly, each for ourselves, for %(minutes)s minutes?")
        if self.minutes == 1:
            text = gettext_noop("Shall we write quietly, each for ourselves, for one minute?")
        return Sentence(text, {"minutes": self.minutes})

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("A quiet round began"), {})


@dataclass(frozen=True, kw_only=True)
class OnSheet(Operation):
    """An act on a sheet of one's own. Its entry tells the room how many cards there are now."""

    cards: int = stamp(0)
    # For the log alone: from one to the next it would tell whether two cards are by one person.
    writers: int = private_stamp(0)

    def stamped(self, board: Board, mint: Mint) -> Self:
        after = round_on(self.apply(board))
        return replace(self, cards=after.cards, writers=after.writers)

    def veiled(self, board: Board) -> bool:
        return True

    def pieces(self, before: Board) -> list[str]:
        return ["quiet"]


@dataclass(frozen=True, kw_only=True)
class WriteQuietly(OnSheet):
    """Write a card that nobody sees until the room reveals it; `unsigned` says nobody who, ever."""

    verb = "write_quietly"
    permits = gettext_noop("write in a quiet round, and change and drop what you wrote")

    text: str = words(WORDS, private=True)
    unsigned: bool | None = private(read_flag, default=None)
    sheet: str = private_stamp("")

    def stamped(self, board: Board, mint: Mint) -> Self:
        seat = None if self.unsigned else self.seat
        return super(WriteQuietly, replace(self, seat=seat, sheet=mint())).stamped(board, mint)

    def apply(self, board: Board) -> Board:
        quiet = round_on(board)
        if quiet.cards >= CARDS or len(board.ideas) + quiet.cards >= IDEAS:
            message = gettext_noop("There are cards enough: the board can hold no more.")
            raise Refused("board_full", message)
        sheet = Sheet(self.sheet, self.text, self.seat, self.hand)
        return with_workshop(board, quiet=quiet.with_sheet(sheet))

    def blanked(self, walk: Walk) -> Self:
        return replace(self, text=stays(self, walk))

    def matter(self) -> str:
        return f"sheet {self.sheet}"

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("Somebody wrote in the quiet round"), {})


@dataclass(frozen=True, kw_only=True)
class OwnSheet(OnSheet):
    """A change to a sheet that one wrote oneself. Of others' sheets nobody learns that they are."""

    permits = WriteQuietly.permits

    sheet: str = private(read_text)

    def stamped(self, board: Board, mint: Mint) -> Self:
        # Here and not in `apply`: with another secret key the log cannot tell whose hand it was.
        if self.hand is None or self._found(board).hand != self.hand:
            raise no_such_sheet()
        return super(OwnSheet, replace(self, seat=None)).stamped(board, mint)

    def _found(self, board: Board) -> Sheet:
        sheet = round_on(board).sheets.get(self.sheet)
        if sheet is None:
            raise no_such_sheet()
        return sheet

    def matter(self) -> str:
        return f"sheet {self.sheet}"


def no_such_sheet() -> Refused:
    return Refused("no_such_sheet", gettext_noop("You have no such card in this round."), "sheet")


@dataclass(frozen=True, kw_only=True)
class ChangeQuietly(OwnSheet):
    """Change the words of a card of one's own."""

    verb = "change_quietly"

    text: str = words(WORDS, private=True)

    def apply(self, board: Board) -> Board:
        changed = replace(self._found(board), text=self.text)
        return with_workshop(board, quiet=round_on(board).with_sheet(changed))

    def blanked(self, walk: Walk) -> Self:
        return replace(self, text=stays(self, walk))

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("Somebody changed what they wrote in the quiet round"), {})


def stays(act: WriteQuietly | ChangeQuietly, walk: Walk) -> str:
    """Return what was written on a sheet, or signs in its place where it goes."""
    goes = walk.goes or act.sheet in walk.gone.sheets
    return blank(act.text) if goes else act.text


@dataclass(frozen=True, kw_only=True)
class DropQuietly(OwnSheet):
    """Drop a card of one's own. The log keeps it."""

    verb = "drop_quietly"

    def apply(self, board: Board) -> Board:
        quiet = round_on(board).without(self._found(board).id)
        return with_workshop(board, quiet=quiet)

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("Somebody dropped a card in the quiet round"), {})
