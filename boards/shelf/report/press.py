"""The press: has Typst set a value on paper or as a picture, in a thread and a few at a time.

Words reach Typst as JSON and never as source, so nothing in them is interpreted. Its sources are
those of the folder `typst` here, which is all that it may read; it fetches no packages.

An accessible PDF may hold no letter that no font on this machine can draw. Such letters get a sign
in their place, and the words go along whole, as a text file inside the PDF.
"""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Any

import typst

HOUSE = Path(__file__).parent / "typst"
AT_ONCE, PATIENCE = 2, 20.0  # how many are set at a time, and seconds that another one waits
NEVER_DRAWN = "\uffff"  # no font has it
PAGES = 400  # letters looked at in one go
SIGN = "\u25a1"

_presses = BoundedSemaphore(AT_ONCE)
_drawn: dict[str, bool] = {}
_looking = Lock()


class Busy(Exception):
    """Too many are waiting for the press already."""


@contextmanager
def _turn() -> Iterator[None]:
    if not _presses.acquire(timeout=PATIENCE):
        raise Busy
    try:
        yield
    finally:
        _presses.release()


@cache
def _fonts() -> typst.Fonts:
    """The fonts of this machine, and those that Typst brings along: read once."""
    return typst.Fonts()


def pdf(source: str, value: Any) -> bytes:
    """Return a tagged PDF: to the rules of PDF/UA-1, or without their seal where it must be."""
    with _turn():
        try:
            return _set(source, value, format="pdf", pdf_standards=["ua-1"])
        except typst.TypstError:
            return _set(source, value, format="pdf")


def picture(source: str, value: Any, kind: str, ppi: float = 144.0) -> bytes:
    """Return one page as "svg" or "png"."""
    with _turn():
        return _set(source, value, format=kind, ppi=ppi)


def _set(source: str, value: Any, **how: Any) -> bytes:
    given = {"given": json.dumps(value)}
    made = _typst(HOUSE / f"{source}.typ", given, **how)
    return made if isinstance(made, bytes) else made[0]


def _typst(source: Path | bytes, given: dict[str, str], **how: Any) -> Any:
    nowhere = HOUSE / "packages"  # there are none, and none are fetched into it
    compiler = typst.Compiler(
        root=HOUSE,
        font_paths=_fonts(),
        package_path=nowhere,
        package_cache_path=nowhere,
    )
    return compiler.compile(source, sys_inputs=given, **how)


def undrawn(words: Iterable[str]) -> set[str]:
    """Return the letters in these words that no font here can draw."""
    letters = {letter for text in words for letter in text if ord(letter) > 0x24F}
    with _looking:
        new = sorted(letters - _drawn.keys())
        for start in range(0, len(new), PAGES):
            _look(new[start : start + PAGES])
        return {letter for letter in letters if not _drawn[letter]}


def _look(letters: list[str]) -> None:
    """Have each letter drawn on a page of its own: those that look like no letter have no font."""
    given = {"given": json.dumps([NEVER_DRAWN, *letters])}
    nothing, *pages = _typst(HOUSE / "letters.typ", given, format="svg")
    # Of one page alone Typst returns the bytes; here there are two or more.
    shape = _shape(nothing)
    for letter, page in zip(letters, pages, strict=True):
        _drawn[letter] = _shape(page) != shape


def _shape(page: bytes) -> list[bytes]:
    return re.findall(rb"<symbol[^>]*>(.*?)</symbol>", page, re.DOTALL)
