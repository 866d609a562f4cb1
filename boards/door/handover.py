"""Use this seat on my phone: a token, good once and for ten minutes, that hands a seat over.

A token is kept as one more key of the seat, under a digest that no cookie can have. It names the
key of the browser that made it, so that the seat can be moved (that key ends) or doubled.
"""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from boards import door
from boards.models import Seat, SeatKey

LIFE = timedelta(minutes=10)


def offer(key: SeatKey) -> str:
    """Return a new token for the seat of `key`; tokens and keys that have run out are cleared."""
    key.seat.keys.filter(until__lte=timezone.now()).delete()
    token = f"{secrets.token_urlsafe(16)}.{key.pk}"
    until = min(timezone.now() + LIFE, key.until)
    SeatKey.objects.create(seat=key.seat, digest=_digest(token), until=until)
    return token


def offered(token: str) -> Seat | None:
    """Return the seat behind a token that is still good."""
    kept = _kept(token)
    return kept.seat if kept else None


@transaction.atomic
def take(token: str, secret: str, *, only_here: bool) -> Seat | None:
    """Spend the token: `secret` opens its seat from now on; `only_here` ends the giver's key."""
    kept = _kept(token)
    # Deleting is the arbiter: of two phones with one token, one deletes a row and one none.
    if not kept or not SeatKey.objects.filter(pk=kept.pk).delete()[0]:
        return None
    if only_here:
        SeatKey.objects.filter(pk=_giver(token)).delete()
    door.give_key(kept.seat, secret)
    return kept.seat


def _kept(token: str) -> SeatKey | None:
    """Return the row of a good token, whose giver still has the seat."""
    kept = SeatKey.objects.filter(digest=_digest(token), until__gt=timezone.now())
    found = kept.select_related("seat__board").first()
    given = found and found.seat.keys.filter(pk=_giver(token)).exists()
    return found if given else None


def _giver(token: str) -> int:
    """Return the id of the key that made the token. Only called once its digest is known."""
    return int(token.rpartition(".")[2])


def _digest(token: str) -> str:
    return salted_hmac("boards.door.handover", token, algorithm="sha256").hexdigest()
