"""The board as one seat sees it when it makes up its mind: perhaps a little behind."""

from dataclasses import dataclass
from random import Random
from typing import Any

from tests.boards.operations.plain_fold import PlainBoard


@dataclass(frozen=True)
class View:
    """A board folded up to `seq`, and the chance to choose from it by."""

    board: PlainBoard
    seq: int
    chance: Random

    def one(self, of: list[str]) -> str:
        return self.chance.choice(of)

    def some(self, of: list[str], least: int, most: int) -> list[str]:
        """Return that many of these at the most, in any order."""
        return self.chance.sample(of, min(len(of), self.chance.randint(least, most)))

    def often(self, share: float) -> bool:
        return self.chance.random() < share

    @property
    def standing(self) -> list[str]:
        """The ideas that are not set aside, by id."""
        return [idea["id"] for idea in self.board.ideas.values() if not idea["aside"]]

    @property
    def aside(self) -> list[str]:
        return [idea["id"] for idea in self.board.ideas.values() if idea["aside"]]

    @property
    def loose(self) -> list[str]:
        """The ideas in the open."""
        held = {idea for theme in self.board.themes for idea in theme["ideas"]}
        return [idea for idea in self.standing if idea not in held]

    @property
    def themes(self) -> list[str]:
        return [theme["id"] for theme in self.board.themes]

    def theme(self, least: int = 0) -> dict[str, Any] | None:
        """Some theme of `least` ideas or more, as `export.json` has it."""
        of = [theme for theme in self.board.themes if len(theme["ideas"]) >= least]
        return self.chance.choice(of) if of else None

    def splice(self, text: str, words: tuple[str, ...]) -> dict[str, Any]:
        """Half the time it is written over, half the time somewhere into what stands there."""
        whole = self.often(0.5)
        at = 0 if whole else self.chance.randint(0, len(text))
        removed = len(text) if whole else 0
        return {"base": self.seq, "at": at, "remove": removed, "insert": self.chance.choice(words)}
