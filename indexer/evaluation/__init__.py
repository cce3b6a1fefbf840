"""How well files are cut into documents, against what is true of them."""
