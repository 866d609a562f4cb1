"""Nobody has failed at the door yet."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nobody_has_failed() -> None:
    cache.clear()
