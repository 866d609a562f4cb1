"""Random sequences of acts: each is drawn as plain numbers, and read on the board as it stands.

So a sequence stays meaningful when Hypothesis shrinks it.
"""

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from boards.operations.arranging import MergeThemes, OrderTheme, PartThemes
from boards.operations.base import Operation, Refused
from boards.operations.dividing import DissolveTheme, RestoreTheme, SplitTheme
from boards.operations.echoes import EchoIdea, WithdrawEcho
from boards.operations.ideas import AddIdea, EditIdea, MoveIdea, PutBack, SetAside
from boards.operations.line import END, PlaceAlong, TakeOffLine
from boards.operations.offering import TurnOffers
from boards.operations.placing import BelongsToo, BringIdeas, LetGo, PlaceIdea
from boards.operations.promises import WriteOutcome, WritePromise
from boards.operations.returning import BringBack
from boards.operations.signing import SignIdea
from boards.operations.spread import ANSWERS
from boards.operations.stances import TakeStance, WithdrawStance
from boards.operations.state import Board, Text
from boards.operations.themes import Gather, NameTheme, WriteStatement
from boards.operations.undo import Undo
from tests.boards.operations.room import ADA, BEN, CORA, Room

SEATS = (ADA, BEN, CORA)
MOST = 40  # the largest number that a draw chooses with
# Letters, a combining accent, a surrogate pair in UTF-16, right-to-left, a joined family.
WORDS = st.text(alphabet="ab e\u0301\N{TEACUP WITHOUT HANDLE}\u05d0\u0645\u200d\n", max_size=6)


@dataclass(frozen=True)
class Draw:
    """One act as it was drawn: who, which kind, and numbers to choose with."""

    seat: str
    kind: str
    one: int
    two: int
    back: int  # how many seqs ago its base lies
    words: str


@dataclass(frozen=True)
class Choice:
    """What a draw chooses from on the board as it stands."""

    draw: Draw
    board: Board

    def idea(self, which: int) -> str:
        ideas = list(self.board.ideas)
        return ideas[which % len(ideas)] if ideas else "nothing"

    def theme(self, which: int) -> str:
        themes = list(self.board.themes)
        return themes[which % len(themes)] if themes else "nothing"

    def area(self) -> str:
        return list(self.board.areas)[self.draw.one % len(self.board.areas)]

    def splice(self, text: Text | None) -> dict[str, int | str]:
        """A splice that fits the text as it stood a little while ago."""
        if text is None:
            return {"base": 0, "at": 0, "remove": 0, "insert": self.draw.words}
        base = max(text.since, self.board.seq - self.draw.back)
        later = text.edits_after(base)
        length = len(text.said) - sum(len(insert) - remove for _, remove, insert in later)
        at = self.draw.one % (length + 1)
        remove = self.draw.two % (length - at + 1)
        return {"base": base, "at": at, "remove": remove, "insert": self.draw.words}

    def act(self) -> Operation:
        one, two = self.draw.one, self.draw.two
        idea, theme = self.idea(one), self.theme(two)
        there = self.board.ideas.get(idea)
        in_theme = (there and there.themes and there.themes[two % len(there.themes)]) or theme
        lying = self.board.themes.get(in_theme)
        on: dict[str, Any] = {"theme": theme} if two % 2 else {"idea": idea}
        why = self.draw.words if self.draw.words.strip() else None
        follower = self.idea(two) if self.draw.back % 2 else None
        named = self.board.themes.get(theme)
        acts: dict[str, Operation] = {
            "add": AddIdea(text=self.draw.words + "x", area=self.area(), unsigned=two % 3 == 0),
            "edit": EditIdea(idea=idea, **self.splice(there and there.text)),  # type: ignore[arg-type]
            "move": MoveIdea(idea=idea, area=self.area()),
            "along": PlaceAlong(idea=idea, at=two * END // MOST),
            "off_line": TakeOffLine(idea=idea),
            "aside": SetAside(idea=idea),
            "back": PutBack(idea=idea),
            "echo": EchoIdea(idea=idea, text="Me too", unsigned=two % 4 == 0 or None),
            "sign": SignIdea(idea=idea, signed=bool(two % 2)),
            "unecho": WithdrawEcho(
                idea=idea, echo=there.echoes[-1].id if there and there.echoes else ""
            ),
            "gather": Gather(ideas=tuple({idea, self.idea(two), self.idea(one + two)})),
            "name": NameTheme(theme=theme, **self.splice(named and named.name)),  # type: ignore[arg-type]
            "state": WriteStatement(theme=theme, **self.splice(named and named.statement)),  # type: ignore[arg-type]
            "promise": WritePromise(theme=theme, **self.splice(named and named.promise)),  # type: ignore[arg-type]
            "outcome": WriteOutcome(theme=theme, **self.splice(named and named.outcome)),  # type: ignore[arg-type]
            "place": PlaceIdea(idea=idea, theme=theme, before=follower),
            "place_from": PlaceIdea(idea=idea, theme=theme, before=follower, out_of=in_theme),
            "too": BelongsToo(idea=idea, theme=theme, before=follower),
            "bring": BringIdeas(
                ideas=tuple({idea, self.idea(two)}), theme=theme if self.draw.back % 3 else None
            ),
            "let_go": LetGo(idea=idea, theme=in_theme),
            "order": OrderTheme(theme=theme, before=self.theme(one) if two % 3 else None),
            "merge": MergeThemes(theme=theme, into=self.theme(one)),
            "part": PartThemes(theme=theme, ideas=(idea,)),
            "split": SplitTheme(theme=in_theme, ideas=lying.ideas[1:] if lying else ()),
            "dissolve": DissolveTheme(theme=theme),
            "restore": RestoreTheme(theme=theme, ideas=(idea,)),
            "bring_back": BringBack(theme=theme),
            "stance": TakeStance(**on, stance=ANSWERS[one % 3], why=why),
            "unstance": WithdrawStance(**on),
            "offers": TurnOffers(on=bool(one % 2)),
            "undo": Undo(),
        }
        return acts[self.draw.kind]


OFTEN = ["add", "edit", "gather", "place", "undo"]
KINDS = [*OFTEN, *OFTEN, "add", "move", "aside", "back", "echo", "unecho", "name"]
KINDS += ["let_go", "order", "merge", "part", "sign", "state", "place_from", "too", "too", "bring"]
KINDS += ["split", "dissolve", "restore", "stance", "stance", "unstance", "offers"]
KINDS += ["bring_back", "bring_back", "promise", "outcome", "along", "along", "off_line"]

DRAWS = st.builds(
    Draw,
    seat=st.sampled_from(SEATS),
    kind=st.sampled_from(KINDS),
    one=st.integers(0, MOST),
    two=st.integers(0, MOST),
    back=st.integers(0, 8),
    words=WORDS,
)
SEQUENCES = st.lists(DRAWS, max_size=60)


def play(room: Room, draw: Draw) -> Operation | None:
    """Do what was drawn; None where it was refused."""
    try:
        return room.does(draw.seat, Choice(draw, room.board).act())
    except Refused:
        return None
