"""Whether what is told began within days: since Monday, 3/7, started on Friday, for two days.

When a rest, a meal or another illness was is not when a complaint began: the time counts in the part of a
sentence that tells of the complaint, or in one that tells nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from cramps.late_regex import late_regex

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from cramps.cases.mention import Mention

#: What is said to have begun so.
FINDING: Final = "onset-within-days"
_DAY: Final = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mon|tues?|weds?|thurs?|fri|sat|sun)\b"
)
_FEW: Final = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|a few|few|a couple of|several|1[0-4]|[1-9])"
#: Within so many days weakness that rises is an emergency: up to two weeks.
_DAYS: Final = late_regex(
    rf"\b(?:since|from|on|last|this)\s+(?:about\s+|last\s+|around\s+)?{_DAY}(?!\s+(?:to|until|mornings|nights))"
    r"|\bsince\s+(?:yesterday|this (?:morning|week)|last (?:night|week)|the (?:weekend|day before yesterday|other day))\b"
    r"|\b(?:yesterday|today|this morning|last night|overnight|at the weekend|over the weekend|the day before yesterday)\b"
    rf"|\b{_FEW}[\s-]*(?:days?|hours?|hrs?|nights?)\b(?!\s*(?:a|per|every|each)\b)"
    r"|(?<![\d/])(?:1[0-4]|[1-9])/7\b|(?<![\d/])[12]/52\b"
    r"|\b(?:a|one|1|two|2)\s+(?:weeks?|wks?|fortnight)\b|\bfor (?:a|the last|the past) (?:week|fortnight)\b"
    r"|\b(?:over|within|in)\s+(?:hours|days|a (?:few|couple of) (?:days|hours)|the (?:last|past) (?:few days|week))\b"
    r"|\b(?:this|last|past|the past) week\b|\bacute(?:ly)? onset\b",
    re.IGNORECASE,
)
#: How often, and not when it began.
_OFTEN: Final = late_regex(r"\b(?:every|each|most|on)\s+\w*\s*$", re.IGNORECASE)
#: It has long been so.
_LONG: Final = late_regex(
    r"\b(?:years?|yrs?|months?|mths?|decades?|ages|always|lifelong|childhood|long[- ]?standing|chronic\w*)\b|\b\d+/12\b",
    re.IGNORECASE,
)
_PARTS: Final = late_regex(r"[^,;.!?\n]+")


class Onset(NamedTuple):
    """Where a text tells that something began within days."""

    start: int
    end: int


def onset_within_days(
    text: str, read: Iterable[Mention], complaints: AbstractSet[str]
) -> Onset | None:
    """Find when complaints began, where that was within days.

    ``complaints`` are the ids of what counts. A part of the text that tells of something else, or that it
    has long been so, is passed over.
    """
    mentions = [m for m in read if m.status in ("present", "uncertain")]
    for part in _PARTS.finditer(text):
        within = [m for m in mentions if m.start < part.end() and m.end > part.start()]
        if within and all(m.id not in complaints for m in within):
            continue
        if _LONG.search(part[0]):
            continue
        for found in _times(text, part.start(), part.end()):
            return found
    return None


def _times(text: str, start: int, end: int) -> Iterator[Onset]:
    for match in _DAYS.finditer(text, start, end):
        if not (
            match[0].lower().startswith("on ")
            and _OFTEN.search(text, max(start, match.start() - 12), match.start())
        ):
            yield Onset(match.start(), match.end())
