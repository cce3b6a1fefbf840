"""How programs write the beginning of a message: one table of patterns, and no code for any of them."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChatForm:
    """How a message begins, as the pattern of a line or two; its words follow on the same line or below it.

    Groups: `name`, and `time`, with the numbers of the day as `first`, `mark`, `second` and `third`; or `written`, day
    and time in words. Without a day, it is that of the line above that is nothing but a day. Where `name` has not
    taken part, the program notes something itself, or, with `goes_on`, the one above says more.

    `fewest_people`: how many must speak, where people may head lines so themselves; and speak again where undated.
    """

    program: str
    pattern: re.Pattern[str]
    goes_on: bool = False
    fewest_people: int = 1


_TIME = r"(?P<time>\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?\s?m\b\.?)?)"
_DAY = r"(?P<first>\d{1,4})(?P<mark>[./-])(?P<second>\d{1,2})[./-](?P<third>\d{2,4})"
_STAMP = rf"{_DAY}(?:,?\s+(?:(?:at|um|à|kl\.?|klo)\s)?|T){_TIME}"
_WRITTEN = r"(?P<written>[^\[\]\n]{8,40})"
_DATED = r"(?P<written>(?=[^\[\]\n]*(?:\d{4}|-\d\d\s))[^\[\]\n]{8,40})"
_NAME = r"(?P<name>[^\s\[\]<>:—|,*=-][^\[\]<>:—|\n]{0,50})"
_NAME_BEFORE_COLON = r"(?P<name>[^\s:][^:\n]{0,50}?)"
_CLOCK = r"\d\d?:\d\d(?::\d\d)?(?:\s[ap]m)?"
_NICK = r"(?P<name>[^<>\s!]{1,30})"
_END = r"[^\S\n]*$"


def _form(program: str, pattern: str, *, goes_on: bool = False, fewest_people: int = 1) -> ChatForm:
    return ChatForm(program, re.compile(pattern, re.IGNORECASE | re.MULTILINE), goes_on, fewest_people)


CHAT_FORMS = (
    _form(
        "WhatsApp",
        rf"^\u200e?(?P<bracket>\[)?{_STAMP}(?(bracket)\]|\s+[-–])\s+(?:(?P<name>[^:\n]{{1,60}}):(?=\s)[^\S\n]*)?",
    ),
    _form(
        "WhatsApp, copied",
        rf"^\[{_TIME},\s+{_DAY}\]\s+(?:(?P<name>[^:\n]{{1,60}}):(?=\s)[^\S\n]*)?",
    ),
    _form(
        "Element",
        rf"^(?P<written>[^\W\d_]{{2,4}},\s[^\W\d_]{{3,9}}\s\d\d?,\s\d{{4}},\s{_CLOCK})\s-\s(?:{_NAME_BEFORE_COLON}:(?=\s)[^\S\n]*)?",
    ),
    _form("Telegram", rf"^{_NAME}, \[(?:{_STAMP}|{_WRITTEN})\]:?{_END}"),
    _form(
        "Discord",
        rf"^{_NAME}\s{{1,3}}—\s{{1,3}}(?:{_STAMP}|(?:today|yesterday) at {_CLOCK}){_END}",
        fewest_people=2,
    ),
    _form("Discord's exporter", rf"^\[(?:{_STAMP}|{_DATED})\] {_NAME}{_END}"),
    _form(
        "IRC",
        rf"^\[?(?:{_DAY}(?:,?\s+|T)|\d\d?\s[a-z]{{3}}\s)?{_TIME}\]?\s+"
        rf"(?:<[@+~&% ]?{_NICK}(?:![^<>\s]{{1,90}})?>(?=\s)|\*{{1,3}}\s|-!-\s|-->\s|<--\s|---?\s)[^\S\n]*",
    ),
    _form(
        "WeeChat",
        rf"^{_DAY}\s{_TIME}\t(?:[@+~&%]?(?!(?:info|debug|warn|warning|error|fatal|trace)\t)(?P<name>[^\s<>*=-]{{1,30}})"
        r"|[<>*=-]{0,3})\t(?=[^\t\n]*$)",
        fewest_people=2,
    ),
    _form(
        "Teams, copied",
        rf"^\[(?:{_DAY},?\s+|[^\W\d_]{{4,12}}\s+)?{_TIME}\]\s+(?P<name>[^\W\d_][^\[\]<>:—|\n]{{1,50}}){_END}",
        fewest_people=2,
    ),
    _form(
        "Zoom",
        rf"^(?:{_DAY}\s)?{_TIME}\s{{1,4}}From\s{{1,2}}{_NAME_BEFORE_COLON}(?:\s{{1,2}}to\s{{1,2}}[^\n:]{{1,80}})?\s{{0,2}}:"
        r"(?=\s)[^\S\n]*",
    ),
    _form(
        "Signal",
        r"^From: (?P<name>[^\n(]{1,60}?)(?: \([^()\n]*\))?\nType: \w+\nSent: (?P<written>[^\n]{8,40})\n"
        r"(?:[A-Z][a-z]+: [^\n]*\n){0,4}",
    ),
    _form(
        "Slack",
        rf"^(?:{_NAME}(?:[^\S\n]{{2,}}|[^\S\n]*\n[^\S\n]+|\t)\[?{_TIME}\]?"
        rf"|(?P<further>\d{{1,2}}:\d\d(?: [AP]M)?)){_END}",
        goes_on=True,
        fewest_people=2,
    ),
)
