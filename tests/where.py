"""What a test is about that is not about every database."""

import os

import pytest

SERVERS = bool(os.environ.get("DATABASE_URL"))  # of the tests, see conftest.py
NEEDS_SERVERS = pytest.mark.skipif(
    not SERVERS, reason="about PostgreSQL and Redis: COPRODUCE_SERVERS=on starts them"
)


def needs_sqlite(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(SERVERS, reason=f"about SQLite: {reason}")
