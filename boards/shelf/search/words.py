"""Words as the search knows them: without accents and case, and each may be the start of another.

What is written without spaces between words (Chinese, Japanese, Thai) is known by its pairs of
characters: "等待室" holds "等待" and "待室", and each character begins a pair.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

MOST = 8  # words that one search looks for

_UNSPACED = (
    r"\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}"
)
_RUN_OR_WORD = regex.compile(
    rf"(?V1)(?P<run>(?:[[{_UNSPACED}]--\p{{P}}]\p{{M}}*)+)"
    rf"|(?P<word>[[\p{{L}}\p{{M}}\p{{N}}]--[{_UNSPACED}]]+)"
)
_CHARACTER = regex.compile(r"\P{M}\p{M}*|\p{M}+")
# Letters that Unicode does not take apart, and the line that only makes an Arabic word longer.
_ALIKE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})
_ALIKE |= str.maketrans({"ـ": "", "ى": "ي", "ة": "ه"})

_SPACES = {n: " " for n in range(128) if not chr(n).isalnum()}


class Said(NamedTuple):
    """A word of a text: as the search knows it, and where it stands there.

    `head` is where its first character ends if it is a pair, and its end if it is a word.
    """

    word: str
    start: int
    end: int
    head: int


class Term(NamedTuple):
    """A word that is looked for. `begins`: it may be the start of another."""

    word: str
    begins: bool

    def fits(self, word: str) -> bool:
        return word.startswith(self.word) if self.begins else word == self.word

    def is_in(self, words: str) -> bool:
        """Say whether one of these words fits, as `plain` gives them."""
        return f" {self.word}{'' if self.begins else ' '}" in words


def said(text: str) -> Iterator[Said]:
    """Give every word of a text, and every pair of what has no spaces."""
    for found in _RUN_OR_WORD.finditer(text):
        spans = _pairs(found) if found["run"] else [(*found.span(), found.end())]
        for start, end, head in spans:
            if word := folded(text[start:end]):
                yield Said(word, start, end, head)


def _pairs(run: regex.Match[str]) -> list[tuple[int, int, int]]:
    ones = [(one.start() + run.start(), one.end() + run.start()) for one in _marks(run)]
    ends = [end for _, end in ones[1:]] + [ones[-1][1]]
    return [(start, end, head) for (start, head), end in zip(ones, ends, strict=True)]


def _marks(run: regex.Match[str]) -> Iterator[regex.Match[str]]:
    return _CHARACTER.finditer(run[0])


def terms(asked: str) -> list[Term]:
    """Return what a search looks for, each once; the last of a run stands in the pair before."""
    looked: dict[str, Term] = {}
    for found in _RUN_OR_WORD.finditer(asked):
        run = bool(found["run"])
        words = [one.word for one in said(found[0])]
        for word in words[:-1] if run and len(words) > 1 else words:
            looked[word] = Term(word, begins=run or len(word) > 1)
    return list(looked.values())


def plain(text: str) -> str:
    """Return the words of a text, each with a space before and after it: quick to look through."""
    if text.isascii():
        return f" {text.lower().translate(_SPACES)} "
    return f" {' '.join(one.word for one in said(text))} "


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """Return a word without case and accents. Vowel signs stay: they are letters, not accents."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    return "".join(filter(_stays, plain)).translate(_ALIKE)


def _stays(character: str) -> bool:
    if character.isascii():
        return character.isalnum()
    height = unicodedata.combining(character)  # where on its letter it stands: 0 is a letter
    return not (height == 7 or 10 <= height <= 36 or height >= 200)
