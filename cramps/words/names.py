"""Words -> records: ids, names, aliases, lay words and codes, in both spellings, slips forgiven.

A word is never guessed at. It is taken when it is a record's own word after folding (case, accents,
punctuation, British against American, plural), when it has the same words in another order, or when a
single letter was dropped, doubled or swapped, and only one record comes into question. A changed letter
is not forgiven: dysphasia is not dysphagia.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from msgspec import Raw

from cramps.errors import Ambiguous, BadQuery, NotFound

if TYPE_CHECKING:
    from cramps.knowledge import model
    from cramps.knowledge.base import KnowledgeBase

Category = Literal[
    "disorder", "family", "finding", "test", "result", "treatment", "drug", "red-flag", "overview"
]

Index = dict[str, list[str]]
"""Folded word -> ids of the records that answer to it."""

#: Shorter words are not checked for slips: too many differ by one letter.
SHORTEST_SLIP = 6

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
_CODE = r"(hp|orpha|omim|mondo)[:_ ]?(\d+)"
_CODE_WIDTH = {"hp": 7, "mondo": 7, "orpha": 1, "omim": 6}


def fold(word: str) -> str:
    """Bring a word into the one form in which words are compared."""
    text = unicodedata.normalize("NFKD", word).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    for said, meant in _CONTRACTED:
        text = re.sub(said, meant, text)
    text = re.sub(r"['\u2018\u2019`]s?\b", "", text)
    bare = (word.strip(".:/") for word in re.sub(r"[^a-z0-9:+/<>=.% ]+", " ", text).split())
    text = " ".join(_singular(word) for word in bare if word)
    for british, american in _SPELLING:
        text = re.sub(british, american, text)
    if code := re.fullmatch(_CODE, text):
        return f"{code[1]}:{code[2].zfill(_CODE_WIDTH[code[1]])}"
    return text


def _singular(word: str) -> str:
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def words_of(record: model.Record) -> Iterator[str]:
    """Give every word that a record answers to."""
    for attribute in ("id", "name", "title"):
        if word := getattr(record, attribute, None):
            yield word
    for attribute in ("aliases", "synonyms", "lay"):
        yield from getattr(record, attribute, ())
    hpo = getattr(record, "hpo", None)
    if hpo:
        yield hpo
    codes: model.Codes | None = getattr(record, "codes", None)
    if codes is not None:
        for code in (codes.orpha, codes.omim, codes.mondo, codes.icd10cm, codes.includes):
            yield from code


def records(kb: KnowledgeBase, category: Category) -> Iterable[model.Record]:
    """Give all records of a category."""
    if category == "result":
        return [result for _, result in kb.results.values()]
    tables: dict[Category, Iterable[model.Record]] = {
        "disorder": kb.disorders.values(),
        "family": kb.families.values(),
        "finding": kb.findings.values(),
        "test": kb.tests.values(),
        "treatment": kb.treatments.values(),
        "drug": kb.drugs.values(),
        "red-flag": kb.red_flags.values(),
        "overview": kb.overview.values(),
    }
    return tables[category]


def build_index(kb: KnowledgeBase, category: Category) -> Index:
    """Fold every word of every record of a category. The slow way: `cramps compile` does it once."""
    index: Index = {}
    for record in records(kb, category):
        record_id: str = record.id  # type: ignore[attr-defined]  # every listed kind has one
        for word in words_of(record):
            ids = index.setdefault(fold(word), [])
            if record_id not in ids:
                ids.append(record_id)
    return index


def shelved(index: Index) -> dict[str, Index]:
    """Sort an index into shelves by first letter: to look a word up, one of them is enough."""
    shelves: dict[str, Index] = {}
    for key, ids in index.items():
        shelves.setdefault(key[:1], {})[key] = ids
    return shelves


def index_of(kb: KnowledgeBase, category: Category) -> Index:
    """Give the index of a category, from the compiled knowledge base where it has one."""
    prepared = kb.prepared_as(f"names-{category}", dict[str, Index])
    if prepared is None:
        return _built(kb, category)
    return {key: ids for shelf in prepared.values() for key, ids in shelf.items()}


def _built(kb: KnowledgeBase, category: Category) -> Index:
    """Build an index, once a knowledge base."""
    if category not in kb.name_indexes:
        kb.name_indexes[category] = build_index(kb, category)
    return kb.name_indexes[category]


def _shelf(kb: KnowledgeBase, category: Category, letter: str) -> Index:
    """Give the part of an index that has the words with a first letter, or more of it."""
    name = f"names-{category}"
    shelves = kb.prepared_as(name, dict[str, Raw])
    if shelves is None:
        return _built(kb, category)
    return kb.decoded(shelves[letter], Index, name) if letter in shelves else {}


class Meaning(NamedTuple):
    """What a word was taken for."""

    category: Category
    id: str
    #: The record's own word, where the user's had a slip; None where it was the record's own.
    corrected: str | None = None


def resolve(kb: KnowledgeBase, word: str, *categories: Category) -> Meaning:
    """Find the one record that a word names.

    The categories are tried in order, and the first that knows the word decides.
    Raises BadQuery for an empty word, Ambiguous where a category has several records for it, and
    NotFound, with suggestions, where none has any.
    """
    if word.isascii() and word.isalpha() and word.islower():  # it may stand there as it is
        for category in categories:
            if ids := _shelf(kb, category, word[:1]).get(word):
                return Meaning(category, _only(word, ids))
    folded = fold(word)
    if not folded:
        raise BadQuery(f"an empty word names no {_either(categories)}")
    for category in categories:
        if ids := _shelf(kb, category, folded[:1]).get(folded):
            return Meaning(category, _only(word, ids))
    indexes = [(category, index_of(kb, category)) for category in categories]
    same = _only_candidate(indexes, lambda key: _same_words(folded, key))
    if same is None and len(folded) >= SHORTEST_SLIP:
        # weaknes: the s that looks like a plural's may be what the slip has left of two
        typed = {folded, f"{folded}s" if word.rstrip().endswith(("s", "S")) else folded}
        same = _only_candidate(indexes, lambda key: any(is_slip(form, key) for form in typed))
    if same is not None:
        return same
    known = [] if re.fullmatch(_CODE_LIKE, word) else [index for _, index in indexes]
    suggestions = suggest(folded, known)
    raise NotFound(f"no {_either(categories)} is called {printable(word)!r}", suggestions)


def _only_candidate(
    indexes: list[tuple[Category, Index]], fits: Callable[[str], bool]
) -> Meaning | None:
    """Give the one record that has a fitting word; None where none or several have."""
    found = {
        (category, ids[0]): key
        for category, index in indexes
        for key, ids in index.items()
        if len(ids) == 1 and fits(key)
    }
    if len(found) != 1:
        return None
    ((category, record_id), key) = found.popitem()
    return Meaning(category, record_id, key)


#: Small words that tell no finding from another.
_SMALL = frozenset(
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


def _same_words(typed: str, meant: str) -> bool:
    """Tell whether both have the same words but for order and small words: feet tingling."""
    words = set(typed.split()) - _SMALL
    return len(words) > 1 and words == set(meant.split()) - _SMALL


def _only(word: str, ids: list[str]) -> str:
    if len(ids) > 1:
        raise Ambiguous(
            f"{printable(word)!r} can mean {len(ids)} records ({', '.join(ids)}); name one of them",
            tuple(ids[:3]),
        )
    return ids[0]


def _either(categories: tuple[Category, ...]) -> str:
    return " or ".join(c for c in categories if c != "family" or len(categories) == 1)


def printable(word: str) -> str:
    """Show a user's word in a message: control characters removed, not longer than a line."""
    clean = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in word)
    return clean if len(clean) <= 60 else clean[:59] + "\N{HORIZONTAL ELLIPSIS}"


def is_slip(typed: str, meant: str) -> bool:
    """Tell whether one letter was dropped, added or swapped with its neighbour; not changed.

    The first letter must agree: asymmetric is not symmetric. So must the figures: every code is near
    to another one.
    """
    if _figures(typed) != _figures(meant):
        return False
    shorter, longer = sorted((typed, meant), key=len)
    if len(longer) - len(shorter) > 1 or typed == meant or typed[:1] != meant[:1]:
        return False
    start = 0
    while start < len(shorter) and shorter[start] == longer[start]:
        start += 1
    if len(shorter) < len(longer):
        return shorter[start:] == longer[start + 1 :]
    swapped = typed[start : start + 2] == meant[start : start + 2][::-1]
    return swapped and typed[start + 2 :] == meant[start + 2 :]


def _figures(word: str) -> str:
    return "".join(filter(str.isdigit, word))


#: What is a code, known or not: nothing that is written alike means the like.
_CODE_LIKE: Final = r"\s*[A-Za-z]{2,8}[:_]?\d{3,}\s*"


def suggest(folded: str, indexes: Iterable[Index]) -> tuple[str, ...]:
    """Give up to three ids that the user may have meant, the likeliest first."""
    from difflib import SequenceMatcher

    typed = set(folded.split())
    best: dict[str, float] = {}
    for index in indexes:
        for key, ids in index.items():
            shared = typed & set(key.split())
            likeness = SequenceMatcher(None, folded, key).ratio()
            score = max(likeness, len(shared) / max(len(typed), 1) * 0.9 + likeness * 0.1)
            if score >= 0.7 or (len(shared) > 0 and score >= 0.45):
                for record_id in ids:
                    best[record_id] = max(score, best.get(record_id, 0))
    ranked = sorted(best, key=lambda record_id: (-best[record_id], record_id))
    return tuple(ranked[:3])
