"""Codes of other vocabularies, however they are written: ``HP_0003394``, ``Orphanet:803``, ``MIM:105400``, an address."""

import re
from typing import Final

#: How a vocabulary is named -> its usual prefix.
_PREFIXES: Final = {
    "hp": "HP",
    "orpha": "ORPHA",
    "orphanet": "ORPHA",
    "ordo": "ORPHA",
    "omim": "OMIM",
    "mim": "OMIM",
    "omimps": "OMIMPS",
    "mondo": "MONDO",
}
#: So many digits a code has, zeros before them left out or not.
_WIDTH: Final = {"HP": 7, "MONDO": 7, "ORPHA": 1, "OMIM": 6, "OMIMPS": 6}
# Compiled where a word has a figure: few have, and compiling takes 2 ms of a call's 70.
_CODE: Final = r"\s*(?:https?://\S*?[/#])?([A-Za-z]{2,8})[:_]? ?#?(\d{1,8})/?\s*"
#: The pages on which a code can be read: the address alone names it.
_PAGES: Final = (
    (r"https?://(?:www\.)?omim\.org/entry/(\d{6})\S*", "OMIM"),
    (r"https?://(?:www\.)?orpha\.net/\S*?(?:detail/|Expert=)(\d+)\S*", "ORPHA"),
)
#: What is a code, known or not: nothing that is written alike means the like.
_CODE_LIKE: Final = (
    r"\s*(?:[A-Za-z]{2,8}[:_]?\d{3,}|[A-Za-z][A-Za-z0-9-]{1,12}:[A-Za-z]{0,2}\d[\w.]*"
    r"|[A-TV-Z]\d[0-9A-B]\.[0-9A-Z]{1,4})\s*"
)
#: A code of ICD-10-CM with the name of its vocabulary before it, which is left out.
_ICD: Final = r"\s*ICD-?10-?CM[:_ ]\s*([A-TV-Z]\d[0-9AB](?:\.[0-9A-Z]{1,4})?)\s*"
#: The vocabularies whose codes name records, for who gives another one.
KNOWN: Final = (
    "codes are known of HPO (HP:0003394), Orphanet (ORPHA:803), OMIM (OMIM:105400), Mondo (MONDO:0004976) and "
    "ICD-10-CM (G25.81, without a name before it)"
)


def normal_code(word: str) -> str | None:
    """Give a code in its usual form (``HP_0003394`` -> ``HP:0003394``); None for another word."""
    if word.isalpha() or not any(map(str.isdecimal, word)):
        return None
    for page, prefix in _PAGES if "://" in word else ():
        if found := re.fullmatch(page, word.strip()):
            return f"{prefix}:{found[1]}"
    if "icd" in word.casefold() and (icd := re.fullmatch(_ICD, word, re.IGNORECASE)):
        return icd[1].upper()
    match = re.fullmatch(_CODE, word)
    known = match and _PREFIXES.get(match[1].casefold())
    if not match or not known or len(match[2]) > max(_WIDTH[known], 6):
        return None
    return f"{known}:{match[2].zfill(_WIDTH[known])}"


def is_code(word: str) -> bool:
    """Tell whether a word is a code, known or not; a code is never guessed at."""
    return normal_code(word) is not None or re.fullmatch(_CODE_LIKE, word) is not None


def codes_apart(word: str) -> tuple[str, ...]:
    """Give the codes of a list of them, ``HP:0003394,HP:0002380``; another word is given as it is."""
    parts = tuple(part.strip() for part in word.split(","))
    return parts if len(parts) > 1 and all(map(normal_code, parts)) else (word,)
