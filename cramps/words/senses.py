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
    """When words name a record; the whole is compared with ``before words behind``, the words in [ ].

    Patterns, compiled for the records that a text names: compiling all takes longer than reading a note.
    """

    #: The words, as they are written.
    said: str
    #: One of these must be met ...
    only: str = ""
    #: ... and this must not; empty where nothing is asked.
    unless: str = ""


#: Record -> the words of which it may be the sense.
SENSES: Final[dict[str, tuple[Sense, ...]]] = {
    "claudication": (
        Sense(
            r"(?:stops?|stopped|goes|gone|went) (?:away )?(?:when|if|as soon as|once) .*(?:stands? still|standing still|stops? walking|stood still)",
            only=r"\b(?:pain\w*|aches?|aching|hurts?|cramps?|cramping|calf|calves|legs?|thighs?|buttocks?|walk\w*)\b(?!\])[^\[\]]*(?:\[|$)",
        ),
    ),
    "depression": (
        Sense(r"tears?|tear(?:ing|ed)", only=r"\bin \[tears\]"),
        Sense(r"sad", unless=r"\[sad\] (?:film|movie|news|story|song|day|to say)|\bsad to say"),
    ),
    "noxious-stimulus-below-injury": (
        Sense(
            r"tight\w*",
            only=r"\[tight\w*\] (?:cloth|shoe|sock|jeans|trouser|strap|belt|garment|boot|catheter|leg ?bag|underwear|stocking)",
        ),
    ),
    "exercise": (
        Sense(r"effortful", only=r"(?!)"),
        Sense(
            r"efforts?",
            only=r"\b(?:on|with|after|during|by|in|any|slightest|of|physical|muscular|exert\w*|and) \[",
            unless=r"best \[",
        ),
        Sense(r"cycles?", only=r"(?!)"),
        Sense(r"train|trains|trainees?", only=r"(?!)"),
        Sense(
            r"running",
            unless=r"\[running\] (?:about|around|round|out|into|over|late|water|temp\w*|a (?:temp\w*|fever)|a high)",
        ),
        Sense(
            r"runs?|ran",
            unless=r"\[ran\] (?:out|into|over|away)|\[runs?\] (?:out|in|down|up|over|into|of)",
        ),
    ),
    "breathlessness": (
        Sense(
            r"(?:post[- ])?puffs?|puffy|puffers?",
            only=r"\[puff\] (?:and|even|when|a lot|easily)|(?:huff|pant)\w*\W+(?:and\W+)?\[|out of \[",
        ),
        Sense(r"winds?|windy", only=r"(?:short|out|lack) of \["),
    ),
    "mammal-bite": (
        Sense(
            r"dogs?|bats?",
            only=r"\b(?:bit|bite|bites|bitten|scratch\w*|attack\w*|mauled|rabi\w+|lick\w*|nip\w*)\b",
        ),
    ),
    "nitrous-oxide-use": (
        Sense(
            r"balloons?|ballooned|ballooning",
            only=r"\b(?:inhal\w+|doing|does|did|nos|gas|part(?:y|ies)|us(?:e|es|ed|ing)|took|taking|takes|laughing|huff\w*|habit|addict\w*|a (?:week|day|night)|festival)\b",
            unless=r"\blike (?:a |two )?\[|\[ballooned",
        ),
    ),
    "heat-exposure": (
        Sense(
            r"hot",
            only=r"\b(?:in the|in|when (?:it is |it's |its )?|too|weather|if|whenever|during|when|gets|getting) \[hot\]|"
            r"\[hot\] (?:weather|days?|climate|room|kitchen|bath|shower|tub|summer|environment|sun|yoga|conditions|afternoon|nights?|and humid|work|spells?|country)",
            unless=r"\[hot\] (?:water bottle|flush\w*|foot|feet|drink|meal|food|tea|coat|joint|leg|calf|skin|swollen|pack)|\bnot \[",
        ),
        Sense(
            r"heat",
            unless=r"\[heat\] (?:packs?|pads?|rub|cream|patch|lamp|helps|eases|works)|"
            r"\b(?:eas\w+|better|reliev\w+|help\w*|sooth\w+|settl\w+|improv\w+|tried|appl\w+|massage|ibuprofen)\b[^.;]*\[",
        ),
    ),
    "cold-exposure": (
        Sense(
            r"cold|chilly|chilled",
            unless=r"\[cold\] (?:sores?|sweat\w*|tea|drinks?|call\w*|shoulder|and clammy|clammy|extremit\w+|peripher\w+|hand|foot|leg|limb|toes?|fingers?|calf|caller)|"
            r"\b(?:one|side|other|left|right)(?: (?:is|was|has|went|gone|feels?|turned|going))* \[|"
            r"\b(?:gone|went|turned|going|stone|ice|freezing|pale|white|blue|numb|mottled|dusky)(?:,| and|)\s*\[",
        ),
    ),
    "infection-or-fever": (
        Sense(
            r"cold",
            only=r"\b(?:a|heavy|bad|head|common|had|got|the|caught|with|recent)(?: \w+)? \[cold\](?! \w*(?:hand|foot|leg|limb|arm|sore|drink|room|day|night|weather|water|bath|shower|snap|spell))",
        ),
    ),
    "startle-exaggerated": (
        Sense(
            r"jump\w*",
            only=r"\[jump\w*\] (?:at|easily|with every|out of (?:my|his|her) skin|when (?:startled|someone|the|there|touched|a|anyone))|"
            r"makes? (?:me|him|her) \[|\[jumpy|\b(?:noise|sound|bang|door|touch)\w*",
        ),
    ),
    "vertigo": (
        Sense(
            r"spin|spins",
            only=r"\b(?:head|room|everything|world|things?|dizz\w*|feels?|felt)\b[^.,;]*\[",
        ),
    ),
    "falls": (
        Sense(
            r"trips?",
            only=r"\b(?:she|he|i|often|keeps?|and) \[trips?\](?! to)|\[trips\] (?:over|up|on)",
        ),
    ),
    "vomiting": (
        Sense(
            r"sick",
            unless=r"\boff \[sick|\[sick\] (?:note|leave|pay|of|day|line|certificate|bay)|(?:call|phon|rang|sign)\w* in \[|anti[ -]?\[|\b(?:home|sea|car|love) \[|\bthe \[",
        ),
    ),
    "seizures": (
        Sense(
            r"fit",
            only=r"\b(?:a|had|has|having|another|first|one|epileptic|febrile|like a|two|three|no|any|without|grand mal|tonic|threw a) \[fit\]",
            unless=r"\[fit\] (?:and well|and healthy|for|as a|man|woman|person|young|runner|cyclist|guy|bloke|lady)",
        ),
        Sense(r"fits", unless=r"\[fits\] (?:in|into|me|him|her|well|with|the|my)"),
        Sense(
            r"fitted",
            unless=r"\[fitted\] (?:with|kitchen|in|a|the)|(?:was|were|been|coil|pacemaker|stent|device|implant) \[",
        ),
    ),
    "night-time": (
        Sense(
            r"overnight",
            unless=r"\b(?:blew|came|come|up|gone|grew|worse|swell\w*|swollen|happened|changed|ballooned|purple|blue)\b[^.;]*\[",
        ),
        Sense(r"nights?|nite", unless=r"\blast \[|\bother \[nights?\]|\bsaturday \[|\bfriday \["),
        Sense(
            r"beds?",
            unless=r"\[beds?\] (?:in|on|bound|sores?|rest|wet)|\b(?:hospital|flower|wets?|wetting|wetted) (?:the |his |her )?\[",
        ),
    ),
    "morning-waking": (
        Sense(
            r"(?:woke|woken|waken)\b.*|up woke|wake with|wakes? with|i wake|wakes?(?: me)?|it wakes",
            only=r"\bmorning",
        ),
    ),
    "sudden-noise-or-touch": (
        Sense(
            r"touch\w*",
            only=r"\b(?:by|when\w*|if|from|even|slightest|light|any|noise|sound|to|with|stimul\w+|spasms?|jump\w*|set off)\b[^.;]*\[",
            unless=r"\[touch\w*\] wood|\b(?:cold|cool|hot|warm|tender|hard|sore|painful|icy|freezing|soft) to (?:the )?\[|\b(?:in|keep in) \[|\[touch\] of|"
            r"\b(?:isn|aren|don|doesn|didn|can|won|wasn|not?|hardly|barely|bear|stand|let)['\u2019]?(?:nt|t|not)?\b[^.,;]{0,14}\[",
        ),
    ),
    "back-pain": (
        Sense(r"went back|back (?:to|from|in|on|at)\b.*", only=r"(?!)"),
        Sense(r"back went", unless=r"\[back went\] (?:to|on|in|home|normal|down)"),
    ),
    "abdominal-rigidity": (
        Sense(r"rigid (?:like|as) a board", only=r"\b(?:belly|abdo\w*|stomach|tummy)\b"),
    ),
    "burning-feet": (
        Sense(r"hot (?:foot|feet)", unless=r"\[hot f\w+\] (?:clinic|team|service|pathway|line)"),
    ),
    "leg-redness-warmth": (
        Sense(
            r"warm\w*|(?:warm )?(?:feet|toes|hands|legs) ?(?:warm)?",
            unless=r"\b(?:feet|legs|toes|hands|fingers|peripher\w+|limbs|calves|both|foot)\b[^,.;]*\[warm|\[warm\w*\] (?:feet|toes|legs|hands|and well|and dry|pink|peripher\w+)|"
            r"\b(?:pink|normal|pulses?)\b|\[\w* ?(?:feet|toes|hands|legs)",
        ),
    ),
    "alcohol": (
        Sense(
            r"drink\w*|drank|drunk",
            only=r"\b(?:beers?|wine|vodka|alcohol\w*|spirits|heavi?ly?|too much|units?|pub|booze|cider|lager|whisky|whiskey|gin|drunk|binge|heavy|problem|stopped|lots?|a lot)\b",
            unless=r"\blots? of (?:water|squash|juice|fluids?|tea|coffee)|\b(?:like|as if|as though)\b[^.;]*\[|(?:water|squash|juice|fluids?|tea)\b",
        ),
    ),
    "alcohol-intake": (
        Sense(
            r"drinking|drinks?|drunk|pints?(?: .*)?|drinking pints?.*",
            unless=r"\b(?:like|as if|as though)\b[^.;]*\[|\bof (?:water|squash|juice|milk|tea|fluids?|cola|coke)|\[[^\]]*\] (?:\w+ )?(?:water|squash|juice|milk|tea|fluid|cola|coke)",
        ),
        Sense(r"win|wins|winning", only=r"(?!)"),
    ),
    "anxiety": (
        Sense(
            r"worr\w+|panic\w*",
            unless=r"\b(?:need|should i|nothing|anything|something|no|not|don['\u2019]?t|reason|have|be|so|but|im|i['\u2019]?m|am|is it|bit|getting|mum|wife|family)\b(?: (?:to|i|me|a|be|bit|really|now|so|very|quite|just))* \[",
        ),
        Sense(r"edges?", only=r"\bon \[edge\](?! of)"),
    ),
    "hiv-infection": (
        Sense(
            r"aids?",
            only=r"\[AIDS\]",
            unless=r"(?:hearing|walking|mobility|first|visual|legal|sleep|band) \[",
        ),
    ),
    "irritability": (Sense(r"snap|snaps|snapped|snapping", only=r"\[snap\w*\] at"),),
    "skin-blistering-or-crackling": (Sense(r"bulls?", only=r"(?!)"),),
    "shock": (
        Sense(
            r"shocks?|shock(?:ed|ing)",
            only=r"\bin \[shock\]|\b(?:septic|cardiogenic|hypovol\w+|haemorrhagic|anaphylactic|circulatory|clinically) (?:in )?\[|\[shock\]\s*(?:,|$|\.|with|and|index)",
            unless=r"\b(?:electric\w*|small|little|like|an?|culture|got) \[|\[shock\]\s?(?:like|wave|absorb)",
        ),
    ),
    "general-anaesthesia": (
        Sense(
            r"ana?esthetic\w*|ana?esthesia",
            unless=r"\] (?:trainee|registrar|nurse|doctor|department|dept|consultant|reg|cream|rotation|room|job|technician)",
        ),
    ),
    "rest-immobility": (
        Sense(
            r"(?:at )?rest(?:ing)?",
            unless=r"\b(?:CK|creatine kinase|HR|pulse|heart rate|BP|sats|lactate|ECG|tremor|EMG|troponin)\b[^,;.]{0,20}\[|"
            r"\[resting\] (?:CK|creatine kinase|HR|pulse|heart rate|BP|lactate|ECG|tremor|EMG)\b",
        ),
    ),
    "fever": (
        Sense(r"fever", unless=r"\b(?:hay|cabin|glandular|yellow|spring|world cup) \[fever\]"),
        Sense(
            r"boiling (?:hot|up)",
            unless=r"\[boiling \w+\] (?:day|days|weather|room|bath|water|tea|coffee|drink|outside|summer|kitchen|office|in here|in the|at work)|"
            r"\b(?:weather|day|room|bath|water|tea|kitchen|outside|summer|it is|it's|it was)\b[^,;.]{0,12}\[",
        ),
    ),
    "daytime-sleepiness": (
        Sense(r"slept|sleeps|sleeping|asleep|sleep", only=r"(?!)"),
        Sense(
            r"(?:fall|falls|falling|fell) asleep|(?:drop|drops|dropping) off|doz(?:es|ing) off|nodding off|nod(?:s|ded)? off",
            unless=r"\b(?:as|when|just as|while|before|whilst) (?:i['\u2019]?m |im |i am |he is |she is |i |was |hes |shes )?\[",
        ),
    ),
    "hair-loss": (
        Sense(r"(?:brush|comb|wash|dry|do)\w* (?:my|his|her|their|the|own) hair", only=r"(?!)"),
    ),
    "thirst": (
        Sense(
            r"(?:drinking|drinks?|drank) (?:a )?(?:lots?|loads|all day|all the time)",
            unless=r"\[[^\]]*\] (?:of )?(?:\w+ )?(?:coffees?|tea|alcohol|beers?|wine|vodka|cider|lager|spirits|cola|coke|"
            r"red bull|energy|caffeine|milk|juice|squash)\b",
        ),
    ),
    "limb-injury": (
        Sense(
            r"plastered",
            only=r"#|\b(?:fract\w+|brok\w+|tib\w*|fib\w*|wrist|ankle|arm|forearm|leg|shin|limb|cast|reduced|\d+ ?(?:h|hrs?|hours?))\b",
            unless=r"\b(?:got|was|drunk|completely|absolutely) \[",
        ),
    ),
    "missed-dialysis": (
        Sense(
            r"(?:missed|skipped) (?!.*(?:dialysis|HD\b)).*",
            only=r"\b(?:\w*dialy\w+|HD|CAPD|renal|kidney|ESRD|ESRF)\b",
        ),
    ),
    "muscle-stiffness": (
        Sense(
            r"tight(?:er|ness)?",
            unless=r"\bswollen\b[^.;]*\[|\[tight\w*\][^.;]*\bswollen\b",
        ),
    ),
    "pallor": (
        Sense(
            r"paler?",
            unless=r"\[paler?\] (?:yellow|straw|stools?|poos?|urine|wee|pee|ale|green|blue)|"
            r"\b(?:wee|urine|pee|stools?|poos?|water)\b[^.;,]{0,20}\[",
        ),
        Sense(r"gr[ea]y", unless=r"\[gr[ea]y\] (?:hair|area|coat|cat|squirrel|zone|matter)"),
    ),
    "weight-gain": (Sense(r"heavier", only=r"\b(?:weigh\w*|kilos?|kg|stone|lbs?|pounds?)\b"),),
    "tick-exposure": (
        Sense(r"tick\w*", unless=r"\[tick\w*\] (?:box|over|off|along|all)|box(?:es)? \["),
    ),
    "erectile-dysfunction": (
        Sense(
            r"ed",
            only=r"\b(?:impoten\w+|viagra|sildenafil|erect\w+|has|with|and|,) \[ED\]\s*(?:[,.;]|$|on|and)",
        ),
    ),
    "emotional-stress": (
        Sense(r"stress\w*", unless=r"\[stress\] (?:test|fracture|incontinence|echo)"),
        Sense(
            r"upsets?",
            unless=r"\b(?:tummy|stomach|gastric|gi|bowel) \[|\[upset\] (?:tummy|stomach|bowel)",
        ),
    ),
    "menstruation": (
        Sense(
            r"periods?",
            unless=r"\b(?:long|short|for a|over a|any|certain|this|that|per|brief|same|no missed) \[|\[periods?\] of (?!bleed)",
        ),
    ),
    "carbohydrate-meal": (
        Sense(r"sweets?", unless=r"\[sweet\w*\] (?:breath|smell\w*|potato|heart|girl|boy)"),
    ),
    "spider-bite": (
        Sense(r"spiders?", unless=r"\[spider\w*\] (?:veins?|naev\w+|nev\w+|angioma\w*)"),
    ),
    "full-bladder": (Sense(r"full", only=r"(?!)"),),
    "fasting": (
        Sense(
            r"fast|hungry",
            only=r"\b(?:to|a|the|on a|during|ramadan|intermittent|after a|water|after) \[fast\]|\[hungry",
        ),
    ),
    "palpitations": (Sense(r"skips?|racing", only=r"\bheart|\bbeat"),),
    "dirty-wound": (Sense(r"splinters?", unless=r"\[splinter\w*\] ha?em"),),
    "prolonged-standing": (
        Sense(
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
        if re.fullmatch(sense.said, said, re.IGNORECASE) is None:
            continue
        if whole is None:
            before, behind = text[max(0, start - AROUND) : start], text[end : end + AROUND]
            whole = " ".join(f"{before}[{said}]{behind}".split())
        if sense.only and re.search(sense.only, whole, re.IGNORECASE) is None:
            return False
        if sense.unless and re.search(sense.unless, whole, re.IGNORECASE) is not None:
            return False
    return True
