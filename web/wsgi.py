"""The application that a WSGI server loads: `web.wsgi:app`, over the index that the settings name."""

import gc

from search.settings import load_settings
from web.app import create_app
from web.serving.logs import configure_logging

_settings = load_settings()
configure_logging(_settings.log_format)
app = create_app(_settings)
# What is loaded by now stays until the process ends. Searches make many short-lived objects, and the collector would
# look through all of this again and again on their account.
gc.freeze()
# Those objects go with their answer, without the collector, which by default would come several times for an answer of
# thousands of counts.
gc.set_threshold(10_000)
