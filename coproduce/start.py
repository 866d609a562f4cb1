"""Starts the board for `bin/run`: brings the database up to date, says the way in, serves.

All in one process, because each start of Django costs half a second of a person's patience.
"""

import os
import socket
import sys
from contextlib import suppress

LIKELY_NETWORKS = ("192.0.2.1", "192.168.255.254", "10.255.255.254", "172.31.255.254")


def own_address(towards: str) -> str | None:
    """This machine's IPv4 address on the way to another one. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((towards, 9))
        except OSError:
            return None
        return str(probe.getsockname()[0])


def room_addresses() -> list[str]:
    """This machine's addresses that others in the room can reach, the likeliest first."""
    found = (own_address(network) for network in LIKELY_NETWORKS)
    return list(dict.fromkeys(a for a in found if a and not a.startswith("127.")))


def hosts(addresses: list[str]) -> str:
    """Every name this machine answers to, as COPRODUCE_HOSTS wants it."""
    name = socket.gethostname()
    return ",".join(["localhost", "127.0.0.1", "[::1]", *addresses, name, f"{name}.local"])


def is_free(port: int) -> bool:
    """Whether nobody else is listening on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("0.0.0.0", port))
        except OSError:
            return False
        return True


def room_address(port: int, addresses: list[str]) -> str:
    """What others in the room type; empty when this machine is on no network."""
    return f"http://{addresses[0]}:{port}" if addresses else ""


def way_in(port: int, room: str) -> str:
    """What the person who started it reads."""
    lines = [f"Coproduce is at    http://localhost:{port}"]
    lines += [f"From other devices {room}"] if room else []
    return "\n".join([*lines, "Ctrl-C stops it."])


ONE_AT_A_TIME = 20210301  # PostgreSQL's lock for whoever brings the database up to date


def up_to_date() -> None:
    """Bring the database to where this version wants it; of several processes, one at a time."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coproduce.settings")
    import django
    from django.core.management import call_command
    from django.db import connection

    from coproduce import logs

    logs.catch_all()
    django.setup()
    shared = connection.vendor == "postgresql"
    if shared:
        connection.cursor().execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
    call_command("migrate", verbosity=0, interactive=False)
    if shared:
        connection.cursor().execute("SELECT pg_advisory_unlock(%s)", [ONE_AT_A_TIME])
    connection.close()


def main() -> None:
    """Start on PORT, unless somebody else is there."""
    port, addresses = int(os.environ.get("PORT") or 8000), room_addresses()
    if not is_free(port):
        sys.exit(f"Port {port} is taken. Try another:  PORT={port + 1} bin/run")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coproduce.settings")
    os.environ.setdefault("COPRODUCE_HOSTS", hosts(addresses))
    room = os.environ.setdefault("COPRODUCE_ADDRESS", room_address(port, addresses))
    up_to_date()
    from coproduce import logs
    from coproduce.server import main as serve  # needs the settings, so not before

    if logs.FORM == "text":
        print(way_in(port, room), flush=True)
    with suppress(KeyboardInterrupt):  # between the first visitor and the server's own ears
        serve(["--bind", "0.0.0.0", "--port", str(port)])


if __name__ == "__main__":
    main()
