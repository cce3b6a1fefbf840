"""The application that a WSGI server loads: `web.wsgi:app`, over the index that the settings name."""

from search.settings import load_settings
from web.app import create_app

app = create_app(load_settings())
