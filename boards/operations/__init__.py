"""All that can be done on a board, as pure values: no Django, no clock, no chance, no I/O."""

from boards.operations import (
    arranging,
    dividing,
    echoes,
    ideas,
    keeping,
    laying,
    line,
    offering,
    placing,
    promises,
    returning,
    signing,
    stances,
    themes,
    undo,
    withdrawing,
)

__all__ = [
    "arranging",
    "dividing",
    "echoes",
    "ideas",
    "keeping",
    "laying",
    "line",
    "offering",
    "placing",
    "promises",
    "returning",
    "signing",
    "stances",
    "themes",
    "undo",
    "withdrawing",
]
