"""Boards as pages list them: the latest act first, each with where it stands."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db.models import OuterRef, Subquery

from boards.live import clock
from boards.models import Board, Entry
from boards.shelf import standing


def latest(board_ids: Iterable[str]) -> dict[str, datetime]:
    """Return when somebody last did something on each board; when it was made, if nobody did."""
    acts = Entry.objects.filter(board=OuterRef("pk")).order_by("-seq").values("when")
    boards = Board.objects.filter(pk__in=list(board_ids)).annotate(act=Subquery(acts[:1]))
    return {one.pk: _time(one.act) if one.act else one.made for one in boards}


def _time(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def with_standing(listed: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return them by their latest act, with the lines of `standing`: of some boards, not yet."""
    last = latest(one["id"] for one in listed)
    ordered = sorted(listed, key=lambda one: last[one["id"]], reverse=True)
    stands = standing.in_words((one["id"] for one in ordered), clock.now())
    return [
        {**one, "last": last[one["id"]], "stands": stands.get(one["id"], "")} for one in ordered
    ]
