"""The names of records inside a longer text: the longest at each place, whatever the form of its words.

One table of stems for all kinds of record, compiled, and read only where a text is: looking a text up
word by word in the indexes would open most of them. Nothing is near here, and a slip is forgiven only in a
long word that is none (`slips`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from cramps.late_regex import late_regex
from cramps.words.folding import fold, is_beside, stem, stems
from cramps.words.own_words import CARRYING, NARROWER, Category, build
from cramps.words.word_index import build_stems, is_coded

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase

#: The kinds of record that a text may name; where a name has several, in this order.
NAMED: Final[tuple[Category, ...]] = (
    *("disorder", "family", "finding", "result"),
    *("treatment", "drug", "test"),
)
#: Name of the part of a compiled knowledge base.
PART: Final = "phrases"
#: Before a disorder's name without the last word, as it is asked for in a question: brody, stiff person.
SHORTENED: Final = "*"
#: Last words of such names, that only say what kind of thing it is.
_NAMING: Final = frozenset(["disease", "syndrome", "deficiency", "disorder"])
#: One that names several by its first word: only where this is of no other disorder.
_INBORN: Final = "congenita"
#: The shortest of such names by itself: E3 is too much else.
_SHORTEST: Final = 4
#: The longest name that is looked for, in words.
LONGEST: Final = 8
#: Before a name that is kept as it is written.
AS_WRITTEN: Final = "="
#: Words that have the stem of a name and another sense: a trip is no tripping, to win no wine.
# A work-up has nobody worked up.
_OTHER_SENSE: Final = frozenset(
    [
        *(
            "trip",
            "train",
            "drain",
            "win",
            "ten",
            "expect",
            "bump",
            "short",
            "rest",
            "fast",
            "sleep",
        ),
        *("bed", "touch", "cycle", "startling", "runs", "run", "work up", "follow up", "check up"),
        *(
            "ran",
            "tear",
            "tearing",
            "core disease",
            "sleeping",
            "slept",
            "woke cannot",
            "woke up cannot",
        ),
    ]
)
#: Before "the run": when something came.
_WHEN: Final = frozenset(("in", "during", "on"))
#: What joins two names, and is part of few.
_JOINING: Final = frozenset(("and", "or", "with"))
#: What a contraction adds: I'll, he's, we've.
_CONTRACTED: Final = late_regex(r"['\u2019](?:ll|ve|d|m|re)$", re.IGNORECASE)
#: Words that by themselves mean too much to be taken out of a text.
_TOO_SHORT: Final = late_regex(r"[a-z]|\d+|[a-z]\d?")

Phrases = dict[str, list[str]]
"""Stems -> the records so called, each as its kind, a space, and its id, which may have the mark ~."""

_WORD: Final = late_regex(r"[^\W_]+(?:['\u2019/+.-][^\W_]+)*(?:[+](?![+]))?")
#: Words of which one or all are meant; shorter ones are an abbreviation: w/o, b/l, mg/dL.
_EITHER: Final = late_regex(
    r"[^\W\d_]{3,}(?:[-'\u2019][^\W\d_]+)*(?:/[^\W\d_]{3,}(?:[-'\u2019][^\W\d_]+)*)+"
)
_PIECE: Final = late_regex(r"[^/]+")
_APART: Final = late_regex(r"[,;()?!\n\u2013\u2014]|\.\s")


class Token(NamedTuple):
    """A word of a text."""

    start: int
    end: int
    #: As it is compared.
    folded: str
    #: A comma or the like stands before it: no name runs over one.
    apart: bool = False
    #: The word that is meant is not the one that is written.
    slip: bool = False


class Named(NamedTuple):
    """A record that is named."""

    category: Category
    id: str
    #: The words mean the record, no less.
    exact: bool


class Spot(NamedTuple):
    """A place in a text, by the numbers of its first word and of that behind its last, and what it names."""

    first: int
    last: int
    named: tuple[Named, ...]


def tokens(text: str) -> list[Token]:
    """Give the words of a text with where they stand; one with a hyphen or a slash gives its parts."""
    found: list[Token] = []
    end = 0
    for match in _WORD.finditer(text):
        apart = bool(found) and _APART.search(text, end, match.start()) is not None
        end = match.end()
        for number, (start, last, part) in enumerate(_split(match)):
            found.append(Token(start, last, part, apart and not number))
    return found


def mended(kb: KnowledgeBase, text: str, words: Sequence[Token]) -> list[Token]:
    """Give the words of a text with slips put right, and medicines under their whole names.

    A capital within a sentence begins a name.
    """
    from cramps.words.shortened import MEDICINES
    from cramps.words.slips import SHORTEST, slips_of

    slips = slips_of(kb)
    found = []
    for number, word in enumerate(words):
        meant = None
        if whole := MEDICINES.get(word.folded):
            found.append(word._replace(folded=whole))
            continue
        if word.end - word.start >= SHORTEST:
            written = text[word.start : word.end]
            if written[1:].islower() and (not number or written.islower()):
                meant = slips.meant(written.casefold())
        found.append(word if meant is None else word._replace(folded=meant, slip=True))
    return found


def _split(match: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """Give the parts of a word with where they stand; weakness/numbness are two, b/l is one."""
    if not _EITHER.fullmatch(match[0]):
        yield from ((match.start(), match.end(), part) for part in _parts(match[0]))
        return
    for piece in _PIECE.finditer(match[0]):
        start, end = match.start() + piece.start(), match.start() + piece.end()
        yield from ((start, end, part) for part in _parts(piece[0]))


#: As they are typed without an apostrophe; the others read the same without.
_UNMARKED: Final = {"dont": "do not", "cant": "cannot", "wont": "will not", "aint": "is not"}


@lru_cache(maxsize=8192)
def _parts(word: str) -> tuple[str, ...]:
    word = _UNMARKED.get(word.casefold(), word)
    return tuple(fold(_CONTRACTED.sub("", word)).split())


def build_phrases(kb: KnowledgeBase) -> Phrases:
    """Gather the names; ``cramps compile`` does it once.

    A name under whose stems others stand too, or that holds an "and", is kept as it is written as well,
    behind an equals sign: an alcoholic is not alcohol, and pins and needles are one thing.
    """
    from cramps.words.lexicon import build_lexicon, with_forms

    phrases: Phrases = {}
    added: Phrases = {}
    written: Phrases = {}
    for category in NAMED:
        own = build(kb, category)
        for key, ids in build_stems(own, category).items():
            phrases.setdefault(key, []).extend(f"{category} {marked}" for marked in ids)
        for key, ids in own.items():
            if not is_coded(key):
                written.setdefault(AS_WRITTEN + key, []).extend(f"{category} {i}" for i in ids)
        if category in CARRYING:
            lexicon = build_lexicon(kb, category)
            formed = with_forms(lexicon)
            for key, ids in build_stems(formed, category).items():
                added.setdefault(key, []).extend(f"{category} {marked}" for marked in ids)
            for key, ids in lexicon.items():
                if key not in formed and key.isalpha():
                    added.setdefault(AS_WRITTEN + key, []).extend(f"{category} {i}" for i in ids)
    kept = {
        key: ids
        for key, ids in written.items()
        if _joins(key[1:].split()) or phrases.get(stems(key[1:])) != ids
    }
    return {**added, **phrases, **kept, **_shortened(kb, phrases)}


def _shortened(kb: KnowledgeBase, phrases: Phrases) -> Phrases:
    """Give the disorders under their names without disease, syndrome or the like, where that is no other's.

    A name under which something else stands already is left to it; but paramyotonia congenita, of which
    the paramyotonia is the sign, is meant with it.
    """
    own = build(kb, "disorder")
    findings = {word for key in build(kb, "finding") for word in key.split()}
    joined = " | ".join(build(kb, "finding"))
    having: dict[str, set[str]] = {}
    for key, ids in own.items():
        for word in key.split():
            having.setdefault(word, set()).update(i.removeprefix(NARROWER) for i in ids)
    found: dict[str, dict[str, None]] = {}
    for key, ids in own.items():
        *first, last = key.split()
        if not first or is_coded(key) or last not in {*_NAMING, _INBORN}:
            continue
        short = " ".join(first)
        named = phrases.get(stems(short), [])
        if last == _INBORN:
            known = len(having[short]) > 1 if len(first) == 1 else True
        elif len(first) == 1:
            too_short = len(short) < _SHORTEST and short.isalpha()
            known = bool(named) or too_short or short in findings or len(short) < _SHORTEST - 1
        else:
            known = bool(named) or f" {short} " in f" {joined} "
        if not known and not is_beside(short):
            found.setdefault(SHORTENED + short, {}).update(dict.fromkeys(ids))
    return {
        key: [f"disorder {marked}" for marked in ids] for key, ids in found.items() if len(ids) == 1
    }


def _joins(words: Sequence[str]) -> bool:
    return not _JOINING.isdisjoint(words)


def phrases_of(kb: KnowledgeBase) -> Phrases:
    """Give the names of a knowledge base, compiled or built once."""
    return kb.once(PART, lambda: kb.prepared_as(PART, Phrases) or build_phrases(kb))


def spots(
    kb: KnowledgeBase, words: Sequence[Token], *, alone: bool = False, short: bool = False
) -> Iterator[Spot]:
    """Give what a text names, from its beginning: at each place the longest name.

    Letters and numbers by themselves name nothing, unless ``alone``: K is potassium in a question. With
    ``short`` a disorder is named without its last word too: the brody gene.
    """
    phrases = phrases_of(kb)
    first = 0
    while first < len(words):
        last, named = _longest(phrases, words, first, alone=alone, short=short)
        if named:
            yield Spot(first, last, named)
        first = last


def _longest(
    phrases: Phrases, words: Sequence[Token], first: int, *, alone: bool, short: bool
) -> tuple[int, tuple[Named, ...]]:
    if is_beside(words[first].folded):
        return _with_article(phrases, words, first)
    furthest = first + 1
    while furthest < min(first + LONGEST, len(words)) and not words[furthest].apart:
        furthest += 1
    for last in range(furthest, first, -1):
        if is_beside(words[last - 1].folded):
            continue
        said = [word.folded for word in words[first:last]]
        text = " ".join(said)
        if last == first + 1 and text in _NAMING and not _is_hers(words, first):
            continue
        if is_coded(text) or (not alone and last == first + 1 and _TOO_SHORT.fullmatch(text)):
            continue
        named = tuple(map(named_by, phrases.get(AS_WRITTEN + text, ())))
        if not named and not _joins(said) and text not in _OTHER_SENSE:
            found = map(named_by, phrases.get(stems(text), ()))
            named = tuple(n for n in found if n.category != "drug" or _has_no_other_form(said))
        if short and text not in _OTHER_SENSE:
            named = (*map(named_by, phrases.get(SHORTENED + text, ())), *named)
        if named:
            return last, named
    return first + 1, ()


def _is_hers(words: Sequence[Token], n: int) -> bool:
    """Tell whether the disease before which a word stands is Hers disease, and not any disease."""
    return n > 0 and words[n - 1].folded == "her"


def _has_no_other_form(words: Sequence[str]) -> bool:
    """Tell whether words stand as names that were coined do: a tummy is no Tums."""
    return all(len(word) - len(stem(word)) <= word.endswith("e") for word in words)


def _with_article(
    phrases: Phrases, words: Sequence[Token], first: int
) -> tuple[int, tuple[Named, ...]]:
    """Give what two words name of which the first is small and the second says something else: the runs."""
    if words[first].folded != "the" or first + 1 == len(words) or _is_when(words, first - 1):
        return first + 1, ()
    last = words[first + 1].folded
    found = phrases.get(f"{AS_WRITTEN}the {last}")
    if not found or set(found) <= set(phrases.get(stems(last), ())):
        return first + 1, ()
    return first + 2, tuple(map(named_by, found))


def _is_when(words: Sequence[Token], n: int) -> bool:
    """Tell whether a word says when: in the run is no diarrhoea."""
    return n >= 0 and words[n].folded in _WHEN


def named_by(told: str) -> Named:
    """Read one entry of the table."""
    category, _, marked = told.rpartition(" ")
    record_id = marked.removeprefix(NARROWER)
    return Named(category, record_id, marked == record_id)  # type: ignore[arg-type]  # one of NAMED
