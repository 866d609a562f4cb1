"""The whole state of a board as JSON, in one order, so that two equal boards are equal bytes.

Nobody's name is in it, nor which seat wrote what or stands where. Ideas stand by number, themes
and the ideas in them as they stand on the screen. A theme that was emptied is part of the state;
one that was merged into another, or dissolved, is not a theme any more. `statement`, `promise`,
`outcome`, `stances` and `along` are left out where there are none.

The same comes in a second dress, to be brought into a board again: `board.json` says what it is and
leaves out `seq`, so that a board made from it gives the same bytes whatever its own log is like.
"""

from typing import Any

import orjson

from boards.operations.spread import reasons
from boards.operations.state import Board, Echo, Idea, Theme

FORMAT, VERSION = "coproduce-board", 1


def as_json(board: Board) -> bytes:
    """Return `{"seq", "title", "areas", "ideas", "themes"}` as UTF-8."""
    return orjson.dumps({"seq": board.seq, **_state(board)})


def as_portable(board: Board) -> bytes:
    """Return the same without `seq`, under a format's name and version: to be brought in again."""
    return orjson.dumps({"format": FORMAT, "version": VERSION, **_state(board)})


def _state(board: Board) -> dict[str, Any]:
    return {
        "title": board.title,
        "areas": [
            {"id": area.id, "name": area.name, "question": area.question}
            for area in board.areas.values()
        ],
        "ideas": [_idea(idea) for idea in sorted(board.ideas.values(), key=_number)],
        "themes": [_theme(theme) for theme in board.themes.values() if _stands(theme)],
    }


def _number(idea: Idea) -> int:
    return idea.number


def _idea(idea: Idea) -> dict[str, Any]:
    return {
        "id": idea.id,
        "number": idea.number,
        **_said(idea, idea.text.said),
        "area": idea.area,
        "aside": idea.aside,
        "echoes": [{"id": echo.id, **_said(echo, echo.text)} for echo in idea.answers],
        **({} if idea.along is None else {"along": idea.along}),
        **_stood(idea),
    }


def _said(one: Idea | Echo, words: str) -> dict[str, Any]:
    """Return the words, or that they were withdrawn."""
    return {"text": "", "withdrawn": True} if one.withdrawn else {"text": words}


def _stands(theme: Theme) -> bool:
    return theme.stands


def _theme(theme: Theme) -> dict[str, Any]:
    return {
        "id": theme.id,
        "name": theme.name.said,
        "ideas": list(theme.ideas),
        **_sayings(theme),
        **_stood(theme),
    }


def _sayings(theme: Theme) -> dict[str, str]:
    texts = {"statement": theme.statement, "promise": theme.promise, "outcome": theme.outcome}
    return {name: text.said for name, text in texts.items() if text.said}


def _stood(one: Idea | Theme) -> dict[str, Any]:
    """Return how many stand where on it, and why, as far as that may be shown; never who."""
    if not one.spread.spoken:
        return {}
    why = [{"stance": answer, "text": text} for answer, text in reasons(one.stances, one.brought)]
    return {"stances": {**one.spread.told(), **({"why": why} if why else {})}}
