"""Short words that mean another thing in running text than the record that is so called.

``ca`` beside an organ is a cancer and no calcium, ``op`` an operation and no organophosphate, ``mg`` behind
a number a dose and no magnesium.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from cramps.late_regex import late_regex

_ORGANS: Final = (
    r"prostat\w*|breast|lung|bowel|colon|colorectal|rectal|rectum|ovar\w+|pancrea\w*|bladder|kidney|renal|cervix|cervical|"
    r"thyroid|gastric|stomach|o?esophag\w*|liver|hepatic|hepatocellular|skin|endometri\w+|uter\w+|womb|testi\w+|laryn\w*|"
    r"throat|tongue|oral|mouth|brain|bone|squamous|cell|nasopharyn\w*|bronch\w+|primary|metastatic|mets|small bowel|caecal|anal"
)
_CANCER: Final = late_regex(
    rf"\b(?:{_ORGANS})\s+ca\b(?!\s*(?:level|\d+\.|[=:<>]))(?:,?\s+(?:in\s+)?(?:19|20)\d\d\b)?"
    rf"|\bca\s+(?:of\s+(?:the\s+)?)?(?:{_ORGANS})\b(?:,?\s+(?:in\s+)?(?:19|20)\d\d\b)?",
    re.IGNORECASE,
)
_OPERATION: Final = late_regex(
    r"\b(?:post[- ]?)?ops?\b(?!\s*(?:poison|exposure|spray|pesticid|nerve|insectic|compound))",
    re.IGNORECASE,
)
#: So written it may be the poison.
_POISON: Final = late_regex(r"OPs?")
#: It was lately: its wound, its rest in bed and its clots are of now.
_LATELY: Final = late_regex(
    r"\bpost[- ]?op\b|\b(?:after|since|following|had)\b[^,.;]{0,30}\bop\b|\bop\b[^,.;]{0,20}\b(?:days?|weeks?|wks?|fortnight|yesterday|last week|this week|/52|/7)",
    re.IGNORECASE,
)
_LONG_AGO: Final = late_regex(
    r"\b(?:19|20)\d\d\b|\b(?:years?|yrs?|ages|months?|mths?) ago\b|\bas a (?:child|kid)\b|/12\b|\bnext\b|\bwaiting\b|\bdue\b",
    re.IGNORECASE,
)
_BONES: Final = (
    r"tib(?:ia|ial)?|fib(?:ula|ular)?|radi(?:us|al)|uln(?:a|ar)|humer(?:us|al)|fem(?:ur|oral)|nof|wrist|ankle|shin|forearm|"
    r"elbow|leg|arm|hand|foot|calcane\w+|metatarsal|metacarpal|scaphoid|supracondylar|clavicle|patella|hip|knee|limb|malleol\w+"
)
#: tib/fib #, # of the wrist.
_FRACTURE: Final = late_regex(
    rf"\b(?:{_BONES})\b(?:\s*(?:/|&|and)\s*(?:{_BONES})\b)?(?:\s+shaft)?\s*#(?!\d)"
    rf"|#(?!\d)\s*(?:of\s+)?(?:the\s+)?(?:[LR]|left|right|distal|proximal|mid|open|closed)?\s*\b(?:{_BONES})\b(?:\s*(?:/|&|and)\s*(?:{_BONES})\b)?",
    re.IGNORECASE,
)
#: Myasthenia and no magnesium: 52F MG on pyridostigmine.
_MYASTHENIA: Final = late_regex(
    r"(?<![\w.])(?<!\d )(?<!serum )(?<!low )MG\b(?!\s*(?:[:=<>]|\d+(?:\.\d+)?(?!\d|\.\d|\s?(?:mg|mcg)\b)|/|low|high|normal|level|is|was|of))"
)
#: A denial that is a danger: has not been to dialysis since Monday.
_NO_DIALYSIS: Final = late_regex(
    r"\b(?:not|(?:has|have|had|did|could)n['\u2019]?t|unable to|refus\w+ to|could not)\s+"
    r"(?:(?:been|go|gone|going|get|got|come|have|had|attend|attended|able|to|for|any|his|her|my|the)\s+){1,5}dialysis\b"
    r"(?!\s+(?:yet|before|so far))",
    re.IGNORECASE,
)
_ANY: Final = late_regex(r"\b(?:ca|ops?|post[- ]?ops?|mg|dialysis)\b|#", re.IGNORECASE)
#: A dose or a distance: its unit is no test.
_COUNTED: Final = late_regex(r"\d\s?$")
_UNITS: Final = frozenset(["mg", "k", "m", "g", "l"])


class Short(NamedTuple):
    """A short word, where it stands, and the finding that it is; None where it tells of none."""

    start: int
    end: int
    finding: str | None


def short_words(text: str) -> Iterator[Short]:
    """Give the short words of a sentence that mean another thing than the record that is so called."""
    if _ANY.search(text) is None:
        return
    for match in _CANCER.finditer(text):
        yield Short(match.start(), match.end(), "cancer")
    if _LONG_AGO.search(text) is None:
        for match in _FRACTURE.finditer(text):
            yield Short(match.start(), match.end(), "limb-injury")
    for match in _NO_DIALYSIS.finditer(text):
        yield Short(match.start(), match.end(), "missed-dialysis")
    for match in _MYASTHENIA.finditer(text):
        yield Short(match.start(), match.end(), "myasthenia-known")
    lately = _LATELY.search(text) is not None and _LONG_AGO.search(text) is None
    for match in _OPERATION.finditer(text):
        if _POISON.fullmatch(match[0]) and not lately:
            continue
        yield Short(
            match.start(), match.end(), "recent-immobilisation-or-surgery" if lately else None
        )


def is_unit(text: str, start: int, end: int) -> bool:
    """Tell whether a word is the unit of the number before it: 200 mg, 10 k."""
    return (
        text[start:end].lower() in _UNITS
        and _COUNTED.search(text, max(0, start - 3), start) is not None
    )
