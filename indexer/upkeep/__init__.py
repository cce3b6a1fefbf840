"""Looking after an index: whether it is in step, copies of it, and reading its committed state."""
