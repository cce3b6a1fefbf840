"""Fixtures that tests of several sorts share, and how long Hypothesis may take over one example."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

pytest_plugins = ("tests.services.fixtures",)

# What else the machine does must not decide whether a law holds; pytest's own time limit catches what hangs.
settings.register_profile("florilegium", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("florilegium")
