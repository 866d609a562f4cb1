"""`python -m tests.frames`: how long the main thread of a slow laptop is busy at a stretch.

A real server, a full board, 19 seats that move ideas, and one page in Chromium that is slowed
down and watched while somebody reads, writes and holds an idea. All on this machine, with an end.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.frames import cores, ground, report
from tests.frames.figures import Phase, together
from tests.frames.gauge import Gauge
from tests.frames.laptop import SCREEN, Laptop, opened
from tests.frames.person import Person
from tests.frames.room import MovingRoom, moving
from tests.frames.trace import CATEGORIES, CLOSELY, TASKS
from tests.serving import Server

PHASES = ("watching", "typing", "holding")


def say(*lines: str) -> None:
    print(*lines, sep="\n", flush=True)


def measured(
    laptop: Laptop, plan: argparse.Namespace, slow: float, traced: Sequence[str] = CATEGORIES
) -> list[Phase]:
    """Each phase once, as long as the others."""
    laptop.slow_down(slow)
    found = []
    for name in plan.only:
        person = Person(laptop.page)
        act = person.phase(name, plan.seconds / len(plan.only))
        found.append(laptop.measured(name, act, traced))
        found[-1].did = person.done
    return found


def told(laptop: Laptop, plan: argparse.Namespace, gauge: Gauge) -> Phase:
    """Measure as it is, slowed down, and what that is made of; tell of all. All that is judged."""
    plain = measured(laptop, plan, 1)
    slowed = slowly(laptop, plan, gauge)
    whole = together(slowed)
    traced = measured(laptop, plan, plan.slow)
    if plan.json:
        kinds = {"slowed": slowed, "traced": traced, "plain": plain}
        say(json.dumps({name: report.plainly(phases) for name, phases in kinds.items()}))
        return whole
    slower = f"Slowed {plan.slow:g} times (CDP Emulation.setCPUThrottlingRate)"
    say(f"{slower}, by what the browser tells of itself and when its tasks ran, in ms:")
    say(*report.noticed([*slowed, whole]), report.judged(whole), report.done(whole))
    say("", "As it is, and traced, which takes time itself, in ms:")
    say(*report.table([*plain, together(plain)]))
    say("", f"{slower}, and traced, in ms:", *report.table([*traced, together(traced)]))
    say(*report.longest_of(together(traced)), report.compared(together(traced), together(plain)))
    if not plan.brief:
        say("", "Once more as slow, and watched so closely that it takes longer still:")
        closely = measured(laptop, plan, plan.slow, (*CATEGORIES, *CLOSELY))
        say(*report.causes(together(closely)))
    return whole


def slowly(laptop: Laptop, plan: argparse.Namespace, gauge: Gauge) -> list[Phase]:
    """The slowed phases, again and again until there is enough to judge by, or no more time."""
    slowed: list[Phase] = []
    for _ in range(plan.rounds):
        slowed += measured(laptop, plan, plan.slow, TASKS)
        gauge.look_back()
        gauge.judge(slowed)
        if together(slowed).is_enough:
            break
    return slowed


def on(server: Server, plan: argparse.Namespace) -> Phase:
    """Lay the board out, let the others move, and measure."""
    laid = ground.laid(server, plan.ideas, plan.seats)
    room = ground.room(server, laid)
    room.cluster(plan.themes, plan.ideas * 2 // 5)
    if plan.workshop:
        room.open_workshop()
    with opened(server.address, laid["board"], laid["seats"][0]["cookie"]) as laptop:
        idle = cores.idle()
        with moving(room, plan.pace, most=plan.most), Gauge() as gauge:
            slowed = told(laptop, plan, gauge)
        if not plan.json:
            circumstances(laptop, room, idle, plan)
    return slowed


def circumstances(
    laptop: Laptop, room: MovingRoom, idle: dict[int, float], plan: argparse.Namespace
) -> None:
    """What else there is to know of a run."""
    rest = {core: since - idle[core] for core, since in cores.idle().items()}
    say(
        f"Chromium {laptop.browser.version}, {SCREEN[0]} by {SCREEN[1]} px; its page on core"
        f" {cores.PAGES_CORE}, everything else on core {cores.OUR_CORE}.",
        f"{plan.ideas} ideas, {len(room.mirror.themes)} themes by now,"
        f" {'a' if plan.workshop else 'no'} workshop;"
        f" {len(room.seats)} other seats moved {room.acts} times, every {plan.pace:g} s each;"
        f" {len(room.refusals)} refused.",
        "Idle: " + ", ".join(f"core {core} for {s:.1f} s" for core, s in rest.items()),
        *(f"WRONG: {one}" for one in [*room.broken(), *laptop.errors]),
    )


def planned(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.frames", description=__doc__)
    parser.add_argument("--ideas", type=int, default=500)
    parser.add_argument("--themes", type=int, default=12)
    parser.add_argument("--seats", type=int, default=20)
    parser.add_argument("--workshop", action="store_true", help="one is on, in its common ground")
    parser.add_argument("--pace", type=float, default=2, help="seconds between acts of a seat")
    parser.add_argument("--seconds", type=float, default=30, help="for all phases, at each speed")
    parser.add_argument("--rounds", type=int, default=4, help="at most, until enough can be judged")
    parser.add_argument("--slow", type=float, default=4, metavar="TIMES")
    parser.add_argument("--only", choices=PHASES, action="append")
    parser.add_argument("--brief", action="store_true", help="without looking for the causes")
    parser.add_argument("--json", action="store_true", help="figures only, to be compared")
    parser.add_argument("--most", type=float, default=1500, help="seconds that the others move")
    plan = parser.parse_args(arguments)
    plan.only = plan.only or list(PHASES)
    return plan


def main() -> None:
    plan = planned()
    cores.keep(os.getpid(), {cores.OUR_CORE})
    with tempfile.TemporaryDirectory(prefix="coproduce-frames-") as folder:
        kept = Path(folder) / "kept"
        kept.mkdir()
        server = Server(kept)
        server.start()
        try:
            slowed = on(server, plan)
        finally:
            server.kill()
    if not plan.json:
        say(report.verdict(slowed))
    sys.exit(not (slowed.holds and slowed.is_enough))


if __name__ == "__main__":
    main()
