"""A team's shelf: its link, the keys that open it, and the boards that a browser may see.

The link (128 bits) is exchanged at once for a cookie, of which only the digest is kept. Whoever
holds a shelf can do all that is done to it. All functions here know nothing of requests.
"""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from boards import door
from boards.models import Place, Shelf, ShelfKey, new_link
from boards.shelf import places

HELD = 20  # shelves in one browser, so that its cookies always reach the server


def cookie_name(shelf_id: str) -> str:
    return f"shelf-{shelf_id}"


@transaction.atomic
def start(name: str, secret: str) -> Shelf:
    """Make a shelf that `secret` opens."""
    shelf = Shelf.objects.create(name=name)
    give_key(shelf, secret)
    return shelf


def behind_link(link: str) -> Shelf | None:
    """Return the shelf whose link this is. Found by index: nobody feels out 128 bits by timing."""
    return Shelf.objects.filter(link=link).first()


def give_key(shelf: Shelf, secret: str) -> ShelfKey:
    """Let `secret` open the shelf for a year; keys that have run out are cleared."""
    now = timezone.now()
    shelf.keys.filter(until__lte=now).delete()
    return ShelfKey.objects.create(
        shelf=shelf, digest=door.digest(secret), until=now + door.KEY_LIFE
    )


def key_of(shelf_id: str, cookies: Mapping[str, str]) -> ShelfKey | None:
    """Return the key this browser holds for the shelf, if it still opens.

    A shelf that does not exist costs the same one query as a shelf that one does not hold.
    """
    held = door.digest(cookies.get(cookie_name(shelf_id), ""))
    keys = ShelfKey.objects.select_related("shelf")
    return keys.filter(digest=held, shelf_id=shelf_id, until__gt=timezone.now()).first()


def held(cookies: Mapping[str, str]) -> list[Shelf]:
    """Return the shelves this browser holds, by name."""
    given = {door.digest(v): k for k, v in cookies.items() if k.startswith(cookie_name(""))}
    good = ShelfKey.objects.filter(digest__in=list(given), until__gt=timezone.now())
    keys = good.select_related("shelf")
    mine = {key.shelf for key in keys if given[key.digest] == cookie_name(key.shelf_id)}
    return sorted(mine, key=lambda shelf: (shelf.name.casefold(), shelf.id))


def boards_seen(cookies: Mapping[str, str]) -> dict[str, str | None]:
    """Return every board this browser may read, by id: its seats', and its shelves'.

    With each, the shelf on which it is read; None where there is a seat at it. Of a shelf: what
    stands on it, archived or not, as far as the room keeps it for a shelf.
    """
    standing = places.standing(Place.objects.filter(shelf__in=held(cookies)))
    seats = dict.fromkeys(key.seat.board_id for key in door.keys_held(cookies))
    return {**dict(standing.values_list("board", "shelf")), **seats}


def rename(shelf: Shelf, name: str) -> None:
    shelf.name = name
    shelf.save(update_fields=["name"])


def renew(shelf: Shelf) -> None:
    """Change the link: the old one leads nowhere. Whoever holds the shelf keeps it."""
    shelf.link = new_link()
    shelf.save(update_fields=["link"])
