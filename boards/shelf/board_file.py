"""Reads a board from a file: `board.json`, or an `export.json` of any version, whose seq is left.

What is no JSON, too large, too deep or ambiguous is refused before anything of it is looked at;
what this version does not know is refused by name, so that nothing is lost unnoticed.
"""

import codecs
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

import orjson
from django.utils.translation import gettext

from boards.door.words import TITLE, one_line
from boards.operations.base import Refused, gettext_noop
from boards.operations.fields import STATEMENT
from boards.operations.laying import LayOut
from boards.operations.shapes import (
    Plain,
    at_most,
    id_of,
    list_of,
    object_of,
    refuse_twice,
    text_of,
    whole_of,
)
from boards.operations.state import opening
from boards.shelf import text
from boards.shelf.export import FORMAT, VERSION
from boards.shelf.trouble import Trouble, Unreadable, of_refusal

MEGABYTES = 5
BOM = codecs.BOM_UTF8
DEPTH = 12  # of objects and lists within each other; a board has 5
AREAS = 200
SAID = 64  # characters of a strange field's name that are said again

MANY_AREAS = gettext_noop("This board is full: it holds %(limit)s areas.")


class Portable(NamedTuple):
    """A board on its way: how it is opened, and the act that lays it out."""

    title: str
    areas: list[dict[str, str]]
    layout: LayOut


def looks_like(raw: bytes) -> bool:
    """Whether a file is meant to be a board: a table does not begin so."""
    return raw.removeprefix(BOM).lstrip()[:1] in (b"{", b"[")


def read(raw: bytes) -> Portable:
    """Return the board that the file holds, or raise Unreadable."""
    text.refuse_size(raw, MEGABYTES)
    try:
        return portable(_versioned(_parsed(raw.removeprefix(BOM))))
    except Refused as refusal:
        raise Unreadable(of_refusal(refusal)) from refusal


def portable(state: Mapping[str, Any]) -> Portable:
    """Return a board that is given as plain values, or raise Refused, naming the field."""
    told = STATE(dict(state), "")
    refuse_twice(
        ((f"areas.{n}.id", area["id"]) for n, area in enumerate(told["areas"], 1)),
        gettext_noop("Two things here have the same id."),
    )
    if not told["areas"]:
        raise Refused("too_few", gettext_noop("A board has one area or more."), "areas")
    board = opening(told["title"], told["areas"])
    laid = LayOut(ideas=tuple(told["ideas"]), themes=tuple(told["themes"]))
    return Portable(told["title"], told["areas"], laid.stamped(board, str))


def read_title(value: object, name: str) -> str:
    title: str = text_of(TITLE, needed=True)(value, name)
    if title != one_line(title):
        text = gettext_noop("A title is one line, with single spaces between its words.")
        raise Refused("bad_character", text, name)
    return title


def _as_it_is(value: object, name: str) -> list[Any]:
    """A list that the layout reads."""
    given: list[Any] = list_of(lambda one, _: one)(value, name)
    return given


AREA = object_of({"id": id_of, "name": text_of(STATEMENT), "question": text_of(STATEMENT)})
STATE = object_of(
    {
        "title": read_title,
        "areas": list_of(AREA, at_most(AREAS, "areas_full", MANY_AREAS)),
        "ideas": _as_it_is,
        "themes": _as_it_is,
    }
)
SEQ = whole_of(0, 2**53)


def _versioned(given: object) -> Plain:
    """Return the state without what says of which format it is, or refuse one of no board."""
    if not isinstance(given, dict) or not ("format" in given or "seq" in given):
        raise _no_board()
    state = dict(given)
    if "format" not in state:  # an export.json
        SEQ(state.pop("seq"), "seq")
        return state
    if state.pop("format") != FORMAT:
        raise _no_board()
    if "version" not in state:
        text = gettext_noop('"%(name)s" is missing.')
        raise Refused("missing_field", text, "version", name="version")
    if whole_of(1, 2**53)(state.pop("version"), "version") > VERSION:
        why = gettext("A newer version of Coproduce made this file. This one is too old for it.")
        raise Unreadable(Trouble("newer", why, field="version"))
    return state


def _no_board() -> Unreadable:
    return Unreadable(Trouble("no_board", gettext("This is no board that was taken along.")))


def _parsed(raw: bytes) -> object:
    try:
        given: object = orjson.loads(raw)
    except orjson.JSONDecodeError as trouble:
        why = gettext("This is no JSON (%(reason)s).") % {"reason": trouble.msg}
        raise Unreadable(Trouble("no_json", why, trouble.lineno)) from trouble
    _refuse_depth(given)
    # What orjson took is sound; only which keys stood twice it does not say.
    json.loads(raw, object_pairs_hook=_once, parse_int=len, parse_float=len)
    return given


def _refuse_depth(given: object) -> None:
    level = [given]
    for _ in range(DEPTH):
        level = [inner for one in level for inner in _within(one)]
        if not level:
            return
    raise Unreadable(Trouble("too_deep", gettext("There is too much within each other in it.")))


def _within(one: object) -> list[Any]:
    if isinstance(one, dict):
        return list(one.values())
    return one if isinstance(one, list) else []


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            why = gettext("This is there twice in one place.")
            raise Unreadable(Trouble("repeated", why, field=key[:SAID]))
        found[key] = value
    return found
