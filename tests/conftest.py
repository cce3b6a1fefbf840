"""Fixtures that tests of several sorts share."""

from __future__ import annotations

pytest_plugins = ("tests.services.fixtures",)
