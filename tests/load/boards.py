"""Makes many boards with their seats at once: `python -m tests.load.boards COUNT SEATS`.

Prints a JSON list of `{"board": id, "seats": [{"id": id, "cookie": "name=value"}, ...]}`. The
same rows as `manage.py make_board` makes, in one process and one transaction.
"""

import json
import os
import subprocess
import sys
from typing import Any

from tests.serving import ROOT

SECONDS = 120


def made(environment: dict[str, str], count: int, seats: int) -> list[dict[str, Any]]:
    """Make the boards in a process of its own; it has Django, the generator does not."""
    command = [sys.executable, "-m", "tests.load.boards", str(count), str(seats)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, timeout=SECONDS
    )
    boards: list[dict[str, Any]] = json.loads(done.stdout)
    return boards


def _make(count: int, seats: int) -> list[dict[str, Any]]:
    from django.db import transaction
    from django.utils import timezone

    from boards import door
    from boards.models import Seat, SeatKey

    boards, places, keys = [], [], []
    with transaction.atomic():
        for _ in range(count):
            board = door.start("A room under load")
            told: dict[str, Any] = {"board": board.id, "seats": []}
            for number in range(1, seats + 1):
                seat, secret = Seat(board=board, number=number), door.new_secret()
                until = timezone.now() + door.KEY_LIFE
                places.append(seat)
                keys.append(SeatKey(seat=seat, digest=door.digest(secret), until=until))
                cookie = f"{door.cookie_name(board.id)}={secret}"
                told["seats"].append({"id": seat.id, "cookie": cookie})
            boards.append(told)
        Seat.objects.bulk_create(places)
        SeatKey.objects.bulk_create(keys)
    return boards


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coproduce.settings")
    import django

    django.setup()
    print(json.dumps(_make(int(sys.argv[1]), int(sys.argv[2]))))
