"""A board and what lies on it, as frozen values.

A change makes a new board that shares all it did not touch with the one before. The mappings
are plain dicts that nobody changes once they are in a board.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from boards.operations.blanking import blank
from boards.operations.splice import Splice, applied
from boards.operations.spread import NOTHING, Brought, Spread, Stances, spread

if TYPE_CHECKING:
    from boards.operations.base import Operation

ACTS_KEPT = 1000  # how far back anyone can undo, in entries of the whole board


@dataclass(frozen=True, slots=True)
class Text:
    """Words that several people may write at once, with every splice they took."""

    said: str
    first: str
    since: int  # the seq at which these words began
    edits: tuple[tuple[int, tuple[Splice, ...]], ...] = ()  # (seq, splices as applied)

    def edited(self, seq: int, splices: tuple[Splice, ...]) -> "Text":
        return replace(self, said=applied(self.said, splices), edits=(*self.edits, (seq, splices)))

    def blanked(self) -> "Text":
        """Return it with a sign in place of every character it ever had."""
        gone = (
            (seq, tuple((at, remove, blank(put)) for at, remove, put in splices))
            for seq, splices in self.edits
        )
        return replace(self, said=blank(self.said), first=blank(self.first), edits=tuple(gone))

    def edits_after(self, base: int) -> list[Splice]:
        """Return the splices that came after seq `base`, oldest first."""
        later: list[tuple[Splice, ...]] = []
        for seq, splices in reversed(self.edits):
            if seq <= base:
                break
            later.append(splices)
        return [splice for splices in reversed(later) for splice in splices]


UNSAID = Text("", "", 0)


@dataclass(frozen=True, slots=True)
class Area:
    """A named part of a board, with a question at its head."""

    id: str
    name: str
    question: str


@dataclass(frozen=True, slots=True)
class Echo:
    """A short answer under an idea. `seat` is None where it is unsigned."""

    id: str
    text: str
    seat: str | None
    hand: str | None = None
    aside: bool = False
    withdrawn: bool = False  # its words are gone, and nothing brings them back


@dataclass(frozen=True, slots=True)
class Idea:
    """A note, with the number by which people call it. `seat` is None where it is unsigned."""

    id: str
    number: int
    text: Text
    area: str
    seat: str | None
    hand: str | None = None
    themes: tuple[str, ...] = ()  # it can belong in several; it lies in the first
    aside: bool = False
    echoes: tuple[Echo, ...] = ()
    stances: Stances = field(default_factory=dict)
    along: int | None = None  # its place on a line, in thousandths of it
    brought: Brought = NOTHING  # where those stood on it whom a file tells of
    withdrawn: bool = False  # its words are gone, and nothing brings them back

    @property
    def heard(self) -> bool:
        """Whether somebody other than its writer has answered; or its words are gone."""
        answered = any(echo.hand != self.hand for echo in self.echoes if not echo.aside)
        return answered or self.withdrawn

    @property
    def unsigned(self) -> bool:
        """Whether somebody wrote it without signing; what was taken in from a list has no hand."""
        return self.seat is None and self.hand is not None

    @property
    def is_nobodys(self) -> bool:
        """Whether no hand wrote it: it lay there from the start, or was taken in from a list."""
        return self.seat is None and self.hand is None

    def is_secretly(self, hand: str | None) -> bool:
        """Whether this hand wrote it, and nobody is to know."""
        return self.unsigned and self.hand == hand

    @property
    def answers(self) -> tuple[Echo, ...]:
        return tuple(echo for echo in self.echoes if not echo.aside)

    @property
    def place(self) -> str:
        """Where it lies: "aside", "theme:<id>" or "open:<area>"."""
        if self.aside:
            return "aside"
        return f"theme:{self.themes[0]}" if self.themes else f"open:{self.area}"

    @property
    def spread(self) -> Spread:
        return spread(self.stances, self.brought)


@dataclass(frozen=True, slots=True)
class Theme:
    """A cluster of ideas in the common ground, named last."""

    id: str
    name: Text
    statement: Text
    ideas: tuple[str, ...] = ()
    stances: Stances = field(default_factory=dict)
    merged_into: str | None = None
    dissolved: bool = False
    held: tuple[tuple[str, tuple[str, ...]], ...] = ()  # as it went: each idea, and its themes then
    went: int = 0  # the seq at which it last was merged or dissolved
    brought: Brought = NOTHING  # as of an idea
    promise: Text = UNSAID  # what we said we would do
    outcome: Text = UNSAID  # what has happened since

    @classmethod
    def at(cls, id_: str, seq: int) -> "Theme":
        """Return a theme that begins at `seq`, with no words and no ideas."""
        unsaid = Text("", "", seq)
        return cls(id_, unsaid, unsaid, promise=unsaid, outcome=unsaid)

    @property
    def texts(self) -> tuple[Text, ...]:
        return self.name, self.statement, self.promise, self.outcome

    @property
    def has_words(self) -> bool:
        return any(text.said for text in self.texts)

    @property
    def stands(self) -> bool:
        """Whether it is a theme still. What was merged or dissolved keeps its words underneath."""
        return self.merged_into is None and not self.dissolved

    @property
    def can_return(self) -> bool:
        """Whether it went and left something: ideas that it held, or words."""
        return not self.stands and bool(self.held or self.has_words)

    @property
    def shown(self) -> bool:
        """An empty theme that has no words says nothing, so no screen shows it."""
        return self.stands and bool(self.ideas or self.has_words)

    @property
    def spread(self) -> Spread:
        return spread(self.stances, self.brought)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many ideas lie where, kept along so that no act has to count the whole board."""

    loose: Mapping[str, int] = field(default_factory=dict)  # by area
    aside: int = 0
    unheard: int = 0
    gone: int = 0  # themes that went and can come back

    def moved(self, idea: Idea, by: int) -> "Counts":
        """Return the counts after `by` (+1 or -1) ideas like this one."""
        if idea.aside:
            return replace(self, aside=self.aside + by)
        unheard = self.unheard + (0 if idea.heard else by)
        if idea.themes:
            return replace(self, unheard=unheard)
        loose = {**self.loose, idea.area: self.loose.get(idea.area, 0) + by}
        return replace(self, loose=loose, unheard=unheard)

    @property
    def in_the_open(self) -> int:
        return sum(self.loose.values())


@dataclass(frozen=True, slots=True)
class Act:
    """An entry as undo remembers it: what was done, and what would take it back."""

    operation: "Operation"
    inverse: tuple["Operation", ...]


@dataclass(frozen=True, slots=True)
class Board:
    """The shared surface as it stands at `seq`."""

    title: str
    areas: Mapping[str, Area]
    seq: int = 0
    ideas: Mapping[str, Idea] = field(default_factory=dict)  # in the order of their numbers
    themes: Mapping[str, Theme] = field(default_factory=dict)  # in their order on the screen
    counts: Counts = Counts()
    offers: bool = False  # whether the machine may offer themes
    acts: tuple[Act, ...] = ()
    workshop: object = None  # carried along for the app `sessions`; nothing here looks into it

    @property
    def next_number(self) -> int:
        """The number after the highest; ideas stand in the order of theirs."""
        return self.ideas[list(self.ideas)[-1]].number + 1 if self.ideas else 1

    def with_ideas(self, ideas: Iterable[Idea]) -> "Board":
        """Return the board with these ideas in place of those with the same ids."""
        kept, counts = dict(self.ideas), self.counts
        for idea in ideas:
            if before := kept.get(idea.id):
                counts = counts.moved(before, -1)
            counts = counts.moved(idea, +1)
            kept[idea.id] = idea
        return replace(self, ideas=kept, counts=counts)

    def with_themes(self, *themes: Theme) -> "Board":
        kept = {**self.themes, **{theme.id: theme for theme in themes}}
        before = (self.themes[one.id] for one in themes if one.id in self.themes)
        more = sum(one.can_return for one in themes) - sum(one.can_return for one in before)
        counts = replace(self.counts, gone=self.counts.gone + more) if more else self.counts
        return replace(self, themes=kept, counts=counts)


def opening(title: str, areas: Iterable[Mapping[str, str]]) -> Board:
    """Return a board with nothing on it yet; `areas` have an id, a name and a question each."""
    named = [Area(area["id"], area["name"], area["question"]) for area in areas]
    return Board(title=title, areas={area.id: area for area in named})


def advance(board: Board, operation: "Operation") -> Board:
    """Return the board after a stamped operation, or raise Refused and change nothing."""
    after = operation.apply(board)  # first: what it refuses has no inverse
    act = Act(operation, operation.inverse(board))
    return replace(after, seq=operation.seq, acts=(*board.acts[-ACTS_KEPT + 1 :], act))


def fold(start: Board, entries: Iterable["Operation"]) -> Board:
    """Return what these entries make of the board they were logged on."""
    for entry in entries:
        start = advance(start, entry)
    return start
