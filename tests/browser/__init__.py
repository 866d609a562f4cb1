"""Stories told in a real Chromium."""

import pytest

pytest.register_assert_rewrite("tests.browser.people")  # what it asserts says what stood there
