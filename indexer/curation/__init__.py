"""Corrections by hand: what a person writes beside a source, in `NAME.flori.toml`, about it and its documents."""

from indexer.curation.application import curate
from indexer.curation.errors import CorrectionError
from indexer.curation.form import Correction, DocumentEntry, parse_correction
from indexer.curation.writing import written_correction

__all__ = ["Correction", "CorrectionError", "DocumentEntry", "curate", "parse_correction", "written_correction"]
