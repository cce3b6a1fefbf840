"""The reader of TEI XML, as editions of letters are published: https://www.tei-c.org/release/doc/tei-p5-doc/en/html/"""

from indexer.readers.tei.reader import TeiReader
from indexer.readers.tei.source import TeiLetter, TeiSource

__all__ = ["TeiLetter", "TeiReader", "TeiSource"]
