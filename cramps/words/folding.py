"""One form of a word, in which words are compared: case, accents, punctuation, spelling, plural."""

import re
import unicodedata
from typing import Final

from cramps.words.codes import normal_code

# British -> American, on lower-case text. Both sides of a comparison are folded, so a rule that also
# hits other words (toes -> tes) does no harm as long as it keeps words apart.
_SPELLING = (
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
    (r"l+(?=ed\b|ing\b)", "l"),
)
_CONTRACTED = (
    (r"\b(can't|can\u2019t|can not)", "cannot"),
    (r"\b(won't|won\u2019t)", "will not"),
    (r"\b(don't|don\u2019t)", "do not"),
)


def fold(word: str) -> str:
    """Bring a word into the one form in which words are compared; a code into its usual form, lower case."""
    if code := normal_code(word):
        return code.casefold()
    text = unicodedata.normalize("NFKD", word).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    for said, meant in _CONTRACTED:
        text = re.sub(said, meant, text)
    text = re.sub(r"['\u2018\u2019`]s?\b", "", text)
    bare = (word.strip(".:/") for word in re.sub(r"[^a-z0-9:+/<>=.% ]+", " ", text).split())
    text = " ".join(_singular(word) for word in bare if word)
    for british, american in _SPELLING:
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
