"""A made-up language: words as often as words are, and what people write with them."""

import itertools
import random
from collections.abc import Iterator

from boards.shelf.search.pieces import ECHO, IDEA, OUTCOME, PROMISE, STATEMENT, THEME, TITLE, Piece

WORDS = 30_000
SYLLABLES = [a + b for a in "bcdfghklmnprstvwz" for b in "aeiou"]
ACCENTED = {"a": "á", "e": "é", "i": "ï", "o": "ô", "u": "ü"}
IDEAS, ECHOES, THEMES = 100, 30, 8


class Language:
    """Words by how often they are said: the second half as often as the first, and so on."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        made = dict.fromkeys(self._word() for _ in range(4 * WORDS))
        self.words = list(made)[:WORDS]
        self._weights = list(itertools.accumulate(1 / (n + 2.7) for n in range(len(self.words))))

    def _word(self) -> str:
        long = self.chance.choice((1, 2, 2, 3, 3, 4))
        word = "".join(self.chance.choice(SYLLABLES) for _ in range(long))
        if self.chance.random() < 0.01:
            word = word[:-1] + ACCENTED[word[-1]]
        return word

    def says(self, least: int, most: int) -> str:
        many = self.chance.randint(least, most)
        said = self.chance.choices(self.words, cum_weights=self._weights, k=many)
        return " ".join(said).capitalize()

    def board(self) -> Iterator[Piece]:
        """Give all that is said on one board."""
        yield Piece(TITLE, self.says(3, 7))
        yield from (Piece(THEME, self.says(1, 4), f"theme{n}") for n in range(THEMES))
        for kind in (STATEMENT, PROMISE, OUTCOME):
            yield from (Piece(kind, self.says(8, 20), f"theme{n}") for n in range(THEMES))
        yield from (Piece(IDEA, self.says(4, 24), f"idea{n}", n) for n in range(1, IDEAS + 1))
        for _ in range(ECHOES):
            n = self.chance.randint(1, IDEAS)
            yield Piece(ECHO, self.says(2, 10), f"idea{n}", n)
