"""What a story in words tells: that it is of a patient without age or sex, what is feared, and what has helped."""

from __future__ import annotations

import re
from typing import Final

from cramps.late_regex import late_regex

#: Somebody, with what they have or do: a student has had twitches; no disease, test or medicine.
_SOMEBODY: Final = late_regex(
    r"^\W*(?:an?|this|the|our)\s+(?!(?:[\w-]+\s+){0,3}?(?:disorders?|diseases?|syndromes?|conditions?|drugs?|"
    r"medicines?|tests?|treatments?|cramps?|dose)\b)(?:[\w-]+\s+){1,4}?"
    r"(?:has|had|gets|got|finds|found|was|is|comes|came|complains|presents|reports|notices|noticed|wakes|woke|"
    r"cannot|feels|felt|says)\b",
    re.IGNORECASE,
)
_NUMBER: Final = r"(?:\d+|an?|one|two|three|four|five|six|several|some|a few|a couple of|the (?:last|past)(?: \w+)?)"
_STRETCH: Final = (
    r"(?:min(?:ute)?s?|h(?:ou)?rs?|days?|nights?|weeks?|wks?|months?|mths?|years?|yrs?)"
)
#: Since when: for 10 days, x2h, since yesterday, two weeks ago.
_SINCE: Final = late_regex(
    rf"\bfor\s+{_NUMBER}\s+{_STRETCH}\b|\b{_NUMBER}\s+{_STRETCH}\s+ago\b|\bx\s?\d+\s?(?:/\s?(?:7|12|52)|[hdwmy]\b|{_STRETCH}\b)"
    r"|\bsince\s+(?:yesterday|last|the|i|he|she|my|his|her|\d+|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
    r"|\b(?:yesterday|last (?:night|week|month|year)|this (?:morning|week)|the other day)\b",
    re.IGNORECASE,
)
#: What one has to do about it, and how it goes on.
_LIVED: Final = late_regex(
    r"\b(?:have|has|had|having|need|needs) to (?:get up|walk|stand|stop|sit|lie|move|stretch|rub|shake|rest|hop)\b"
    r"|\b(?:then|and|now) (?:it'?s|its|it is|im|i'?m|all) (?:ok|okay|fine|gone|better)\b|\bsettles?\b|\blol\b"
    r"|\b(?:otherwise (?:well|fine|healthy)|nil else|nothing else)\b",
    re.IGNORECASE,
)
#: Behind a medicine that has helped: ibuprofen helps.
_HELPING: Final = late_regex(
    r"^\s+(?:(?:always|usually|sometimes|does|did|has|only|really)\s+)?(?:helps?|helped|works|worked|"
    r"eases?|eased|reliev\w+|sorts? it|settles?|stops it|takes the edge off)\b",
    re.IGNORECASE,
)
#: Before a disease that is feared, and a medicine that has helped.
_FEARED: Final = late_regex(
    r"\b(?:worr\w+|anxi\w+|concern\w*|scared|frightened|terrified|afraid|fears?|googl\w+|read(?:s|ing)?|panick\w+)\s+"
    r"(?:(?:re|about|of|that|it|is|might|be|could|she|he|i|has|have)\s+)*$",
    re.IGNORECASE,
)
_RELIEVED_BY: Final = late_regex(
    r"\b(?:reliev\w+|eas\w+|help\w*|settl\w+|sort\w*|better|improv\w+|goes|gone)\s+(?:by|with|on|after|from)\s+(?:a\s+|some\s+|the\s+)?$",
    re.IGNORECASE,
)
#: Before an illness of old, wherever it stands; and where behind it a time of long ago is told.
_OF_OLD: Final = late_regex(
    r"\b(?:previous|prior|past|history of|h/o|hx of|recovered from|survived)\s+(?:(?:a|an|my|the|severe|bad|exertional|statin|episode of|bout of)\s+)*$",
    re.IGNORECASE,
)
_HAD: Final = late_regex(
    r"\b(?:had|after|since|following|with)\s+(?:(?:a|an|my|the|one|severe|bad|big|bilateral|left|right|calf|leg|exertional|episode of|bout of)\s+)*$",
    re.IGNORECASE,
)
_LONG_AGO: Final = late_regex(
    r"^\s*(?:(?:in|of|on) (?:my|the|his|her) \w+(?: \w+)?\s*)?[,(]?\s*(?:(?:\d+|two|three|four|five|six|seven|eight|nine|ten|many|several|some|a few|twenty) (?:years|yrs|months|mths) (?:ago|back)"
    r"|(?:back )?in (?:19|20)\d\d|last year|a year ago|as a (?:child|kid|teenager|student|boy|girl)|at school|years ago|long ago)\b",
    re.IGNORECASE,
)
#: It is there again.
_AGAIN: Final = late_regex(
    r"\b(?:again|is back|came back|come back|coming back|recurr?\w*|returned|another|now (?:dark|swollen))\b",
    re.IGNORECASE,
)
#: So much of a text before a name is looked at.
_BEFORE: Final = 40


def tells_of_somebody(text: str) -> bool:
    """Tell whether a text is about one patient: somebody who has something, since when, how it goes on."""
    return any(told.search(text) is not None for told in (_SOMEBODY, _SINCE, _LIVED))


def is_feared(text: str, start: int) -> bool:
    """Tell whether a disease is named at a place of a text because somebody is afraid of it: worried re MND."""
    return _FEARED.search(text[:start][-_BEFORE:]) is not None


def has_helped(text: str, start: int, end: int) -> bool:
    """Tell whether a medicine that is named at a place of a text has helped: relieved by ibuprofen."""
    helped = _RELIEVED_BY.search(text[:start][-_BEFORE:]) or _HELPING.match(text[end:])
    return helped is not None


def is_of_old(text: str, start: int, end: int) -> bool:
    """Tell whether a disease that is named at a place of a text is one of years ago: had rhabdo 3 years ago."""
    if _AGAIN.search(text):
        return False
    before = text[:start][-_BEFORE:]
    if _OF_OLD.search(before):
        return True
    return bool(_HAD.search(before) and _LONG_AGO.match(text[end:]))
