"""How Reddit, X, Mastodon, Bluesky and YouTube announce a post on a page that was copied as text.

They date by what has passed (`3h`, `2 years ago`), which says nothing about a saved page, yet marks a header.
"""

from __future__ import annotations

from dataclasses import dataclass

_UNIT = (
    r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|mos?|years?|yrs?|[smhdwy])\b\.?(?: ago)?"
)
AGE = rf"(?P<age>(?:just now|(?:an?|\d{{1,3}}) ?{_UNIT}))(?:\s?\*|\s?\(edited\)|\s?(?:•\s?)?edited.{{0,20}})?"
"""A regular expression for the time that has passed since a post."""

_DOT = r"[·•]"
_REDDITOR = r"(?P<author>[\w-]{3,20})"
_NAME = r"(?P<author>\S(?:.{0,48}?\S)?)"
_HANDLE = r"[\u200e\u202a-\u202c\u2066-\u2069]*@[\w.-]{1,40}(?:@[\w.-]{1,60})?[\u200e\u202a-\u202c\u2066-\u2069]*"
_DAY = r"(?P<date>(?=.{0,30}\d{4})\S.{4,30}?\S)"
_CLOCK = r"(?P<clock>\d{1,2}:\d\d(?:\s?[ap]m)?)"
_MONTH_DAY = r"(?P<age>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2})"  # of this year
_COUNT = r"[-–]?[\d.,]+ ?[km]?"
_OF_REDDIT = (
    r"(?:permalink|embed|save|parent|report|give (?:award|gold)|reply|context|full comments(?: \(\d+\))?|share|best|top"
    rf"|{_COUNT}|(?:up|down)?vote|award|level \d+|more replies|\d+ more repl(?:y|ies)|op|mod|\d+ comments?|sort by:?"
    r"|new|go to comments|r/\w+|crossposted by .*|u/[\w-]+ avatar|follow|hide|track me)"
)
_REDDIT_EDGES = rf"{_OF_REDDIT}(?: {_OF_REDDIT})*"
_X_EDGES = (
    rf"{_COUNT}(?: (?:views?|reposts?|retweets?|quotes?|likes?|bookmarks?|replies))?|show (?:more|this thread|replies)"
    rf"|translate (?:post|tweet)|reply|repost|retweet|like|views?|share|bookmark|alt|pinned(?: (?:post|tweet))?|follow"
    rf"|replying to(?: {_HANDLE})?(?: and {_HANDLE})?|{_HANDLE}|.{{1,50}} (?:reposted|retweeted|boosted)|{_DOT}|public"
)
_YOUTUBE_EDGES = (
    rf"{_COUNT}(?: repl(?:y|ies)| comments?)?|reply|pinned by .*|read more|show less|translate to english|hide replies"
    r"|add a comment.*|sort by"
)


@dataclass(frozen=True, slots=True)
class SocialHeader:
    """The lines of a header, as patterns. `edges`: a line at the edge of a post that is none of its words.

    `sign`: what stands in any such header, in lower case.
    """

    engine: str
    lines: tuple[str, ...]
    edges: str
    sign: str


def _reddit(sign: str, *lines: str) -> SocialHeader:
    return SocialHeader("Reddit", lines, _REDDIT_EDGES, sign)


def _handled(*lines: str) -> SocialHeader:
    return SocialHeader("X, Mastodon, Bluesky", lines, _X_EDGES, "@")


SOCIAL_HEADERS = (
    _reddit(
        "[",
        rf"\[[–-]\]\s*{_REDDITOR}(?:\[[SMA, ]+\])?(?: .{{0,60}}?)? (?:{_COUNT} points?|\[?score hidden\]?) +{AGE}"
        r".{0,40}",
    ),
    _reddit("level ", r"level \d+", _REDDITOR, rf"{_DOT}\s?{AGE}"),
    _reddit("level ", r"level \d+", _REDDITOR, _DOT, AGE),
    _reddit("level ", r"level \d+", _REDDITOR, "op|mod", rf"{_DOT}\s?{AGE}"),
    _reddit("level ", r"level \d+", _REDDITOR, "op|mod", _DOT, AGE),
    _reddit("u/", r"u/[\w-]+ avatar", _REDDITOR, _DOT, AGE),
    _reddit("u/", r"u/[\w-]+ avatar", _REDDITOR, "op|mod", _DOT, AGE),
    _reddit("u/", rf"posted by u/{_REDDITOR}(?: {_DOT})? {AGE}", r"(?P<subject>\S.{2,299})"),
    _reddit("u/", rf"u/{_REDDITOR}\s{_DOT}\s{AGE}"),
    _handled(rf"{_NAME}", _HANDLE, _DOT, rf"(?:{AGE}|{_DAY})"),
    _handled(rf"{_NAME}", _HANDLE, _DOT, _MONTH_DAY),
    _handled(rf"{_NAME}", _HANDLE, rf"{_CLOCK} {_DOT} {_DAY}(?: {_DOT}.*)?"),
    _handled(rf"{_NAME}", rf"{_HANDLE}(?: {_DOT} | )(?:{AGE}|{_DAY})"),
    _handled(rf"{_NAME}", _HANDLE, rf"(?:{AGE}|{_DAY})"),
    _handled(rf"{_NAME} (?:{_HANDLE}|\({_HANDLE}\)),? {_DOT} (?:{AGE}|{_DAY})"),
    _handled(rf"{_NAME} \({_HANDLE}\),? {_DAY}"),
    SocialHeader("YouTube", (r"(?P<author>@[\w.-]{3,40})", AGE), _YOUTUBE_EDGES, "@"),
)
