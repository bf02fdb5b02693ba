"""Age, sex and age at the beginning, as a text tells of them, and whether a relative tells it."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_YEARS: Final = {
    word: str(number)
    for number, word in enumerate(
        [
            *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
            *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
        ],
        start=1,
    )
}
#: An age in a word.
_IN_WORDS: Final = re.compile(
    rf"\b(?P<age>{'|'.join(_YEARS)})(?=[\s-]+(?:years?|yrs?)[\s-]+olds?\b)"
    rf"|(?<=\baged )(?P<aged>{'|'.join(_YEARS)})\b|(?<=\bchild of )(?P<of>{'|'.join(_YEARS)})\b",
    re.IGNORECASE,
)
_AGES: Final = (
    re.compile(
        r"\b(?P<age>\d{1,3})[\s-]*(?:years?|yrs?|yo|y/o|y\.o\.?|y)[\s-]*(?:old)?[\s,-]*"
        r"(?P<sex>man|woman|male|female|gentleman|lady|boy|girl|m\b|f\b)?",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<sex>child|boy|girl|son|daughter|toddler|baby|infant|kid|man|woman|male|female|patient)"
        r"(?:,|,?\s+(?:of|aged?|age:?|is|who is|now))?\s+(?P<age>\d{1,3})\b"
        r"(?!\s*(?:weeks?|wks?|months?|days?|hours?|mg|/|\.\d))",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?P<age>\d{1,3})\s?(?P<sex>[MF])\b"),
    re.compile(r"\b(?P<sex>[MF])\s?(?P<age>\d{2})\b"),
    re.compile(r"\b(?:aged?|age:)\s*(?P<age>\d{1,3})\b", re.IGNORECASE),
    re.compile(
        r"(?:^|,)\s*(?P<age>\d{2})\s*(?P<sex>male|female|man|woman)?\s*[,.]?\s*$", re.IGNORECASE
    ),
    re.compile(r"\bI(?:'m| am)\s+(?P<age>\d{2})\b(?!\s*(?:weeks|months))", re.IGNORECASE),
)
#: The age of an infant; a wound or a complaint has one too.
_INFANT: Final = re.compile(
    r"(?:^|[,.;:]|\b(?:an?|my|our|this|the|(?:baby|infant|he|she|son|daughter) is))\s*"
    r"(?P<age>\d{1,2})[\s-]*(?P<unit>day|week|wk|month|mth)s?[\s-]*(?:olds?\b|(?=baby\b|infant\b))"
    r"(?!\s*(?:wound|injury|fracture|burn|bite|cut|bruise|scar|pain|problem|symptom))",
    re.IGNORECASE,
)
#: So many of them make a year, by the beginning of the word.
_OF_A_YEAR: Final = {"d": 365.25, "w": 52.18, "m": 12.0}
_ONSET: Final = re.compile(
    r"\b(?:since|from|began|started|starting|onset|first noticed|beginning)\s+(?:in\s+|at\s+|about\s+|when\s+)*"
    r"(?:(?:the\s+)?age(?:d)?\s+(?:of\s+)?|(?:he|she|I)\s+was\s+)(?P<age>\d{1,2})\b",
    re.IGNORECASE,
)
_NO_AGE_BEHIND: Final = re.compile(
    r"\s*(?:ago|history|hx|ex|of\b|duration|smok|later|after|course)"
)
_NO_AGE_BEFORE: Final = re.compile(
    r"(?:for|over|last|past|about|after|every|within|nearly|mother|father|brother|sister|son|daughter|died)"
    r"\s+(?:\w+\s+)?(?:at\s+)?$",
    re.IGNORECASE,
)
_SEX: Final = (
    (re.compile(r"\b(?:man|male|gentleman|boy|Mr)\b", re.IGNORECASE), "male"),
    (re.compile(r"\b(?:woman|female|lady|girl|Mrs|Ms|Miss)\b", re.IGNORECASE), "female"),
    (re.compile(r"\b(?:he|his|him)\b", re.IGNORECASE), "male"),
    (re.compile(r"\b(?:she|hers?)\b", re.IGNORECASE), "female"),
)


_MALE: Final = frozenset(["man", "male", "gentleman", "boy", "son", "m"])
_FEMALE: Final = frozenset(["woman", "female", "lady", "girl", "daughter", "f"])
#: Of a relative so much is told that it is the patient: an age, or more about him or her.
_MY_RELATIVE: Final = re.compile(
    r"^\W*(?:my|our)\s+(?:husband|wife|partner|mother|father|mum|mom|dad|brother|sister|friend|grand\w+)\b"
    r"(?=.*(?:\b(?:he|she|his)\b|\d{2}))",
    re.IGNORECASE | re.DOTALL,
)
_MY_CHILD: Final = re.compile(
    r"\b(?:my|our)\s+(?:[\w-]+[\s-]+){0,4}?(?:son|daughter)\b", re.IGNORECASE
)
#: The one who writes tells of complaints of their own.
_MINE: Final = re.compile(
    r"\bI\s+(?:also\s+)?(?:have|get|feel|had|cramp|twitch|suffer|cannot|can't)\b|\bI've\b"
    r"|\bmy\s+(?:own\s+)?(?:legs?|arms?|cal(?:f|ves)|hands?|f(?:oo|ee)t|muscles?|back|jaw|thighs?|body)\b",
    re.IGNORECASE,
)

#: How far a pregnancy is.
PREGNANT: Final = re.compile(
    r"\b(?:(?P<weeks>\d{1,2})(?:\s?\+\s?\d)?\s*-?(?:weeks?|wks?)\s*(?:pregnant|gestation|of pregnancy))",
    re.IGNORECASE,
)
#: Weeks from which a pregnancy is late.
LATE: Final = 20


class PersonTold(NamedTuple):
    """Who the patient is; None for what is not told."""

    age: float | None
    #: ``male`` or ``female``.
    sex: str | None
    #: Years.
    onset_age: float | None


def tells_of_another(text: str) -> bool:
    """Tell whether the patient is a child or another relative of the writer, who has no complaint."""
    another = _MY_CHILD.search(text) or _MY_RELATIVE.match(text)
    return another is not None and _MINE.search(text) is None


def person_of(text: str) -> PersonTold:
    """Find age, sex and age at the beginning."""
    text = _IN_WORDS.sub(lambda match: _YEARS[match[0].lower()], text)
    age, sex = _age_of(text)
    if sex is None:
        sex = next((word for pattern, word in _SEX if pattern.search(text)), None)
    onset = _ONSET.search(text)
    began = float(onset["age"]) if onset else None
    if began is not None and age is not None and began > age:
        began = None
    return PersonTold(age, sex, began)


def _age_of(text: str) -> tuple[float | None, str | None]:
    for pattern in _AGES:
        for match in pattern.finditer(text):
            before = text[max(match.start() - 24, 0) : match.start()]
            if _NO_AGE_BEFORE.search(before) or _NO_AGE_BEHIND.match(text, match.end()):
                continue
            told = int(match["age"])
            if 0 < told <= 115:
                return float(told), _sex_of(match.groupdict().get("sex"))
    infant = _INFANT.search(text)
    if infant and not _MINE.search(text):
        return round(int(infant["age"]) / _OF_A_YEAR[infant["unit"][0].lower()], 2), None
    return None, None


def _sex_of(word: str | None) -> str | None:
    word = (word or "").lower()
    return "male" if word in _MALE else "female" if word in _FEMALE else None
