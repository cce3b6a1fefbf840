"""Measurements of speed and relevance against named peers, on the same text, in one go: python -m bench."""
