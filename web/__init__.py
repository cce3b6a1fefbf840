"""Requests to queries, and results to HTML, JSON, feeds and embeds."""
