"""Ideas: add, change words, move between areas, set aside, put back."""

from dataclasses import dataclass, replace
from typing import ClassVar, Self

from boards.operations.base import (
    Mint,
    Operation,
    Refused,
    Sentence,
    find_idea,
    gettext_noop,
    refuse_aside,
    refuse_withdrawn,
)
from boards.operations.blanking import Walk
from boards.operations.fields import WORDS, flag, name, stamp, words
from boards.operations.sayings import about
from boards.operations.state import Board, Idea, Text
from boards.operations.texts import EditText

IDEAS = 2000  # on one board
WHAT_OTHERS_DO = ("words", "place", "area", "along", "aside", "echoes", "stances")  # with an idea


@dataclass(frozen=True, kw_only=True)
class AddIdea(Operation):
    """Write an idea. It lies in the open, under the next number; `unsigned` says nobody who."""

    verb = "add_idea"
    permits = gettext_noop("write an idea")

    text: str = words(WORDS)
    area: str | None = name(default=None)
    unsigned: bool | None = flag(default=None)
    idea: str = stamp("")
    number: int = stamp(0)
    withdrawn: bool | None = stamp(None)  # its words were, later on

    def stamped(self, board: Board, mint: Mint) -> Self:
        area = next(iter(board.areas)) if self.area is None else self.area
        seat = None if self.unsigned else self.seat
        return replace(self, area=area, seat=seat, idea=mint(), number=board.next_number)

    def apply(self, board: Board) -> Board:
        if self.area is None or self.area not in board.areas:
            raise no_such_area()
        if len(board.ideas) >= IDEAS:
            message = gettext_noop("This board is full: it holds %(limit)s ideas.")
            raise Refused("board_full", message, limit=IDEAS)
        text = Text(self.text, self.text, self.seq)
        idea = Idea(self.idea, self.number, text, self.area, self.seat, self.hand)
        return board.with_ideas([replace(idea, withdrawn=bool(self.withdrawn))])

    def blanked(self, walk: Walk) -> Self:
        goes = self.idea in walk.gone.ideas
        text = walk.begun(f"{EditIdea.verb} {self.idea}", self.text, goes)
        return replace(self, text=text, withdrawn=True) if goes else self

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        return (SetAside(idea=self.idea),)

    def veiled(self, board: Board) -> bool:
        return board.ideas[self.idea].unsigned

    def matter(self) -> str:
        return f"idea {self.idea}"

    def pieces(self, before: Board) -> list[str]:
        return [f"idea:{self.idea}", "counts"]

    def slots(self) -> list[tuple[str, str]]:
        # Taking back an idea that others have answered, changed or placed would take theirs too.
        return [(kind, self.idea) for kind in WHAT_OTHERS_DO]

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("Idea %(number)s was written"), {"number": self.number})


def no_such_area() -> Refused:
    return Refused("no_such_area", gettext_noop("That area is not on this board."), "area")


@dataclass(frozen=True, kw_only=True)
class EditIdea(EditText):
    """Change the words of any idea. The first words stay underneath."""

    verb = "edit_idea"
    permits = gettext_noop("change the words of any idea")
    limit: ClassVar[int] = WORDS

    idea: str = name()

    def stamped(self, board: Board, mint: Mint) -> Self:
        refuse_withdrawn(find_idea(board, self.idea))
        # Who puts their own unsigned words right does so unsigned.
        given = super().stamped(board, mint)
        return replace(given, seat=None) if given.veiled(board) else given

    def veiled(self, board: Board) -> bool:
        return board.ideas[self.idea].is_secretly(self.hand)

    def text(self, board: Board) -> Text:
        return find_idea(board, self.idea).text

    def with_text(self, board: Board, text: Text) -> Board:
        return board.with_ideas([replace(board.ideas[self.idea], text=text)])

    def matter(self) -> str:
        return f"idea {self.idea}"

    def pieces(self, before: Board) -> list[str]:
        return [f"idea:{self.idea}"]

    def slots(self) -> list[tuple[str, str]]:
        return [("words", self.idea)]

    def sentence(self, board: Board) -> Sentence:
        return Sentence(
            gettext_noop("The words of idea %(number)s changed"), about(board, self.idea)
        )


@dataclass(frozen=True, kw_only=True)
class MoveIdea(Operation):
    """Move an idea to another area."""

    verb = "move_idea"
    permits = gettext_noop("move any idea to another area")

    idea: str = name()
    area: str = name()

    def apply(self, board: Board) -> Board:
        idea = find_idea(board, self.idea)
        if self.area not in board.areas:
            raise no_such_area()
        refuse_aside(idea)
        if idea.area == self.area:
            message = gettext_noop("Idea %(number)s is there already.")
            raise Refused("already_there", message, "area", number=idea.number)
        return board.with_ideas([replace(idea, area=self.area)])

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        return (MoveIdea(idea=self.idea, area=find_idea(before, self.idea).area),)

    def pieces(self, before: Board) -> list[str]:
        return [f"idea:{self.idea}", "counts"]

    def slots(self) -> list[tuple[str, str]]:
        return [("area", self.idea)]

    def sentence(self, board: Board) -> Sentence:
        values = {**about(board, self.idea), "area": board.areas[self.area].name}
        return Sentence(gettext_noop("Idea %(number)s moved to %(area)s"), values)


@dataclass(frozen=True, kw_only=True)
class SetAside(Operation):
    """Set an idea aside, in the tray that everyone sees. Nothing is deleted."""

    verb = "set_aside"
    permits = gettext_noop("set any idea aside")

    idea: str = name()

    def apply(self, board: Board) -> Board:
        idea = find_idea(board, self.idea)
        if idea.aside:
            message = gettext_noop("Idea %(number)s is set aside already.")
            raise Refused("already_aside", message, "idea", number=idea.number)
        return board.with_ideas([replace(idea, aside=True)])

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        return (PutBack(idea=self.idea),)

    def pieces(self, before: Board) -> list[str]:
        return placed(before, self.idea)

    def slots(self) -> list[tuple[str, str]]:
        return [("aside", self.idea)]

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("Idea %(number)s was set aside"), about(board, self.idea))


@dataclass(frozen=True, kw_only=True)
class PutBack(Operation):
    """Put an idea back where it lay."""

    verb = "put_back"
    permits = gettext_noop("put back what was set aside")

    idea: str = name()

    def apply(self, board: Board) -> Board:
        idea = find_idea(board, self.idea)
        if not idea.aside:
            message = gettext_noop("Idea %(number)s is back already.")
            raise Refused("not_aside", message, "idea", number=idea.number)
        return board.with_ideas([replace(idea, aside=False)])

    def inverse(self, before: Board) -> tuple[Operation, ...]:
        return (SetAside(idea=self.idea),)

    def pieces(self, before: Board) -> list[str]:
        return placed(before, self.idea)

    def slots(self) -> list[tuple[str, str]]:
        return [("aside", self.idea)]

    def sentence(self, board: Board) -> Sentence:
        return Sentence(gettext_noop("Idea %(number)s was put back"), about(board, self.idea))


def placed(board: Board, idea: str) -> list[str]:
    """Name the pieces that show where an idea lies."""
    themes = find_idea(board, idea).themes
    return [f"idea:{idea}", "counts", *(f"theme:{theme}" for theme in themes)]
