"""A person at a keyboard: typing, slipping, jumping about, striking out, pasting, thinking."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from boards.operations.splice import Edit, Splice, carry
from tests.editing import words
from tests.editing.keyboard import difference

FULL = 1500  # characters in the text, from which on more is taken out than put in
BRIM = 1750  # from which on nothing is put in: an idea holds 2,000
HABITS = {"writes": 9, "slips": 4, "jumps": 6, "strikes": 4, "rewrites": 4, "cuts": 1}
HABITS |= {"pastes": 1, "pictures": 2, "accents": 1, "turns": 1, "lines": 1, "thinks": 2}
TAKING_OUT = {"jumps": 4, "strikes": 6, "cuts": 3, "thinks": 1}


@dataclass(frozen=True)
class Stroke:
    """One touch: so many characters out before the caret and after it, then these in."""

    back: int = 0
    forward: int = 0
    put: str = ""
    rest: int = 0  # ms until the next one, beyond the pace of the hand


@dataclass
class Typist:
    """`pace` is ms from key to key; `whole` says that the keyboard offers whole words."""

    chance: Random
    pace: int
    whole: bool = False
    caret: int = 0
    lively: int = 0  # where somebody else wrote last
    _plan: list[Stroke] = field(default_factory=list)

    def touches(self, screen: str) -> tuple[Splice | None, int]:
        """What the next touch does to this screen, if anything, and ms until the one after."""
        if not self._plan:
            self._plan = list(self._intends(screen))
        stroke = self._plan.pop(0) if self._plan else Stroke(rest=self.pace)
        rest = round(self.pace * self.chance.uniform(0.5, 1.8)) + stroke.rest
        return self._done(screen, stroke), rest

    def _done(self, screen: str, stroke: Stroke) -> Splice | None:
        at = max(0, self.caret - stroke.back)
        after = screen[:at] + stroke.put + screen[self.caret + stroke.forward :]
        self.caret = at + len(stroke.put)
        return difference(screen, after, self.caret) if after != screen else None

    def sees(self, before: str, after: str) -> None:
        """Others wrote: the caret stays where it was among the words."""
        over = difference(before, after, len(after))
        self.caret = carry(Edit(self.caret, ""), over, True).at
        self.lively = over[0] + len(over[2])

    # What a person has a mind to.

    def _intends(self, screen: str) -> Iterator[Stroke]:
        habits = HABITS if len(screen) < FULL else HABITS | TAKING_OUT
        habits = habits if len(screen) < BRIM else TAKING_OUT
        wanted = self.chance.choices([*habits], [*habits.values()])[0]
        made: Iterator[Stroke] = getattr(self, f"_{wanted}")(screen)
        return made

    def _keys(self, text: str) -> Iterator[Stroke]:
        """A text as this keyboard gives it: by letters, or by words."""
        for put in re.findall(r"\S+\s*|\s+", text) if self.whole else text:
            yield Stroke(put=put)

    def _writes(self, screen: str) -> Iterator[Stroke]:
        yield from self._keys(self.chance.choice(words.PHRASES))

    def _slips(self, screen: str) -> Iterator[Stroke]:
        """Letters in the wrong order, noticed a moment later."""
        wrong, right = self.chance.choice([*words.SLIPS.items()])
        yield from (Stroke(put=letter) for letter in wrong)
        yield Stroke(rest=300)
        yield from (Stroke(back=1) for _ in wrong[1:])
        yield from self._keys(f"{right[1:]} ")

    def _jumps(self, screen: str) -> Iterator[Stroke]:
        """To a word, anywhere, or where somebody else is writing just now."""
        places = [0, len(screen), *(hit.end() for hit in re.finditer(r"\s", screen))]
        near = [min(len(screen), max(0, self.lively + self.chance.randint(-6, 2)))]
        several = (places, [self.chance.randint(0, len(screen))], near, near)
        self.caret = self.chance.choice(self.chance.choice(several))
        yield Stroke(rest=250)

    def _word(self, screen: str) -> int:
        """Go to the end of some word, and return how long it is."""
        found = list(re.finditer(r"\S+", screen))
        if not found:
            return 0
        word = self.chance.choice(found)
        self.caret = word.end()
        return len(word[0])

    def _strikes(self, screen: str) -> Iterator[Stroke]:
        """A word, key by key or at once."""
        length = self._word(screen)
        once = self.whole or self.chance.random() < 0.5
        yield from [Stroke(back=length)] if once else [Stroke(back=1)] * length

    def _rewrites(self, screen: str) -> Iterator[Stroke]:
        length = self._word(screen)
        yield Stroke(back=length, put=self.chance.choice(words.WORDS), rest=150)

    def _cuts(self, screen: str) -> Iterator[Stroke]:
        self.caret = self.chance.randint(0, len(screen))
        most = min(len(screen) - self.caret, 160)
        yield Stroke(forward=self.chance.randint(min(20, most), most), rest=400)

    def _pastes(self, screen: str) -> Iterator[Stroke]:
        yield Stroke(put=self.chance.choice(words.PASTES), rest=500)

    def _pictures(self, screen: str) -> Iterator[Stroke]:
        """Some are made of several characters, of which a key takes out only the last."""
        yield Stroke(put=self.chance.choice(words.PICTURES), rest=200)
        if self.chance.random() < 0.4:
            yield Stroke(back=1)

    def _accents(self, screen: str) -> Iterator[Stroke]:
        yield from (Stroke(put=letter) for letter in self.chance.choice(words.ACCENTS))

    def _turns(self, screen: str) -> Iterator[Stroke]:
        yield from (Stroke(put=letter) for letter in self.chance.choice(words.OTHER_WAY))

    def _lines(self, screen: str) -> Iterator[Stroke]:
        yield Stroke(put="\n")

    def _thinks(self, screen: str) -> Iterator[Stroke]:
        yield Stroke(rest=self.chance.randint(1000, 7000))
