"""What people say around a test and its number: my potassium was 2.9, TSH came back at 11.77 last week."""

from __future__ import annotations

import re
from typing import Final

from cramps.late_regex import late_regex

#: Before the name of a test.
_BEFORE: Final = late_regex(
    r"(?:(?:my|his|her|our|your|their|the|an?|had|with|latest|last|first|serum|plasma|blood)\s+)+",
    re.IGNORECASE,
)
#: Between the name and the number.
_BETWEEN: Final = late_regex(
    r"(?:\s+(?:levels?|values?|counts?|results?|readings?|tests?|measured|reads?|is|was|were|are|has|had|been|came|comes?|"
    r"back|in|as|at|of|to|now|only|just|still|about|around|up|down|high|low|risen|dropped|fell|fallen|went|gone))+",
    re.IGNORECASE,
)
#: Behind it: when that was.
_WHEN: Final = late_regex(
    r"\s+(?:yesterday|today|now|again|this (?:morning|week|month|year)|last (?:week|month|year|night|time)|on admission)[.!]?$",
    re.IGNORECASE,
)


def name_of(said: str) -> str:
    """Give what may be the name of a test in what was said before its number; may be empty."""
    bare = _BEFORE.match(said)
    said = said[bare.end() :] if bare else said
    between = next((m for m in _BETWEEN.finditer(said) if m.end() == len(said)), None)
    return said[: between.start()] if between else said


def without_when(text: str) -> str:
    """Give a test and its number without the time that was said behind them."""
    return _WHEN.sub("", text)
