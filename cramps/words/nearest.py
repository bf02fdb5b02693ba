"""Nearest meaning: the records whose words come nearest to words that no record has.

Every word of a record's names weighs the more the fewer names have it (its inverse document frequency:
Spärck Jones, J Doc 1972). A word that was not seen before may still share its beginning letters and most
of its trigrams with one that was. The likeness of two texts is the share of their weight that they have
in common (Dice, Ecology 1945). Compiled into parts of their own, which only an unknown word opens.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from cramps.words.codes import is_code
from cramps.words.everyday import is_filler, mates
from cramps.words.folding import fold, stem, stems
from cramps.words.word_index import CARRYING, NARROWER, Category, build, is_coded

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase

#: The kinds of record that are looked among.
SOUGHT: Final[tuple[Category, ...]] = (
    *("finding", "result", "test", "treatment"),
    *("drug", "disorder", "family"),
)
#: Less alike than this is not near.
FLOOR: Final = 0.3
#: As alike as this, and by so much more than any other record, the first may be taken. Set on the first
#: half of benchmarks/wordings.yaml: at most 2 in 100 wrongly taken there.
SURE: Final = 0.72
MARGIN: Final = 0.16
#: As alike as this, all words of the name need not have been said.
ALMOST: Final = 0.85
#: How near a word is that says nearly the same.
NEARLY: Final = 0.75
#: Of the weight of a word that says little, so much is left.
_SAYING_LITTLE: Final = 0.3
#: Words whose trigrams overlap by less have nothing to do with each other.
_ALIKE: Final = 0.55
#: Words of a disorder's name that are often left out: Brody, Parkinson, CPT2.
_NAMING: Final = frozenset(map(stem, ["disease", "syndrome", "deficiency", "disorder"]))
#: What turns a meaning round: it stands in both texts or in neither.
_TURNING: Final = frozenset(
    [
        "no",
        "not",
        "without",
        "never",
        "cannot",
        "low",
        "high",
        "lower",
        "absent",
        "normal",
        "upper",
        "hypo",
        "hyper",
        "loss",
        "lose",
        "excess",
        "too",
        "abnormal",
        "brisk",
        "slow",
        "rest",
        "famil",
        "past",
        "previous",
    ]
)


class Words(msgspec.Struct, frozen=True, array_like=True):
    """The names of one category, by their words."""

    #: Stem -> the numbers of the phrases that have it.
    stems: dict[str, list[int]]
    #: A phrase: the record that it names, and all its stems.
    phrases: list[tuple[str, str]]


class Near(NamedTuple):
    """A record that comes near."""

    category: Category
    id: str
    #: From 0 (nothing in common) to 1 (the same words).
    likeness: float
    #: The words of its that come nearest, as stems.
    by: str


def part(category: Category) -> str:
    """Name the part of a compiled knowledge base."""
    return f"nearest-{category}"


def build_words(kb: KnowledgeBase, category: Category) -> Words:
    """Gather the names of a category; ``cramps compile`` does it once."""
    from cramps.words.lexicon import build_lexicon, with_forms

    index = build(kb, category)
    added = with_forms(build_lexicon(kb, category)) if category in CARRYING else {}
    phrases: dict[tuple[str, str], None] = {}
    for key, ids in (*index.items(), *added.items()):
        if not is_coded(key) and (words := stems(key)):
            phrases.update(dict.fromkeys((marked.removeprefix(NARROWER), words) for marked in ids))
    by_stem: dict[str, list[int]] = {}
    for number, (_, words) in enumerate(phrases):
        for word in words.split():
            by_stem.setdefault(word, []).append(number)
    return Words(dict(sorted(by_stem.items())), list(phrases))


class Nearest:
    """Ranks the records of one knowledge base by their nearness to what was written."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self._words: dict[Category, _Known] = {}

    def ranked(self, text: str, *categories: Category, most: int = 5) -> tuple[Near, ...]:
        """Give the nearest records of these categories, the nearest first; none for a code."""
        asked = () if is_code(text) or len(text) > 200 else tuple(stems(fold(text)).split())
        best: dict[tuple[Category, str], Near] = {}
        if asked:
            for category in categories:
                for near in self._of(category, asked):
                    known = best.get((category, near.id))
                    if known is None or near.likeness > known.likeness:
                        best[category, near.id] = near
        ranked = sorted(best.values(), key=lambda n: (-n.likeness, n.id))
        return tuple(ranked[:most])

    def sure(self, text: str, *categories: Category) -> Near | None:
        """Give the nearest record where it is sure: near, no other as near, nothing turned round."""
        first, *others = (*self.ranked(text, *categories, most=2), None, None)[:3]
        if first is None or first.likeness < SURE:
            return None
        second = others[0]
        if second is not None and first.likeness - second.likeness < MARGIN:
            return None
        asked = set(stems(fold(text)).split())
        named = set(first.by.split())
        if (asked ^ named) & _TURNING:
            return None
        # a word of the name that was not said may be the one that matters: cannot walk, cannot hear well
        said = asked.union(*map(mates, asked))
        unsaid = any(not list(_like(word, said)) for word in named - said - _NAMING)
        return None if unsaid and first.likeness < ALMOST else first

    def _of(self, category: Category, asked: tuple[str, ...]) -> Iterator[Near]:
        known = self._read(category)
        words = known.words
        common: dict[int, float] = {}
        whole = 0.0
        for word in asked:
            weights = [(known.weight(seen), seen, alike) for seen, alike in known.like(word)]
            new = known.most * (_SAYING_LITTLE if is_filler(word) else 1.0)
            whole += max((weight for weight, _, _ in weights), default=new)
            counted: dict[int, float] = {}
            for weight, seen, alike in weights:
                for number in words.stems[seen]:
                    counted[number] = max(counted.get(number, 0.0), weight * alike)
            for number, weight in counted.items():
                common[number] = common.get(number, 0.0) + weight
        for number, shared in common.items():
            record_id, phrase = words.phrases[number]
            if 2 * shared < FLOOR * (whole + shared):
                continue  # what they have in common weighs no more than the name itself
            weighs = sum(map(known.weight, phrase.split()))
            likeness = 2 * shared / (whole + weighs) if whole + weighs else 0.0
            if likeness >= FLOOR:
                yield Near(category, record_id, round(min(likeness, 1.0), 4), phrase)

    def _read(self, category: Category) -> _Known:
        if category not in self._words:
            prepared = self._kb.prepared_as(part(category), Words)
            words = build_words(self._kb, category) if prepared is None else prepared
            self._words[category] = _Known(words)
        return self._words[category]


class _Known:
    """The words of a category with what is reckoned of them as they are asked for."""

    def __init__(self, words: Words) -> None:
        self.words = words
        #: What a word weighs that no name has.
        self.most = log(len(words.phrases) + 1)
        self._weights: dict[str, float] = {}
        #: First two letters -> the stems that begin so.
        self._beginning: dict[str, list[str]] = {}
        for known in words.stems:
            self._beginning.setdefault(known[:2], []).append(known)

    def weight(self, known: str) -> float:
        """Give what a stem weighs."""
        weight = self._weights.get(known)
        if weight is None:
            weight = self.most - log(len(self.words.stems[known]))
            little = is_filler(known) or known in _NAMING
            weight = self._weights[known] = weight * (_SAYING_LITTLE if little else 1.0)
        return weight

    def like(self, word: str) -> Iterator[tuple[str, float]]:
        """Give the stems that a word is, comes near to or says nearly the same as, each with how near."""
        stems = self.words.stems
        if word in stems:
            yield word, 1.0
        else:
            yield from _like(word, self._beginning.get(word[:2], ()))
        for mate in mates(word):
            if mate in stems:
                yield mate, NEARLY


def _like(word: str, known: Iterable[str]) -> Iterator[tuple[str, float]]:
    """Give the words that a word is, or comes near to, each with how near."""
    if word in known:
        yield word, 1.0
        return
    if len(word) < 5 or not word.isalpha():
        return
    own = _trigrams(word)
    for other in known:
        if other[:2] == word[:2] and len(other) > 3 and not _opposite(word, other):
            theirs = _trigrams(other)
            alike = 2 * len(own & theirs) / (len(own) + len(theirs))
            if alike >= _ALIKE:
                yield other, alike * alike


def _opposite(one: str, other: str) -> bool:
    return any(one.startswith(p) != other.startswith(p) for p in ("hypo", "hyper", "poly", "oligo"))


@lru_cache(maxsize=8192)
def _trigrams(word: str) -> set[str]:
    padded = f" {word} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}
