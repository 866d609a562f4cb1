"""What an operation is, why one is refused, and what operations look up on a board.

An operation is a frozen value that holds everything about itself. The hub stamps into it what
only the hub knows (who, when, the seq, new ids), so that a replay of the log is exact.

Who did it is told twice: `seat` is who signed it, for everyone to see, and None where it is
unsigned; `hand` is who did it, a name that only this server can tie to a seat, never sent, and
logged in another form for each `matter`. It lets a person take back, change or sign what they did
unsigned.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Self

from boards.operations.state import Board, Echo, Idea, Theme

if TYPE_CHECKING:
    from boards.operations.blanking import Walk

Mint = Callable[[], str]  # makes a new id


def gettext_noop(text: str) -> str:
    """Mark words for the translators; they are translated where they are shown."""
    return text


class Refused(Exception):
    """An act that cannot be done. Nothing was changed. A refusal is normal.

    `code` is for programs and never changes; `message` is for a person, and is filled with
    `values` once it has been translated; `field` names what was wrong in a message, if one was.
    """

    def __init__(self, code: str, message: str, field: str = "", **values: object) -> None:
        super().__init__(code)
        self.code, self.message, self.field, self.values = code, message, field, values


class Sentence(NamedTuple):
    """An act in plain words: `text` for the translators, `values` to fill it with."""

    text: str
    values: Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One act on a board. Subclasses are registered under their `verb`."""

    verb: ClassVar[str] = ""
    permits: ClassVar[str] = ""  # what it lets a seat do, for the page that says so to the room
    reconciles: ClassVar[bool] = False  # others' later acts never stand in the way of undoing it
    # Earlier entries were rewritten as it was stored: what anybody read of them is to be forgotten.
    erases: ClassVar[bool] = False
    known: ClassVar[dict[str, type["Operation"]]] = {}

    id: str = ""
    seq: int = 0
    seat: str | None = None  # who signed it
    hand: str | None = None  # who did it; never leaves the server
    when: int = 0  # milliseconds since 1970

    def __init_subclass__(cls) -> None:
        if cls.verb:
            Operation.known[cls.verb] = cls

    def among(self, seats: tuple[str, ...]) -> Self:
        """Return it with who is in the room now, where that matters to it."""
        return self

    def needs(self, board: Board) -> int | None:
        """Name the seq at which it must know how the board was, to be stamped on this one."""
        return None

    def going_by(self, then: Board, now: Board) -> Self:
        """Return it with what it takes from the board as it was."""
        return self

    def stamped(self, board: Board, mint: Mint) -> Self:
        """Return it with what the board decides (new ids, numbers, positions), or refuse."""
        return self

    def apply(self, board: Board) -> Board:
        """Return the board after it, or raise Refused. The seq is `advance`'s to move."""
        raise Refused("unknown_verb", gettext_noop("This board does not know how to do that."))

    def inverse(self, before: Board) -> tuple["Operation", ...]:
        """Return what takes it back, given the board it is about to change."""
        return ()

    def plainly(self, board: Board, *, brief: bool = False) -> tuple["Operation", ...]:
        """Return it, taken from an inverse, as operations anyone who reads the wire can fold.

        `brief`: it is one of many, so one operation at most.
        """
        return (self,)

    def pieces(self, before: Board) -> Iterable[str]:
        """Name the pieces of the screen it touches: "idea:ID", "theme:ID", "counts", "order"."""
        return ()

    def slots(self) -> Iterable[tuple[str, str]]:
        """Name what it decided, such as ("place", idea): a later act there overtakes it."""
        return ()

    def stakes(self) -> Iterable[tuple[str, str]]:
        """Name what a later act must not have decided, if this one is to be taken back."""
        return self.slots()

    def resigns(self) -> bool:
        """Whether it may change who earlier entries are sent as signed by."""
        return False

    def takes_back(self, seq: int) -> bool:
        """Whether it took back what the entry at `seq` did, in words as in all else."""
        return False

    def told(self, board: Board) -> Self:
        """Return it as it is sent, the board standing as it does after it or later.

        Another value than itself where it tells who signed something, which they may change.
        """
        return self

    def veiled(self, board: Board) -> bool:
        """Whether it goes out unsigned as `board` now stands, also where it was signed once."""
        return False

    def matter(self) -> str:
        """Name what the log may tie it to, where it is unsigned: itself alone, unless said.

        Acts that compare hands have one matter, so that a log says the same with another key.
        """
        return self.id

    def blanked(self, walk: "Walk") -> Self:
        """Return it without those of its words that were withdrawn: all that hold words say so."""
        return self

    def origins(self) -> Mapping[str, str]:
        """Name the quiet card that each of its ideas came of."""
        return {}

    def concerns(self, kind: str, id_: str) -> bool:
        """Whether it is part of the history of this "idea" or "theme"."""
        return getattr(self, kind, None) == id_ or id_ in getattr(self, f"{kind}s", ())

    def sentence(self, board: Board) -> Sentence:
        """Tell it to a person, with the names that things have on `board`."""
        raise NotImplementedError


# What operations look up on a board.


def find_idea(board: Board, idea: str) -> Idea:
    if idea not in board.ideas:
        raise Refused("no_such_idea", gettext_noop("That idea is not on this board."), "idea")
    return board.ideas[idea]


def find_theme(board: Board, theme: str, name: str = "theme", gone: bool = False) -> Theme:
    """Return the theme, or refuse; one that has gone is found only where `gone` says so."""
    found = board.themes.get(theme)
    if found is None or not (found.stands or gone):
        raise Refused("no_such_theme", gettext_noop("That theme is not on this board."), name)
    return found


def refuse_withdrawn(one: Idea | Echo) -> None:
    if one.withdrawn:
        message = gettext_noop("Its words were withdrawn by whoever wrote them.")
        raise Refused("withdrawn", message, "idea" if isinstance(one, Idea) else "echo")


def refuse_aside(idea: Idea) -> None:
    if idea.aside:
        message = gettext_noop("Idea %(number)s is set aside. Put it back first.")
        raise Refused("already_aside", message, "idea", number=idea.number)
