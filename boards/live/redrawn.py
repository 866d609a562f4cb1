"""Pieces that were drawn before: the same words make the same piece, so they are drawn once.

Stepping through what is past, and opening a page, ask for hundreds of pieces of which most were
drawn a moment ago. What a room does just now never was, so its frames do without.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any

import orjson
from django.utils.safestring import SafeString
from django.utils.translation import get_language

KEPT = 10_000  # pieces, of about two thousand letters with their words

_kept: OrderedDict[tuple[str, str, bytes], SafeString] = OrderedDict()
_lock = Lock()


def redrawn(
    template: str, words: Mapping[str, Any], draw: Callable[[str, Mapping[str, Any]], SafeString]
) -> SafeString:
    """Return the piece that these words make, drawn now or before."""
    key = (get_language() or "", template, _as_key(words))
    with _lock:
        if found := _kept.get(key):
            _kept.move_to_end(key)
            return found
    drawn = draw(template, words)
    with _lock:
        _kept[key] = drawn
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return drawn


def _as_key(words: Mapping[str, Any]) -> bytes:
    # Markup of ours and the same letters in somebody's words are two things.
    return orjson.dumps(words, default=_marked, option=orjson.OPT_PASSTHROUGH_SUBCLASS)


def _marked(word: object) -> object:
    return {"markup": word[:]} if isinstance(word, str) else repr(word)


def forget(board: str) -> None:
    """Draw anew: words of this board were erased, and it is not kept which pieces had them."""
    with _lock:
        _kept.clear()
