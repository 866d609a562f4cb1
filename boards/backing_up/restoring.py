"""Proves a backup, and puts it in the place of the data that is there."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from boards.backing_up import CONTENTS, DATABASE, MODE, SECRET, Trouble
from boards.backing_up.making import refuse_unsound, sync

JOURNALS = ("-wal", "-shm", "-journal")


@contextmanager
def unpacked(backup: Path, beside: Path) -> Iterator[Path]:
    """Give a folder with what is in a backup, for as long as it is looked at."""
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=beside) as folder:
        try:
            with tarfile.open(backup) as tar:
                for name in (CONTENTS, DATABASE, SECRET):
                    _unpack(tar, name, Path(folder))
        except (OSError, tarfile.TarError) as trouble:
            raise Trouble(f"{backup} cannot be read as a backup.") from trouble
        yield Path(folder)


def _unpack(tar: tarfile.TarFile, name: str, folder: Path) -> None:
    """Copy one file out; never by a name that the backup gives it."""
    try:
        content = tar.extractfile(name)
    except KeyError:
        content = None
    if content is None:
        if name != SECRET:
            raise Trouble(f"This is no backup: there is no {name} in it.")
        return
    fd = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, MODE)
    with content, os.fdopen(fd, "wb") as file:
        shutil.copyfileobj(content, file)


def proved(folder: Path) -> dict[str, Any]:
    """Return what an unpacked backup holds, or raise Trouble.

    It is brought up to this version, and every board's log is folded, by a process of its own that
    knows no other data.
    """
    contents: dict[str, Any] = json.loads((folder / CONTENTS).read_text())
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        try:
            refuse_unsound(database)
        except sqlite3.DatabaseError as trouble:
            raise Trouble("The database is damaged: it cannot be read.") from trouble
    manage(folder, "migrate", "--verbosity", "0")
    manage(folder, "prove")
    return contents


def manage(folder: Path, *command: str) -> None:
    """Run `manage.py` on the data in this folder, or raise Trouble with what it says."""
    own = [sys.executable, "-m", "django", *command]
    told = os.environ | {"COPRODUCE_DATA": str(folder), "PYTHONPATH": os.pathsep.join(sys.path)}
    told["DJANGO_SETTINGS_MODULE"] = "coproduce.settings"
    done = subprocess.run(own, env=told, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it says nothing"])[-1]
        raise Trouble(f"The backup cannot be used ({command[0]}): {last}")


def put(folder: Path, into: Path, when: str) -> list[Path]:
    """Put what was proved in the place of the data; return where the old files are kept."""
    kept = [_aside(into / name, when) for name in (DATABASE, SECRET) if (folder / name).exists()]
    for name in (DATABASE, SECRET):
        if (folder / name).exists():
            (folder / name).replace(into / name)
    sync(into)
    return [one for one in kept if one]


def _aside(path: Path, when: str) -> Path | None:
    """Keep a file under another name beside; it goes on standing where it is until replaced."""
    if not path.exists():
        return None
    if path.name == DATABASE:
        _close_journal(path)
    beside = path.with_name(f"{path.name}.before-{when}")
    os.link(path, beside)
    return beside


def _close_journal(database: Path) -> None:
    """Bring what is in the journal into the file: beside another database it would harm that."""
    with closing(sqlite3.connect(database)) as old:
        try:
            old.execute("PRAGMA journal_mode=DELETE").fetchone()
        except sqlite3.OperationalError:
            raise Trouble("Something else uses the data. Stop it first.") from None
    if any(database.with_name(database.name + end).exists() for end in JOURNALS):
        raise Trouble("Something else uses the data. Stop it first.")
