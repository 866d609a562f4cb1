"""Where words are still found that were erased: in files, and in what PostgreSQL keeps."""

import json
import struct
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.databases import rows_of
from tests.servers import program
from tests.serving import Server

PAGE = 8192  # bytes
# The tables and indexes of the boards with what is kept beside them, and what PostgreSQL's planner
# knows of their values.
FILES = (
    "SELECT relname, pg_relation_filepath(oid) FROM pg_class WHERE relkind IN ('r', 'i', 't', 'm')"
    " AND (relnamespace IN ('public'::regnamespace, 'pg_toast'::regnamespace)"
    " OR relname = 'pg_statistic')"
)


def forms(word: str) -> Iterator[bytes]:
    """A word as a file may hold it."""
    for one in {word, word.lower(), word.upper()}:
        yield from (one.encode(), one.encode("utf-16-le"), one.encode("utf-16-be"))
        yield json.dumps(one)[1:-1].encode()
        yield one.encode("latin-1")


def places(server: Server, *words: str) -> list[str]:
    """The places in a server's data that hold one of these words."""
    files = [*(one for one in server.folder.rglob("*") if one.is_file()), server.log]
    sought = [form for word in words for form in forms(word)]
    found = [one.name for one in files if _is_in(one.read_bytes(), sought)]
    if address := server.environment.get("DATABASE_URL"):
        found += in_postgres(address, sought)
    return found


def in_postgres(address: str, sought: Sequence[bytes]) -> list[str]:
    """The tables and indexes that hold one of these, and "a dump" where that does."""
    rows_of(address, "CHECKPOINT")  # what is in its memory is in its files now
    [(kept,)] = rows_of(address, "SHOW data_directory")
    files = rows_of(address, FILES)
    found = [name for name, path in files if path and _is_in(used(Path(kept) / path), sought)]
    dump = subprocess.run([program("pg_dump"), address], check=True, capture_output=True).stdout
    return [*found, "a dump"] if _is_in(dump, sought) else found


def used(file: Path) -> bytes:
    """What the pages of a table or index hold: all but the room that is free in them."""
    if not file.exists():  # another one has just taken its place
        return b""
    whole = file.read_bytes()
    return b"".join(_of_page(whole[at : at + PAGE]) for at in range(0, len(whole), PAGE))


def _of_page(page: bytes) -> bytes:
    lower, upper = struct.unpack_from("=HH", page, 12)
    return page[:lower] + page[upper:]


def _is_in(bytes_: bytes, sought: Sequence[bytes]) -> bool:
    return any(one in bytes_ for one in sought)
