"""The command line: a thin shell over the library, a module for each command."""

from indexer.cli.main import main

__all__ = ["main"]
