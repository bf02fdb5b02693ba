"""Diseases that are known elsewhere and have no entry here."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import msgspec

from cramps.knowledge.packaged_files import OTHER_DISEASES_NAME, packaged_table
from cramps.words.folding import fold

#: Letters and a number: SCA29, CMT 2A.
_NUMBERED: Final = re.compile(r"[a-z]{2,6} ?\d+\w?")
_FIGURES: Final = re.compile(r"\d+")


class OtherDiseases(msgspec.Struct, frozen=True, kw_only=True):
    """The table, for one release of the annotations of the HPO (`scripts/make_other_diseases.py`)."""

    release: str
    source: str
    licence: str
    #: Name -> code.
    names: dict[str, str]


@cache
def _table() -> OtherDiseases:
    return packaged_table(OTHER_DISEASES_NAME, OtherDiseases)


def known_elsewhere(word: str) -> str | None:
    """Name the disease without an entry here that a word means, with its code; None where it means none.

    What stands behind a comma in a name (spinocerebellar ataxia 29, congenital) need not be said. Raises
    InvalidKnowledgeBase where the table cannot be read.
    """
    folded = fold(word)
    start = folded.split(" ")[0][:3]
    if not start:
        return None
    for name, code in _table().names.items():
        if name[:3].casefold() == start and folded in (fold(name), fold(name.partition(",")[0])):
            return f"{name} ({code})"
    return None


def about(word: str, suggestions: tuple[str, ...]) -> str:
    """Say more of a word that names no disorder: that it is a disease, or that what comes near is another.

    Empty where there is nothing to say. Raises as `known_elsewhere`.
    """
    known = known_elsewhere(word)
    if known is not None:
        return f": {known} is known to the annotations of the HPO and not covered here"
    if suggestions and is_another(word, suggestions):
        return "; what comes nearest bears another number, and is another disease"
    return ""


def is_another(word: str, suggestions: tuple[str, ...]) -> bool:
    """Tell whether a word is a short name with a number that none of some ids has: SCA29 is not SCA2."""
    if _NUMBERED.fullmatch(fold(word)) is None:
        return False
    figures = set(_FIGURES.findall(word))
    theirs = [set(_FIGURES.findall(record_id)) for record_id in suggestions]
    return all(found and not figures <= found for found in theirs)
