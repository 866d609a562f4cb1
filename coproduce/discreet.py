"""Keeps secrets out of the log: an address that lets people in is written without its secret."""

import logging
import re

SECRET = re.compile(r"(/(?:[js]|p|shelf)/)[^/\s\"']+")


class Discreet(logging.Filter):
    """Rewrites each record's words; lets every record through."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = hidden(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(hidden(arg) for arg in record.args)
        return True


def hidden(value: object) -> object:
    """Return a text with the secret in `/j/...` and the like replaced; anything else as it is."""
    return SECRET.sub(r"\1(hidden)", value) if isinstance(value, str) else value
