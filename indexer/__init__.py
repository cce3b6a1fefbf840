"""From files to documents to passages, and keeping catalog and engine in step with them."""
