"""What a way of grouping is worth, beside the themes that a person gave the same notes."""

import random
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from statistics import mean
from typing import NamedTuple

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_rand_score, v_measure_score

from boards import suggestions
from boards.suggestions import grouping
from boards.suggestions.words import SMALL
from tests.offers.notes import Note

Labels = list[int]  # the group of each note; one that was left out is a group of its own
Way = Callable[[Sequence[str]], Labels]


class Figures(NamedTuple):
    """All from 0 to 1 but `groups`; the Rand index is 0 for chance and may fall below."""

    v: float  # V-measure: flatters many small groups, chance among them
    rand: float  # adjusted Rand index
    right: float  # of two notes offered together, how often a person put them together too
    out: float  # share of the notes left out
    groups: float


def labels(groups: Iterable[Sequence[int]], size: int) -> Labels:
    """Every note's group, from the groups' notes."""
    found = list(range(-size, 0))
    for label, group in enumerate(groups):
        for place in group:
            found[place] = label
    return found


def ours(texts: Sequence[str]) -> Labels:
    """What the board offers."""
    return labels((offer.ideas for offer in suggestions.offers(texts)), len(texts))


def tfidf(texts: Sequence[str]) -> Labels:
    """The same tree, cut in the same way, over the words alone and without the model.

    Its cosines are smaller: the floor is the best that was found for it, on all the notes.
    """
    words = TfidfVectorizer(stop_words=sorted(SMALL), sublinear_tf=True)
    rows = words.fit_transform(texts).toarray().astype(np.float32)
    found = grouping.found(rows, len(texts), [], floor=0.02)
    return labels((group.rows for group in found), len(texts))


def judge(board: Sequence[Note], given: Labels) -> Figures:
    """The figures of one board."""
    themes = [note.theme for note in board]
    pairs = [
        themes[one] == themes[other]
        for one, other in combinations(range(len(board)), 2)
        if given[one] == given[other]
    ]
    return Figures(
        v_measure_score(themes, given),
        adjusted_rand_score(themes, given),
        mean(pairs) if pairs else 0.0,
        mean(label < 0 for label in given),
        len({label for label in given if label >= 0}),
    )


def chance(board: Sequence[Note], given: Labels, draws: int = 100, seed: int = 1) -> Figures:
    """The mean of many draws in which groups of the same sizes are filled blindly."""
    dice = random.Random(seed)
    blind = (judge(board, dice.sample(given, len(given))) for _ in range(draws))
    return Figures(*map(mean, zip(*blind, strict=True)))


def joined(board: Sequence[Note], loose: int) -> tuple[float, float]:
    """Shares: of the loose notes those offered to a theme, and of these those offered rightly.

    The first `loose` notes lie loose; the others are in their themes already.
    """
    names = sorted({note.theme for note in board[loose:]})
    themes = [[note.text for note in board[loose:] if note.theme == name] for name in names]
    offered = suggestions.offers([note.text for note in board[:loose]], themes)
    right = [
        board[idea].theme == names[offer.theme]
        for offer in offered
        if offer.theme is not None
        for idea in offer.ideas
    ]
    return len(right) / loose, mean(right) if right else 0.0
