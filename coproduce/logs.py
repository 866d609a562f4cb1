"""What is logged, and how: plain text for a terminal, or with COPRODUCE_LOG=json a line an event.

The lines are kept and read by people who sit at no board, so they say nothing of one. Our own
loggers are given ids, verbs and kinds of trouble alone, and what they say goes out as it is. Of
everybody else's goes out what stands in their source, never what they fill in. Of an exception its
kind and the way it came, never its words: these may be a person's.
"""

import json
import logging
import re
import sys
import threading
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from errno import errorcode
from http import HTTPStatus
from pathlib import Path
from traceback import walk_tb
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from environs import Env, EnvError, validate

from coproduce.access import method_of, route_of

logger = logging.getLogger(__name__)
env = Env()
FORM = env.str("COPRODUCE_LOG", "text", validate=validate.OneOf(["text", "json"]))

# Ours; and who speaks of connections to the database alone, which nobody could mend unheard.
HEARD = {"boards", "sessions", "coproduce", "psycopg.pool"}
# It warns whenever another process was first at a seq, which the log takes as it comes.
QUIETER = {"psycopg": {"level": "ERROR"}, "psycopg.pool": {"level": "WARNING"}}
FILLED_IN = re.compile(r"%(?:\(\w+\))?[-#0 +]*[\d.*]*[a-zA-Z]")  # where a value goes in a template
ROOT = f"{Path(__file__).resolve().parent.parent}/"
LIBRARIES = "/site-packages/"
DEEPEST, LONGEST = 20, 5  # steps on the way of an exception, and exceptions that led to it
# What keeps a server from starting: it concerns the machine, and nobody is there yet.
OF_THE_MACHINE = (EnvError, ImproperlyConfigured, OperationalError, OSError)


def chosen() -> dict[str, Any]:
    """Return the settings of Python's logging."""
    console = {"class": "logging.StreamHandler", "filters": ["discreet"]}
    # Both write the address of what they refuse, and an invite link is an address.
    loggers: dict[str, Any] = {
        "django.request": {"filters": ["discreet"]},
        "django.security.csrf": {"filters": ["discreet"]},
    }
    if FORM == "json":
        console = {"class": "logging.StreamHandler", "formatter": "lines"}
        loggers = {"coproduce": {"level": "INFO"}, "django": {}, "django.server": {}}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"discreet": {"()": "coproduce.discreet.Discreet"}},
        "formatters": {"lines": {"()": "coproduce.logs.Lines"}},
        "handlers": {"console": console},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": loggers | QUIETER,
    }


class Lines(logging.Formatter):
    """One event, one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": event(record),
            **getattr(record, "told", {}),  # by ours
        }
        if request := getattr(record, "request", None):  # by Django
            status = HTTPStatus(getattr(record, "status_code", HTTPStatus.OK))
            said |= {"event": status.phrase, "method": method_of(request.method)}
            said |= {"route": route_of(request.path), "status": status}
        if record.exc_info and record.exc_info[1]:
            said["trouble"] = list(ways(record.exc_info[1]))
        return json.dumps(said)


def event(record: logging.LogRecord) -> str:
    """Return what happened, without what others filled in."""
    template = FILLED_IN.sub("...", str(record.msg))
    if HEARD & {record.name, record.name.partition(".")[0]}:
        try:
            return record.getMessage()
        except (TypeError, ValueError):  # what was given does not fit: better less than nothing
            return template
    if record.args:
        return template
    return f"{record.module}.{record.funcName}"  # the words may have been put together before


def ways(trouble: BaseException | None) -> Iterator[dict[str, Any]]:
    """Yield the kind of an exception and the way it came, then the same of what led to it."""
    for _ in range(LONGEST):
        if trouble is None:
            return
        way = [step(*one) for one in walk_tb(trouble.__traceback__)]
        kind = type(trouble)
        yield {
            "kind": f"{kind.__module__}.{kind.__qualname__}",
            **code(trouble),
            "way": way[-DEEPEST:],
        }
        hidden = None if trouble.__suppress_context__ else trouble.__context__
        trouble = trouble.__cause__ or hidden


def step(frame: Any, line: int) -> str:
    file = frame.f_code.co_filename.removeprefix(ROOT).rpartition(LIBRARIES)[2]
    return f"{file}:{line} {frame.f_code.co_name}"


def code(trouble: BaseException) -> dict[str, str]:
    """Return what the system or the database calls it, where it has a name for it."""
    number = trouble.errno if isinstance(trouble, OSError) else None
    name = errorcode.get(number or 0) or getattr(trouble, "sqlstate", None)
    return {"code": name} if isinstance(name, str) else {}


def catch_all() -> None:
    """Have what nobody catches, and what Python itself would print, said in the same way."""
    if FORM != "json":
        return
    console = logging.StreamHandler()
    console.setFormatter(Lines())
    logging.basicConfig(handlers=[console])  # until the settings are read
    logging.raiseExceptions = False  # a record that cannot be written is not printed instead
    sys.excepthook = lambda kind, trouble, way: ended(trouble)
    threading.excepthook = lambda given: uncaught(given.exc_value)
    sys.unraisablehook = lambda given: uncaught(given.exc_value)
    warnings.showwarning = warned


def ended(trouble: BaseException) -> None:
    told = {"words": str(trouble)} if isinstance(trouble, OF_THE_MACHINE) else {}
    logger.critical("This process ends", exc_info=trouble, extra={"told": told})


def uncaught(trouble: BaseException | None) -> None:
    logger.error("Nobody caught this", exc_info=trouble)


def warned(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    *_: object,
    **__: object,
) -> None:
    logger.warning("%s at %s:%s", category.__name__, filename.removeprefix(ROOT), lineno)
