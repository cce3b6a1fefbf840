"""The interface's strings: collected from code and templates, and brought into the translations."""
