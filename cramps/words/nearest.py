"""Nearest meaning: the records whose words come nearest to words that no record has.

Every word of a record's names weighs the more the fewer records have it (its inverse document frequency:
Spärck Jones, J Doc 1972). A word that was not seen before may still share its beginning letters and most
of its trigrams with one that was, or say nearly the same in everyday speech (`near_synonyms`). How near a name is, is
the weight that it has in common with what was said, against that and what each has alone, of which what the
name has alone counts for more (Tversky, Psychol Rev 1977): people say much besides. A record of which three
names come near is nearer than one of which a single name does, and one that people have many words for is meant
more often. To this comes how usual the words are among its names. What is turned round (rise and fall, low and
normal) makes it less near. Compiled into parts of their own, which only an unknown word opens.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

import msgspec

from cramps.words.codes import is_code
from cramps.words.folding import stem
from cramps.words.near_synonyms import alarming, is_filler, is_form, mates, opposites, words_of
from cramps.words.own_words import CARRYING, NARROWER, Category, build
from cramps.words.word_index import is_coded

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase

K = TypeVar("K", int, str)

#: The kinds of record that are looked among.
SOUGHT: Final[tuple[Category, ...]] = (
    *("finding", "result", "test", "treatment"),
    *("drug", "disorder", "family"),
)
#: Less alike than this is not near.
FLOOR: Final = 0.3
#: As alike as this, and by so much more than any other record, the first may be taken. Set on the first
#: halves of the sets of benchmarks/words.py that words are improved on: at most 2 in 100 wrongly taken there, with
#: room for what was not seen.
SURE: Final = 0.73
MARGIN: Final = 0.11
#: As alike as this, all words of the name need not have been said.
ALMOST: Final = 0.85
#: What was said and is not in a name counts for so much, and what is in the name and was not said.
SAID_ALONE: Final = 0.1
NAMED_ALONE: Final = 1.0
#: Who may mean a finding seldom means a test: where both are looked among, so much of the likeness is left.
_BESIDE_FINDINGS: Final[dict[Category, float]] = {"result": 0.92, "test": 0.85}
#: So much of the likeness is how usual the words are among the names of a record.
USUAL: Final = 0.4
#: So much is how near its next names come, of which so many are looked at.
NEXT: Final = 0.25
NEXT_NAMES: Final = 3
#: So much is how many names a record has: at most for a record that people have as many words for as this.
MEANT_OFTEN: Final = 0.1
_MANY_NAMES: Final = 150
#: So much of the likeness is left where the name turns what was said, and where it does not turn what was turned.
NAME_TURNED: Final = 0.95
SAID_TURNED: Final = 0.9
#: A word that this share of a record's names have is half as usual as can be.
HALF_USUAL: Final = 0.1
#: So many names are thought to have none of the words, lest one name decides for a record that has few.
_FEW: Final = 2
#: Of the weight of a word that says little, so much is left.
_SAYING_LITTLE: Final = 0.3
#: Words whose trigrams overlap by less have nothing to do with each other.
_ALIKE: Final = 0.55
#: The kinds of record that are taken.
_TAKEN: Final = frozenset(("drug", "treatment"))
#: A word of so many letters may have slips in two places, which lie so near together; so near it is then.
_LONG: Final = 8
_SLIP_SPAN: Final = 5
_SLIPPED: Final = 0.75
#: Words of a disorder's name that are often left out: Brody, Parkinson, CPT2.
_NAMING: Final = frozenset(map(stem, ["disease", "syndrome", "deficiency", "disorder"]))
#: What turns a meaning round: it stands in both texts or in neither.
_TURNING: Final = frozenset(
    map(
        stem,
        (
            *(
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
            ),
            *(
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
            ),
            *("rest", "family", "past", "previous", "distal", "proximal", "insufficiency"),
        ),
    )
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
        if not is_coded(key) and (words := " ".join(words_of(key))):
            phrases.update(dict.fromkeys((marked.removeprefix(NARROWER), words) for marked in ids))
    by_stem: dict[str, list[int]] = {}
    for number, (_, words) in enumerate(phrases):
        for word in words.split():
            by_stem.setdefault(word, []).append(number)
    return Words(dict(sorted(by_stem.items())), list(phrases))


def words_known(kb: KnowledgeBase, category: Category) -> Words:
    """Give the words of a category, from the compiled knowledge base where it has them."""
    name = part(category)
    return kb.once(name, lambda: kb.prepared_as(name, Words) or build_words(kb, category))


class Nearest:
    """Ranks the records of one knowledge base by their nearness to what was written."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self._words: dict[Category, _Known] = {}

    def ranked(self, text: str, *categories: Category, most: int = 5) -> tuple[Near, ...]:
        """Give the nearest records of these categories, the nearest first; none for a code."""
        asked = () if is_code(text) or len(text) > 200 else words_of(text)
        found = [near for category in categories if asked for near in self._of(category, asked)]
        if "finding" in categories:
            found = [near._replace(likeness=_among_findings(near)) for near in found]
            found = [near for near in found if near.likeness >= FLOOR]
        found.sort(key=lambda n: (-n.likeness, n.id))
        return tuple(found[:most])

    def sure(self, text: str, *categories: Category) -> Near | None:
        """Give the nearest record where it is sure: near, no other as near, nothing turned round."""
        first, *others = (*self.ranked(text, *categories, most=2), None, None)[:3]
        if first is None or first.likeness < SURE:
            return None
        second = others[0]
        if second is not None and first.likeness - second.likeness < MARGIN:
            return None
        asked = set(words_of(text))
        named = set(first.by.split())
        if (asked ^ named) & _TURNING or opposites(asked) & named:
            return None
        if any(named.isdisjoint((word, *mates(word))) for word in asked & alarming()):
            return None
        # a word of the name that was not said may be the one that matters: cannot walk, cannot hear well
        said = asked.union(*map(mates, asked))
        unsaid = any(not list(_like(word, said)) for word in named - said - _NAMING)
        return None if unsaid and first.likeness < ALMOST else first

    def _of(self, category: Category, asked: tuple[str, ...]) -> Iterator[Near]:
        """Give the records of a category with their likeness, each by the name that comes nearest."""
        known = self._read(category)
        #: Stem of names -> how near the nearest of what was said is; name -> what of what was said it has.
        best: dict[str, float] = {}
        had: dict[int, float] = {}
        usual: dict[str, float] = {}
        whole = 0.0
        for word in asked:
            seen = list(known.like(word))
            if not seen and word[0].isdigit():
                continue  # a value says nothing of what was measured
            new = known.most * (_SAYING_LITTLE if known.says_little(word) else 1.0)
            whole += max((known.weight(key) for key, _ in seen), default=new)
            counted: dict[int, float] = {}
            by_record: dict[str, float] = {}
            for key, near in seen:
                best[key] = max(best.get(key, 0.0), near)
                said = known.weight(key) * near
                for number in known.words.stems[key]:
                    counted[number] = max(counted.get(number, 0.0), said)
                for record_id, share in known.usual(key).items():
                    by_record[record_id] = max(by_record.get(record_id, 0.0), said * share)
            _add(had, counted)
            _add(usual, by_record)
        if not whole:
            return
        common: dict[int, float] = {}
        for key, near in best.items():
            _add(common, dict.fromkeys(known.words.stems[key], known.weight(key) * near))
        turned = _Turned(asked)
        for record_id, names in _names_by_record(known, common, had, whole).items():
            alike, name = max(names)
            likeness = USUAL * usual[record_id] / whole + MEANT_OFTEN * known.often(record_id)
            if likeness + (1 - USUAL) * alike < FLOOR:
                continue  # the next names come no nearer
            names.sort(reverse=True)
            likeness += (1 - USUAL - NEXT) * alike
            likeness += NEXT * sum(near for near, _ in names[:NEXT_NAMES]) / NEXT_NAMES
            if likeness >= FLOOR and (likeness := likeness * turned.left(name)) >= FLOOR:
                yield Near(category, record_id, round(min(likeness, 1.0), 4), name)

    def _read(self, category: Category) -> _Known:
        if category not in self._words:
            words = words_known(self._kb, category)
            self._words[category] = _Known(words, of_what_is_taken=category in _TAKEN)
        return self._words[category]


def _names_by_record(
    known: _Known, common: dict[int, float], had: dict[int, float], whole: float
) -> dict[str, list[tuple[float, str]]]:
    """Give the names of each record with how near each is to what was said, which weighs ``whole``.

    ``common`` is what of a name was said, and ``had`` what of what was said the name has: two words of a
    name may be near to one that was said.
    """
    by_record: dict[str, list[tuple[float, str]]] = {}
    phrases, weigh = known.words.phrases, known.weigh
    for number, shared in common.items():
        record_id, name = phrases[number]
        both = min(shared, had[number])
        alone = SAID_ALONE * max(whole - both, 0.0) + NAMED_ALONE * (weigh(name) - both)
        alike = both / (both + alone) if both else 0.0
        names = by_record.get(record_id)
        if names is None:
            by_record[record_id] = [(alike, name)]
        else:
            names.append((alike, name))
    return by_record


class _Turned:
    """What turns round what was said."""

    def __init__(self, asked: Iterable[str]) -> None:
        said = frozenset(asked)
        self._turning = said & _TURNING
        self._near = said.union(*map(mates, said))
        self._opposite = opposites(said)

    def left(self, name: str) -> float:
        """Give how much of the likeness is left beside a name."""
        left = 1.0
        named = frozenset(name.split())
        if not named & _TURNING <= self._near:
            left *= NAME_TURNED
        if not self._turning <= named or not named.isdisjoint(self._opposite):
            left *= SAID_TURNED
        return left


def _among_findings(near: Near) -> float:
    return round(near.likeness * _BESIDE_FINDINGS.get(near.category, 1.0), 4)


def _add(to: dict[K, float], more: dict[K, float]) -> None:
    for key, weight in more.items():
        to[key] = to.get(key, 0.0) + weight


class _Known:
    """The words of a category with what is reckoned of them as they are asked for."""

    def __init__(self, words: Words, *, of_what_is_taken: bool = False) -> None:
        self.words = words
        self._of_what_is_taken = of_what_is_taken
        #: Record -> how many names it has.
        self._names = Counter(record_id for record_id, _ in words.phrases)
        #: What a word weighs that no name has.
        self.most = log(len(self._names) + 1)
        self._weights: dict[str, float] = {}
        self._weighed: dict[str, float] = {}
        self._usual: dict[str, dict[str, float]] = {}
        self._often: dict[str, float] = {}
        #: First two letters -> the stems that begin so.
        self._beginning: dict[str, list[str]] = {}
        for known in words.stems:
            self._beginning.setdefault(known[:2], []).append(known)

    def weight(self, known: str) -> float:
        """Give what a stem weighs."""
        weight = self._weights.get(known)
        if weight is None:
            weight = self.most - log(len(self.usual(known)))
            little = self.says_little(known) or known in _NAMING
            weight = self._weights[known] = weight * (_SAYING_LITTLE if little else 1.0)
        return weight

    def weigh(self, name: str) -> float:
        """Give what all the stems of a name weigh."""
        weight = self._weighed.get(name)
        if weight is None:
            weight = self._weighed[name] = sum(map(self.weight, name.split()))
        return weight

    def says_little(self, stemmed: str) -> bool:
        """Tell whether a word tells little of what is meant here."""
        return is_filler(stemmed) or (self._of_what_is_taken and is_form(stemmed))

    def often(self, record_id: str) -> float:
        """Give how often a record is meant, by how many names it has: from 0 to 1."""
        often = self._often.get(record_id)
        if often is None:
            often = self._often[record_id] = min(
                log(self._names[record_id]) / log(_MANY_NAMES), 1.0
            )
        return often

    def usual(self, known: str) -> dict[str, float]:
        """Give the records of which names have a stem, each with how usual it is among them, from 0 to 1."""
        usual = self._usual.get(known)
        if usual is None:
            having = Counter(self.words.phrases[number][0] for number in self.words.stems[known])
            shares = ((i, n / (self._names[i] + _FEW)) for i, n in having.items())
            usual = self._usual[known] = {i: s / (s + HALF_USUAL) for i, s in shares}
        return usual

    def like(self, word: str) -> Iterator[tuple[str, float]]:
        """Give the stems that a word is, comes near to or says nearly the same as, each with how near."""
        stems = self.words.stems
        if word in stems:
            yield word, 1.0
        else:
            yield from _like(word, self._beginning.get(word[:2], ()))
        for mate, near in mates(word).items():
            if mate in stems:
                yield mate, near


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
            alike *= alike
            if alike < _SLIPPED and _is_twice_slipped(word, other):
                alike = _SLIPPED
            if alike >= _ALIKE * _ALIKE:
                yield other, alike


def _is_twice_slipped(word: str, other: str) -> bool:
    """Tell whether a long word differs from another in two letters, which lie near together."""
    if min(len(word), len(other)) < _LONG or abs(len(word) - len(other)) > 2:
        return False
    start = 0
    while start < min(len(word), len(other)) and word[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(word), len(other)) - start and word[-1 - end] == other[-1 - end]:
        end += 1
    one, two = word[start : len(word) - end], other[start : len(other) - end]
    if max(len(one), len(two)) > _SLIP_SPAN:
        return False
    return abs(Counter(one).total() - Counter(two).total()) <= 2 and (
        (Counter(one) - Counter(two)).total() + (Counter(two) - Counter(one)).total() <= 2
    )


def _opposite(one: str, other: str) -> bool:
    return any(one.startswith(p) != other.startswith(p) for p in ("hypo", "hyper", "poly", "oligo"))


@lru_cache(maxsize=8192)
def _trigrams(word: str) -> set[str]:
    padded = f" {word} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}
