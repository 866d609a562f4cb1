"""A long log, as a room that comes back again and again would make it: the same each time."""

from random import Random
from typing import Any

from boards.operations.base import Operation, Refused
from boards.operations.echoes import EchoIdea
from boards.operations.ideas import AddIdea, EditIdea, PutBack, SetAside
from boards.operations.placing import LetGo, PlaceIdea
from boards.operations.spread import ANSWERS
from boards.operations.stances import TakeStance
from boards.operations.state import Idea, Text, Theme
from boards.operations.themes import Gather, NameTheme, WriteStatement
from tests.boards.operations.room import Room

SEATS = tuple(f"seat{n:02}" for n in range(1, 21))
WORDS = ("we", "would", "like", "to", "know", "who", "comes", "so", "that", "nobody", "waits")
# How often each act is done, of a hundred.
ACTS = {"add": 15, "edit": 25, "echo": 15, "place": 20, "gather": 2, "name": 5, "state": 5}
ACTS |= {"let_go": 4, "stance": 6, "aside": 2, "back": 1}


class LongRoom(Room):
    """A room in which twenty people do one thing after the other."""

    def __init__(self, entries: int) -> None:
        super().__init__()
        self.chance = Random(7)
        while self.board.seq < entries:
            try:
                self.does(self.chance.choice(SEATS), self._act())
            except (Refused, IndexError):
                continue  # there is no theme yet, or nothing is set aside

    def _words(self) -> str:
        return " ".join(self.chance.choices(WORDS, k=self.chance.randint(3, 24)))

    def _act(self) -> Operation:
        kind = self.chance.choices(list(ACTS), list(ACTS.values()))[0]
        ideas, themes = list(self.board.ideas.values()), list(self.board.themes.values())
        if kind == "add" or not ideas:
            return AddIdea(text=self._words(), unsigned=self.chance.random() < 0.2)
        if kind == "gather":
            return Gather(ideas=tuple(one.id for one in self.chance.sample(ideas, 3)))
        idea = self.chance.choice(ideas)
        return self._on_idea(kind, idea) or self._on_theme(kind, idea, self.chance.choice(themes))

    def _on_idea(self, kind: str, idea: Idea) -> Operation | None:
        acts = {
            "edit": EditIdea(idea=idea.id, **self._splice(idea.text)),
            "echo": EchoIdea(idea=idea.id, text=self._words()),
            "aside": SetAside(idea=idea.id),
            "back": PutBack(idea=idea.id),
        }
        return acts.get(kind)

    def _on_theme(self, kind: str, idea: Idea, theme: Theme) -> Operation:
        return {
            "place": PlaceIdea(idea=idea.id, theme=theme.id),
            "let_go": LetGo(idea=(theme.ideas or (idea.id,))[0], theme=theme.id),
            "name": NameTheme(theme=theme.id, **self._splice(theme.name)),
            "state": WriteStatement(theme=theme.id, **self._splice(theme.statement)),
            "stance": TakeStance(theme=theme.id, stance=self.chance.choice(ANSWERS)),
        }[kind]

    def _splice(self, text: Text) -> dict[str, Any]:
        """A word more at the end, or the beginning taken away where there are enough."""
        long = len(text.said) > 90
        at, removed = (0, 40) if long else (len(text.said), 0)
        word = self.chance.choice(WORDS)
        return {"base": self.board.seq, "at": at, "remove": removed, "insert": f"{word} "}
