"""The areas of the site, each a blueprint: a view parses, calls and renders."""
