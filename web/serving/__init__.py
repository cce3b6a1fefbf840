"""What stands around every request: ids, logs, metrics, proxies, compression, static files."""
