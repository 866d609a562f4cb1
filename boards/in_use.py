"""Says whether a server uses the data: each holds a file for as long as it runs."""

import fcntl
import os
from pathlib import Path

NAME = "in-use"


def hold(folder: Path, *, alone: bool = False) -> int | None:
    """Hold the folder until this process ends; `alone`: only where nobody else does.

    Returns what holds it, for `os.close`; None: somebody else is there.
    """
    fd = os.open(folder / NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    kind = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
    try:
        fcntl.flock(fd, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(fd)
        return None
    return fd
