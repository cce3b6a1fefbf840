"""Whose words a document's stretches are: its author's own, or those of somebody whom the author quotes."""

from indexer.voices.finding import quotations_of
from indexer.voices.quotations import Quotation, quotation_at, seams

__all__ = ["Quotation", "quotation_at", "quotations_of", "seams"]
