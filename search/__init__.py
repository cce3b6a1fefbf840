"""What a document is, where it is kept and how it is found."""
