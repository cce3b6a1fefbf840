"""The engine in files of one folder, on Whoosh's index, segments and commits, with inverted lists read by numpy."""

from search.engines.whoosh.engine import WhooshEngine

__all__ = ["WhooshEngine"]
