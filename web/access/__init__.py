"""Who may read a private dossier: logging in, and keeping everybody else out of every address."""

from web.access.guard import is_admitted, register_access

__all__ = ["is_admitted", "register_access"]
