"""What people say for a complaint, brought near to the words of records: sayings, words alike, parts of the body.

What buzzes, fizzes or prickles, tingles; who has no strength is weak; an ankle is of a leg. By themselves such
words name nothing: they only bring what was said near to a name (`nearest`). The lists are in `near_synonyms_listed`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from cramps.words import near_synonyms_listed
from cramps.words.folding import fold, is_beside, stem, stems

#: A denial in a contraction: didn't, doesnt.
_NOT: Final = (
    (r"\b(?:can|could)(?:n['\u2019]?t|['\u2019]t)\b|\bcant\b", "cannot"),
    (r"\bwo(?:n['\u2019]t|nt)\b", "will not"),
    (r"\b(do|does|did|is|are|was|were|would|should|has|have|had)n['\u2019]?t\b", r"\1 not"),
)
#: Between two words of which one or both are meant: hands/wrists, not b/l.
_EITHER: Final = re.compile(r"(?<=[a-z]{3})/(?=[a-z]{3})")
#: How near a word is that says nearly the same.
NEARLY: Final = 0.65
#: How near the whole is where a part of it was said.
PART_OF: Final = 0.6


def words_of(text: str) -> tuple[str, ...]:
    """Give the stems of what was said or is a name, sorted, with sayings as the words that they stand for."""
    plain = text.casefold()
    for written, plainly in _NOT:
        plain = re.sub(written, plainly, plain)
    words = fold(_EITHER.sub(" ", plain)).split()
    sayings = _sayings()
    longest = max(sayings, default=0)
    kept: list[str] = []
    at = 0
    while at < len(words):
        for length in range(min(longest, len(words) - at), 0, -1):
            meant = sayings.get(length, {}).get(" ".join(map(stem, words[at : at + length])))
            if meant is not None:
                kept += meant
                at += length
                break
        else:
            if not is_beside(words[at]):
                kept += stems(words[at]).split()
            at += 1
    return tuple(sorted(set(kept)))


@cache
def _sayings() -> dict[int, dict[str, list[str]]]:
    """Give the sayings by their length in words, as stems -> the stems that they stand for."""
    found: dict[int, dict[str, list[str]]] = {}
    for line in near_synonyms_listed.SAYINGS.strip().splitlines():
        said, meant = line.split(": ")
        words = [stem(word) for word in fold(said).split()]
        found.setdefault(len(words), {})[" ".join(words)] = [stem(w) for w in fold(meant).split()]
    return found


@cache
def _fillers() -> frozenset[str]:
    return frozenset(stem(fold(word)) for word in near_synonyms_listed.FILLERS.split())


def is_filler(stemmed: str) -> bool:
    """Tell whether a stem tells no complaint from another."""
    return stemmed in _fillers()


@cache
def _mates() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for line in near_synonyms_listed.PARTS.strip().splitlines():
        part, wholes = line.split(": ")
        own = found.setdefault(stem(fold(part)), {})
        own.update({stem(fold(whole)): PART_OF for whole in wholes.split()})
    for line in near_synonyms_listed.SAME.strip().splitlines():
        stemmed = {stem(fold(word)) for word in line.split()}
        for one in stemmed:
            found.setdefault(one, {}).update(dict.fromkeys(stemmed - {one}, NEARLY))
    return found


def mates(stemmed: str) -> dict[str, float]:
    """Give the stems of the words that say nearly the same as a stem, or what it is part of, each with how near."""
    return _mates().get(stemmed, {})
