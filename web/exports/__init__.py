"""Searches and lists to take away, each format a function from passages to the pieces of a file."""
