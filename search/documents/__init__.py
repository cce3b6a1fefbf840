"""What stands around a document: its passages in place, copies, former states, its original and what is cited of it."""
