"""Themes a local model offers for ideas that lie loose. It moves nothing and contacts nobody.

An optional extra, installed by `bin/setup offers`. What it needs is loaded with the first offer,
not with the board: ask `available()` before showing anybody a button.
"""

import sys
from collections.abc import Sequence
from importlib.util import find_spec
from typing import NamedTuple

EXTRA = ("numpy", "safetensors", "sklearn", "tokenizers", "wordllama")
FEWEST = 4  # loose ideas, before they are told apart: fewer are seen at a glance


class Offer(NamedTuple):
    """Loose ideas that seem to belong together, the most central first."""

    ideas: tuple[int, ...]  # places in `loose`: two or more, or one or more for a theme
    theme: int | None  # place in `themes` of the theme they seem to join; None: a new one
    words: tuple[str, ...]  # the people's own most telling words: 3 at most, 2 if there are two


def available() -> bool:
    """Whether the extra is installed. Imports none of it."""
    return all(find_spec(name) for name in EXTRA)


def forget_words() -> None:
    """Keep no word that was read, where any was."""
    if meaning := sys.modules.get("boards.suggestions.meaning"):
        meaning.pieces.cache_clear()


def offers(loose: Sequence[str], themes: Sequence[Sequence[str]] = ()) -> list[Offer]:
    """Offers for the texts of loose ideas, the most convincing first; an idea is in one at most.

    `themes` holds the texts of the ideas in each theme that is there. Ideas that fit nowhere, or
    that the model cannot read, are in no offer. The same texts give the same offers.
    Raises ImportError where the extra is not installed.
    """
    from boards.suggestions import grouping, meaning, telling  # heavy: on first use, not at start
    from boards.suggestions.words import saying

    said = [saying(text) for text in loose]
    able = [place for place, words in enumerate(said) if meaning.readable(words)]
    known = [[*filter(meaning.readable, map(saying, theme))] for theme in themes]
    texts = [*(said[place] for place in able), *(words for theme in known for words in theme)]
    rows = meaning.vectors(texts)
    tell = telling.Telling(texts, rows)
    return [
        Offer(tuple(able[row] for row in group.rows), group.theme, tell(group.rows))
        for group in grouping.found(rows, len(able), [*map(len, known)], FEWEST)
    ]
