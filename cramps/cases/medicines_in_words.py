"""Whether a medicine that a text names is taken: stopped, finished, not given, run out of, asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from cramps.late_regex import late_regex
from cramps.words.note_cues import Status

#: So much of the text before and behind a medicine is looked at.
_AROUND: Final = 64
_WHOSE: Final = r"(?:(?:his|her|my|their|the|all|of|taking|take|taken|using|any|own|daily|regular|both|on|having|having had|for|a|an|some)\s+)*"
#: Between two medicines of one list.
_JOINED: Final = late_regex(
    r"(?:\s*\d+(?:\.\d+)?\s*(?:mg|mcg|g)?)?\s*(?:,|and\b|or\b|&|\+|/|,\s*and\b)\s*(?:the |his |her |my )?",
    re.IGNORECASE,
)
_STOPPED: Final = late_regex(
    r"\b(?:stopp(?:ed|ing)|stop|finish(?:ed|ing)?|discontinued|ceased|quit|withdrawn|withheld|came off|come off|coming off|off|formerly|former|"
    r"ran out of|run out of|out of|forgot\w*|missed|missing|not tak(?:en|ing)|isn['\u2019]?t taking|hasn['\u2019]?t (?:had|taken)|haven['\u2019]?t (?:had|taken)|"
    r"hadn['\u2019]?t (?:had|taken)|without|no longer (?:on|takes?|taking)|used to (?:take|be on)|previously(?: on)?|until|till)\s+"
    + _WHOSE
    + r"$",
    re.IGNORECASE,
)
_NEVER: Final = late_regex(
    r"\b(?:never (?:took|taken|takes|had|been on|used|started)|not on|isn['\u2019]?t on|aren['\u2019]?t on|allerg(?:y|ic) to|intoleran\w+ (?:of|to)|refus(?:ed|es|ing)|"
    r"declin(?:ed|es)|instead of|rather than|not (?:yet )?(?:started|given|prescribed))\s+"
    + _WHOSE
    + r"$",
    re.IGNORECASE,
)
_ASKED: Final = late_regex(
    r"(?:\b(?:can|could|should|shall|may|would|wud|do|does|will|is it (?:ok|okay|safe|alright|fine)|ok|okay|safe|worth|want(?:s|ed)?|like|thinking (?:of|about)|thought about|"
    r"considering|wonder\w*(?: about| if| whether)?)\s+(?:(?:i|we|he|she|it|you|to|me|be|if|need|a)\s+)*"
    r"(?:take|have|use|try|start|get|taking|help|trying|starting|using|having|give|giving|need|switch to|prescribe|buy|buying)\s+|\bwhat about\s+|\bhow about\s+)"
    + _WHOSE
    + r"$"
    r"|\?\s?$",
    re.IGNORECASE,
)
_NOT_GIVEN: Final = late_regex(
    r"\s*(?:\([^)]{0,30}\)\s*)?(?:\d+(?:\.\d+)?\s*(?:mg|mcg|g)\s*)?(?:tablets?|pills?|dose|doses|meds?|medication|injections?|patch(?:es)?)?\s*"
    r"(?:(?:has|have|had|was|were|is|are)(?:n['\u2019]?t|\s+not)\s+(?:been\s+|being\s+|yet\s+)*(?:given|taken|had|started|prescribed|administered|delivered|restarted|available)"
    r"|(?:not|never)\s+(?:been\s+)?(?:given|taken|had|started|restarted|available)\b)",
    re.IGNORECASE,
)
_STOPPED_BEHIND: Final = late_regex(
    r"\s*(?:\([^)]{0,30}\)\s*)?(?:\d+(?:\.\d+)?\s*(?:mg|mcg|g)\s*)?(?:(?:od|bd|tds|qds|nocte|daily)\s+)?(?:tablets?|pills?|dose|doses|meds?|medication|injections?|patch(?:es)?)?\s*"
    r"(?:(?:has|have|had|was|were|is|are|all|now|just|abruptly|suddenly)\s+(?:been\s+)?)*"
    r"(?:stopped|finished|discontinued|withdrawn|withheld|ceased|on hold|held\b(?! by)|paused|missed|omitted|run out|ran out|until|till)\b",
    re.IGNORECASE,
)
#: Is it any good?
_IS_IT: Final = late_regex(
    r"\b(?:is|are|does|do|would|will|can|could)\s+(?:the\s+|my\s+|this\s+)?$", re.IGNORECASE
)
_ANY_GOOD: Final = late_regex(
    r"\s+(?:any (?:good|use|help)|worth|helpful|safe|ok|okay|useful|a good|good|help|work|cause|causing|to blame|the cause|do any)\b",
    re.IGNORECASE,
)
#: Whether it is the cause is asked of one that is taken.
_CAUSES: Final = late_regex(r"\s+(?:caus\w+|to blame|the cause)\b", re.IGNORECASE)
#: Long ago, or never begun: there is no withdrawal.
_LONG_AGO: Final = late_regex(
    r"\b(?:years?|yrs?|months?|mths?|ages) ago\b|\b(?:19|20)\d\d\b|\blast year\b|\buntil\b|\btill\b",
    re.IGNORECASE,
)

_LACKS: Final = frozenset(
    (
        "dopaminergic-drug-stopped",
        "baclofen-stopped",
        "benzodiazepine-stopped",
        "steroid-withdrawal",
    )
)
#: An illness that is no circumstance any more when it is over.
_ILLNESSES: Final = frozenset(("rhabdomyolysis", "recent-infection", "infection-or-fever"))
_IS_OVER: Final = late_regex(
    r"\b(?:(?:fully|completely|totally) (?:recovered|resolved|better)|recovered (?:fully|completely)"
    r"|(?:full|complete) recovery|once (?:back )?in (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
#: What was recent is so no more after years.
_RECENT: Final = frozenset(("recent-immobilisation-or-surgery", "recent-childbirth", "limb-injury"))
_YEARS_AGO: Final = late_regex(
    r"\b(?:years|yrs) (?:ago|back)\b|\b(?:in|of|since|from) (?:19|20)\d\d\b|\blast year\b|\bold (?:\w+ ){0,2}(?:injur\w+|fractures?|breaks?|sprains?)\b|\b(?:all|well|long|fully|since) healed\b|\bas a (?:child|kid|boy|girl|teenager)\b",
    re.IGNORECASE,
)
_BEFORE: Final[tuple[tuple[re.Pattern[str], Status], ...]] = (
    (_ASKED, "hypothetical"),
    (_NEVER, "absent"),
    (_STOPPED, "past"),
)
#: A group of medicines, or the circumstance of taking it -> the finding that lacking them of late is.
WITHDRAWAL: Final = {
    "levodopa": "dopaminergic-drug-stopped",
    "dopamine-agonists": "dopaminergic-drug-stopped",
    "baclofen": "baclofen-stopped",
    "benzodiazepines": "benzodiazepine-stopped",
    "corticosteroids": "steroid-withdrawal",
    "corticosteroid-use": "steroid-withdrawal",
}


def lists_of(text: str, places: Sequence[tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """Give for each medicine, by where it begins, where the list begins and ends in which it stands."""
    found: dict[int, tuple[int, int]] = {}
    n = 0
    while n < len(places):
        last = n
        while last + 1 < len(places) and _JOINED.fullmatch(
            text, places[last][1], places[last + 1][0]
        ):
            last += 1
        for one in range(n, last + 1):
            found[places[one][0]] = (places[n][0], places[last][1])
        n = last + 1
    return found


def taking(text: str, start: int, end: int, whole: tuple[int, int]) -> Status | None:
    """Tell whether a medicine is not taken: past, absent or hypothetical; None where nothing says so.

    ``start`` and ``end`` are where its name stands in a sentence, ``whole`` where the list of
    medicines in which it stands.
    """
    for first in {start, whole[0]}:
        before = text[max(0, first - _AROUND) : first]
        for pattern, status in _BEFORE:
            if pattern.search(before):
                return status
    asked = _IS_IT.search(text[max(0, start - _AROUND) : start]) and _ANY_GOOD.match(text, end)
    if asked and _CAUSES.match(text, end) is None:
        return "hypothetical"
    for last in {end, whole[1]}:
        after = text[last : last + _AROUND]
        if _NOT_GIVEN.match(after) or _STOPPED_BEHIND.match(after):
            return "past"
    return None


def lacked(text: str, drug: str) -> str | None:
    """Give the finding that it is to lack a medicine of late; None where it was long ago or has none."""
    return None if _LONG_AGO.search(text) else WITHDRAWAL.get(drug)


def is_over(text: str, finding: str) -> bool:
    """Tell whether a lack of a medicine or an operation was long ago, or an illness is over."""
    if finding in _ILLNESSES:
        return _IS_OVER.search(text) is not None
    if finding in _RECENT:
        return _YEARS_AGO.search(text) is not None
    return finding in _LACKS and _LONG_AGO.search(text) is not None
