"""One form of a word, in which words are compared: case, accents, punctuation, spelling, plural."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from cramps.words.codes import normal_code

# British -> American, on lower-case text. Both sides of a comparison are folded, so a rule that also
# hits other words (toes -> tes) does no harm as long as it keeps words apart.
SPELLING: Final = (
    (r"[ao]+e", "e"),
    (r"our(?=s?\b|ed\b|ing\b|al\b)", "or"),
    (r"(?<=[a-z]{3})is(?=e[sd]?\b|ing\b|ation)", "iz"),
    (r"(?<=[a-z]{2})ys(?=e[sd]?\b|ing\b)", "yz"),
    (r"(?<=[bt])re\b", "er"),
    (r"neurone\b", "neuron"),
    (r"sulph", "sulf"),
    (r"grey", "gray"),
    (r"disc\b", "disk"),
    (r"mould", "mold"),
    (r"\b(to)?nite\b", r"\1night"),
    (r"l+(?=ed\b|ing\b)", "l"),
)
_CONTRACTED = (
    (r"\b(can't|can\u2019t|can not|cant\b)", "cannot"),
    (r"\b(won't|won\u2019t|wont\b)", "will not"),
    (r"\b(don't|don\u2019t|dont\b)", "do not"),
    (r"\b(doe|is|are|was|were|has|have|did)(?:s?n['\u2019]?t)\b", r"\1 not"),
    (r"\bhavn['\u2019]?t\b", "have not"),
)

#: A noun that the verb's participle is not: a work-up is none of who is worked up.
_NOUNS: Final = re.compile(r"\b(work|check|follow)[-\u2010\u2011]ups?\b")


def fold(word: str) -> str:
    """Bring a word into the one form in which words are compared; a code into its usual form, lower case."""
    if code := normal_code(word):
        return code.casefold()
    text = unicodedata.normalize("NFKD", word).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    for said, meant in _CONTRACTED:
        text = re.sub(said, meant, text)
    text = re.sub(r"['\u2018\u2019`]s?\b", "", text)
    text = _NOUNS.sub(r"\1up", text)
    bare = (word.strip(".:/") for word in re.sub(r"[^a-z0-9:+/<>=.% ]+", " ", text).split())
    text = " ".join(_singular(word) for word in bare if word)
    for british, american in SPELLING:
        text = re.sub(british, american, text)
    return text


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


def unordered(folded: str) -> str | None:
    """Give the words of a folded text whatever their order: feet tingling; None for a single word."""
    words = set(folded.split()) - SMALL
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
_ENDINGS: Final = (
    (re.compile(r"(?<=[a-z]{3})i?ness$"), ""),
    (re.compile(r"(?<=[a-z]{3})ful$"), ""),
    (re.compile(r"(?<=[a-z]{5})ly$"), ""),
    (re.compile(r"(?<=[a-z]{3})(?:ing|ed)$"), ""),
    (re.compile(r"(?<=[a-z]{4})icity$"), "ic"),
    (re.compile(r"(?<=[a-z]{4})ity$"), ""),
    (re.compile(r"(?<=[a-z]{4})i[ac]$"), ""),
    (re.compile(r"(?<=[a-z]{3})[iey]{1,2}$"), ""),
    (re.compile(r"(?<=[a-z])([bdglmnprt])\1$"), r"\1"),
)


#: Stems that say one thing of a level.
_LEVEL: Final = {
    **dict.fromkeys(("elevat", "rais", "increas"), "high"),
    **dict.fromkeys(("reduc", "decreas", "diminish"), "low"),
}


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """Give what the forms of one word share: twitch, twitching, twitchy; weak, weakness; calves, calf."""
    word = _IRREGULAR.get(word, word)
    if word.isalpha():
        for ending, left in _ENDINGS:
            word = ending.sub(left, word)
    return _LEVEL.get(word, word)


def is_beside(word: str) -> bool:
    """Tell whether a folded word is one of the small ones that stems leave out."""
    return word in BESIDE


def stems(folded: str) -> str:
    """Give the stems of a folded text whatever their order and without small words; may be empty."""
    words = (part for word in folded.split() for part in _SHORT.get(word, word).split())
    kept = {stem(word) if word.isalpha() else word for word in words if word not in BESIDE}
    return " ".join(sorted(kept))


#: Which side it is: told of a finding, and no part of it.
SIDES: Final = frozenset(
    ["left", "right", "both", "bilateral", "bilaterally", "b/l", "lt", "rt", "unilateral"]
)


def without_sides(folded: str) -> str | None:
    """Give a folded text without left and right; None where it has neither, or nothing else."""
    words = folded.split()
    kept = [word for word in words if word not in SIDES]
    return " ".join(kept) if kept and len(kept) < len(words) else None
