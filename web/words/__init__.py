"""The words of the interface, in the reader's language."""
