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
        """The path and query that the tab shows now; after a click, wait first for what it leads to."""
        return self.page.url.removeprefix(self.server)

    def wait_for(self, path: str) -> None:
        """Return once the tab shows that path and query, loaded and with its scripts run."""
        self.page.wait_for_url(self.server + path)

    def open_first_hit(self) -> None:
        """Click on the first result, and return once its document has loaded and its scripts have run."""
        self.page.locator(".hit-title a").first.click()
        self.page.wait_for_url("**/documents/**")

    def search(self, words: str) -> None:
        """Write words into the box, send them off and wait for their results."""
        self.page.get_by_role("combobox").fill(words)
        self.page.keyboard.press("Enter")
        self.wait_for_results(words)

    def wait_for_results(self, words: str) -> None:
        """Return once the results of these words are shown, and no others are on their way to take their place."""
        shown = "words => document.title.startsWith(words) && !document.querySelector('.htmx-request')"
        self.page.wait_for_function(shown, arg=words)

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)
