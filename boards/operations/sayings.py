"""What things on a board are called in a sentence."""

from boards.operations.base import Sentence, gettext_noop
from boards.operations.state import Board


def about(board: Board, idea: str) -> dict[str, object]:
    return {"number": board.ideas[idea].number}


def called(board: Board, theme: str) -> dict[str, object]:
    """The name of a theme as a sentence says it."""
    nameless = Sentence(gettext_noop("a theme with no name yet"), {})
    return {"theme": board.themes[theme].name.said or nameless}
