"""Makes a backup, consistent at one moment, whatever is being written meanwhile."""

import io
import json
import os
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from boards.backing_up import CONTENTS, DATABASE, MODE, SECRET, Trouble

COUNTED = {"boards": "boards_board", "seats": "boards_seat", "entries": "boards_entry"}


def make(database: Path, secret: Path, to: Path) -> dict[str, Any]:
    """Write a backup of the database, and of the secret where there is one; return what is in it.

    It stands under its name only once it is whole and on the disk; nothing is ever overwritten.
    """
    if to.exists():
        raise Trouble(f"{to} is there already. Nothing was written.")
    if not to.parent.is_dir():
        raise Trouble(f"There is no folder {to.parent}.")
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=to.parent) as folder:
        copy = Path(folder) / DATABASE
        _copy(database, copy)
        contents = _contents(copy)
        packed = _packed(Path(folder), copy, secret, contents)
        _put(packed, to)
    return contents


def _copy(database: Path, copy: Path) -> None:
    copy.touch(MODE)
    source = sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True, timeout=30)
    with closing(source), closing(sqlite3.connect(copy)) as target:
        source.backup(target)  # in one go: what is written meanwhile is in the next one
        target.execute("PRAGMA journal_mode=DELETE")  # all of it in one file


def _contents(copy: Path) -> dict[str, Any]:
    with closing(sqlite3.connect(copy)) as database:
        refuse_unsound(database)
        counts = {name: _one(database, f"SELECT count(*) FROM {COUNTED[name]}") for name in COUNTED}
        last = _one(database, "SELECT max(id) FROM boards_entry") or 0
    return {"version": 1, **counts, "last_entry": last}


def refuse_unsound(database: sqlite3.Connection) -> None:
    """Refuse a database that is damaged, or whose rows do not belong together."""
    if database.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
        raise Trouble("The database is damaged: its integrity check failed.")
    if database.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise Trouble("The database is damaged: rows in it belong to nothing.")


def _one(database: sqlite3.Connection, query: str) -> int:
    found: int = database.execute(query).fetchone()[0]
    return found


def _packed(folder: Path, copy: Path, secret: Path, contents: dict[str, Any]) -> Path:
    packed = folder / "packed"
    with os.fdopen(os.open(packed, os.O_WRONLY | os.O_CREAT | os.O_EXCL, MODE), "wb") as file:
        with tarfile.open(fileobj=file, mode="w") as tar:
            _add(tar, CONTENTS, json.dumps(contents).encode())
            if secret.exists():
                _add(tar, SECRET, secret.read_bytes())
            tar.add(copy, DATABASE, filter=_plain)
        file.flush()
        os.fsync(file.fileno())
    return packed


def _plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = MODE
    return member


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    member = _plain(tarfile.TarInfo(name))
    member.size = len(content)
    tar.addfile(member, io.BytesIO(content))


def _put(packed: Path, to: Path) -> None:
    try:
        os.link(packed, to)  # unlike a renaming, it never takes the place of what is there
    except FileExistsError:
        raise Trouble(f"{to} is there already. Nothing was written.") from None
    sync(to.parent)


def sync(folder: Path) -> None:
    """Have a folder's names on the disk, too."""
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
