"""The search engines, of which the settings choose one; only that one's module, and its package, is imported."""

from __future__ import annotations

from search.analysis import Analyzer
from search.engines.base import Engine
from search.engines.trust import check_owner
from search.errors import ConfigurationError
from search.settings import ENGINES, Settings

__all__ = ["open_engine"]


def open_engine(settings: Settings, analyzer: Analyzer | None = None) -> Engine:
    """The engine that the settings name, over the files in the index folder's `engine`.

    Opens nothing yet: an index that is missing or damaged shows at the first search. `analyzer`: one that is there
    already, of the settings' language. Raises ConfigurationError where there is no such engine, and OperatorError
    where the index folder is not to be trusted.
    """
    analyzer = analyzer or Analyzer(settings.language)
    match settings.engine:
        case "whoosh":
            from search.engines.whoosh import WhooshEngine

            check_owner(settings.index)
            return WhooshEngine(settings.index / "engine", analyzer)
        case "tantivy":
            from search.engines.tantivy import TantivyEngine

            check_owner(settings.index)
            return TantivyEngine(settings.index / "engine", analyzer)
        case "opensearch":
            from search.engines.opensearch import Address, OpenSearchEngine

            address = Address(
                urls=settings.opensearch_url,
                index=settings.opensearch_index,
                user=settings.opensearch_user,
                password=settings.opensearch_password,
                ca_file=settings.opensearch_ca_file,
                shards=settings.opensearch_shards,
                replicas=settings.opensearch_replicas,
                timeout_s=settings.opensearch_timeout_s,
            )
            return OpenSearchEngine(address, analyzer)
        case unknown:
            raise ConfigurationError(f"There is no engine {unknown!r}; set one of: {', '.join(ENGINES)}.")
