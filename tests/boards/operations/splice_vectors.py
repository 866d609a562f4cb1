"""Cases of writing that crossed, made from a seed, with what Python makes of each.

The browser must make the same of them.
"""

from random import Random
from typing import Any

from boards.operations.splice import Splice, applied, carried, carried_all
from tests.boards.operations.writers import Room, Step

ALPHABETS: tuple[tuple[str, ...], ...] = (
    ("a", "b", "c", " ", "\n"),
    ("👍", "👎", "😀", "👩\u200d👩\u200d👧\u200d👦", "👩🏽\u200d⚕\ufe0f", "🇬🇧", "a"),
    ("e\u0301", "a\u0308\u0323", "n", "\u0303", "o"),
    ("ש", "ל", "ו\u05b9", "م", "ر", "ح", "\u200f", "(", "12", " "),
)

# One of each, so that every character can be told from all others.
DISTINCT = "".join(
    chr(first + n)
    for first in (0x61, 0x300, 0x5D0, 0x628, 0x1F600, 0x1F468, 0x4E00)
    for n in range(20)
)


def vectors(seed: int, count: int) -> list[dict[str, Any]]:
    """Crossings: two rows of splices on one text, and each as it stands after the other."""
    random = Random(seed)
    return [_crossing(random) for _ in range(count)]


def _crossing(random: Random) -> dict[str, Any]:
    text = _text(random, 12)
    first, second = _row(random, text), _row(random, text)
    single = _splice(random, text)
    after_second = carried_all(second, first)
    return {
        "text": text,
        "first": first,
        "second": second,
        "single": single,
        "carried": carried(single, first),
        "carried_first": carried(single, first, first=True),
        "second_after_first": after_second,
        "first_after_second": carried_all(first, second, first=True),
        "out": applied(applied(text, first), after_second),
    }


def stories(seed: int, count: int) -> list[dict[str, Any]]:
    """Three writers in one text, and the text that they end with."""
    random = Random(seed)
    return [_story(random) for _ in range(count)]


def _story(random: Random) -> dict[str, Any]:
    text = _text(random, 12)
    steps = [_step(random) for _ in range(random.randint(0, 40))]
    return {"text": text, "steps": steps, "out": Room.of(3, text).live(steps).text}


def _step(random: Random) -> Step:
    who = random.randrange(3)
    verb = random.choice(("write", "write", "send", "log", "read", "read"))
    if verb != "write":
        return (verb, who)
    return (verb, who, random.randrange(30), random.randrange(5), _text(random, 3))


def _row(random: Random, text: str) -> list[Splice]:
    row: list[Splice] = []
    for _ in range(random.randint(0, 3)):
        row.append(_splice(random, applied(text, row)))
    return row


def _splice(random: Random, text: str) -> Splice:
    at = random.randint(0, len(text))
    return (at, random.randint(0, min(5, len(text) - at)), _text(random, 3))


def _text(random: Random, most: int) -> str:
    return "".join(random.choices(random.choice(ALPHABETS), k=random.randint(0, most)))
