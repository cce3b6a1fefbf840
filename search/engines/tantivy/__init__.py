"""The engine in files of one folder at native speed, on tantivy's index, scoring and aggregations."""

from search.errors import EngineUnavailableError

try:
    from search.engines.tantivy.engine import TantivyEngine
except ModuleNotFoundError as error:
    raise EngineUnavailableError(
        f"The tantivy engine needs the package {error.name!r}; "
        "install it with `pip install 'florilegium[tantivy]'`, or set another engine."
    ) from error

__all__ = ["TantivyEngine"]
