"""What a workshop shows on a board: plain words, worked out of the board's state.

One module for each piece, named as its operations and its template are. Who answered what, whose
a dot is, and what is written quietly are in none of them: every seat is sent the same bytes.
"""

from types import ModuleType

from sessions.shown import groups, hour, piece, proposal, pulse, quiet, voice

# By the name under which operations name the piece.
KINDS = {
    "phase": hour.parts,
    "proposal": proposal.parts,
    "quiet": quiet.parts,
    "piece": piece.parts,
    "groups": groups.parts,
    "pulse": pulse.parts,
    "voice": voice.parts,
}
INSETS = ("top", "room", "steps", "dock", "sheets", "wall", "foot")


def bring_to(beside: ModuleType) -> None:
    """Have a board show it all: see `boards.live.beside`."""
    beside.kinds.update(KINDS)
    for place in INSETS:
        beside.insets[place].append(f"sessions/insets/_{place}.html")
    beside.hushes.append(quiet.is_on)
