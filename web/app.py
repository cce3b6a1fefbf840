"""The application factory: what a Florilegium web application is made of."""

from __future__ import annotations

from typing import Any

import orjson
from flask import Flask, Response
from flask.json.provider import DefaultJSONProvider

from search.searcher import Searcher
from search.settings import Settings
from web.access import register_access
from web.embedding.origins import register_origins
from web.errors import register_error_handlers
from web.load import register_admission, register_rates, register_sizes
from web.provider import SearcherProvider
from web.rendering import register_rendering
from web.responses import register_response_headers
from web.serving.arrivals import register_arrivals
from web.serving.compression import register_compression
from web.serving.logs import register_request_log
from web.serving.metrics import register_metrics
from web.serving.proxies import register_proxies
from web.serving.static_files import register_static_files
from web.views import api, discovery, documents, embed, exports, health, lists, permalinks, search, sources, suggest
from web.words.language import register_language


class _ReadableJson(DefaultJSONProvider):
    """JSON with its members in the order of their description and with letters as they are."""

    sort_keys = False
    ensure_ascii = False

    def response(self, *args: Any, **kwargs: Any) -> Response:
        """An answer that is the value as JSON, on a line, made natively: facets have thousands of values."""
        line = orjson.dumps(self._prepare_response_obj(args, kwargs), option=orjson.OPT_APPEND_NEWLINE)
        return Response(line, mimetype=self.mimetype)


def create_app(source: Searcher | Settings, settings: Settings | None = None) -> Flask:
    """An application over an open searcher, or over the index that settings name, opened when first asked.

    `settings`: those in force beside an open searcher.
    """
    app = Flask(__name__)
    in_force = source if isinstance(source, Settings) else settings or Settings()
    app.config["TITLE"] = in_force.title
    app.extensions["settings"] = in_force
    app.json = _ReadableJson(app)
    app.extensions["searcher"] = SearcherProvider(source)
    register_proxies(app, in_force)
    register_arrivals(app, in_force)
    register_request_log(app)
    register_metrics(app, in_force)
    register_sizes(app)
    register_rates(app, in_force)
    register_admission(app, in_force)
    register_access(app, in_force)
    for view in (search, suggest, documents, sources, permalinks, embed, exports, lists, discovery, api, health):
        app.register_blueprint(view.blueprint)
    register_compression(app)
    register_language(app)
    register_rendering(app)
    register_static_files(app)
    register_error_handlers(app)
    register_response_headers(app)
    register_origins(app, in_force)
    discovery.register_robots(app)
    return app
