"""All that can be done in a workshop, as pure values: no Django, no clock, no chance, no I/O."""

from sessions.operations import (
    answers,
    carrying,
    clock,
    groups,
    moving_on,
    opening,
    ordering,
    phases,
    piece,
    proposals,
    pulse,
    quiet,
    revealing,
    settling,
    voice,
    wording,
)

__all__ = [
    "answers",
    "carrying",
    "clock",
    "groups",
    "moving_on",
    "opening",
    "ordering",
    "phases",
    "piece",
    "proposals",
    "pulse",
    "quiet",
    "revealing",
    "settling",
    "voice",
    "wording",
]
