"""Asking the room over the wire, and what a screen was told of it."""

from typing import Any

from tests.faults.screen import Screen

MOVING_ON = {"verb": "enter_phase", "phase": "exploring"}
ENDING = {"verb": "close_workshop"}
RENEWING = {"verb": "renew_link"}


async def opened(screen: Screen, kind: str = "immersive") -> None:
    await screen.does("open_workshop", kind=kind)


async def asks(screen: Screen, what: dict[str, Any]) -> str:
    """Ask the room, and return the proposal's id."""
    return str((await screen.does("propose", what=what))["proposal"])


def verbs(screen: Screen) -> list[str]:
    return [screen.entries[seq]["verb"] for seq in sorted(screen.entries)]


def last(screen: Screen, verb: str) -> dict[str, Any]:
    return [entry for entry in screen.entries.values() if entry["verb"] == verb][-1]


def shown(screen: Screen) -> str:
    """The piece as this screen was sent it last."""
    pieces = [frame["html"] for frame in screen.frames if 'id="proposal"' in frame["html"]]
    return str(pieces[-1]).partition('id="proposal"')[2].partition("</hx-partial>")[0]
