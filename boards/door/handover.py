"""Use this seat on my phone: a token, good once and for ten minutes, that hands a seat over.

A token is kept as one more key of the seat, under a digest that no cookie can have. It names the
key of the browser that made it, so that the seat can be moved (that key ends) or doubled.

A seat without a phone has no key: anyone at its board may make the token for it. Whoever spends
that first has the seat from then on, like any other, and what tokens are left lead nowhere.
"""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from boards import door
from boards.models import Seat, SeatKey

LIFE = timedelta(minutes=10)


def offer(key: SeatKey, without_phone: Seat | None = None) -> str:
    """Return a new token for the seat of `key`, or for one at its board that has no phone.

    Tokens and keys that have run out are cleared.
    """
    seat = without_phone or key.seat
    seat.keys.filter(until__lte=timezone.now()).delete()
    token = f"{secrets.token_urlsafe(16)}.{key.pk}"
    until = min(timezone.now() + LIFE, key.until)
    SeatKey.objects.create(seat=seat, digest=_digest(token), until=until)
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
    if kept.seat.without_phone:
        # Of two tokens for one seat, one finds it without a phone still.
        if not Seat.objects.filter(pk=kept.seat.pk, without_phone=True).update(without_phone=False):
            return None
    elif only_here:
        kept.seat.keys.filter(pk=_giver(token)).delete()
    door.give_key(kept.seat, secret)
    return kept.seat


def _kept(token: str) -> SeatKey | None:
    """Return the row of a good token, whose giver still has the seat, or one beside it."""
    kept = SeatKey.objects.filter(digest=_digest(token), until__gt=timezone.now())
    found = kept.select_related("seat__board").first()
    if found is None:
        return None
    giver = SeatKey.objects.filter(pk=_giver(token))
    if found.seat.without_phone:
        given = giver.filter(seat__board=found.seat.board_id)
    else:
        given = giver.filter(seat=found.seat_id)
    return found if given.exists() else None


def _giver(token: str) -> int:
    """Return the id of the key that made the token. Only called once its digest is known."""
    return int(token.rpartition(".")[2])


def _digest(token: str) -> str:
    return salted_hmac("boards.door.handover", token, algorithm="sha256").hexdigest()
