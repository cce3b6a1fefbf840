"""What programs ask of a server all the time, whatever goes on: it is cheap, and most wanted when there is too much."""

from __future__ import annotations

PROBED_ENDPOINTS = frozenset({"health.alive", "health.ready", "metrics", "static"})
"""They wait for no place, count for no rate, and are logged only where that is asked for."""
