"""What the machine offers for a board as it stands: thought out once, in a thread of its own.

A page asks and never waits. Until the machine has thought, the answer is None.
"""

import logging
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock

from boards.operations.state import Board, Idea
from boards.suggestions import available, forget_words, offers

logger = logging.getLogger(__name__)
KEPT = 64  # boards, as they stood when they were last asked about
SHOWN = 5  # offers at once, the most convincing first: further down about half of them are wrong

_thinker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="offers")
_thoughts: OrderedDict[tuple[object, ...], "Future[list[Offered]]"] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Offered:
    """Loose ideas that seem to belong together, or in `theme`; and their own telling words."""

    ideas: tuple[str, ...]
    theme: str | None
    words: tuple[str, ...]


def offered(board: Board) -> list[Offered] | None:
    """Return what is offered for the board as it stands; None: ask again in a moment."""
    if not (board.offers and available()):
        return []
    loose = [one for one in board.ideas.values() if not (one.themes or one.aside or one.withdrawn)]
    themes = {one.id: _texts(board, one.ideas) for one in board.themes.values() if one.stands}
    thought = _thought(loose, {id_: texts for id_, texts in themes.items() if texts})
    if not thought.done():
        return None
    if trouble := thought.exception():
        logger.error("The machine could offer nothing", exc_info=trouble)
        return []
    return thought.result()[:SHOWN]


def _texts(board: Board, ideas: tuple[str, ...]) -> list[str]:
    return [board.ideas[one].text.said for one in ideas if _speaks(board.ideas[one])]


def _speaks(idea: Idea) -> bool:
    return not (idea.aside or idea.withdrawn)


def _thought(loose: list[Idea], themes: dict[str, list[str]]) -> "Future[list[Offered]]":
    """Return what was thought of these words, or begin to think of them."""
    said = tuple((one.id, one.text.said) for one in loose)
    key = (said, *((id_, *texts) for id_, texts in themes.items()))
    with _lock:
        if key not in _thoughts:
            _thoughts[key] = _thinker.submit(_think, loose, themes)
        _thoughts.move_to_end(key)
        while len(_thoughts) > KEPT:
            _thoughts.popitem(last=False)
        return _thoughts[key]


def forget(board: str) -> None:
    """Think anew: words of this board were erased, and it is not kept which thoughts had them."""
    with _lock:
        _thoughts.clear()
    forget_words()


def _think(loose: list[Idea], themes: dict[str, list[str]]) -> list[Offered]:
    names = list(themes)
    return [
        Offered(
            tuple(loose[place].id for place in one.ideas),
            None if one.theme is None else names[one.theme],
            one.words,
        )
        for one in offers([one.text.said for one in loose], list(themes.values()))
    ]
