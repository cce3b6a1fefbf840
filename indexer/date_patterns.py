"""The forms in which dates are written: each as a regular expression with a group for each of its parts.

Groups: `date` is all but weekday and time; `year`, `month` (a name or a number), `day`, `weekday`; `first` and `second`
where a number may be either day or month; `new_style`: the year by today's reckoning (`1712-13`); `hour`, `minute`,
`half` (of the day), `zone`.
"""

from __future__ import annotations

import re

YEAR_DIGITS = re.compile(r"(?<!\d)(?:1\d|20)\d\d(?!\d)")
# A space, or a line end inside a paragraph.
_GAP = r"[^\S\n]{0,3}\n?[^\S\n]{0,3}"
_COMMA = rf"[^\S\n]?,?{_GAP}"
_LEFT = r"(?<![^\W_])(?<!\d[-–/.:])"
_RIGHT = r"(?![^\W_])(?![-–/.]\d)"
_WEEKDAY = rf"(?:(?P<weekday>[^\W\d_]{{2,12}})(?![^\W\d_])\.?,?{_GAP}(?:the\s|den\s)?)?"
_MONTH = r"[_*]{0,2}(?P<month>[^\W\d_]{3,12})\.?[_*]{0,2}"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|d|er|[º°.])?"
_YEAR = r"(?P<year>(?:1\d|20)\d\d)"
_DUAL_YEAR = rf"{_YEAR}(?:[-/](?P<new_style>\d{{1,2}}))?"
_OF = r"(?:(?:day\s)?(?:of|de|del|di)\s)?"
_CLOCK = (
    r"(?P<hour>[01]?\d|2[0-3])(?:[:h](?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d{1,9})?)?)"
    r"(?:\s?(?P<half>[ap]\.?m\b\.?|[AP]\.?M\b\.?)|\sUhr\b)?(?:\s?(?P<zone>[+-]\d\d:?\d\d|Z\b|UTC\b|GMT\b|[ECMP][SD]T\b))?"
)
# `, at`, `à(s)`, `alle ore`: what stands before a time in the languages of mail programs.
_AT = r"(?:at|à(?:\(s\))?|às|um|om|kl\.?|a\slas|alle\sore)\s"
_TIME = rf"(?:(?:{_GAP}(?:,|-|–|@|·|\|)?{_GAP}(?:{_AT})?|T){_CLOCK})?"

_DAY_MONTH_YEAR = rf"{_WEEKDAY}(?P<date>{_DAY}{_GAP}{_OF}{_MONTH}{_COMMA}{_OF}{_DUAL_YEAR}){_TIME}"
_MONTH_DAY_YEAR = rf"{_WEEKDAY}(?P<date>{_MONTH}{_GAP}(?:the\s)?{_DAY}{_COMMA}{_DUAL_YEAR}){_TIME}"
_MONTH_YEAR = rf"(?P<date>{_MONTH}{_COMMA}{_OF}{_YEAR})"
_YEAR_MONTH_DAY = rf"(?P<date>{_YEAR}(?P<mark>[-/.])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)){_TIME}"
_NUMERIC = rf"{_WEEKDAY}(?P<date>(?P<first>\d\d?)(?P<mark>[-/.])(?P<second>\d\d?)(?P=mark){_YEAR}){_TIME}"
# `2015年6月25日`, `2015년 6월 25일`: words may stand right before and behind.
_EAST_ASIAN = rf"(?P<date>{_YEAR}\s?[年년]\s?(?P<month>\d\d?)\s?[月월]\s?(?P<day>\d\d?)\s?[日号일]){_TIME}"
_CTIME = rf"{_WEEKDAY}(?P<date>{_MONTH}\s{{1,2}}{_DAY}\s{_CLOCK}\s{_YEAR})"
_CLOCK_FIRST = r"(?:,|\s-|\son)?\s"

RUNNING_MONTH_YEAR = re.compile(_LEFT + _MONTH_YEAR + _RIGHT)
RUNNING_PATTERNS = (
    *(
        re.compile(_LEFT + pattern + _RIGHT)
        for pattern in (_DAY_MONTH_YEAR, _MONTH_DAY_YEAR, _CTIME, _NUMERIC, _YEAR_MONTH_DAY)
    ),
    RUNNING_MONTH_YEAR,
    re.compile(r"(?<!\d)" + _EAST_ASIAN),
)
WHOLE_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        _DAY_MONTH_YEAR,
        _MONTH_DAY_YEAR,
        _NUMERIC,
        _YEAR_MONTH_DAY,
        _EAST_ASIAN,
        _CTIME,
        _MONTH_YEAR,
        rf"(?P<date>{_YEAR}-(?P<month>\d\d))",
        rf"(?P<date>{_YEAR})",
        _CLOCK + _CLOCK_FIRST + _DAY_MONTH_YEAR.removesuffix(_TIME),
        _CLOCK + _CLOCK_FIRST + _MONTH_DAY_YEAR.removesuffix(_TIME),
    )
)
