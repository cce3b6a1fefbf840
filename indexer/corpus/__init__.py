"""What is in the corpus: the folders and files below them, what tells that one changed, and waiting for it."""
