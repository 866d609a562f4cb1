"""What every test of shelves and of the search can rely on."""

import pytest

from boards.shelf.search import index


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine, a search reads all that is behind, but where a test says so."""
    monkeypatch.setattr(index, "PATIENCE", 60.0)
