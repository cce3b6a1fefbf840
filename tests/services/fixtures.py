"""Fixtures that give tests a real OpenSearch and a real PostgreSQL, or say exactly why there is none.

`FLORI_TEST_OPENSEARCH_URL` and `FLORI_TEST_POSTGRES_URL` point the tests at one's own.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url

from tests.services.opensearch import OpenSearchCluster, remove_test_indexes
from tests.services.postgres import PostgresServer
from tests.services.process import ServiceUnavailableError

OPENSEARCH_URL = "FLORI_TEST_OPENSEARCH_URL"
POSTGRES_URL = "FLORI_TEST_POSTGRES_URL"


@pytest.fixture(scope="session")
def started_cluster() -> Iterator[OpenSearchCluster]:
    """A cluster of three nodes of this session's own."""
    try:
        cluster = OpenSearchCluster.start(owner_pid=os.getpid())
    except ServiceUnavailableError as reason:
        pytest.skip(f"No OpenSearch: {reason}. Set {OPENSEARCH_URL} to use one's own.")
    yield cluster
    cluster.stop()


@pytest.fixture(scope="session")
def opensearch_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of an OpenSearch cluster, on which the tests' indexes are removed at the end."""
    given = os.environ.get(OPENSEARCH_URL)
    if given:
        yield given
        remove_test_indexes(given)
        return
    cluster: OpenSearchCluster = request.getfixturevalue("started_cluster")
    yield cluster.url


@pytest.fixture
def opensearch_cluster(started_cluster: OpenSearchCluster) -> Iterator[OpenSearchCluster]:
    """The session's own cluster, for tests that kill nodes; all of them run again afterwards."""
    yield started_cluster
    started_cluster.revive()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The SQLAlchemy URL of a PostgreSQL database."""
    given = os.environ.get(POSTGRES_URL)
    if given:
        yield given
        return
    try:
        server = PostgresServer.start(owned=True)
    except ServiceUnavailableError as reason:
        pytest.skip(f"No PostgreSQL: {reason}. Set {POSTGRES_URL} to use one's own.")
    yield server.url
    server.stop()


@pytest.fixture
def postgres_database(postgres_url: str) -> Iterator[str]:
    """The SQLAlchemy URL of an empty database of a test's own, which goes with the test."""
    name = f"test_{uuid4().hex}"
    server = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield make_url(postgres_url).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    server.dispose()
