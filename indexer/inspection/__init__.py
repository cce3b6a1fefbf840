"""How a file is segmented, shown and written down for a person, without changing the index."""
