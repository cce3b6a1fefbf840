"""Where lines are not counted, nothing slows a test down; see `tests/conftest.py`."""

from __future__ import annotations

import sys
import threading

import pytest


@pytest.mark.uncounted
def test_a_test_whose_lines_are_not_counted_is_not_traced(pytestconfig: pytest.Config) -> None:
    is_counting = pytestconfig.pluginmanager.hasplugin("_cov")  # else a debugger may be at work
    assert not (is_counting and (sys.gettrace() or threading.gettrace()))
