"""How far a pregnancy is, as notes and women tell it: 34/40, 36+2, at 34 weeks, 35 wks with my first.

Weeks are also how long something lasts, how long ago it was, and the age of a baby. They are those of a
pregnancy where the words say so, or where they stand as such weeks do and nothing says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from cramps.late_regex import late_regex

if TYPE_CHECKING:
    from cramps.cases.person_in_words import PersonTold

#: Weeks from which a pregnancy is late.
LATE: Final = 20
#: So many weeks is a month at least.
_A_MONTH: Final = 4
#: No pregnancy is longer, and of fewer weeks one speaks otherwise.
_WEEKS: Final = range(4, 43)
#: Ages, in years, between which a woman may be pregnant.
_AGES: Final = (12, 56)
_NUMBER: Final = r"(?<![\d/.])(?P<weeks>\d{1,2})"
_UNIT: Final = r"\s*-?\s*(?:weeks?|wks?)\b"
#: Behind weeks that are no pregnancy's: ago, old, after surgery, of pain, follow-up.
_OTHERWISE: Final = late_regex(
    r"[\s,-]*(?:ago|olds?\b|of\b(?! (?:pregnancy|gestation))|after|post|since|follow|review|later|into|in hospital|before|history|hx|"
    r"duration|course|clean|sober|appointment|check|out from|on\b|and counting|from now|now of|baby|infant|prem\w*|"
    r"corrected|in (?:a )?(?:cast|plaster|row))",
    re.IGNORECASE,
)
#: Before them: how long, when, or another's birth.
_NOT_BEFORE: Final = late_regex(
    r"\b(?:for|over|last|past|within|every|about every|since|after|the|first|next|in|born|birth|deliver\w*|induced|section|c-section|"
    r"miscarr\w*|lost|stillb\w*|prem\w*|baby|infant|newborn|son|daughter|twins?|he(?:['\u2019]s| is| was)|boy|girl|was|were|until|till|aged?|"
    r"previous\w*|nearly every|took|waited)\s+(?:\w+\s+){0,2}?(?:at\s+|at about\s+)?$",
    re.IGNORECASE,
)
#: The sight of an eye, and marks out of forty.
_OF_SIGHT: Final = late_regex(
    r"\b(?:vision|sight|acuity|VA|eyes?|score\w*|scale|questionnaire|scored)\b", re.IGNORECASE
)
#: Who is pregnant, whatever else is told.
_SAID: Final = late_regex(
    r"\b(?:pregnan\w+|primips?|primigravida|multips?|multigravida|gravida|gravid|G[1-9]\s?P\d|antenatal|obstetric\w*|midwife|expecting|"
    r"trimester|fetal|foetal|gestation\w*|maternity)\b",
    re.IGNORECASE,
)
_PATTERNS: Final = (
    # 34/40, 36+2/40
    (late_regex(_NUMBER + r"(?:\s?\+\s?\d)?/40\b(?!/)"), "short"),
    # 34 weeks pregnant, 29 weeks gestation, 33 weeks gone, 31 wks along
    (
        late_regex(
            _NUMBER
            + r"(?:\s?\+\s?\d)?"
            + _UNIT
            + r"['\u2019]?\s*(?:pregnant|preg\b|gestation|of (?:pregnancy|gestation)|gravid|gone\b|along\b)",
            re.IGNORECASE,
        ),
        "said",
    ),
    # 35 wks with my first, 30 weeks with twins
    (
        late_regex(
            _NUMBER
            + _UNIT
            + r"\s+with\s+(?:(?:my|our|her|the|baby)\s+)?(?:number\s+)?"
            + r"(?:first|second|third|fourth|1st|2nd|3rd|one|two|three|twins?|triplets?|a baby|baby)\b(?!\s+(?:degree|attack|episode|bout))",
            re.IGNORECASE,
        ),
        "said",
    ),
    # 36+2, 36+2 weeks: of one who is told to be pregnant
    (
        late_regex(_NUMBER + r"\s?\+\s?[0-6]\b(?:" + _UNIT + r")?(?![/\d])", re.IGNORECASE),
        "pregnant",
    ),
    # at 34 weeks; I'm 29 weeks; she is 33 wks now
    (
        late_regex(
            r"(?<!\w)(?:at|currently|I['\u2019]?m|I am|im|she(?:['\u2019]?s| is)|who is|(?:wife|partner|missus|girlfriend|sister|friend) is)\s+(?:about\s+|around\s+|now\s+|only\s+|nearly\s+)?"
            + _NUMBER
            + _UNIT
            + r"(?!['\u2019]?\s*\w*(?:ly)?\s*(?:history))",
            re.IGNORECASE,
        ),
        "placed",
    ),
    # 38 weeks, severe headache: the first that is said
    (late_regex(r"^\W*" + _NUMBER + _UNIT + r"(?=\s*[,;.:])", re.IGNORECASE), "first"),
    # in my 36th week
    (
        late_regex(
            r"\bin\s+(?:my|her|the)\s+(?P<weeks>\d{1,2})(?:st|nd|rd|th)\s+(?:week|wk)\b(?!\s+(?:of\b(?! (?:pregnancy|gestation))|after|at))",
            re.IGNORECASE,
        ),
        "said",
    ),
    # 8 months gone, six months along
    (
        late_regex(
            r"(?<![\d/.])(?P<months>[3-9])\s+months?\s+(?:gone|along|preg)\b", re.IGNORECASE
        ),
        "said",
    ),
    # a woman, 36 weeks, with ...; 31F 34 weeks
    (
        late_regex(
            r"\b(?:woman|lady|girl|wife|partner|sister|daughter|mum|female|\d{2}\s?F|F\s?\d{2})\s*[,(]?\s*"
            + _NUMBER
            + _UNIT,
            re.IGNORECASE,
        ),
        "placed",
    ),
    # primip 33 weeks: of one who is told to be pregnant
    (late_regex(_NUMBER + _UNIT, re.IGNORECASE), "pregnant"),
)


class Gestation(NamedTuple):
    """How far a pregnancy is, and where the text tells it."""

    start: int
    end: int
    weeks: int


def gestations(text: str, person: PersonTold) -> Iterator[Gestation]:
    """Give the weeks of pregnancy that a text tells; none of a man, a child or one of sixty."""
    if person.sex == "male":
        return
    if person.age is not None and not _AGES[0] <= person.age < _AGES[1]:
        return
    told = _SAID.search(text) is not None
    taken: list[tuple[int, int]] = []
    for pattern, how in _PATTERNS:
        for match in pattern.finditer(text):
            if "months" in pattern.groupindex:
                start, end, weeks = match.start(), match.end(), _A_MONTH * int(match["months"])
            else:
                start, end, weeks = match.start("weeks"), match.end(), int(match["weeks"])
            if weeks not in _WEEKS or any(start < last and end > first for first, last in taken):
                continue
            if _is_meant(text, match, how, told=told):
                taken.append((start, end))
                yield Gestation(start, end, weeks)


#: Weeks at which something was, of what is not told.
_AT: Final = late_regex(r"\bat\s+\d{1,2}\s*(?:weeks?|wks?)\b(?!\s*(?:old|of age))", re.IGNORECASE)


def unclear_weeks(text: str, found: Iterable[Gestation]) -> Iterator[tuple[int, int]]:
    """Give where a text tells of weeks at which something was, and it is not understood of what."""
    taken = [(one.start, one.end) for one in found]
    for match in _AT.finditer(text):
        if not any(match.start() < end and match.end() > start for start, end in taken):
            yield match.span()


def _is_meant(text: str, match: re.Match[str], how: str, *, told: bool) -> bool:
    """Tell whether weeks are those of a pregnancy; ``how`` says how sure the words make it."""
    first = match.start(1)
    before = text[max(0, first - 32) : first]
    if how == "said":
        sure = match[0].lower().startswith("in ") or "pregnan" in match[0].lower()
        return sure or _NOT_BEFORE.search(before) is None
    if how == "short":
        around = text[max(0, match.start() - 24) : match.end() + 16]
        return _OF_SIGHT.search(around) is None and _NOT_BEFORE.search(before) is None
    if how == "pregnant" and not told:
        return False
    if _OTHERWISE.match(text, match.end()) or _NOT_BEFORE.search(before):
        return False
    return how != "first" or int(match["weeks"]) >= LATE
