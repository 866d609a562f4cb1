"""The way in: a link, a code or a QR becomes a pass, and a pass becomes a seat's cookie.

Whoever comes in shows a secret once and gets another: the link is exchanged for a *pass* (signed,
half an hour, for the door page only), the pass for a *key* (a random cookie, one year). The
database keeps only the digests of keys. All functions here are synchronous and know nothing of
requests.
"""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from boards.models import Board, Seat, SeatKey, new_code, new_link

SEATS_A_BOARD = 200
KEY_LIFE = timedelta(days=365)
PASS_LIFE = timedelta(minutes=30)
ATTEMPTS = 50  # one more person in the same instant costs one attempt


@dataclass(frozen=True, kw_only=True)
class Pass:
    """What lets somebody stand at one board's door. `once` makes a second press harmless."""

    once: str
    link: str = ""  # digest of the link that was shown: a new link ends old passes
    token: str = ""  # or the token of a seat that is handed over


def digest(secret: str) -> str:
    """Return what the database may know of a secret. 128 random bits need no salt."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def cookie_name(board_id: str) -> str:
    return f"seat-{board_id}"


def pass_name(board_id: str) -> str:
    return f"pass-{board_id}"


def start(title: str) -> Board:
    """Make a board with the open template."""
    return Board.objects.create(title=title)


def key_of(board_id: str, cookies: Mapping[str, str]) -> SeatKey | None:
    """Return the key this browser holds for the board, with its seat and board, if it still opens.

    A board that does not exist costs the same one query as a board without a seat.
    """
    held = digest(cookies.get(cookie_name(board_id), ""))
    keys = SeatKey.objects.select_related("seat__board")
    return keys.filter(digest=held, seat__board_id=board_id, until__gt=timezone.now()).first()


def keys_of(asked: Iterable[tuple[str, Mapping[str, str]]]) -> list[SeatKey | None]:
    """Return the same for many browsers, each with its board, in one query."""
    held = [(digest(cookies.get(cookie_name(board), "")), board) for board, cookies in asked]
    opening = SeatKey.objects.filter(digest__in={one for one, _ in held}, until__gt=timezone.now())
    found = {(key.digest, key.seat.board_id): key for key in opening.select_related("seat__board")}
    return [found.get(one) for one in held]


def keys_held(cookies: Mapping[str, str]) -> list[SeatKey]:
    """Return every key this browser holds that still opens a seat, with its seat and board."""
    held = {digest(value): name for name, value in cookies.items() if name.startswith("seat-")}
    good = SeatKey.objects.filter(digest__in=list(held), until__gt=timezone.now())
    keys = good.select_related("seat__board")
    return [key for key in keys if held[key.digest] == cookie_name(key.seat.board_id)]


def that_open(digests: Iterable[str]) -> set[str]:
    """Return those of these keys that still open their seat."""
    keys = SeatKey.objects.filter(digest__in=set(digests), until__gt=timezone.now())
    return set(keys.values_list("digest", flat=True))


def board_behind_link(link: str) -> Board | None:
    """Return the board whose link this is. Found by index: nobody feels out 128 bits by timing."""
    return Board.objects.filter(link=link).first()


def write_pass(board: Board, *, token: str = "") -> str:
    """Return a signed pass for the board's door: for anyone, or for the seat behind `token`."""
    shown = {"token": token} if token else {"link": digest(board.link)}
    held = {"board": board.id, "once": secrets.token_urlsafe(16), **shown}
    return signing.dumps(held, salt="boards.door.pass")


def read_pass(board_id: str, cookies: Mapping[str, str]) -> Pass | None:
    """Return the pass for this board's door, if the browser holds a fresh one."""
    held = cookies.get(pass_name(board_id), "")
    try:
        fields = signing.loads(held, salt="boards.door.pass", max_age=PASS_LIFE)
    except signing.BadSignature:
        return None
    return Pass(**fields) if fields.pop("board") == board_id else None


def admits(board: Board, shown: Pass) -> bool:
    """Say whether the door is open for this pass: not closed, and the link not changed since."""
    return board.door_open and constant_time_compare(digest(board.link), shown.link)


def secret_for(shown: Pass) -> str:
    """Return the cookie this pass becomes.

    It is always the same one, so that pressing twice, or again after an answer that got lost on
    the way, is still one seat.
    """
    return salted_hmac("boards.door.key", shown.once, algorithm="sha256").hexdigest()


def new_secret() -> str:
    return secrets.token_urlsafe(32)


def opened(secret: str) -> Seat | None:
    """Return the seat that this secret opens already."""
    keys = SeatKey.objects.filter(digest=digest(secret), until__gt=timezone.now())
    key = keys.select_related("seat").first()
    return key.seat if key else None


def sit(board: Board, secret: str, *, name: str = "", brings: str = "") -> Seat | None:
    """Return the seat that `secret` opens, made with the next free number; None: all are taken."""
    for _ in range(ATTEMPTS):
        if seat := opened(secret):
            return seat
        try:
            return _next_seat(board, secret, name=name, brings=brings)
        except IntegrityError:
            continue  # somebody else took this number, or this pass, in the same instant
    return None


@transaction.atomic
def _next_seat(board: Board, secret: str, *, name: str, brings: str) -> Seat | None:
    number = (board.seats.aggregate(last=Max("number"))["last"] or 0) + 1
    if number > SEATS_A_BOARD:
        return None
    seat = Seat.objects.create(board=board, number=number, name=name, brings=brings)
    give_key(seat, secret)
    return seat


def give_key(seat: Seat, secret: str, life: timedelta = KEY_LIFE) -> SeatKey:
    """Let `secret` open the seat for a while."""
    return SeatKey.objects.create(seat=seat, digest=digest(secret), until=timezone.now() + life)


def set_door(board: Board, *, is_open: bool) -> None:
    """Close the door to newcomers, or open it. Who has a seat keeps it."""
    board.door_open = is_open
    board.save(update_fields=["door_open"])


def renew(board: Board) -> None:
    """Change link and code: the old ones and all passes made from them lead nowhere."""
    board.link, board.code = new_link(), new_code()
    board.save(update_fields=["link", "code"])


def leave(key: SeatKey) -> None:
    """End this browser's key. The seat, its words and its other keys stay.

    Who has left altogether is not waited for where the room stands.
    """
    key.delete()
    Seat.objects.filter(pk=key.seat_id, keys=None).update(here_at=None)
