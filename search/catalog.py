"""The record of sources, documents and passages, by generation, through SQLAlchemy Core.

A row carries the generation that added it and the one that removed it. A reader names a generation (the engine's)
and sees exactly the rows of that one; rows of a run that never committed its engine are seen by nobody.
"""
