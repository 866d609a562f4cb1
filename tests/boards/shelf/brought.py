"""What is brought to the shelf, and how."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from boards import log
from boards.models import Board, Entry, Seat, SeatKey
from tests.boards.shelf.test_board_file import a_theme, an_idea, file

MARKUP = "<img src=x onerror=alert(1)><script>1</script>"
AGREED = {"spoken": 3, "agree": 2, "live_with": 1, "not_for_me": 0}


def one_file() -> bytes:
    echoes = [{"id": "e", "text": MARKUP}]
    ideas = [an_idea("a", 1, text=MARKUP, echoes=echoes), an_idea("b", 4, aside=True)]
    why = [{"stance": "agree", "text": MARKUP}]
    theme = a_theme("t", "a", name=MARKUP, statement=MARKUP, stances={**AGREED, "why": why})
    return file(title="Brought <b>here</b>", ideas=ideas, themes=[theme])


def upload(*files: tuple[str, bytes], browser: Client | None = None, **more: str) -> Any:
    given = [SimpleUploadedFile(name, raw) for name, raw in files]
    return (browser or Client()).post("/bring/", {"files": given, **more})


def nothing_is_kept() -> bool:
    return not any(kind.objects.exists() for kind in (Board, Seat, SeatKey, Entry))


def texts(board: Board) -> list[str]:
    return [idea.text.said for idea in log.board(board.id).ideas.values()]
