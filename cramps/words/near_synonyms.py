"""What people say for a complaint, brought near to the words of records: sayings, words alike, parts of the body.

Some sayings are put together: what is lacking (no, little, lost) of what (strength, feeling), and each way of
saying that something is done only with trouble, which is one word here.

What buzzes, fizzes or prickles, tingles; who has no strength is weak; an ankle is of a leg. By themselves such
words name nothing: they only bring what was said near to a name (`nearest`). The lists are in `near_synonyms_listed`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from cramps.late_regex import late_regex
from cramps.words import near_synonyms_listed
from cramps.words.folding import fold, is_beside, stem, stems, telling

#: A denial in a contraction: didn't, doesnt.
_NOT: Final = (
    (r"\b(?:can|could)(?:n['\u2019]?t|['\u2019]t)\b|\bcant\b", "cannot"),
    (r"\bwo(?:n['\u2019]t|nt)\b", "will not"),
    (r"\b(do|does|did|is|are|was|were|would|should|has|have|had)n['\u2019]?t\b", r"\1 not"),
)
#: Between two words of which one or both are meant: hands/wrists, not b/l.
_EITHER: Final = late_regex(r"(?<=[a-z]{3})/(?=[a-z]{3})")
#: How near a word is that says nearly the same.
NEARLY: Final = 0.65
#: How near the whole is where a part of it was said.
PART_OF: Final = 0.6


def words_of(text: str) -> tuple[str, ...]:
    """Give the stems of what was said or is a name, sorted, with sayings as the words that they stand for."""
    plain = text.casefold()
    for written, plainly in _NOT:
        plain = re.sub(written, plainly, plain)
    words = telling(fold(_EITHER.sub(" ", plain))).split()
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
    """Give the sayings by their length in words, as stems -> the stems that they stand for.

    A saying of the list goes before one that is put together.
    """
    found: dict[int, dict[str, list[str]]] = {}
    lacking = [_stemmed(said) for said in _listed(near_synonyms_listed.LACKING, ",")]
    for lacked, meant in _pairs(near_synonyms_listed.LACKED):
        for words in lacking:
            said = words + lacked
            found.setdefault(len(said), {})[" ".join(said)] = meant
    for hindered in _listed(near_synonyms_listed.HINDERED, ";"):
        said = _stemmed(hindered)
        found.setdefault(len(said), {})[" ".join(said)] = ["cannot"]
    for said, meant in _pairs(near_synonyms_listed.SAYINGS):
        found.setdefault(len(said), {})[" ".join(said)] = meant
    return found


def _pairs(lines: str) -> Iterator[tuple[list[str], list[str]]]:
    """Give the stems of what is said and of what it stands for, line by line."""
    for line in lines.strip().splitlines():
        said, meant = line.split(": ")
        yield _stemmed(said), _stemmed(meant)


def _stemmed(words: str) -> list[str]:
    return [root for word in words.split() for root in _roots(word)]


@cache
def _roots(word: str) -> tuple[str, ...]:
    return tuple(stem(part) for part in fold(word).split())


def _listed(words: str, apart: str) -> list[str]:
    return [said for word in words.split(apart) if (said := word.strip())]


@cache
def _fillers() -> frozenset[str]:
    return frozenset(_stemmed(near_synonyms_listed.FILLERS))


def is_filler(stemmed: str) -> bool:
    """Tell whether a stem tells no complaint from another."""
    return stemmed in _fillers()


@cache
def _forms() -> frozenset[str]:
    return frozenset(_stemmed(near_synonyms_listed.FORMS))


def is_form(stemmed: str) -> bool:
    """Tell whether a stem tells in which form a medicine is taken, and no medicine from another."""
    return stemmed in _forms()


@cache
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in near_synonyms_listed.OPPOSITE.strip().splitlines():
        one, other = (frozenset(_stemmed(side)) for side in line.split("|"))
        for side, opposite in ((one, other), (other, one)):
            for word in side:
                found[word] = found.get(word, frozenset()) | opposite
    return found


def opposites(stemmed: Iterable[str]) -> frozenset[str]:
    """Give the stems of the words that say the opposite of any of these, and are none of them."""
    known = _opposites()
    said = frozenset(stemmed)
    return frozenset().union(*(known[word] for word in said if word in known)) - said


@cache
def alarming() -> frozenset[str]:
    """Give the stems of the words that may say that it is urgent."""
    return frozenset(_stemmed(near_synonyms_listed.ALARMING))


@cache
def _mates() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for line in near_synonyms_listed.PARTS.strip().splitlines():
        part, wholes = line.split(": ")
        own = found.setdefault(_stemmed(part)[0], {})
        own.update(dict.fromkeys(_stemmed(wholes), PART_OF))
    for line in near_synonyms_listed.SAME.strip().splitlines():
        stemmed = set(_stemmed(line))
        for one in stemmed:
            found.setdefault(one, {}).update(dict.fromkeys(stemmed - {one}, NEARLY))
    return found


def mates(stemmed: str) -> dict[str, float]:
    """Give the stems of the words that say nearly the same as a stem, or what it is part of, each with how near."""
    return _mates().get(stemmed, {})
