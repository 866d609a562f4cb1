"""Shows where in a text the words stand that were looked for: as parts, never as markup."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from boards.shelf.search.words import Said, Term, said

SHOWN = 260  # characters of one text
BEFORE = 80  # of them before the first word that was found


class Part(NamedTuple):
    """A stretch of a text. A page marks it if it was `found`."""

    text: str
    found: bool


def parts(text: str, terms: Sequence[Term]) -> list[Part]:
    """Return the text, or what stands round the first word that was found, in parts."""
    spans = list(_joined(text, terms))
    first = spans[0][0] if spans else 0
    start, end = _window(text, first)
    cut = [Part("… ", found=False)] if start else []
    cut += _between(text, spans, start, end)
    return [*cut, Part(" …", found=False)] if end < len(text) else cut


def _joined(text: str, terms: Sequence[Term]) -> Iterator[tuple[int, int]]:
    """Give the stretches that were found; pairs that overlap are one."""
    held: tuple[int, int] | None = None
    for one in said(text):
        if end := _end(one, terms):
            if held and one.start <= held[1]:
                held = held[0], max(held[1], end)
                continue
            if held:
                yield held
            held = one.start, end
    if held:
        yield held


def _end(one: Said, terms: Sequence[Term]) -> int:
    """Return where the found stretch of a word ends; 0: it was not looked for."""
    if any(term.word == one.word for term in terms):
        return one.end
    return one.head if any(term.fits(one.word) for term in terms) else 0


def _window(text: str, first: int) -> tuple[int, int]:
    if len(text) <= SHOWN:
        return 0, len(text)
    start = max(0, min(first - BEFORE, len(text) - SHOWN))
    if start and (space := text.find(" ", start, first)) >= 0:
        start = space + 1
    end = start + SHOWN
    if end < len(text) and (space := text.rfind(" ", start + SHOWN // 2, end)) > first:
        end = space
    return start, min(end, len(text))


def _between(text: str, spans: Sequence[tuple[int, int]], start: int, end: int) -> list[Part]:
    cut, at = list[Part](), start
    for begins, ends in spans:
        if begins >= end:
            break
        if ends > at:
            cut.append(Part(text[at:begins], found=False))
            cut.append(Part(text[begins : min(ends, end)], found=True))
            at = min(ends, end)
    return [part for part in (*cut, Part(text[at:end], found=False)) if part.text]
