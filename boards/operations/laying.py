"""What comes from elsewhere: a whole board from a file, or a list of ideas. Nobody's acts.

No seat can send them. The server makes them once it has read the file, so that all of it is there
or none.
"""

from dataclasses import dataclass, replace
from typing import Self

from boards.operations.base import Mint, Operation, Refused, Sentence, gettext_noop
from boards.operations.fields import stamp
from boards.operations.ideas import IDEAS, no_such_area
from boards.operations.laid import (
    FULL,
    brought,
    load_plain,
    read_laid,
    read_words,
)
from boards.operations.shapes import Plain, at_most, list_of
from boards.operations.state import Board, Echo, Idea, Text, Theme

AT_ONCE = 500  # ideas of one list
MANY = gettext_noop("That is too many at once. %(limit)s is the most.")
READ_LIST = list_of(read_words, at_most(AT_ONCE, "too_many", MANY))


@dataclass(frozen=True, kw_only=True)
class FromElsewhere(Operation):
    """An act that the server makes of a file, with no seat and no hand."""

    def refuse_a_seat(self) -> None:
        if self.seat is not None or self.hand is not None:
            message = gettext_noop("No seat does this: it comes about when a file is brought in.")
            raise Refused("only_the_room", message, "verb")


@dataclass(frozen=True, kw_only=True)
class LayOut(FromElsewhere):
    """Lay a board out as a file tells it: ideas, themes, and how many stood where."""

    verb = "lay_out"
    permits = gettext_noop("take the board along as a file, and begin a new one from it")

    ideas: tuple[Plain, ...] = stamp((), load_plain)
    themes: tuple[Plain, ...] = stamp((), load_plain)

    def stamped(self, board: Board, mint: Mint) -> Self:
        self.refuse_a_seat()
        ideas, themes = read_laid(self.ideas, self.themes, board.areas)
        return replace(self, ideas=ideas, themes=themes)

    def apply(self, board: Board) -> Board:
        self.refuse_a_seat()
        if board.ideas or board.themes:
            message = gettext_noop("Something lies on this board already.")
            raise Refused("not_bare", message)
        lies: dict[str, list[str]] = {}
        for theme in self.themes:
            for one in theme["ideas"]:
                lies.setdefault(one, []).append(theme["id"])
        ideas = (_idea(one, tuple(lies.get(one["id"], ())), self.seq) for one in self.ideas)
        return board.with_ideas(ideas).with_themes(*(_theme(one, self.seq) for one in self.themes))

    def pieces(self, before: Board) -> list[str]:
        themes = (f"theme:{one['id']}" for one in self.themes)
        return [*(f"idea:{one['id']}" for one in self.ideas), *themes, "counts", "order"]

    def concerns(self, kind: str, id_: str) -> bool:
        laid = {"idea": self.ideas, "theme": self.themes}.get(kind, ())
        return any(one["id"] == id_ for one in laid)

    def sentence(self, board: Board) -> Sentence:
        text = gettext_noop(
            "The board came from a file, with ideas: %(ideas)s, and themes: %(themes)s"
        )
        return Sentence(text, {"ideas": len(self.ideas), "themes": len(self.themes)})


def _idea(told: Plain, themes: tuple[str, ...], seq: int) -> Idea:
    # Each answer has a hand of its own, of nobody: an idea that was answered has been heard.
    echoes = (_echo(one) for one in told["echoes"])
    return Idea(
        told["id"],
        told["number"],
        Text(told["text"], told["text"], seq),
        told["area"],
        None,
        themes=themes,
        aside=told["aside"],
        echoes=tuple(echoes),
        along=told.get("along"),
        brought=brought(told.get("stances")),
        withdrawn="withdrawn" in told,
    )


def _echo(told: Plain) -> Echo:
    hand = f"brought:{told['id']}"
    return Echo(told["id"], told["text"], None, hand, withdrawn="withdrawn" in told)


def _theme(told: Plain, seq: int) -> Theme:
    def text(name: str) -> Text:
        words = told.get(name, "")
        return Text(words, words, seq)

    return Theme(
        told["id"],
        text("name"),
        text("statement"),
        tuple(told["ideas"]),
        brought=brought(told.get("stances")),
        promise=text("promise"),
        outcome=text("outcome"),
    )


@dataclass(frozen=True, kw_only=True)
class TakeInList(FromElsewhere):
    """Put a list of ideas on the board, all of them or none."""

    verb = "take_in_list"
    permits = gettext_noop("bring in a list of ideas")

    area: str | None = stamp(None)
    ideas: tuple[Plain, ...] = stamp((), load_plain)  # {"idea", "number", "text"}

    def stamped(self, board: Board, mint: Mint) -> Self:
        self.refuse_a_seat()
        first, texts = board.next_number, READ_LIST(self.ideas, "ideas")
        ideas = tuple(
            {"idea": mint(), "number": number, **told} for number, told in enumerate(texts, first)
        )
        area = next(iter(board.areas)) if self.area is None else self.area
        return replace(self, area=area, ideas=ideas)

    def apply(self, board: Board) -> Board:
        self.refuse_a_seat()
        if self.area is None or self.area not in board.areas:
            raise no_such_area()
        if not self.ideas:
            raise Refused("empty", gettext_noop("There are no words in it yet."), "ideas")
        if len(board.ideas) + len(self.ideas) > IDEAS:
            raise Refused("board_full", FULL, "ideas", limit=IDEAS)
        return board.with_ideas(
            Idea(one["idea"], one["number"], Text(one["text"], one["text"], self.seq), area, None)
            for area in [self.area]
            for one in self.ideas
        )

    def pieces(self, before: Board) -> list[str]:
        return [*(f"idea:{one['idea']}" for one in self.ideas), "counts"]

    def concerns(self, kind: str, id_: str) -> bool:
        return kind == "idea" and any(one["idea"] == id_ for one in self.ideas)

    def sentence(self, board: Board) -> Sentence:
        text = gettext_noop("A list was brought in, with ideas: %(count)s")
        return Sentence(text, {"count": len(self.ideas)})
