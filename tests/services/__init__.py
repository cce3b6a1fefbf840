"""Real services for the tests: an OpenSearch cluster and a PostgreSQL server on loopback, started and stopped here."""
