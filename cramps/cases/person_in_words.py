"""Age, sex and age at the beginning, as a text tells of them, and whether a relative tells it."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from cramps.late_regex import late_regex

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
_BETWEEN_WORDS: Final = late_regex(r"\W+")
#: An age in a word.
_IN_WORDS: Final = late_regex(
    rf"\b(?P<age>{'|'.join(_YEARS)})(?=[\s-]+(?:years?|yrs?)[\s-]+olds?\b)"
    rf"|(?<=\baged )(?P<aged>{'|'.join(_YEARS)})\b|(?<=\bchild of )(?P<of>{'|'.join(_YEARS)})\b",
    re.IGNORECASE,
)
_PERSON: Final = r"man|woman|male|female|gentleman|gent|lady|boy|girl|lad|lass|bloke|guy|infant|baby|toddler|child|kid|patient"
_LIFE: Final = r"(?:years?|yrs?|yr|y)"
#: What an age has behind it and a stretch of time has not.
_STATED: Final = (
    late_regex(
        rf"\b(?P<age>\d{{1,3}})[\s-]*{_LIFE}[\s-]*olds?\b(?:[\s,-]*(?P<sex>{_PERSON}|m\b|f\b))?",
        re.IGNORECASE,
    ),
    late_regex(
        rf"\b(?P<age>\d{{1,3}})[\s-]*(?:yo|y/o|y\.o\.?)(?![a-z])[\s,-]*(?P<sex>{_PERSON}|m\b|f\b)?",
        re.IGNORECASE,
    ),
    late_regex(
        rf"\b(?P<age>\d{{1,3}})[\s-]*{_LIFE}[\s,-]+(?P<sex>(?:{_PERSON}|m|f)\b)", re.IGNORECASE
    ),
    late_regex(r"(?<![\d.])(?P<age>\d{1,3})\s?(?P<sex>[MF])\b(?!['\u2019/])"),
    late_regex(r"\b(?P<sex>[MF])[\s/]?(?P<age>\d{2})\b"),
    late_regex(r"(?:^|[,.;:(]\s*)(?P<age>\d{2})\s?(?P<sex>[mf])\b(?!['\u2019/])"),
    late_regex(
        r"\b(?:aged?(?:\s+is)?|age:)\s*(?P<age>\d{1,3})\b(?!\s*(?:weeks?|wks?|months?|days?|/))",
        re.IGNORECASE,
    ),
    late_regex(r"\b(?:Mr|Mrs|Ms|Miss)\.?\s+[A-Z][\w'\u2019-]+,?\s*\(?(?P<age>\d{2})\b(?![./%])"),
)
#: No unit, no time and no dose behind a bare number.
_BARE: Final = (
    r"(?!\s*(?:weeks?|wks?|months?|mths?|days?|hours?|hrs?|h\b|min|sec|mg|mcg|kg|stone|st\b|lbs?|cm|mm|miles?|km|"
    r"x\b|times|percent|units?|%|/|\+|-\d|\.\d|:\d|degrees))"
)
#: An age that only its place tells.
_PLACED: Final = (
    late_regex(
        rf"\b(?P<sex>{_PERSON}|son|daughter)"
        rf"(?:,|,?\s+(?:of|aged?|age:?|is|who is|now))?\s+\(?(?P<age>\d{{1,3}})\b{_BARE}",
        re.IGNORECASE,
    ),
    late_regex(
        r"\b(?:I['\u2019]?m|I am|(?:he|she)(?:['\u2019]?s| is)|pt is)\s+(?P<age>\d{1,3})\b" + _BARE,
        re.IGNORECASE,
    ),
    late_regex(
        r"\b(?:worker|\w+man|\w+woman|nurse|teacher|driver|farmer|builder|student|retired \w+|\w{3,}(?:er|or|ist)),?"
        rf"\s+(?:of\s+|aged\s+)?(?P<age>[2-9]\d)\s?(?P<sex>[mf]\b)?(?=\s*(?:[,.;(]|$)|\s+(?:with|was|who|has)){_BARE}",
        re.IGNORECASE,
    ),
)
_LEFT_ALONE: Final = (
    late_regex(rf"\bnow\s+(?P<age>\d{{2}})\s*(?=[,.;]|$){_BARE}", re.IGNORECASE),
    late_regex(
        rf"(?:^|[,.;]\s)\s*(?P<age>\d{{2}})\s*(?P<life>{_LIFE})?\s*(?P<sex>male|female|man|woman)?(?=\s*(?:[,.;]\s|[,.;]?\s*$))",
        re.IGNORECASE,
    ),
)
#: Fewer years by themselves are a stretch of time.
_GROWN: Final = 18
#: The age of an infant; a wound or a complaint has one too.
_INFANT: Final = late_regex(
    r"(?:^|[,.;:]|\b(?:an?|my|our|this|the|(?:baby|infant|he|she|son|daughter|boy|girl) is))\s*"
    r"(?P<age>\d{1,2})[\s-]*(?P<unit>day|week|wk|month|mth)s?[\s-]*(?:olds?\b|(?=(?:baby|infant|toddler|boy|girl)\b))"
    r"(?!\s*(?:wound|injury|fracture|burn|bite|cut|bruise|scar|pain|problem|symptom))",
    re.IGNORECASE,
)
#: The same behind the child: baby 7 months, my boy is 6 month.
_INFANT_BEHIND: Final = late_regex(
    r"\b(?:baby|infant|newborn|toddler|boy|girl|son|daughter)(?:\s+(?:is|of|aged?|now|just))*[\s,(]+"
    r"(?P<age>\d{1,2})\s*(?P<unit>day|week|wk|month|mth)s?\b(?!\s*(?:of|history|pregnan|ago|later|after|with))",
    re.IGNORECASE,
)
#: As a note writes it: 4/12 girl, 3/52 old.
_INFANT_SHORT: Final = late_regex(
    r"(?<![\d/])(?P<age>\d{1,2})/(?P<unit>12|52|7)\s*(?:olds?\b|(?=(?:boy|girl|baby|infant|male|female|[MF])\b))"
)
#: The same behind the child or its age: baby 4/12, aged 4/12; or said first: 4/12, floppy and constipated.
_INFANT_SHORT_PLACED: Final = late_regex(
    r"(?:\b(?:baby|infant|newborn|boy|girl|son|daughter|aged?|bab[ey])(?:\s+(?:is|of|aged?|now))*[\s,(:]+|^\W*)"
    r"(?P<age>\d{1,2})/(?P<unit>12|52|7)(?=\s*(?:[,.;)]|$|\s(?:with|who)\b))",
    re.IGNORECASE,
)
#: So many of them make a year, by the beginning of the word.
_OF_A_YEAR: Final = {"d": 365.25, "w": 52.18, "m": 12.0, "7": 365.25, "5": 52.18, "1": 12.0}
_ONSET: Final = late_regex(
    r"\b(?:since|from|began|started|starting|onset|first noticed|beginning)\s+(?:in\s+|at\s+|about\s+|when\s+)*"
    r"(?:(?:the\s+)?age(?:d)?\s+(?:of\s+)?|(?:he|she|I)\s+was\s+)(?P<age>\d{1,2})\b",
    re.IGNORECASE,
)
_NO_AGE_BEHIND: Final = late_regex(
    r"\s*(?:ago|history|hx|ex|of\b|duration|smok|later|after|course|on\b|no\b|same|now\b)",
    re.IGNORECASE,
)
_NO_AGE_BEFORE: Final = late_regex(
    r"(?:for|over|last|past|after|every|within|nearly|since|when (?:he|she|i) was|died(?: at| aged)?)"
    r"\s+(?:\w+\s+)?(?:at\s+)?$",
    re.IGNORECASE,
)
_SEX: Final = (
    (late_regex(r"\b(?:man|male|gentleman|gent|boy|lad|bloke|Mr)\b", re.IGNORECASE), "male"),
    (late_regex(r"\b(?:woman|female|lady|girl|lass|Mrs|Miss|(?-i:Ms))\b", re.IGNORECASE), "female"),
)
_PRONOUNS: Final = (
    (late_regex(r"\b(?:he|his|him|hes)\b", re.IGNORECASE), "male"),
    (late_regex(r"\b(?:she|hers?|shes)\b", re.IGNORECASE), "female"),
)
_MALE: Final = frozenset(
    ["man", "male", "gentleman", "gent", "boy", "lad", "bloke", "guy", "son", "m"]
)
_FEMALE: Final = frozenset(["woman", "female", "lady", "girl", "lass", "daughter", "f"])

_MEN: Final = (
    *(
        "husband",
        "hubby",
        "father",
        "dad",
        "daddy",
        "grandfather",
        "grandad",
        "granddad",
        "grandpa",
        "brother",
    ),
    *("son", "grandson", "boyfriend", "uncle", "nephew", "stepson", "stepdad"),
)
_WOMEN: Final = (
    *(
        "wife",
        "missus",
        "mother",
        "mum",
        "mom",
        "mummy",
        "mam",
        "grandmother",
        "grandma",
        "gran",
        "granny",
        "nan",
        "nana",
    ),
    *(
        "sister",
        "daughter",
        "granddaughter",
        "girlfriend",
        "aunt",
        "aunty",
        "auntie",
        "niece",
        "stepmum",
    ),
)
_OTHERS: Final = ("partner", "friend", "child", "kid", "toddler", "baby", "infant", "newborn")
_OF_FAMILY: Final = "|".join((*_MEN, *_WOMEN, *_OTHERS))
#: Those of whom one speaks so without "my".
_AT_HOME: Final = "husband|hubby|wife|missus|mum|mom|mam|dad|nan|nana|gran|granny|grandma|grandad|granddad|grandpa|son|daughter|partner"
_TELLS: Final = r"says?|said|thinks?|thought|noticed|notices|reports?|reported|tells?|told|saw|sees|rang|phoned|here|with|who had"
_DIED: Final = r"died|passed|was killed"
_GREETING: Final = r"^\W*(?:(?:hi+|hiya|hello|hey|help|please|pls|so|ok|sorry|dear \w+|good (?:morning|evening|afternoon)|urgent|worried|there|all)\W+)*"
#: The text begins with a relative: it is the patient.
_OPENING: Final = late_regex(
    _GREETING
    + rf"(?:(?:my|our)\s+(?:[\w-]+\s+){{0,3}}?(?P<mine>{_OF_FAMILY})|(?:the\s+)?(?P<home>{_AT_HOME}))(?:['\u2019]?s)?\b"
    rf"(?!\W+(?:{_TELLS}|{_DIED})\b)(?!['\u2019]s (?:{_OF_FAMILY})\b)",
    re.IGNORECASE,
)
#: One who calls for another: daughter rang, mum is weak.
_CALLER: Final = late_regex(
    rf"\b(?P<who>{_OF_FAMILY})\s+(?:has\s+|have\s+|is\s+)?"
    r"(?:rang|rung|ringing|phoned|phones|phoning|called|calls|calling|concerned|worried|here|writes|emailed|reports|reporting)\b",
    re.IGNORECASE,
)
_SUBJECT: Final = late_regex(
    rf"\b(?P<who>{_OF_FAMILY})(?=\s+(?:is|has|was|keeps|cant|can|cannot|had|got|gets|now|feels|wont|looks)\b)",
    re.IGNORECASE,
)
#: The writer asks for somebody.
_ON_BEHALF: Final = late_regex(
    r"\b(?:calling|ringing|writing|asking|worried|concerned|question|advice|help)\s+(?:is\s+)?(?:about|for|re|regarding|on behalf of|with)"
    rf"\s+(?:my|our)\s+(?:[\w-]+\s+){{0,3}}?(?P<mine>{_OF_FAMILY})\b"
    rf"|\b(?:care|caring|carer|looking|look)\s+(?:for|after)\s+(?:my|our)\s+(?:[\w-]+\s+){{0,2}}?(?P<home>{_OF_FAMILY})\b",
    re.IGNORECASE,
)
_MY_CHILD: Final = late_regex(
    r"\b(?:my|our)\s+(?:[\w-]+\s+){0,4}?(?P<mine>son|daughter|toddler|baby)\b(?!\W+(?:had|has had|caught)\b)",
    re.IGNORECASE,
)
#: The one who writes tells of complaints of their own.
_MINE: Final = late_regex(
    r"\bI\s+(?:also\s+|just\s+|still\s+|only\s+|often\s+)*(?:get|feel|had|cramp|twitch|suffer|cannot|can['\u2019]?t|wake|woke|ache"
    r"|have(?!\s+(?:a\s+(?:question|son|daughter|friend)|to|seen|reviewed|examined|met|noticed|tried|given|called|looked|been giving)))\b"
    r"|\bI['\u2019]?ve(?!\s+(?:just |only |already |also |been )*(?:seen|noticed|tried|given|giving|rung|called|phoned|found|checked|told|looked|read))\b"
    r"|\bI(?:['\u2019]?m| am)\s+(?:\d|a \d|pregnant|weak|tired|on\b|in pain|a \w+ with)"
    r"|\bmy\s+(?:own\s+|left\s+|right\s+|whole\s+|lower\s+|both\s+)*(?:legs?|arms?|cal(?:f|ves)|hands?|f(?:oo|ee)t|muscles?|back|jaw|thighs?|body|"
    r"eyes?|eyelids?|knees?|fingers?|toes?|neck|chest|shins?|quads|hamstrings?|wrist|face)\b",
    re.IGNORECASE,
)


class PersonTold(NamedTuple):
    """Who the patient is; None for what is not told."""

    age: float | None
    #: ``male`` or ``female``.
    sex: str | None
    #: Years.
    onset_age: float | None


def patients_in(text: str) -> frozenset[str]:
    """Give the words of the family by which a text calls the patient; none where it is the writer.

    Who begins with a relative, calls for one or speaks of a child tells of that one, unless complaints
    of the writer's own are told.
    """
    if not _names_family(text):
        return frozenset()
    if (caller := _CALLER.search(text)) is not None:
        who = caller["who"].lower()
        return frozenset(m["who"].lower() for m in _SUBJECT.finditer(text)) - {who}
    if _MINE.search(text) is not None:
        return frozenset()
    found = _OPENING.match(text) or _ON_BEHALF.search(text) or _MY_CHILD.search(text)
    if found is None:
        return frozenset()
    told = found.groupdict()
    return frozenset([(told["mine"] or told.get("home") or "").lower()])


def _names_family(text: str) -> bool:
    """Tell whether a word of a text begins as one of the family does: without, no pattern finds a relative."""
    return any(word.startswith((*_MEN, *_WOMEN, *_OTHERS)) for word in _words(text))


def _words(text: str) -> list[str]:
    return _BETWEEN_WORDS.split(text.casefold())


def _has_figure(text: str) -> bool:
    """Tell whether a figure stands in a text: no age, an infant's neither, is found without."""
    return any(map(str.isdecimal, text))


def is_of_the_writer(text: str) -> bool:
    """Tell whether the one who writes tells of complaints of their own."""
    return _MINE.search(text) is not None


def person_of(text: str) -> PersonTold:
    """Find age, sex and age at the beginning."""
    if not _YEARS.keys().isdisjoint(_words(text)):
        text = _IN_WORDS.sub(lambda match: _YEARS[match[0].lower()], text)
    patients = patients_in(text)
    if not _has_figure(text):
        return PersonTold(None, _sex_in(text, patients), None)
    age, sex = _age_of(text, patients)
    sex = sex or _sex_in(text, patients)
    onset = _ONSET.search(text)
    began = float(onset["age"]) if onset else None
    if began is not None and age is not None and began > age:
        began = None
    return PersonTold(age, sex, began)


def _sex_in(text: str, patients: frozenset[str]) -> str | None:
    for words, sex in ((_MEN, "male"), (_WOMEN, "female")):
        if not patients.isdisjoint(words):
            return sex
    if told := _told_by(_SEX, text):
        return told
    told = _told_by(_PRONOUNS, text)
    return told if told and not is_of_the_writer(text) else None


def _told_by(words: tuple[tuple[re.Pattern[str], str], ...], text: str) -> str | None:
    return next((sex for pattern, sex in words if pattern.search(text)), None)


def _age_of(text: str, patients: frozenset[str]) -> tuple[float | None, str | None]:
    """Find the age: what can be nothing else, an infant's, then what its place tells."""
    others = _others(patients)
    if found := _first(text, _STATED, others):
        return found
    if (infant := _infant(text)) is not None:
        return infant, None
    if patients and (found := _first(text, (_of_the_relative(patients),), others)):
        return found
    return _first(text, _PLACED, others) or _first(text, _LEFT_ALONE, others) or (None, None)


def _first(
    text: str, patterns: tuple[re.Pattern[str], ...], others: re.Pattern[str]
) -> tuple[float, str | None] | None:
    """Give the first age that patterns find, with the sex that stands beside it."""
    found: list[tuple[int, float, str | None]] = []
    for pattern in patterns:
        for match in pattern.finditer(text):
            before = text[max(match.start() - 40, 0) : match.start("age")]
            if others.search(before) or _NO_AGE_BEFORE.search(
                text[max(match.start() - 24, 0) : match.start()]
            ):
                continue
            told, groups = int(match["age"]), match.groupdict()
            stretch = pattern in _LEFT_ALONE and groups.get("life") and told < _GROWN
            bare = "old" not in match[0].lower() and not groups.get("sex")
            if stretch or (bare and _NO_AGE_BEHIND.match(text, match.end())):
                continue
            if 0 < told <= 115:
                found.append((match.start("age"), float(told), _sex_of(groups.get("sex"))))
                break
    if not found:
        return None
    _, age, sex = min(found, key=lambda one: one[0])
    return age, sex


def _others(patients: frozenset[str]) -> re.Pattern[str]:
    """Make the pattern of another of the family, of whom an age behind it is told."""
    names = "|".join(
        word for word in (*_MEN, *_WOMEN, "friend", "partner", "twin") if word not in patients
    )
    return re.compile(
        rf"\b(?:{names})s?\b(?:\s+(?:is|was|died|had|has|aged?|at|now|who|a|an|\w+ed|of|stroke|attack))*\W*$|\b(?:mother|father|mum|dad|parent) of\b",
        re.IGNORECASE,
    )


def _of_the_relative(patients: frozenset[str]) -> re.Pattern[str]:
    """Make the pattern of an age behind the word for the patient: husband 58, mum is 81, wife (59)."""
    return re.compile(
        rf"\b(?:{'|'.join(sorted(patients))})(?:\s+(?-i:[A-Z])[a-z'\u2019-]+)?(?:,|\s+is|\s+who is|\s+who['\u2019]?s|\s+aged?|\s+now)?[\s(,]+(?P<age>\d{{1,3}})\b{_BARE}"
        rf"(?:\s*{_LIFE}\b)?",
        re.IGNORECASE,
    )


def _infant(text: str) -> float | None:
    if is_of_the_writer(text):
        return None
    patterns = (_INFANT, _INFANT_BEHIND, _INFANT_SHORT, _INFANT_SHORT_PLACED)
    found = next((match for pattern in patterns if (match := pattern.search(text))), None)
    if found is None:
        return None
    return round(int(found["age"]) / _OF_A_YEAR[found["unit"][0].lower()], 2)


def _sex_of(word: str | None) -> str | None:
    word = (word or "").lower()
    return "male" if word in _MALE else "female" if word in _FEMALE else None
