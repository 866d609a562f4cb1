"""Who works on which core of this machine, and how long a thread had to wait for its own."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

CORES = sorted(os.sched_getaffinity(0))
PAGES_CORE, OUR_CORE = CORES[-1], CORES[0]  # the same one where there is no other
FIRST = -20  # as far before others as a thread can be


def threads(process: int) -> list[int]:
    """The ids of all threads of a process; the first one is its main thread."""
    with suppress(FileNotFoundError):
        return sorted(int(one.name) for one in Path(f"/proc/{process}/task").iterdir())
    return []


def keep(process: int, cores: Iterable[int]) -> None:
    """Let all threads that a process has by now run on these cores only."""
    for thread in threads(process):
        with suppress(OSError):  # it has ended meanwhile, or we may not
            os.sched_setaffinity(thread, set(cores))


def give(thread: int, core: int) -> None:
    """Let one thread run on this core only, before whatever else wants it, if we may."""
    with suppress(OSError):
        os.sched_setaffinity(thread, {core})
        os.setpriority(os.PRIO_PROCESS, thread, FIRST)
        Path(f"/proc/{thread}/autogroup").write_text(str(FIRST))  # its whole session


def named(process: int, start: str) -> list[int]:
    """The threads of a process whose name starts so."""
    return [one for one in threads(process) if _name(process, one).startswith(start)]


def _name(process: int, thread: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{process}/task/{thread}/comm").read_text()
    return ""


def waited(thread: int) -> float:
    """Seconds so far in which a thread could have run and was not let."""
    try:
        return int(Path(f"/proc/{thread}/schedstat").read_text().split()[1]) / 1e9
    except OSError:  # it has ended, or this kernel does not count it
        return 0.0


def idle() -> dict[int, float]:
    """Seconds so far in which each core had nothing to do, by its number."""
    return {core: sum(_spent(core)[3:5]) for core in CORES}


def stolen(core: int) -> float:
    """Seconds so far in which a core was not there, as its host had given it to somebody else."""
    return _spent(core)[7]


def _spent(core: int) -> list[float]:
    """Seconds of a core so far, by what it did: the columns of proc(5), without its name."""
    lines = (line.split() for line in Path("/proc/stat").read_text().splitlines())
    figures = next(figures for name, *figures in lines if name == f"cpu{core}")
    tick = os.sysconf("SC_CLK_TCK")
    return [int(figure) / tick for figure in figures]
