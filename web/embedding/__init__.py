"""Results in pages of other sites: what is shown there, the code for it, and who may."""
