"""Words that name a finding in one company and nothing, or another thing, in another.

A name of one word is taken out of a text wherever it stands; of these words that is too much. Each is
taken only where what stands around it in the sentence says so, or not where it says otherwise. What is
not taken is told as not understood, unless it is known to be harmless.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

#: So many letters before and behind a word are looked at.
AROUND: Final = 60


class Sense(NamedTuple):
    """When words name a record; the whole is compared with ``before words behind``, the words in [ ]."""

    #: The words, as they are written.
    said: re.Pattern[str]
    #: One of these must be met ...
    only: re.Pattern[str] | None
    #: ... and this must not.
    unless: re.Pattern[str] | None


def _sense(said: str, *, only: str = "", unless: str = "") -> Sense:
    return Sense(
        re.compile(said, re.IGNORECASE),
        re.compile(only, re.IGNORECASE) if only else None,
        re.compile(unless, re.IGNORECASE) if unless else None,
    )


#: Record -> the words of which it may be the sense.
SENSES: Final[dict[str, tuple[Sense, ...]]] = {
    "depression": (
        _sense(r"tears?|tear(?:ing|ed)", only=r"\bin \[tears\]"),
        _sense(r"sad", unless=r"\[sad\] (?:film|movie|news|story|song|day|to say)|\bsad to say"),
    ),
    "noxious-stimulus-below-injury": (
        _sense(
            r"tight\w*",
            only=r"\[tight\w*\] (?:cloth|shoe|sock|jeans|trouser|strap|belt|garment|boot|catheter|leg ?bag|underwear|stocking)",
        ),
    ),
    "exercise": (
        _sense(r"effortful", only=r"(?!)"),
        _sense(
            r"efforts?",
            only=r"\b(?:on|with|after|during|by|in|any|slightest|of|physical|muscular|exert\w*|and) \[",
            unless=r"best \[",
        ),
        _sense(r"cycles?", only=r"(?!)"),
        _sense(r"train|trains", only=r"(?!)"),
        _sense(
            r"running",
            unless=r"\[running\] (?:about|around|round|out|into|over|late|water|temp\w*|a (?:temp\w*|fever)|a high)",
        ),
        _sense(
            r"runs?|ran",
            unless=r"\[ran\] (?:out|into|over|away)|\[runs?\] (?:out|in|down|up|over|into|of)",
        ),
    ),
    "breathlessness": (
        _sense(
            r"(?:post[- ])?puffs?|puffy|puffers?",
            only=r"\[puff\] (?:and|even|when|a lot|easily)|(?:huff|pant)\w*\W+(?:and\W+)?\[|out of \[",
        ),
        _sense(r"winds?|windy", only=r"(?:short|out|lack) of \["),
    ),
    "mammal-bite": (
        _sense(
            r"dogs?|bats?",
            only=r"\b(?:bit|bite|bites|bitten|scratch\w*|attack\w*|mauled|rabi\w+|lick\w*|nip\w*)\b",
        ),
    ),
    "nitrous-oxide-use": (
        _sense(
            r"balloons?|ballooned|ballooning",
            only=r"\b(?:inhal\w+|doing|does|did|nos|gas|part(?:y|ies)|us(?:e|es|ed|ing)|took|taking|takes|laughing|huff\w*|habit|addict\w*|a (?:week|day|night)|festival)\b",
            unless=r"\blike (?:a |two )?\[|\[ballooned",
        ),
    ),
    "heat-exposure": (
        _sense(
            r"hot",
            only=r"\b(?:in the|in|when (?:it is |it's |its )?|too|weather|if|whenever|during|when|gets|getting) \[hot\]|"
            r"\[hot\] (?:weather|days?|climate|room|kitchen|bath|shower|tub|summer|environment|sun|yoga|conditions|afternoon|nights?|and humid|work|spells?|country)",
            unless=r"\[hot\] (?:water bottle|flush\w*|foot|feet|drink|meal|food|tea|coat|joint|leg|calf|skin|swollen|pack)|\bnot \[",
        ),
        _sense(
            r"heat",
            unless=r"\[heat\] (?:packs?|pads?|rub|cream|patch|lamp|helps|eases|works)|"
            r"\b(?:eas\w+|better|reliev\w+|help\w*|sooth\w+|settl\w+|improv\w+|tried|appl\w+|massage|ibuprofen)\b[^.;]*\[",
        ),
    ),
    "cold-exposure": (
        _sense(
            r"cold|chilly|chilled",
            unless=r"\[cold\] (?:sores?|sweat\w*|tea|drinks?|call\w*|shoulder|and clammy|clammy|extremit\w+|peripher\w+|hand|foot|leg|limb|toes?|fingers?|calf|caller)|"
            r"\b(?:one|side|other|left|right)(?: (?:is|was|has|went|gone|feels?|turned|going))* \[|"
            r"\b(?:gone|went|turned|going|stone|ice|freezing|pale|white|blue|numb|mottled|dusky)(?:,| and|)\s*\[",
        ),
    ),
    "infection-or-fever": (
        _sense(
            r"cold",
            only=r"\b(?:a|heavy|bad|head|common|had|got|the|caught|with|recent)(?: \w+)? \[cold\](?! \w*(?:hand|foot|leg|limb|arm|sore|drink|room|day|night|weather|water|bath|shower|snap|spell))",
        ),
    ),
    "startle-exaggerated": (
        _sense(
            r"jump\w*",
            only=r"\[jump\w*\] (?:at|easily|with every|out of (?:my|his|her) skin|when (?:startled|someone|the|there|touched|a|anyone))|"
            r"makes? (?:me|him|her) \[|\[jumpy|\b(?:noise|sound|bang|door|touch)\w*",
        ),
    ),
    "vertigo": (
        _sense(
            r"spin|spins",
            only=r"\b(?:head|room|everything|world|things?|dizz\w*|feels?|felt)\b[^.,;]*\[",
        ),
    ),
    "falls": (
        _sense(
            r"trips?",
            only=r"\b(?:she|he|i|often|keeps?|and) \[trips?\](?! to)|\[trips\] (?:over|up|on)",
        ),
    ),
    "vomiting": (
        _sense(
            r"sick",
            unless=r"\boff \[sick|\[sick\] (?:note|leave|pay|of|day|line|certificate|bay)|(?:call|phon|rang|sign)\w* in \[|anti[ -]?\[|\b(?:home|sea|car|love) \[|\bthe \[",
        ),
    ),
    "seizures": (
        _sense(
            r"fit",
            only=r"\b(?:a|had|has|having|another|first|one|epileptic|febrile|like a|two|three|no|any|without|grand mal|tonic|threw a) \[fit\]",
            unless=r"\[fit\] (?:and well|and healthy|for|as a|man|woman|person|young|runner|cyclist|guy|bloke|lady)",
        ),
        _sense(r"fits", unless=r"\[fits\] (?:in|into|me|him|her|well|with|the|my)"),
        _sense(
            r"fitted",
            unless=r"\[fitted\] (?:with|kitchen|in|a|the)|(?:was|were|been|coil|pacemaker|stent|device|implant) \[",
        ),
    ),
    "night-time": (
        _sense(
            r"overnight",
            unless=r"\b(?:blew|came|come|up|gone|grew|worse|swell\w*|swollen|happened|changed|ballooned|purple|blue)\b[^.;]*\[",
        ),
        _sense(r"nights?|nite", unless=r"\blast \[|\bother \[nights?\]|\bsaturday \[|\bfriday \["),
        _sense(
            r"beds?",
            unless=r"\[beds?\] (?:in|on|bound|sores?|rest|wet)|\b(?:hospital|flower|wets?|wetting|wetted) (?:the |his |her )?\[",
        ),
    ),
    "morning-waking": (
        _sense(
            r"(?:woke|woken|waken)\b.*|up woke|wake with|wakes? with|i wake|wakes?(?: me)?|it wakes",
            only=r"\bmorning",
        ),
    ),
    "sudden-noise-or-touch": (
        _sense(
            r"touch\w*",
            only=r"\b(?:by|when\w*|if|from|even|slightest|light|any|noise|sound|to|with|stimul\w+|spasms?|jump\w*|set off)\b[^.;]*\[",
            unless=r"\[touch\w*\] wood|\b(?:in|keep in) \[|\[touch\] of|"
            r"\b(?:isn|aren|don|doesn|didn|can|won|wasn|not?|hardly|barely|bear|stand|let)['\u2019]?(?:nt|t|not)?\b[^.,;]{0,14}\[",
        ),
    ),
    "back-pain": (
        _sense(r"went back|back (?:to|from|in|on|at)\b.*", only=r"(?!)"),
        _sense(r"back went", unless=r"\[back went\] (?:to|on|in|home|normal|down)"),
    ),
    "abdominal-rigidity": (
        _sense(r"rigid (?:like|as) a board", only=r"\b(?:belly|abdo\w*|stomach|tummy)\b"),
    ),
    "burning-feet": (
        _sense(r"hot (?:foot|feet)", unless=r"\[hot f\w+\] (?:clinic|team|service|pathway|line)"),
    ),
    "leg-redness-warmth": (
        _sense(
            r"warm\w*|(?:warm )?(?:feet|toes|hands|legs) ?(?:warm)?",
            unless=r"\b(?:feet|legs|toes|hands|fingers|peripher\w+|limbs|calves|both|foot)\b[^,.;]*\[warm|\[warm\w*\] (?:feet|toes|legs|hands|and well|and dry|pink|peripher\w+)|"
            r"\b(?:pink|normal|pulses?)\b|\[\w* ?(?:feet|toes|hands|legs)",
        ),
    ),
    "alcohol": (
        _sense(
            r"drink\w*|drank|drunk",
            only=r"\b(?:beers?|wine|vodka|alcohol\w*|spirits|heavi?ly?|too much|units?|pub|booze|cider|lager|whisky|whiskey|gin|drunk|binge|heavy|problem|stopped|lots?|a lot)\b",
            unless=r"\blots? of (?:water|squash|juice|fluids?|tea|coffee)|\b(?:like|as if|as though)\b[^.;]*\[|(?:water|squash|juice|fluids?|tea)\b",
        ),
    ),
    "alcohol-intake": (
        _sense(
            r"drinking|drinks?|drunk|pints?(?: .*)?|drinking pints?.*",
            unless=r"\b(?:like|as if|as though)\b[^.;]*\[|\bof (?:water|squash|juice|milk|tea|fluids?|cola|coke)|\[[^\]]*\] (?:\w+ )?(?:water|squash|juice|milk|tea|fluid|cola|coke)",
        ),
        _sense(r"win|wins|winning", only=r"(?!)"),
    ),
    "anxiety": (
        _sense(
            r"worr\w+|panic\w*",
            unless=r"\b(?:need|should i|nothing|anything|something|no|not|don['\u2019]?t|reason|have|be|so|but|im|i['\u2019]?m|am|is it|bit|getting|mum|wife|family)\b(?: (?:to|i|me|a|be|bit|really|now|so|very|quite|just))* \[",
        ),
        _sense(r"edges?", only=r"\bon \[edge\](?! of)"),
    ),
    "hiv-infection": (
        _sense(
            r"aids?",
            only=r"\[AIDS\]",
            unless=r"(?:hearing|walking|mobility|first|visual|legal|sleep|band) \[",
        ),
    ),
    "irritability": (_sense(r"snap|snaps|snapped|snapping", only=r"\[snap\w*\] at"),),
    "skin-blistering-or-crackling": (_sense(r"bulls?", only=r"(?!)"),),
    "shock": (
        _sense(
            r"shocks?|shock(?:ed|ing)",
            only=r"\bin \[shock\]|\b(?:septic|cardiogenic|hypovol\w+|haemorrhagic|anaphylactic|circulatory|clinically) (?:in )?\[|\[shock\]\s*(?:,|$|\.|with|and|index)",
            unless=r"\b(?:electric\w*|small|little|like|an?|culture|got) \[|\[shock\]\s?(?:like|wave|absorb)",
        ),
    ),
    "daytime-sleepiness": (
        _sense(r"slept|sleeps|sleeping|asleep|sleep", only=r"(?!)"),
        _sense(
            r"nodding off|nod(?:s|ded)? off",
            unless=r"\b(?:as|when|just as|while|before|whilst) (?:i['\u2019]?m |im |i am |he is |she is |i |was |hes |shes )?\[",
        ),
    ),
    "hair-loss": (
        _sense(r"(?:brush|comb|wash|dry|do)\w* (?:my|his|her|their|the|own) hair", only=r"(?!)"),
    ),
    "thirst": (
        _sense(
            r"(?:drinking|drinks?|drank) (?:a )?(?:lots?|loads|all day|all the time)",
            unless=r"\[[^\]]*\] (?:of )?(?:\w+ )?(?:coffees?|tea|alcohol|beers?|wine|vodka|cider|lager|spirits|cola|coke|"
            r"red bull|energy|caffeine|milk|juice|squash)\b",
        ),
    ),
    "limb-injury": (
        _sense(
            r"plastered",
            only=r"#|\b(?:fract\w+|brok\w+|tib\w*|fib\w*|wrist|ankle|arm|forearm|leg|shin|limb|cast|reduced|\d+ ?(?:h|hrs?|hours?))\b",
            unless=r"\b(?:got|was|drunk|completely|absolutely) \[",
        ),
    ),
    "missed-dialysis": (
        _sense(
            r"(?:missed|skipped) (?!.*(?:dialysis|HD\b)).*",
            only=r"\b(?:\w*dialy\w+|HD|CAPD|renal|kidney|ESRD|ESRF)\b",
        ),
    ),
    "muscle-stiffness": (
        _sense(
            r"tight(?:er|ness)?",
            unless=r"\bswollen\b[^.;]*\[|\[tight\w*\][^.;]*\bswollen\b",
        ),
    ),
    "pallor": (
        _sense(
            r"paler?",
            unless=r"\[paler?\] (?:yellow|straw|stools?|poos?|urine|wee|pee|ale|green|blue)|"
            r"\b(?:wee|urine|pee|stools?|poos?|water)\b[^.;,]{0,20}\[",
        ),
        _sense(r"gr[ea]y", unless=r"\[gr[ea]y\] (?:hair|area|coat|cat|squirrel|zone|matter)"),
    ),
    "weight-gain": (_sense(r"heavier", only=r"\b(?:weigh\w*|kilos?|kg|stone|lbs?|pounds?)\b"),),
    "tick-exposure": (
        _sense(r"tick\w*", unless=r"\[tick\w*\] (?:box|over|off|along|all)|box(?:es)? \["),
    ),
    "erectile-dysfunction": (
        _sense(
            r"ed",
            only=r"\b(?:impoten\w+|viagra|sildenafil|erect\w+|has|with|and|,) \[ED\]\s*(?:[,.;]|$|on|and)",
        ),
    ),
    "emotional-stress": (
        _sense(r"stress\w*", unless=r"\[stress\] (?:test|fracture|incontinence|echo)"),
        _sense(
            r"upsets?",
            unless=r"\b(?:tummy|stomach|gastric|gi|bowel) \[|\[upset\] (?:tummy|stomach|bowel)",
        ),
    ),
    "menstruation": (
        _sense(
            r"periods?",
            unless=r"\b(?:long|short|for a|over a|any|certain|this|that|per|brief|same|no missed) \[|\[periods?\] of (?!bleed)",
        ),
    ),
    "carbohydrate-meal": (
        _sense(r"sweets?", unless=r"\[sweet\w*\] (?:breath|smell\w*|potato|heart|girl|boy)"),
    ),
    "spider-bite": (
        _sense(r"spiders?", unless=r"\[spider\w*\] (?:veins?|naev\w+|nev\w+|angioma\w*)"),
    ),
    "full-bladder": (_sense(r"full", only=r"(?!)"),),
    "fasting": (
        _sense(
            r"fast|hungry",
            only=r"\b(?:to|a|the|on a|during|ramadan|intermittent|after a|water|after) \[fast\]|\[hungry",
        ),
    ),
    "palpitations": (_sense(r"skips?|racing", only=r"\bheart|\bbeat"),),
    "dirty-wound": (_sense(r"splinters?", unless=r"\[splinter\w*\] ha?em"),),
    "prolonged-standing": (
        _sense(
            r"stand|standing|stood",
            unless=r"\b(?:min\w*|when|if) \[standing|\b(?:settle\w*|eas\w+|goes|gone|better|stops?|helps?)\b[^.;]*\[",
        ),
    ),
}


def is_meant(record_id: str, text: str, start: int, end: int) -> bool:
    """Tell whether words of a text mean a record that their name may mean.

    ``start`` and ``end`` are where they stand in the text.
    """
    senses = SENSES.get(record_id)
    if senses is None:
        return True
    said = text[start:end]
    whole = None
    for sense in senses:
        if sense.said.fullmatch(said) is None:
            continue
        if whole is None:
            before, behind = text[max(0, start - AROUND) : start], text[end : end + AROUND]
            whole = " ".join(f"{before}[{said}]{behind}".split())
        if sense.only is not None and sense.only.search(whole) is None:
            return False
        if sense.unless is not None and sense.unless.search(whole) is not None:
            return False
    return True
