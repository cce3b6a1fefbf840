"""Reading the catalog while a run is writing it: other processes connect, and see the state before."""

from __future__ import annotations

import time
from pathlib import Path

from search.catalog import open_catalog
from search.catalog.database import LOCK_TIMEOUT_S


def test_a_reader_connects_without_waiting_while_another_connection_holds_the_write_lock(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'catalog.sqlite'}"
    written = open_catalog(url, create=True)
    read = open_catalog(url)
    read.close()  # so that it has to connect anew below
    with written.writer(1) as writer:
        writer.set_meta("name", "value")
        started_s = time.monotonic()
        with read.at(0) as reader:
            assert reader.meta("name") is None
        assert time.monotonic() - started_s < LOCK_TIMEOUT_S / 2
    read.close()
    written.close()
