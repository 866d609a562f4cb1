"""Words that were withdrawn for good: what takes their place, and where in a log they stand.

A log is walked from its beginning. Of every text that people write together it is known which of
its characters go, so that they also go where a later entry says them again: where somebody undid
that they were taken out, or where the room went back to when they stood there.

Each goes by a sign of the same length: every later splice still stands where it stood.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from boards.operations.splice import Splice

if TYPE_CHECKING:
    from boards.operations.base import Operation

Does: TypeAlias = "tuple[Operation, ...]"

SIGN = "\N{MIDDLE DOT}"


def blank(words: str) -> str:
    """Return as many signs as there were code points."""
    return SIGN * len(words)


@dataclass(frozen=True, slots=True)
class Gone:
    """What goes: these ideas, answers and quiet cards whole, and all that this hand wrote."""

    ideas: frozenset[str] = frozenset()
    echoes: frozenset[str] = frozenset()
    sheets: frozenset[str] = frozenset()
    hand: str | None = None


@dataclass
class _Text:
    """Words as the log has made them so far, and which of their characters go."""

    said: str = ""
    goes: list[bool] = field(default_factory=list)
    past: list[tuple[int, str, list[bool]]] = field(default_factory=list)  # after each seq

    def at(self, seq: int) -> tuple[str, list[bool]]:
        place = bisect_right(self.past, seq, key=lambda one: one[0])
        return self.past[place - 1][1:] if place else ("", [])


class Walk:
    """Goes along a log once; each entry asks it what of its own words is to go."""

    def __init__(self, gone: Gone) -> None:
        self.gone = gone
        self._seq, self._hand = 0, None  # type: int, str | None
        self._texts: defaultdict[str, _Text] = defaultdict(_Text)
        self._lines: defaultdict[str, dict[str, bool]] = defaultdict(dict)
        # What each entry took out of a text, one list for each of its splices.
        self._taken: defaultdict[tuple[int, str], list[list[bool]]] = defaultdict(list)
        self._undone: int | None = None  # the entry that is being taken back
        self._then: int | None = None  # the moment to which the room goes back

    def take(self, entry: "Operation") -> "Operation":
        """Return the next entry of the log without what goes."""
        self._seq, self._hand = entry.seq, entry.hand
        return entry.blanked(self)

    @property
    def goes(self) -> bool:
        """Whether the entry is by the hand whose words all go."""
        return self._hand is not None and self._hand == self.gone.hand

    def taken_back(self, entry: int | None, does: Iterable["Operation"]) -> Does:
        """Return these acts: what they write was there before the entry took it out."""
        self._undone = entry
        stay = tuple(one.blanked(self) for one in does)
        self._undone = None
        return stay

    def gone_back(self, seq: int, does: Iterable["Operation"]) -> Does:
        """Return these acts: what they write is what stood there at this seq."""
        self._then = seq
        stay = tuple(one.blanked(self) for one in does)
        self._then = None
        return stay

    def begun(self, key: str, words: str, goes: bool) -> str:
        """Note that a text begins with these words; return them as they may stay."""
        self._put(key, words, [goes] * len(words))
        return blank(words) if goes else words

    def lines(self, key: str, lines: Iterable[str], goes: bool) -> list[str]:
        """Return lines as they may stay: each is of whoever first wrote it there."""
        known = self._lines[key]
        return [blank(one) if known.setdefault(one, goes) else one for one in lines]

    def spliced(self, key: str, splices: Sequence[Splice]) -> tuple[Splice, ...]:
        """Note what splices did to a text; return them as they may stay."""
        text, flags = self._texts[key], self._flags(key, splices)
        said, goes, stay = text.said, list(text.goes), list[Splice]()
        for (at, remove, insert), each in zip(splices, flags, strict=True):
            self._taken[self._seq, key].append(goes[at : at + remove])
            said = said[:at] + insert + said[at + remove :]
            goes[at : at + remove] = each
            kept = "".join(SIGN if gone else one for one, gone in zip(insert, each, strict=True))
            stay.append((at, remove, kept))
        self._put(key, said, goes)
        return tuple(stay)

    def _put(self, key: str, said: str, goes: list[bool]) -> None:
        text = self._texts[key]
        text.said, text.goes = said, goes
        text.past.append((self._seq, said, goes))

    def _flags(self, key: str, splices: Sequence[Splice]) -> list[list[bool]]:
        """Return which characters of what each splice writes go."""
        if key.removeprefix("edit_idea ") in self.gone.ideas:
            return [[True] * len(insert) for _, _, insert in splices]
        if self._undone is not None:
            return self._flags_of_undo(key, splices)
        if self._then is not None:
            return [self._flags_of_then(key, one) for one in splices]
        return [[self.goes] * len(insert) for _, _, insert in splices]

    def _flags_of_undo(self, key: str, splices: Sequence[Splice]) -> list[list[bool]]:
        """What comes back is what the entry took out, the last of it first."""
        taken = self._taken[self._undone or 0, key]
        flags = list[list[bool]]()
        for _, _, insert in splices:
            while insert and taken and not taken[-1]:
                taken.pop()
            back = taken.pop() if insert and taken else []
            flags.append(back if len(back) == len(insert) else self._unknown(key, insert))
        return flags

    def _flags_of_then(self, key: str, splice: Splice) -> list[bool]:
        at, _, insert = splice
        said, goes = self._texts[key].at(self._then or 0)
        same = said[at : at + len(insert)] == insert
        return goes[at : at + len(insert)] if same else self._unknown(key, insert)

    def _unknown(self, key: str, insert: str) -> list[bool]:
        """Of words that nobody can tell where they are from: better too much of them than one."""
        ever = any(any(goes) for _, _, goes in self._texts[key].past)
        return [ever] * len(insert)


def without(entries: Iterable["Operation"], gone: Gone) -> list["Operation"]:
    """Return a whole log, from its first entry, without what goes."""
    walk, logged = Walk(gone), list(entries)
    origins = {idea: sheet for one in logged for idea, sheet in one.origins().items()}
    sheets = {origins[idea] for idea in gone.ideas if idea in origins}
    walk.gone = replace(gone, sheets=gone.sheets.union(sheets))
    return [walk.take(one) for one in logged]
