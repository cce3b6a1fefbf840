"""The words of a Slack message as people see them (https://api.slack.com/reference/surfaces/formatting)."""

from __future__ import annotations

import re

from indexer.readers.exports.slack_workspace import SlackWorkspace
from indexer.readers.exports.stated import unescaped

_MARKED = re.compile(r"<([^<>|\n]{1,4000})(?:\|([^<>\n]{0,4000}))?>")


def shown_text(written: str, workspace: SlackWorkspace) -> str:
    """The text with names for the ids of people and channels, links as they are, and no escapes."""
    return unescaped(_MARKED.sub(lambda marked: _shown(marked[1], marked[2] or "", workspace), written))


def _shown(target: str, label: str, workspace: SlackWorkspace) -> str:
    mark, identifier = target[0], target[1:]
    if mark == "@":
        return f"@{workspace.people.get(identifier) or label or identifier}"
    if mark == "#":
        return f"#{label or workspace.chats.get(identifier) or identifier}"
    if mark == "!":  # `<!here>`, `<!subteam^S1|@crew>`, `<!date^…|3 May>`
        return label or f"@{identifier.partition('^')[0]}"
    address = target.removeprefix("mailto:")
    return f"{label} ({address})" if label and label != address else address
