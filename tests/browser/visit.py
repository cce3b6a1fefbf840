"""A reader's visit to the site, as the browser tests make it."""

from __future__ import annotations

from playwright.sync_api import ConsoleMessage, Page


class Visit:
    """One reader's tab, and what its console complained of."""

    def __init__(self, page: Page, server: str) -> None:
        self.page = page
        self.server = server
        self.complaints: list[str] = []
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, path: str) -> Page:
        """Go to a path of the server."""
        self.page.goto(self.server + path)
        return self.page

    def address(self) -> str:
        """The path and query that the tab shows."""
        return self.page.url.removeprefix(self.server)

    def search(self, words: str) -> None:
        """Write words into the box, send them off and wait for their results."""
        self.page.get_by_role("combobox").fill(words)
        self.page.keyboard.press("Enter")
        self.page.wait_for_function("words => document.title.startsWith(words)", arg=words)

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)
