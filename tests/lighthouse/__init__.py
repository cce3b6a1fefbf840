"""Lighthouse on the pages that people see most, against a real server."""
