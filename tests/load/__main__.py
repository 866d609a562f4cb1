"""`python -m tests.load`: how much one core carries, beside the textbook way.

The server has one core of this machine to itself and the generator another; where other things
run as well, the figures are a floor. Everything stays on this machine and ends by itself.
"""

import argparse
import os
import resource
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.load.bench import HEAD, Bench, say
from tests.load.board_rooms import BoardRoom
from tests.load.boards import made
from tests.load.kept import lost
from tests.load.measures import LATEST, Window
from tests.load.processes import processes
from tests.load.rooms import TextbookRoom
from tests.load.served import OUR_CORE, SERVERS_CORE, board_server, go_first, textbook_server

Part = Callable[[argparse.Namespace, Path], int | None]
SEATS = 20
IDLE = 16  # boards that are open when the memory of a connection is told
GENERATORS_LIMIT = 0.85  # of its core: beyond, it may be what is slow


def textbook(plan: argparse.Namespace, folder: Path) -> int:
    """The most boards that the textbook consumer carries."""
    say("\nThe textbook consumer: nothing stored, nothing rendered")
    seats = [{"id": str(n), "cookie": ""} for n in range(SEATS)]
    told = [{"board": f"textbook{n}", "seats": seats} for n in range(plan.boards)]
    with textbook_server(folder) as served:
        plan.first = 4
        return _most(Bench(served, TextbookRoom, told), plan)


def boards(plan: argparse.Namespace, folder: Path) -> int:
    """The most boards that the real server carries, with nothing lost."""
    say("\nThe board: on disk before it is acknowledged, frames with HTML")
    with board_server(folder) as served:
        told = made(served.environment, plan.boards, SEATS)
        plan.first = 16
        return _most(Bench(served, BoardRoom, told), plan)


def _most(bench: Bench, plan: argparse.Namespace) -> int:
    say(f"{bench.memory(IDLE) / 1024:.0f} KB of memory for each connection, its board included")
    one, most = bench.most(plan)
    _tell(one, most)
    check(bench)
    return most.boards if most else 0


def _tell(one: Window, most: Window | None) -> None:
    say(f"One board: p50 {one.p50:.1f} ms, p99 {one.p99:.1f} ms, {one.core:.1%} of the core")
    held = f"{most.boards} boards with {most.core:.0%} of the core" if most else "none"
    say(f"Most boards of {SEATS} with p99 under {LATEST} ms: {held}")
    if most and most.generator > GENERATORS_LIMIT:
        say("The generator was nearly as busy as the server: the figure is a floor.")


def check(bench: Bench) -> None:
    """Compare what is kept with what was acknowledged, on every board that was loaded."""
    rooms = [room for room in bench.rooms if isinstance(room, BoardRoom)]
    if not rooms:
        return
    wrong = lost(bench.served, rooms)
    refused = sum(len(room.refusals) for room in rooms)
    say(f"{sum(len(room.log) for room in rooms)} acts acknowledged, {refused} refused.", end=" ")
    if wrong:
        raise SystemExit("\n".join(["LOST:", *wrong[:10]]))
    say("Each is in the log once, and every export agrees.")


def fleeting(plan: argparse.Namespace, folder: Path) -> None:
    """Hands that move: 4 of 20 seats, and all of them, 30 times a second."""
    say("\nFleeting messages, 30 a second from 0, 4 and 20 of 20 seats, while all of them edit")
    with board_server(folder) as served:
        bench = Bench(served, BoardRoom, made(served.environment, 1, SEATS))
        say(HEAD)
        for seats in (0, 4, SEATS):
            found, heres = bench.fleeting(seats, plan.short)
            if seats:
                say(
                    f"  {seats} seats: {heres:.1f} frames of presence a second at a seat,"
                    f" p99 {found.fleeting_p99:.0f} ms"
                )
        check(bench)


def growth(plan: argparse.Namespace, folder: Path) -> None:
    """What one act costs on a small and on a large board."""
    say("\nOne act on a board of many ideas, in ms of the core")
    with board_server(folder) as served:
        bench = Bench(served, BoardRoom, made(served.environment, 1, SEATS))
        least = 0.0
        for ideas in (10, 100, 1000, 2000):
            cost = bench.growth(ideas, plan.growth)
            least = least or cost
            say(f"{ideas:6} ideas {cost:7.2f} ms  {cost / least:5.2f} times")
        check(bench)


PARTS: dict[str, Part] = {
    "textbook": textbook,
    "boards": boards,
    "fleeting": fleeting,
    "growth": growth,
}


def planned(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="short windows: a rough figure")
    parser.add_argument("--boards", type=int, default=160, help="try no more than so many")
    parser.add_argument("--only", choices=list(PARTS), action="append", default=[])
    parser.add_argument("--seen", type=float, default=BoardRoom.seen_every, metavar="SECONDS")
    parser.add_argument(
        "--processes", type=int, metavar="N", help="only this: boards of 1, 2 ... N processes"
    )
    plan = parser.parse_args(arguments)
    if plan.boards < IDLE:
        parser.error(f"--boards: at least {IDLE}")
    plan.short, plan.long, plan.growth = (3, 5, 5) if plan.quick else (6, 20, 10)
    return plan


def main() -> None:
    plan = planned()
    BoardRoom.seen_every = plan.seen
    os.sched_setaffinity(0, {OUR_CORE})
    go_first()
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))
    if plan.processes:
        with tempfile.TemporaryDirectory(prefix="coproduce-load-") as folder:
            processes(plan, Path(folder))
    else:
        one_core(plan)


def one_core(plan: argparse.Namespace) -> None:
    say(f"Server on core {SERVERS_CORE}, generator on core {OUR_CORE}, boards of {SEATS} seats")
    most: dict[str, int] = {}
    for name in plan.only or PARTS:
        with tempfile.TemporaryDirectory(prefix="coproduce-load-") as folder:
            most[name] = PARTS[name](plan, Path(folder)) or 0
    if most.get("textbook") and most.get("boards"):
        times = most["boards"] / most["textbook"]
        say(f"\n{times:.1f} times as many boards as the textbook way")


if __name__ == "__main__":
    main()
