"""What must hold when everybody has sorted: on every screen, in a fresh load and on disk."""

import re
from collections.abc import Iterator
from typing import Any

from tests.boards.operations.plain_fold import PlainBoard
from tests.faults.rooms import Room
from tests.faults.screen import Screen, exported
from tests.sorting.mirror import pieces_in
from tests.sorting.seat import Seat

HIDDEN = re.compile(r"\s*<section [^>]* hidden>")
Log = list[tuple[int, str, str | None, str, dict[str, Any]]]


def differences(expected: Any, found: Any, path: str = "") -> Iterator[str]:
    """Where two plain values differ, from the top, in words."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in {**expected, **found}:
            yield from differences(expected.get(key), found.get(key), f"{path}.{key}")
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for n, (one, other) in enumerate(zip(expected, found, strict=True)):
            yield from differences(one, other, f"{path}[{n}]")
    elif expected != found:
        yield f"{path or 'all'} is {found!r} and should be {expected!r}"


def same(what: str, expected: Any, found: Any) -> None:
    """AssertionError with the first difference."""
    first = next(differences(expected, found), None)
    assert first is None, f"{what}: {first}"


def everything(room: Room, seats: list[Seat], fresh: Screen, texts: list[str]) -> None:
    """See that all is as it should be; AssertionError with the first thing that is not.

    Slow: it reads the disk and asks over HTTP.
    """
    state, log = exported(room), room.log()
    same("a fresh load", state, fresh.as_exported())
    for seat in seats:
        same(f"the screen of seat {seat.number}", state, seat.mirror.as_exported())
    the_log(log, seats)
    same("the log on disk", state, folded(log))
    the_ideas(state, log, texts)
    the_html(room, state, seats, pieces_in(fresh.frames[0]["html"]))


def folded(log: Log) -> dict[str, Any]:
    """The board that the log on disk makes."""
    board = PlainBoard()
    for seq, _, _, verb, fields in log:
        board.take({"seq": seq, "verb": verb, **fields})
    ideas, themes = list(board.ideas.values()), list(board.themes)
    return {"seq": len(log), "ideas": ideas, "themes": themes}


def the_log(log: Log, seats: list[Seat]) -> None:
    """Nothing that was acknowledged is missing, nothing is there twice, all is as it was said."""
    ids = [row[1] for row in log]
    same("the seqs", list(range(1, len(log) + 1)), [row[0] for row in log])
    assert len(ids) == len(set(ids)), "an act was done twice"
    sent = {id_: act for seat in seats for id_, act in seat.outbox.sent.items()}
    for seq, id_, _, verb, fields in log:
        assert id_ in sent, f"nobody did what was logged at {seq}"
        kept = {name: fields.get(name, verb) for name in sent[id_]}
        same(f"the act logged at {seq}", sent[id_], kept)
    for seat in seats:
        same("what a seat was told", dict(enumerate(ids, 1)), seat.mirror.ids)
        for id_, seq in seat.outbox.acknowledged.items():
            assert ids[seq - 1] == id_, f"what was acknowledged at {seq} is not there"
        lost = seat.outbox.sent.keys() - {*seat.outbox.acknowledged, *seat.outbox.refused}
        assert not lost, f"nobody knows what became of {lost}"


def the_ideas(state: dict[str, Any], log: Log, texts: list[str]) -> None:
    """Every idea is there once, unchanged, and in two themes only if somebody asked for that."""
    same("the numbers", list(range(1, len(texts) + 1)), [one["number"] for one in state["ideas"]])
    same("the texts", sorted(texts), sorted(one["text"] for one in state["ideas"]))
    within = [theme["ideas"] for theme in state["themes"]]
    assert all(len(ideas) == len(set(ideas)) for ideas in within), "an idea is twice in a theme"
    if not any(verb == "belongs_too" for *_, verb, _ in log):
        lies = [idea for ideas in within for idea in ideas]
        assert len(lies) == len(set(lies)), "an idea is in two themes"


def the_html(room: Room, state: dict[str, Any], seats: list[Seat], fresh: dict[str, str]) -> None:
    """Every screen shows what a fresh one shows, piece by piece, and so does the page."""
    page = room.get(f"/b/{room.board}/").decode()
    for seat in seats:
        shown = seat.mirror.pieces
        left = {name: html for name, html in shown.items() if not is_over(name, html, state, fresh)}
        same(f"the pieces on the screen of seat {seat.number}", fresh, left)
    for name, html in fresh.items():
        assert not name.startswith("idea-") or html in page, f"the page has another {name}"


def is_over(name: str, html: str, state: dict[str, Any], fresh: dict[str, str]) -> bool:
    """Whether a piece is rightly on an older screen alone.

    A theme that is none any more, whose last piece is hidden; or an idea's second place, in a theme
    that the idea's own piece does not name any more, or while it is set aside.
    """
    kind, _, id_ = name.partition("-")
    if name in fresh:
        return False
    if kind == "theme":
        return id_ not in {one["id"] for one in state["themes"]} and HIDDEN.match(html) is not None
    idea, _, theme = id_.partition("-in-")
    themes = re.search(r'data-themes="([^"]*)"', fresh[f"idea-{idea}"])
    aside = next(one["aside"] for one in state["ideas"] if one["id"] == idea)
    return bool(theme and themes and (aside or theme not in themes[1].split()[1:]))
