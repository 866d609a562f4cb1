"""What the room is asked: the question, who asks, and how many have answered. Never who."""

from collections.abc import Iterator
from typing import Any

from boards.live.beside import Part
from boards.live.shown import Cards, said, signed
from boards.operations.state import Board
from boards.views.history import in_words
from sessions.operations.consent import question_of
from sessions.operations.state import Ended, Workshop, workshop_of


def parts(board: Board, seats: Cards) -> Iterator[Part]:
    yield Part(
        "proposal", "sessions/pieces/_proposal.html", proposal(workshop_of(board), board, seats)
    )


def proposal(workshop: Workshop, board: Board, seats: Cards) -> dict[str, Any]:
    asked, last = workshop.proposal, workshop.ended[-1] if workshop.ended else None
    ended = _ended(last, board) if last else {"how": "", "ended": ""}
    if asked is None:
        return {"id": "", **ended}
    return {
        "id": asked.id,
        "what": asked.what.verb,
        "question": in_words(question_of(asked.what, board)),
        **signed(asked.seat, seats, said()),
        **{key: str(count) for key, count in asked.counts().items()},
        "notes": asked.notes,
        "waiting": str(len(workshop.proposals) - 1),
        **ended,
    }


def _ended(last: Ended, board: Board) -> dict[str, str]:
    """The one that was decided last: "carried", "withdrawn" or "lapsed", and why it lapsed."""
    return {
        "ended": last.proposal.id,
        "how": last.how,
        "reason": last.reason,
        "was": in_words(question_of(last.proposal.what, board)),
    }
