"""The page that finds words on the boards one may see."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from boards.shelf.search import finding
from boards.shelf.search.pieces import ECHO, IDEA, OUTCOME, PROMISE, STATEMENT, Piece
from boards.shelf.search.words import MOST
from boards.shelf.shelves import boards_seen
from boards.views.seated import never_kept


@require_safe
@never_kept
def search(request: HttpRequest) -> HttpResponse:
    """Show a page of what was found; any words at all are answered."""
    asked, page = request.GET.get("q", ""), _page(request.GET.get("page", ""))
    seen = boards_seen(request.COOKIES)
    found = finding.find(asked, list(seen), page)
    context = {
        "asked": asked[: finding.LONGEST],
        "trouble": _trouble(found.trouble),
        "looked": not found.trouble,
        "boards": [_told(one, seen[one.id]) for one in found.boards],
        "notes": _notes(found),
        "page": page,
        "earlier": page - 1 if page > 1 else None,
        "later": page + 1 if found.more and page < finding.LAST_PAGE else None,
        "longest": finding.LONGEST,
    }
    return render(request, "boards/search.html", context)


def _page(given: str) -> int:
    sound = given.isascii() and given.isdigit() and len(given) < 6
    return min(max(int(given), 1), finding.LAST_PAGE) if sound else 1


def _trouble(code: str) -> str:
    told: dict[str, Callable[[], str]] = {
        finding.SHORT: lambda: gettext("Type at least two letters of a word."),
        finding.LONG: lambda: gettext("That is too long. Type a few words of it."),
    }
    return told[code]() if code in told else ""


def _notes(found: finding.Found) -> list[str]:
    """Return what one should know of how it was looked for."""
    notes = []
    if n := found.left:
        told = ngettext(
            "%(n)s board is still being read. Search again in a moment.",
            "%(n)s boards are still being read. Search again in a moment.",
            n,
        )
        notes.append(told % {"n": n})
    if found.cut:
        notes.append(gettext("Only the first %(n)s words were looked for.") % {"n": MOST})
    return notes


def _told(one: finding.OfBoard, shelf: str | None) -> dict[str, Any]:
    """Tell of one board; without a seat at it, it is read on the shelf."""
    way = reverse("shelf:board", args=[shelf, one.id]) if shelf else ""
    url, n = way or reverse("board", args=[one.id]), one.rest
    rest = ngettext("And %(n)s more on this board", "And %(n)s more on this board", n) % {"n": n}
    hits = [_hit(url, hit) for hit in one.hits]
    return {"url": url, "title": one.title, "hits": hits, "rest": rest if n else ""}


def _hit(url: str, hit: finding.Hit) -> dict[str, Any]:
    piece = hit.piece
    there = "idea" if piece.kind in (IDEA, ECHO) else "theme"
    where = {"url": f"{url}#{there}-{piece.of}", "called": _called(piece), "aside": piece.aside}
    return {**where, "parts": hit.parts}


def _called(piece: Piece) -> str:
    """Say what it is in the room's own words."""
    if piece.kind == IDEA:
        return gettext("Idea %(number)s") % {"number": piece.number}
    if piece.kind == ECHO:
        return gettext("Answer to idea %(number)s") % {"number": piece.number}
    return {
        STATEMENT: gettext("What we hold in common"),
        PROMISE: gettext("What we said we would do"),
        OUTCOME: gettext("What has happened since"),
    }.get(piece.kind, gettext("Theme"))
