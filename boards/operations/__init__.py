"""All that can be done on a board, as pure values: no Django, no clock, no chance, no I/O."""

from boards.operations import arranging, echoes, ideas, themes, undo

__all__ = ["arranging", "echoes", "ideas", "themes", "undo"]
