"""The servers that the boards' own tests use, and rooms in them."""

from tests.boards.live.conftest import another_room, direct_room, house, room

__all__ = ["another_room", "direct_room", "house", "room"]
