"""The engine on an OpenSearch cluster: our own tokens in its indexes, one document as the switch between states."""

from search.engines.opensearch.connection import Address
from search.engines.opensearch.engine import OpenSearchEngine

__all__ = ["Address", "OpenSearchEngine"]
