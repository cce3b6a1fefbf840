"""Documents as references: one record of a document in the vocabulary of CSL, and its formats."""
