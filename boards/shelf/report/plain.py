"""Words made safe for a page of paper, whatever somebody put into them."""

import unicodedata

import regex

from boards.door.words import one_line

# What no file format can hold, or no eye can see: control characters, halves of characters,
# places in Unicode where no character will ever be, and marks of byte order.
UNSEEN = regex.compile(
    r"[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\ufeff\ufff9-\ufffb--[\t\n]]", regex.V1
)
BREAKS = regex.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
SIGN = "\ufffd"  # stands for what cannot be written


def written(words: str) -> str:
    """Return words as any format can hold them: lines end in a line feed, the rest is seen."""
    return UNSEEN.sub(SIGN, BREAKS.sub("\n", words))


def title(words: str) -> str:
    """Return words on one line, for where a file says what it is."""
    return " ".join(written(words).split())


def quoted(words: str) -> str:
    """Return words for the middle of a sentence of ours: on one line, and turning nothing."""
    line = one_line(written(words))
    return f"\u2068{line}\u2069" if right_to_left(line) else line


def right_to_left(words: str) -> bool:
    """Whether words are read from the right: their first letter that has a direction says so."""
    for letter in words:
        direction = unicodedata.bidirectional(letter)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False
