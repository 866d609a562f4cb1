"""What the room is asked: the question, who asks, and how many have answered. Never who did."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext, ngettext

from boards.live.beside import Part
from boards.live.shown import Cards, said, signed, whole
from boards.operations.base import Operation, Sentence, gettext_noop
from boards.operations.state import Board
from boards.views.history import in_words
from sessions.operations.carrying import LapseProposal
from sessions.operations.consent import question_of
from sessions.operations.state import Ended, Proposal, Workshop, workshop_of

# What happens when nobody says "not yet", by what is asked.
IF_NOBODY = {
    "enter_phase": gettext_noop("If nobody says “not yet”, we move on in 15 seconds."),
    "close_workshop": gettext_noop("If nobody says “not yet”, we end in 15 seconds."),
    "renew_link": gettext_noop("If nobody says “not yet”, we change it in 15 seconds."),
    "restore_board": gettext_noop("If nobody says “not yet”, we go back in 15 seconds."),
    "open_quiet_round": gettext_noop("If nobody says “not yet”, we begin in 15 seconds."),
    "reveal_early": gettext_noop("If nobody says “not yet”, we turn them over in 15 seconds."),
    "share_in_groups": gettext_noop("If nobody says “not yet”, we share them in 15 seconds."),
    "settle_keeping": gettext_noop("If nobody says “not yet”, it is settled in 15 seconds."),
}
OTHERWISE = gettext_noop("If nobody says “not yet”, we do it in 15 seconds.")

# What was done once the room had agreed. What is not named here says it of itself.
DONE = {
    "enter_phase": gettext_noop("We moved on to %(phase)s"),
    "close_workshop": gettext_noop("We ended the workshop. The board stays"),
    "renew_link": gettext_noop("There is a new link and a new code"),
    "restore_board": gettext_noop("We put the board back to how it was"),
    "open_quiet_round": gettext_noop("We write quietly now, each for ourselves"),
    "reveal_early": gettext_noop("We turned over what we wrote quietly"),
}


def parts(board: Board, seats: Cards) -> Iterator[Part]:
    words = proposal(workshop_of(board), board, seats)
    yield Part("proposal", "sessions/pieces/_proposal.html", words)


def proposal(workshop: Workshop, board: Board, seats: Cards) -> dict[str, Any]:
    asked, last = workshop.proposal, workshop.ended[-1] if workshop.ended else None
    ended = decided(last, board, seats) if last else {"ended": "", "told": ""}
    if asked is None:
        return {"id": "", **ended}
    return {
        "id": asked.id,
        "what": asked.what.verb,
        "question": in_words(question_of(asked.what, board)),
        "happens": happens(asked),
        **asker(asked, seats),
        **{key: str(count) for key, count in asked.counts().items()},
        "notes": [whole(note) for note in asked.notes],
        "waiting": str(len(workshop.proposals) - 1),
        **ended,
    }


def asker(one: Proposal, seats: Cards) -> dict[str, Any]:
    """Who asks, as a sentence begins with it."""
    words, card = signed(one.seat, seats, said()), seats.get(one.seat or "")
    if card and not card.name:
        words["who"] = words["who"][:1].upper() + words["who"][1:]
    return words


def happens(asked: Proposal) -> str:
    """What comes next, and when. The first "not yet" is all it takes to wait."""
    if n := len(asked.not_yet):
        text = ngettext(
            "Somebody says “not yet”, so we wait. After 2 minutes we leave it for now.",
            "%(n)s people say “not yet”, so we wait. After 2 minutes we leave it for now.",
            n,
        )
        return text % {"n": n}
    return gettext(IF_NOBODY.get(asked.what.verb, OTHERWISE))


def decided(last: Ended, board: Board, seats: Cards) -> dict[str, str]:
    """The one that was decided last, in one line."""
    return {"ended": last.proposal.id, "told": _told(last, board, seats)}


def _told(last: Ended, board: Board, seats: Cards) -> str:
    if last.how == "carried":
        act = in_words(_done(last.proposal.what, board))
        return gettext("The room agreed. %(act)s.") % {"act": act}
    if last.how == "withdrawn":
        return gettext("%(who)s took the question back.") % asker(last.proposal, seats)
    lapsed = LapseProposal(proposal=last.proposal.id, reason=last.reason)
    return gettext("%(act)s.") % {"act": in_words(lapsed.sentence(board))}


def _done(what: Operation, board: Board) -> Sentence:
    own = what.sentence(board)
    return Sentence(DONE[what.verb], own.values) if what.verb in DONE else own
