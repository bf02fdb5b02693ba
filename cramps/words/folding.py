"""One form of a word, in which words are compared: case, accents, punctuation, spelling, plural."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final, NamedTuple

from cramps.words.codes import normal_code


class Rewriting(NamedTuple):
    """A rule of spelling: it is looked at only where one of ``hints`` is, so that few rules are ever compiled."""

    hints: tuple[str, ...]
    pattern: str
    meant: str

    def of(self, text: str) -> str:
        """Write a text by the rule."""
        for hint in self.hints:
            if hint in text:
                return re.sub(self.pattern, self.meant, text)
        return text


# British -> American, on lower-case text. Both sides of a comparison are folded, so a rule that also
# hits other words (toes -> tes) does no harm as long as it keeps words apart.
SPELLING: Final = (
    Rewriting(("ae", "oe"), r"[ao]+e", "e"),
    Rewriting(("our",), r"our(?=s?\b|ed\b|ing\b|al\b)", "or"),
    Rewriting(("is",), r"(?<=[a-z]{3})is(?=e[sd]?\b|ing\b|ation)", "iz"),
    Rewriting(("ys",), r"(?<=[a-z]{2})ys(?=e[sd]?\b|ing\b)", "yz"),
    Rewriting(("bre", "tre"), r"(?<=[bt])re\b", "er"),
    Rewriting(("neurone",), r"neurone\b", "neuron"),
    Rewriting(("sulph",), r"sulph", "sulf"),
    Rewriting(("grey",), r"grey", "gray"),
    Rewriting(("disc",), r"disc\b", "disk"),
    Rewriting(("mould",), r"mould", "mold"),
    Rewriting(("nite",), r"\b(to)?nite\b", r"\1night"),
    Rewriting(("led", "ling"), r"l+(?=ed\b|ing\b)", "l"),
)
_CONTRACTED: Final = (
    Rewriting(("can",), r"\b(can't|can\u2019t|can not|cant\b)", "cannot"),
    Rewriting(("won",), r"\b(won't|won\u2019t|wont\b)", "will not"),
    Rewriting(("don",), r"\b(don't|don\u2019t|dont\b)", "do not"),
    Rewriting(
        ("nt", "n't", "n\u2019t"),
        r"\b(doe|is|are|was|were|has|have|did)(?:s?n['\u2019]?t)\b",
        r"\1 not",
    ),
    Rewriting(("havn",), r"\bhavn['\u2019]?t\b", "have not"),
    Rewriting(("'", "\u2018", "\u2019", "`"), r"['\u2018\u2019`]s?\b", ""),
    # A noun that the verb's participle is not: a work-up is none of who is worked up.
    Rewriting(("up",), r"\b(work|check|follow)[-\u2010\u2011]ups?\b", r"\1up"),
)


def fold(word: str) -> str:
    """Bring a word into the one form in which words are compared; a code into its usual form, lower case."""
    if code := normal_code(word):
        return code.casefold()
    text = word.casefold() if word.isascii() else _without_accents(word)
    for rule in _CONTRACTED:
        text = rule.of(text)
    if not (text.isascii() and text.isalnum()):
        text = re.sub(r"[^a-z0-9:+/<>=.% ]+", " ", text)
    bare = (word.strip(".:/") for word in text.split())
    text = " ".join(_singular(word) for word in bare if word)
    for rule in SPELLING:
        text = rule.of(text)
    return text


def _without_accents(word: str) -> str:
    text = unicodedata.normalize("NFKD", word).casefold()
    return "".join(c for c in text if not unicodedata.combining(c))


def _singular(word: str) -> str:
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


#: Small words that tell no finding from another.
SMALL: Final = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "by",
        "from",
        "i",
        "in",
        "is",
        "it",
        "my",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
    ]
)


#: Small words that change what is said: numb to the knee is more than a numb knee, and who cannot keep the
#: eyes open can open them. There they are one word that no comparison leaves out.
_TELLING: Final = (
    Rewriting(
        (" to ",),
        r"\b((?:numb|tingl|pin|dead|burn|swollen|swell|weak)\w*(?: \w+)??) (?:up |all the way )?to (?:the |my |his |her |your |their )?"
        r"(?=(?:ankle|calve|calf|shin|knee|thigh|hip|waist|wrist|elbow|navel|belly)\b)",
        r"\1 asfaras ",
    ),
    Rewriting(
        (" keep ",),
        r"\b(cannot|not|unable to|hard to|hardly|barely|struggle to|difficult to|trouble) keep\b(?! (?:on )?\w+ing\b)",
        r"\1 upkeep",
    ),
)


def telling(folded: str) -> str:
    """Give a folded text in which small words that change what is said are words that are never left out."""
    for rule in _TELLING:
        folded = rule.of(folded)
    return folded


def unordered(folded: str) -> str | None:
    """Give the words of a folded text whatever their order: feet tingling; None for a single word."""
    words = set(telling(folded).split()) - SMALL
    return " ".join(sorted(words)) if len(words) > 1 else None


#: What a person says besides, in whichever form it is compared by stems.
BESIDE: Final = SMALL | frozenset(
    [
        "am",
        "are",
        "be",
        "been",
        "being",
        "bit",
        "did",
        "do",
        "doe",
        "for",
        "gets",
        "get",
        "getting",
        "got",
        "had",
        "ha",
        "have",
        "having",
        "he",
        "her",
        "him",
        "his",
        "his",
        "im",
        "ive",
        "just",
        "keep",
        "kept",
        "me",
        "of",
        "our",
        "quite",
        "really",
        "she",
        "so",
        "some",
        "that",
        "their",
        "them",
        "they",
        "this",
        "very",
        "was",
        "we",
        "were",
        "which",
        "you",
        "your",
    ]
)
#: Words that change within -> the form that they share.
_IRREGULAR: Final = {
    "calve": "calf",
    "feet": "foot",
    "fell": "fall",
    "lost": "lose",
    "loss": "lose",
    "muscular": "muscle",
    "shook": "shake",
    "shaken": "shake",
    "swollen": "swell",
    "teeth": "tooth",
    "worn": "wear",
    "bled": "bleed",
    "broke": "broken",
    "slept": "sleep",
    "ran": "run",
    "stood": "stand",
    "woke": "wake",
    "woken": "wake",
}
#: Short for, in notes -> the words of which it is short.
_SHORT: Final = {
    "dtr": "tendon reflex",
    "lle": "leg",
    "ll": "leg",
    "lmn": "lower motor neuron",
    "rue": "arm",
    "rle": "leg",
    "lue": "arm",
    "ul": "arm",
    "umn": "upper motor neuron",
}
#: Endings that the forms of a word differ in, and what is left of them; compiled when a word is stemmed.
_ENDINGS: Final = (
    (r"(?<=[a-z]{3})i?ness$", ""),
    (r"(?<=[a-z]{3})ful$", ""),
    (r"(?<=[a-z]{5})ly$", ""),
    (r"(?<=[a-z]{3})(?:ing|ed)$", ""),
    (r"(?<=[a-z]{4})icity$", "ic"),
    (r"(?<=[a-z]{4})ity$", ""),
    (r"(?<=[a-z]{4})i[ac]$", ""),
    (r"(?<=[a-z]{3})[iey]{1,2}$", ""),
    (r"(?<=[a-z])([bdglmnprt])\1$", r"\1"),
)


#: Stems that say one thing of a level.
_LEVEL: Final = {
    **dict.fromkeys(("elevat", "rais", "increas"), "high"),
    **dict.fromkeys(("reduc", "decreas", "diminish"), "low"),
}


@cache
def _endings() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(ending), left) for ending, left in _ENDINGS)


@lru_cache(maxsize=16_384)  # the words of the whole knowledge base: compiling stems each many times
def stem(word: str) -> str:
    """Give what the forms of one word share: twitch, twitching, twitchy; weak, weakness; calves, calf."""
    word = _IRREGULAR.get(word, word)
    if word.isalpha():
        for ending, left in _endings():
            word = ending.sub(left, word)
    return _LEVEL.get(word, word)


def is_beside(word: str) -> bool:
    """Tell whether a folded word is one of the small ones that stems leave out."""
    return word in BESIDE


def stems(folded: str) -> str:
    """Give the stems of a folded text whatever their order and without small words; may be empty."""
    return " ".join(sorted(_stems(folded)))


def stem_set(text: str) -> set[str]:
    """Give the stems of a text as it is written, without small words; may be empty."""
    return _stems(fold(text))


def _stems(folded: str) -> set[str]:
    words = (part for word in telling(folded).split() for part in _SHORT.get(word, word).split())
    return {stem(word) if word.isalpha() else word for word in words if word not in BESIDE}


#: Which side it is: told of a finding, and no part of it.
SIDES: Final = frozenset(
    ["left", "right", "both", "bilateral", "bilaterally", "b/l", "lt", "rt", "unilateral"]
)


def without_sides(folded: str) -> str | None:
    """Give a folded text without left and right; None where it has neither, or nothing else."""
    words = folded.split()
    kept = [word for word in words if word not in SIDES]
    return " ".join(kept) if kept and len(kept) < len(words) else None
