"""What is told in words that stand apart from each other, so that no name of a record has them together.

Jerks himself awake as he drops off, the right arm keeps jerking, breathless when he is flat, a stitch in
his left side on every run. Each pattern tells one finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from cramps.late_regex import late_regex
from cramps.words.abbreviations import Short

_WHO: Final = r"(?:i|he|she|they|we|you|my|his|her|their|i['\u2019]?m|im|he['\u2019]?s|hes|she['\u2019]?s|shes|they['\u2019]?re|am|is|are|was|just|about|to|starts?|begins?|only|nearly|almost|first|the)"
_ASLEEP: Final = (
    r"(?:(?:drop|drops|dropping|nod|nods|nodding|doz|doze|dozes|dozing|drift|drifts|drifting|go|goes|going|get|gets|getting) off(?: to sleep)?"
    r"|(?:fall|falls|falling|fell) asleep|(?:go|goes|going|drift|drifts|drifting) to sleep|sleep onset)"
)
_JERK: Final = r"(?:jerk\w*|jolt\w*|jump\w*|twitch\w*|start\w* awake|startl\w* awake|kick\w*|flinch\w*|spasm\w*|falling (?:feeling|sensation)|feeling of falling|sensation of falling)"
_LIMB: Final = r"(?:arm|leg|hand|foot|face|side|thumb|shoulder)"
_SIDE: Final = r"(?:right|left|one|R|L)"

#: A pattern, what must not stand in the sentence, and the finding.
_TOLD: Final[tuple[tuple[re.Pattern[str], re.Pattern[str] | None, str], ...]] = (
    (
        late_regex(
            r"\b(?:had|has had|previous|old|past)\s+(?:a\s+)?(?:blood\s+)?(?:clots?|DVT|thrombosis)\b"
            r"(?:\s+(?:in|of|on)\s+(?:(?:the|my|his|her|one|a|left|right)\s+){0,2}(?:leg|calf|thigh|lung|arm)s?)?"
            r"[^,.;]{0,20}?\b(?:in (?:19|20)\d\d|(?:\d+|many|ten|twenty|some|several|few) (?:years|yrs) ago|decades ago)\b",
            re.IGNORECASE,
        ),
        None,
        "previous-venous-thrombosis",
    ),
    (
        late_regex(
            r"\b(?:i['\u2019]?m|i am|he is|she is|he['\u2019]s|she['\u2019]s) (?:still |very |quite |as )*strong\b(?! (?:smell|pain|cramp))",
            re.IGNORECASE,
        ),
        None,
        "normal-strength",
    ),
    # Before the pain that is gone by then.
    (
        late_regex(
            r"\b(?:(?:is|was|are|were)\s+)?(?:still (?:there|sore|limping|hurts?|hurting|painful|aching)|not (?:gone|better)|no better|has(?:n['\u2019]?t| not) gone)\s+"
            r"(?:(?:in|by|come|at)\s+(?:the\s+)?(?:morning|breakfast)s?|(?:the\s+)?next\s+(?:morning|day))\b",
            re.IGNORECASE,
        ),
        # Of a child only: a grown person's muscles are sore the next day.
        late_regex(
            r"\A(?!.*\b(?:child|children|kid|son|daughter|boy|girl|toddler|little one|(?:[2-9]|1[0-5])[ -]?(?:years?|yrs?|yo|y/o|y)\b))",
            re.IGNORECASE | re.DOTALL,
        ),
        "pain-still-there-in-the-morning",
    ),
    (
        late_regex(
            rf"\b{_JERK}\b(?:\s+(?:\w+['\u2019]?\w*)){{0,7}}?\s+(?:(?:just\s+)?(?:as|when|whenever|while|whilst|on|before|upon|at|the moment)\s+)(?:{_WHO}\s+){{0,4}}{_ASLEEP}\b",
            re.IGNORECASE,
        ),
        None,
        "hypnic-jerks",
    ),
    (
        late_regex(
            rf"\b(?:(?:just\s+)?(?:as|when|whenever|while|whilst|on|before))\s+(?:{_WHO}\s+){{0,4}}{_ASLEEP}[\s,]+(?:\w+\s+){{0,5}}?{_JERK}\b(?:\s+(?:myself|me|him|himself|her|herself)?\s*awake)?",
            re.IGNORECASE,
        ),
        None,
        "hypnic-jerks",
    ),
    (
        late_regex(
            r"\b(?:seizure|fit|fitting|fits|convuls\w+|jerking)\b[^.;]{0,40}?\b(?:for|lasting|lasted|over|more than)\s+(?:(?:about|over|more than|the last|nearly)\s+)*"
            r"(?:(?:[5-9]|[1-9]\d|five|six|seven|eight|nine|ten|fifteen|twenty|thirty)\s*(?:min\w*)|(?:half )?an hour|hours|\d+\s*hours?)\b",
            re.IGNORECASE,
        ),
        late_regex(
            r"\b(?:asleep|sleep|nod\w*|drop\w* off|years? ago|as a child|febrile)\b", re.IGNORECASE
        ),
        "seizure-over-five-minutes",
    ),
    (
        late_regex(
            rf"\bjerking\s+(?:of|in)\s+(?:the\s+|my\s+|his\s+|her\s+)?{_SIDE}\s+{_LIMB}(?:\s+and\s+(?:{_SIDE}\s+)?{_LIMB})?\b"
            rf"|\b(?<!both ){_SIDE}\s+{_LIMB}(?:\s+and\s+(?:{_SIDE}\s+)?{_LIMB})?\s+(?:(?:is|was|are|has been|keeps|kept|started|starts|began|suddenly|just)\s+)*jerking\b",
            re.IGNORECASE,
        ),
        late_regex(r"\b(?:asleep|sleep|in bed|at night|nights)\b", re.IGNORECASE),
        "one-sided-jerking",
    ),
    (
        late_regex(
            r"\b(?:breathless|short of breath|SOB|(?:cannot|can['\u2019]?t|can not|unable to|struggl\w+ to|hard to|difficult to|difficulty|trouble) breath(?:e|ing))\b"
            r"(?:\s+(?:well|properly|when|while|if|on|as|he|she|i|is|am|are|lies|lie|lying|laid|down|my|his|her|back|in bed|at night|and)){0,5}?\s+"
            r"(?:flat|lying down|lies down|lie down|on (?:my|his|her) back|supine)\b",
            re.IGNORECASE,
        ),
        None,
        "orthopnoea",
    ),
    (
        late_regex(
            r"\b(?:a\s+|got\s+(?:a\s+)?|gets\s+(?:a\s+)?)?stitch\s+(?:pain\s+)?(?:(?:in|on|under|at|R|L|right|left|the|my|his|her|one|both)\s+){0,4}(?:sides?|ribs?|flank|tummy|upper abdomen)\b"
            r"(?:\s+(?:when|whenever|while|on|during|if)\s+(?:\w+\s+){0,2}?(?:runn\w*|runs?|jogg\w*|races?|exercis\w*|swim\w*|football|playing))?"
            r"|\b(?:a\s+|got\s+(?:a\s+)?|gets\s+(?:a\s+)?)?stitch\b(?=[^.;]{0,50}\b(?:runn\w*|runs?|jog\w*|races?|exercis\w*|swim\w*|PE|football|sprint\w*|hockey|netball|parkrun|rid(?:es|ing))\b)"
            r"|\bside stitch(?:es)?\b",
            re.IGNORECASE,
        ),
        late_regex(r"\b(?:wound|sutur\w*|sew\w*|knit\w*|removed|laceration|cut)\b", re.IGNORECASE),
        "side-stitch",
    ),
    (
        late_regex(
            r"\bhiccup\w*\s+(?:(?:for|now|going on|that have lasted|lasting|has lasted|have lasted|constantly|on and off|non-?stop)\s+){0,3}(?:(?:over|more than|the last|the past|about|nearly)\s+){0,2}"
            r"(?:(?:[2-9]|\d\d|two|three|four|five|six|seven|several)\s*(?:days?|/7)|(?:a|\d+|two|three|several|many)\s*(?:weeks?|months?|fortnight|/52|/12)|days|weeks)\b(?!\s+(?:a|per|ago))"
            r"|\bhicc(?:up|ough)\w*[^.;]{0,20}?\bx\s?(?:(?:[2-9]|\d\d)\s?(?:d|days?|/7)|\d+\s?(?:w|wks?|weeks?|m|mo|months?|y|/52|/12))(?!\w)",
            re.IGNORECASE,
        ),
        None,
        "persistent-hiccups",
    ),
    (
        late_regex(
            r"\b(?:cramp\w*|pains?|ach\w+)\b[^.;]{0,60}?\b(?:day (?:1|one)|first (?:two )?days?|second day|start|beginning) of (?:her|my|the|each|every) (?:periods?|cycle|bleed)\b",
            re.IGNORECASE,
        ),
        late_regex(r"\bpregnan\w+", re.IGNORECASE),
        "period-pain",
    ),
    (
        late_regex(
            r"\b(?:ran|run) out\s+(?:of\s+(?:it|them|tablets|pills|his tablets|her tablets|my tablets|meds)\b|(?:\w+\s+){0,3}(?:days?|weeks?) ago\b"
            r"|yesterday\b|last week\b|on (?:mon|tues|wednes|thurs|fri|satur|sun)day\b|at the weekend\b)",
            re.IGNORECASE,
        ),
        None,
        "medicine-run-out",
    ),
    (
        late_regex(
            r"\b(?:tingling|pins (?:and|&) needles|numbness|P&N)\s+(?:that\s+)?(?:(?:has|have|which|just|first)\s+)*(?:started|began|starting|beginning|came on)\s+(?:\w+\s+){0,2}?in\s+(?:the\s+|my\s+|his\s+|her\s+|both\s+)*(?:feet|toes)\b",
            re.IGNORECASE,
        ),
        None,
        "foot-paraesthesia",
    ),
    (
        late_regex(
            r"\b(?:eye ?|upper |lower )lids?\s+(?:(?:has|have|had|been|is|are|was|were|keeps?|kept|on|just|always|constantly|often|sometimes|that|which|started|starts|begun|to|a bit)\s+){0,5}"
            r"(?:twitch|flicker|flutter|quiver|jump|puls|wobbl|tick)\w*"
            r"|\b(?:twitch|flicker|flutter|quiver|jumping|pulsing)\w*\s+(?:(?:in|of|under|below|beneath|underneath|on|my|his|her|the|both|left|right|L|R|lower|upper)\s+){1,4}(?:eye ?lids?|lids?)\b"
            r"|\b(?:twitch|flicker|flutter|quiver)\w*\s+(?:under|below|beneath|underneath)\s+(?:(?:my|his|her|the|both|left|right|one|L|R)\s+){0,3}eyes?\b"
            r"|\bunder[- ]?eye (?:twitch|flicker|flutter|quiver)\w*",
            re.IGNORECASE,
        ),
        None,
        "eyelid-myokymia",
    ),
    (
        late_regex(
            r"\blegs?\b[^.;]{0,30}?\b(?:ants|crawl\w*|creep\w*|fidget\w*|jitter\w*|restless|wriggl\w*|fizz\w*|electric\w*|itch\w* inside|antsy)\b[^.;]{0,60}?"
            r"\b(?:have to|has to|need to|needs to|must|got to|gotta|having to)\s+(?:keep\s+)?(?:get up|walk\w*|mov\w+|pac\w+)(?:\s+(?:and|to)\s+(?:walk|move|pace))?(?:\s+(?:about|around|round|them))?"
            r"|\blegs?\s+(?:just\s+|really\s+|always\s+)?(?:want|wants|need|needs|long|longs)\s+to\s+(?:keep\s+)?(?:mov\w+|run|kick|walk)",
            re.IGNORECASE,
        ),
        None,
        "restless-legs",
    ),
    (
        late_regex(
            r"\bcramp\w*\s+(?:w|with|during|on)\s+(?:(?:my|her|the|each|every|first|few|days?|of|\d)\s+){0,4}(?:periods?|menses|menstruation)\b",
            re.IGNORECASE,
        ),
        late_regex(
            r"\bpregnan\w+|\b(?:leg|calf|calves|foot|feet|thigh|hand|toe)s?\b", re.IGNORECASE
        ),
        "period-pain",
    ),
    (
        late_regex(
            r"\b(?:weak\w*|paralys\w+)\s+(?:(?:that|which|is|are|was|has|been|now|and|slowly|gradually|quickly|keeps?)\s+){0,4}"
            r"(?:going|goes|gone|went|moving|moved|creeping|crept|climbing|climbed|rising|coming|working (?:its|their) way|travelling|spreading)\s+(?:up|upwards)\b"
            r"(?:\s+(?:from|my|his|her|the|both|feet|toes|legs?|ankles))*",
            re.IGNORECASE,
        ),
        None,
        "ascending-weakness",
    ),
    (
        late_regex(
            r"\bout cold\b(?!\s+and (?:not|won|can))|\b(?:keel|keels|keeled|keeling) over\b",
            re.IGNORECASE,
        ),
        None,
        "syncope",
    ),
    (
        late_regex(
            r"\bmissed\s+(?:(?:the|a|my|his|her|their|last|pump|baclofen|this|month['\u2019]?s)\s+){0,3}refills?\b(?=.*\b(?:baclofen|pump|intrathecal|ITB)\b)"
            r"|(?:(?<=pump )|(?<=ITB )|(?<=baclofen ))missed\s+(?:(?:the|a|my|his|her|their|last)\s+){0,2}refills?\b",
            re.IGNORECASE,
        ),
        None,
        "baclofen-stopped",
    ),
    (
        late_regex(
            r"\b(?:cannot|can['\u2019]?t|cant|can not|could not|couldn['\u2019]?t|couldnt|unable to|not able to|unsafe to|struggl\w+ to)\s+(?:even\s+)?swallow\s+"
            r"(?:(?:his|her|my|their|own|the|any|even)\s+){0,3}(?:saliva|spit|spittle|secretions)\b",
            re.IGNORECASE,
        ),
        None,
        "dysphagia",
    ),
    (
        late_regex(
            r"\b(?:not|isn['\u2019]?t|isnt|won['\u2019]?t|wont|will not|refus\w+(?: to)?|stopped|too (?:weak|sleepy|floppy|tired) to|off)\s+"
            r"(?:feed(?:ing|s)?\b|(?:take|taking|drink\w*)\s+(?:(?:his|her|the|a|any|their)\s+){0,2}(?:bottles?|milk|feeds?)\b|suck\w*\b|latch\w*\b|(?:his|her) (?:feeds|milk|bottles?)\b)",
            re.IGNORECASE,
        ),
        # Of an infant only.
        late_regex(
            r"\A(?!.*\b(?:baby|babe|infant|newborn|neonate|bub|(?:\d+|two|three|four|five|six|seven|eight|nine|ten)[ -](?:weeks?|days?|months?|wk|mo)[ -](?:old|of age)"
            r"|\d+/(?:7|52)[ -]old)\b)",
            re.IGNORECASE | re.DOTALL,
        ),
        "weak-cry-or-suck",
    ),
    (
        late_regex(
            r"\b(?:in the|by|next|the next|the following|following)\s+(?:morning|day|breakfast)s?,?\s+(?:(?:he|she|they|it|is|he['\u2019]?s|she['\u2019]?s|hes|shes|was|are|has|been|always|all|just|back|to)\s+){0,5}"
            r"(?:(?:running|runs|racing|skipping|playing|plays|bouncing|charging|tearing|zooming)(?:\s+(?:about|around|round))?|(?:fine|well|ok|okay|right as rain|back to normal)\b(?! for))"
            r"|\b(?:fine|right as rain|all right|alright|normal|better|no pain|nothing wrong|pain[- ]?free|gone|well|ok|okay)\s+(?:again\s+)?(?:by|at|come)\s+(?:the\s+)?(?:morning|breakfast)\b"
            r"|\b(?:runs|running|races|racing|charges|bounces|plays|playing)\s+(?:(?:about|around|round|fine|happily|as|usual|normal)\s+){0,3}(?:the\s+)?(?:next|following)\s+(?:day|morning)\b",
            re.IGNORECASE,
        ),
        late_regex(
            r"\bnot (?:running|playing|fine|well)\b|\bhiccup|\bperiod|\b(?:bit|bitten)\b",
            re.IGNORECASE,
        ),
        "pain-gone-by-morning",
    ),
    (
        late_regex(
            r"\b(?:known|has|have|had|got|with|diagnosed with|living with|lives with)\s+(?:MND|ALS|motor neurone? disease)\b"
            r"|^\W*(?:MND|ALS)(?=\s*[,;:])",
            re.IGNORECASE,
        ),
        # What is feared or asked.
        late_regex(
            r"\b(?:worr\w+|scared|fear\w*|afraid|anxious|panic\w*|think\w*|convinced|googl\w+|could|might|do i|is it|rule out|cousin|uncle|aunt|"
            r"father|mother|brother|sister|dad|mum|mom|gran\w*|nan|friend|neighbou?r|family)\b|\?",
            re.IGNORECASE,
        ),
        "motor-neuron-disease-known",
    ),
    (
        late_regex(
            r"\b(?:no|without) urine(?: output)?(?=\s*(?:[,.;]|$|for\b|since\b|today\b|overnight\b|at all\b|all day\b))",
            re.IGNORECASE,
        ),
        None,
        "little-urine",
    ),
    (
        late_regex(
            r"\b(?:cannot|can['\u2019]?t|cant|can not|could not|couldn['\u2019]?t|couldnt|unable to|not able to|(?:has not|have not|hasn['\u2019]?t|hasnt|haven['\u2019]?t|havent|not)\s+been able to"
            r"|(?:has not|have not|hasn['\u2019]?t|hasnt|haven['\u2019]?t|havent|not|no longer)(?=\s+(?:pass|pee|wee|urinat)(?:ed|d)\b))\s+(?:(?:even|actually|properly|to|go for a|have a|go|do a|manage a|at all)\s+){0,3}"
            r"(?:pee|peed|wee|weed|urinate|urinated|void|pass(?:ed)?\s+(?:any\s+|my\s+|his\s+|her\s+)?(?:urine|water|pee|wee)|pass(?:ed)?\s+a\s+drop)\b"
            r"(?!\s+(?:without|unless|standing|sitting|quick|fast|in public|if|properly|as much|as often|much|often|before|in front))",
            re.IGNORECASE,
        ),
        None,
        "urinary-retention",
    ),
    (
        late_regex(
            r"\b(?:mum|mother|mom|mam)\s+(?:of|to|with)\s+(?:a\s+|an\s+)?(?:(?:[1-9]|[1-3]\d|two|three|four|five|six|seven|eight|nine|ten)[ -](?:days?|wks?|weeks?)[ -]?old|newborn)\b",
            re.IGNORECASE,
        ),
        late_regex(r"\b(?:[7-9]|\d\d)[ -](?:weeks?|wks?)\b", re.IGNORECASE),
        "recent-childbirth",
    ),
    (
        late_regex(
            r"\b(?:sudden\w*|abrupt\w*)\s+(?:(?:onset|severe|bad|terrible|awful|excruciating|very|of|painful|agonising|intense)\s+){0,3}(?:pains?|agony)\s+"
            r"(?:(?:in|of|down|the|my|his|her|left|right|L|R|one|a|lower|this|that)\s+){0,4}(?:leg|foot|arm|hand|limb)\b",
            re.IGNORECASE,
        ),
        # A cramp, a sprain and sciatica come suddenly too.
        late_regex(
            r"\b(?:cramp\w*|night|nights|bed|asleep|sleep|woke|waking|back|sciatica|twisted|kicked|running|ran|football|tackle)\b",
            re.IGNORECASE,
        ),
        "sudden-limb-pain",
    ),
)
_ANY: Final = late_regex(
    r"period|cycle|bleed|ran out|run out|jerk|jolt|jump|twitch|start|kick|flinch|spasm|falling|breath|SOB|stitch|hiccup|tingl|needles|P&N|numbness|seizure|\bfit|convuls|flicker|flutter|quiver|puls|\blid|eyelid|legs? |refill|swallow|feed|bottle|milk|suck|latch|morning|next day|following day|breakfast|out cold|keel|weak|paralys|strong|clot|DVT|thrombos|MND|ALS|motor neuron|urine|urinat|\bpee|\bwee|pass|\bvoid|sudden|abrupt|newborn|old",
    re.IGNORECASE,
)


def patterned(text: str) -> Iterator[Short]:
    """Give what a sentence tells in words that stand apart, each with the finding that it is."""
    if _ANY.search(text) is None:
        return
    taken: list[tuple[int, int]] = []
    for pattern, unless, finding in _TOLD:
        for match in pattern.finditer(text):
            start, end = match.span()
            if unless is not None and unless.search(text):
                break
            if not any(start < last and end > first for first, last in taken):
                taken.append((start, end))
                yield Short(start, end, finding)
