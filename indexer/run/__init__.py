"""One indexing run: what changed is read, written into catalog and engine, and committed at once."""
