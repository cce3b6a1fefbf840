"""Filters, facet counts and orders over passages by number, in arrays: shared by the engines that hold such arrays."""
