"""What can be configured, from `florilegium.toml` and the environment, checked at start."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ENGINES = ("whoosh",)


@dataclass(frozen=True, slots=True)
class Settings:
    """`corpus`: the folders that `flori index` reads by default. `index`: the folder that holds catalog and engine."""

    corpus: tuple[Path, ...] = (Path("corpus"),)
    index: Path = Path(".flori/index")
    engine: str = "whoosh"
    language: str = "english"
    title: str = "Florilegium"

    @property
    def catalog_url(self) -> str:
        """SQLAlchemy URL of the catalog."""
        return f"sqlite:///{self.index / 'catalog.sqlite'}"


def load_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings in force: defaults, overridden by `FLORI_CORPUS` (paths joined by `:`) and `FLORI_INDEX`."""
    settings = Settings()
    corpus = tuple(Path(part) for part in environment.get("FLORI_CORPUS", "").split(os.pathsep) if part)
    return Settings(
        corpus=corpus or settings.corpus,
        index=Path(environment.get("FLORI_INDEX") or settings.index),
        engine=environment.get("FLORI_ENGINE") or settings.engine,
        language=environment.get("FLORI_LANGUAGE") or settings.language,
        title=environment.get("FLORI_TITLE") or settings.title,
    )
