"""The words of a note that tell whether what follows, or what came before, is there: cues and headings.

The idea is that of NegEx (Chapman et al., J Biomed Inform 2001) and ConText (Harkema et al., J Biomed
Inform 2009): a cue, a direction, a scope that ends. The lists are our own.
"""

import re
from typing import Final, Literal

from cramps.late_regex import late_regex

Status = Literal["present", "absent", "uncertain", "past", "family", "hypothetical"]

#: Words, joined by single spaces and folded, that open a scope -> what holds in it.
BEFORE: Final[dict[str, Status]] = {
    **dict.fromkeys(
        (
            *("no", "not", "denie", "deny", "denied", "denying", "without", "nor", "never", "nil"),
            *("w/o", "non", "unlikely"),
            *("negative for", "free of", "absence of", "neither", "no evidence of", "no sign of"),
            *(
                "no history of",
                "doesnt",
                "didnt",
                "hasnt",
                "havent",
                "isnt",
                "wasnt",
                "werent",
                "arent",
            ),
            *("do not", "does not", "lack of", "no complaint of", "no h/o", "ruled out", "none of"),
            *(
                "no symptom of",
                "rather than",
                "instead of",
                "hadnt",
                "is not",
                "are not",
                "has not",
                "have not",
            ),
            *(
                "was not",
                "were not",
                "had not",
                "neg",
                "neg for",
                "zero",
                "desnt",
                "de not",
                "nothing else",
                "nowhere else",
                "will not have",
                "not any",
            ),
        ),
        "absent",
    ),
    **dict.fromkeys(
        (
            *("possible", "possibly", "maybe", "perhap", "might", "may have", "suspected", "query"),
            *(
                "not sure",
                "unsure",
                "not certain",
                "could be",
                "questionable",
                "equivocal",
                "probable",
            ),
            *(
                "uncertain",
                "probably",
                "suspicion of",
                "suspect",
                "unclear",
                "doubtful",
                "borderline",
            ),
            *(
                "not sure if",
                "not sure whether",
                "unsure whether",
                "unsure if",
                "cannot tell if",
                "think i",
            ),
        ),
        "uncertain",
    ),
    **dict.fromkeys(
        (
            *(
                "previou",
                "previously",
                "past history of",
                "used to have",
                "used to get",
                "history of",
            ),
            *(
                "h/o",
                "no longer",
                "no longer has",
                "in the past",
                "formerly",
                "past",
                "resolved",
                "used to",
            ),
            *("recovered from", "had had", "previous", "when i had", "when he had", "when she had"),
        ),
        "past",
    ),
    **dict.fromkeys(
        (
            *(
                "mother",
                "father",
                "brother",
                "sister",
                "uncle",
                "aunt",
                "cousin",
                "grandmother",
                "mum",
            ),
            *(
                "grandfather",
                "family history of",
                "son",
                "daughter",
                "dad",
                "mom",
                "sibling",
                "parent",
            ),
            *("fhx", "fh", "maternal", "paternal", "wife", "husband", "niece", "nephew", "friend"),
            *("nobody in the family", "no one in the family", "no family history of", "grandma"),
            *(
                "gran",
                "granny",
                "nan",
                "nana",
                "nanna",
                "grandad",
                "granddad",
                "grandpa",
                "grandson",
            ),
            *(
                "granddaughter",
                "hubby",
                "missu",
                "mam",
                "mummy",
                "daddy",
                "girlfriend",
                "boyfriend",
            ),
            *(
                "fiance",
                "auntie",
                "aunty",
                "stepson",
                "stepdad",
                "stepmum",
                "twin",
                "neighbor",
                "partner",
            ),
            *("colleague", "flatmate", "housemate", "half brother", "half sister"),
            *("workmate", "teammate", "classmate", "schoolmate", "next door", "trainer"),
        ),
        "family",
    ),
    **dict.fromkeys(
        (
            *(
                "if",
                "should",
                "in case",
                "in case of",
                "watch for",
                "look out for",
                "risk of",
                "unless",
            ),
            *(
                "warned of",
                "warned about",
                "advised about",
                "worried re",
                "worry re",
                "anxious re",
                "anxiety re",
                "concerned re",
                "concern re",
                "fears re",
                "anxious about",
                "nervous about",
                "panicking about",
                "frightened of",
                "terrified of",
                "worried about",
                "scared of",
                "fear of",
            ),
            *(
                "afraid of",
                "to prevent",
                "to avoid",
                "to exclude",
                "to rule out",
                "rule out",
                "would",
            ),
            *("counselled about", "told about", "told to look for", "return for", "come back for"),
            *(
                "read about",
                "googled",
                "google",
                "googling",
                "monitor for",
                "concern about",
                "concerned about",
                "can cause",
            ),
            *("need to worry about", "nothing to do with"),
            *(
                "may cause",
                "could cause",
                "worried that",
                "worry about",
                "safety net",
                "educated about",
            ),
        ),
        "hypothetical",
    ),
}
#: How long something lasts.
STRETCHES: Final = frozenset(
    ["minute", "hour", "day", "week", "fortnight", "month", "year", "night", "few", "couple"]
)
#: Children: of another where the patient is grown.
CHILDREN: Final = frozenset(["toddler", "baby", "kid", "child", "children", "newborn", "infant"])
#: Before a relative who is no subject: found by his wife, here with mum, like my dad.
BESIDE_RELATIVE: Final = frozenset(["by", "with", "from", "to", "for", "like", "than", "at"])
#: Whose: between such a word and the relative.
WHOSE: Final = frozenset(["my", "his", "her", "our", "their", "the", "a", "old", "own"])
#: Who is spoken of anew, behind what was told of the family.
ANEW: Final = frozenset(
    ["he", "she", "i", "patient", "pt", "im", "ive", "my", "mine", "me", "hes", "shes"]
)
#: Denials that a comma does not end: they open a list.
LISTING: Final = frozenset(
    [
        *("denie", "deny", "denied", "denying", "negative for", "no evidence of", "no sign of"),
        *("no symptom of", "no complaint of", "none of", "do not", "does not"),
    ]
)
#: Fears, which a comma ends: what is told behind it is the complaint.
FEARS: Final = frozenset(
    [
        *("worried about", "worry about", "worried that", "scared of", "fear of", "afraid of"),
        *("concern about", "concerned about", "read about", "googled", "google", "googling"),
        *("worried re", "worry re", "anxious re", "anxiety re", "concerned re", "concern re"),
        *("anxious about", "nervous about", "panicking about", "frightened of", "terrified of"),
    ]
)
#: What supposes something in one clause; what is told behind its comma is there, unless it is advice.
SUPPOSING: Final = frozenset(["if", "unless", "should", "would", "in case"])
#: Words that ask, before "should".
ASKING: Final = frozenset(["how", "when", "what", "who", "whom", "where", "why", "which"])
#: Who may be the subject of a clause.
SUBJECTS: Final = frozenset(
    ["i", "we", "he", "she", "it", "they", "you", "this", "that", "these", "one", "there"]
)
#: What would come about, behind "should he".
DEVELOPING: Final = frozenset(
    [
        *(
            "develop",
            "get",
            "have",
            "notice",
            "become",
            "worsen",
            "feel",
            "experience",
            "lose",
            "start",
        ),
        *("begin", "suffer", "find", "see", "pass"),
    ]
)
#: Small denials with which a name may begin: no weakness.
DENYING: Final = frozenset(("no", "not", "without", "nil"))
#: Words behind a name that say so of it.
AFTER: Final[dict[str, Status]] = {
    **dict.fromkeys(
        (
            *(
                "absent",
                "negative",
                "not present",
                "not there",
                "ruled out",
                "denied",
                "nil",
                "none",
            ),
            *("not seen", "not elicited", "not found", "was not seen", "were not seen", "-ve"),
            *("excluded", "unlikely", "free"),
        ),
        "absent",
    ),
    **dict.fromkeys(
        ("possible", "suspected", "questionable", "equivocal", "uncertain", "doubtful"), "uncertain"
    ),
    **dict.fromkeys(
        (
            *(
                "resolved",
                "settled",
                "gone now",
                "has gone",
                "have gone",
                "has settled",
                "have settled",
            ),
            *(
                "went away",
                "stopped",
                "has stopped",
                "has resolved",
                "have resolved",
                "have stopped",
            ),
            *(
                "in the past",
                "as a child",
                "year ago",
                "in childhood",
                "disappeared",
                "no longer present",
            ),
            *("has now gone", "are gone", "is gone", "cleared up", "now gone", "had resolved"),
        ),
        "past",
    ),
    **dict.fromkeys(("in the family", "in his family", "in her family"), "family"),
}
#: What may also tell what something became: his hand has gone thin.
BECOMING: Final = frozenset(["has gone", "have gone", "is gone", "are gone"])
#: Behind it something went.
GONE: Final = frozenset(
    [
        "away",
        "completely",
        "by",
        "after",
        "with",
        "when",
        "again",
        "all",
        "and",
        "so",
        "in",
        "as",
        "altogether",
    ]
)
#: Words that a scope does not outlast.
ENDING: Final = frozenset(
    [
        "but",
        "however",
        "although",
        "though",
        "except",
        "apart",
        "yet",
        "whereas",
        "while",
        "since",
        "because",
        "then",
        "now",
        "still",
        "whilst",
        "otherwise",
        "despite",
        "aside",
        "only",
        "just",
    ]
)
#: A verb of telling: what comes behind it is there, unless it is denied anew.
TELLING: Final = frozenset(
    [
        "report",
        "complain",
        "has",
        "have",
        "describe",
        "notice",
        "noticed",
        "reported",
        "complained",
        "developed",
        "develop",
        "get",
        "experience",
        "experienced",
        "present",
        "presented",
        "feel",
        "felt",
        "suffer",
        "mention",
        "mentioned",
        "show",
        "showed",
        "reveal",
        "revealed",
        "had",
        "gets",
    ]
)
#: Behind these a relative tells, and nothing is said of the relative.
WITNESS: Final = frozenset(
    [
        "say",
        "said",
        "noticed",
        "notice",
        "report",
        "reported",
        "think",
        "tell",
        "told",
        "saw",
        "see",
        "describe",
        "says",
        "rang",
        "phoned",
        "found",
        "gave",
        "fed",
        "brought",
    ]
)
#: What looks like a denial, or a name, and is none.
FALSE_DENIALS: Final = (
    *("drinking water", "drink water", "drinking fluid", "fit and well", "fit and healthy"),
    *("otherwise fit", "physically fit", "keep fit", "very fit", "fit for"),
    *(
        "no bother",
        "no problem",
        "no trouble",
        "not sure why",
        "no idea",
        "no idea why",
        "no good",
        "no use",
    ),
    *(
        "no end",
        "no difference",
        "not the",
        "not as",
        "not so",
        "no need",
        "not fine",
        "not well",
        "not right",
    ),
    *(
        "nothing else help",
        "nothing else work",
        "not just",
        "not only",
        "no change in",
        "no improvement in",
        "not improved",
        "no better",
        "no relief of",
    ),
    *("no change", "no doubt", "not eased", "no increase in", "without warning", "no improvement"),
    *(
        "not drinking enough",
        "no relief",
        "not help",
        "did not help",
        "no effect on",
        "not resolved",
        "not without",
    ),
    *(
        "would be grateful",
        "would be glad",
        "would be pleased",
        "would be obliged",
        "should be grateful",
        "would appreciate",
    ),
    *(
        "would value",
        "would welcome",
        "would like",
        "would you",
        "would kindly",
        "would be interested",
    ),
    *(
        "should be glad",
        "should be obliged",
        "would be very grateful",
        "will not go",
        "will not go away",
        "will not ease",
    ),
    *(
        "will not stop",
        "will not let up",
        "will not settle",
        "will not shift",
        "will not clear",
        "will not let go",
    ),
    *(
        "not go away",
        "not going away",
        "do not go away",
        "de not go away",
        "not easing",
        "not stopping",
    ),
    *(
        "de not stop",
        "not letting up",
        "not settling",
        "not going",
        "not shifting",
        "will not come down",
    ),
    *(
        "not coming down",
        "not getting better",
    ),
)
LONGEST_CUE: Final = 5

#: A heading at the start of a line -> what holds below it; None where it is said in the words.
_HEADED: Final[tuple[tuple[str, Status | None], ...]] = (
    (r"F/?Hx?|family(?: history)?|fam hx", "family"),
    (r"PM/?Hx?|PMSH|past (?:medical |surgical )?history|previous history|background", "past"),
    (
        (
            r"plan|advice|safety[- ]net(?:ting)?|follow[- ]up|management|differential(?: diagnosis)?|ddx|"
            r"impression|imp|assessment|recommendations?|discussion|return precautions|A/P|opinion"
        ),
        "hypothetical",
    ),
    (r"allerg(?:y|ies)|NKDA|ADRs?", "absent"),
    (
        (
            r"D/?Hx?|drug history|drugs|medications?|meds|current medication|Rx|O/E|OE|on examination|exam|"
            r"examination|physical|neuro(?:logy|logical exam(?:ination)?)?|PC|HPC|HPI|CC|presenting complaint|"
            r"history(?: of presenting complaint)?|hx|symptoms|bloods?|labs?|results?|investigations?|ix|"
            r"social history|S/?Hx?|obs|vitals|motor|sensory|reflexes|power|tone|gait|subjective|objective|"
            r"review of systems|ROS|S|O|EMG|NCS|findings|report|conclusion|indication|chief complaint"
        ),
        None,
    ),
)
HEADINGS: Final = tuple(
    (late_regex(rf"[ \t>*#-]*(?:{names})[ \t]*(?:[:\u2013-]|$)", re.IGNORECASE), status)
    for names, status in _HEADED
)
