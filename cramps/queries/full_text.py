"""Full text over everything that is said: best first, words in context.

Passages are ranked by BM25 (Robertson et al., TREC-3, 1994) with the constants and the weights of
columns of SQLite's FTS5, and their context is chosen as by its ``snippet``
(https://www.sqlite.org/fts5.html); the tests hold it against that.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from math import log
from typing import Final

import msgspec

from cramps.errors import BadQuery
from cramps.knowledge.base import KnowledgeBase
from cramps.words.folding import is_beside
from cramps.words.text_index import Built, Compiled, Form, key_of, text_of, tokens

#: Mark the matching words in ``Passage.context``; private-use characters that no text contains.
OPEN, CLOSE = "\ue000", "\ue001"

#: The constants of BM25: how soon more of a word adds little, and how much long passages lose.
_SATURATION: Final = 1.2
_LENGTH: Final = 0.75
#: What a word counts that stands in most of the passages.
_LEAST: Final = 1e-6
#: So many words are shown of a passage.
_WORDS_AROUND: Final = 16
_CUT: Final = "\N{HORIZONTAL ELLIPSIS}"
#: Words shorter than this are not looked for at the beginning of longer ones.
_SHORTEST_PREFIX: Final = 4


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A place where the words stand."""

    kind: str
    id: str
    name: str
    #: The part of the record: ``name``, ``mechanism``, ``treatments`` and so on.
    section: str
    #: The words in their context, each between ``OPEN`` and ``CLOSE``.
    context: str
    #: Higher is better; comparable within one search only.
    score: float


class Hits(msgspec.Struct, frozen=True, kw_only=True):
    """What a search came upon."""

    passages: tuple[Passage, ...]
    #: Words that stand nowhere.
    missing: tuple[str, ...] = ()
    #: Not all the words that stand somewhere stand in one passage.
    partly: bool = False


def search(kb: KnowledgeBase, words: str, limit: int = 20) -> tuple[Passage, ...]:
    """Find the passages that have all the words, in any order, the best first.

    Spelling (British, American), case, accents and plural do not matter; a word of four letters or
    more is also found at the beginning of a longer one. Raises BadQuery where ``words`` has no word.
    """
    forms = _forms(text_of(kb), _typed(words))
    if not all(forms.values()):
        return ()
    return _best(text_of(kb), list(forms.values()), len(forms), limit)


def search_any(kb: KnowledgeBase, words: str, limit: int = 20) -> Hits:
    """Find the passages as `search`, or where none has all the words those that have the most of them.

    Small words (of, in, the) are left out where there are others. Raises BadQuery as `search`.
    """
    typed = _typed(words)
    telling = [word for word in typed if not is_beside(key_of(word))] or typed
    text = text_of(kb)
    forms = _forms(text, telling)
    missing = tuple(word for word in telling if not forms[word])
    there = [found for found in forms.values() if found]
    for least in range(len(there), 0, -1):
        if passages := _best(text, there, least, limit):
            return Hits(passages=passages, missing=missing, partly=least < len(there))
    return Hits(passages=(), missing=missing)


def _typed(words: str) -> list[str]:
    typed = list(dict.fromkeys(re.findall(r"[^\W_]+", words)))
    if not typed:
        raise BadQuery("the search has no words")
    return typed


def _forms(text: Built | Compiled, typed: Iterable[str]) -> dict[str, list[Form]]:
    keys = {word: key_of(word) for word in typed}
    return {w: text.forms(key, prefix=len(key) >= _SHORTEST_PREFIX) for w, key in keys.items()}


def _best(
    text: Built | Compiled, forms: list[list[Form]], least: int, limit: int
) -> tuple[Passage, ...]:
    """Give the best of the passages that have so many of the terms."""
    from heapq import nsmallest

    scores = _scores(forms, text.size.passages, text.size.words, least)
    best = nsmallest(limit, scores, key=lambda number: (-scores[number], number))
    marked = {form.word: n for n, form in enumerate(f for found in forms for f in found)}
    passages = []
    for number in best:
        entry = text.entry(number)
        passages.append(
            Passage(
                kind=entry.kind,
                id=entry.id,
                name=entry.name,
                section=entry.section,
                context=_context(entry.text, marked),
                score=round(scores[number], 3),
            )
        )
    return tuple(passages)


def _scores(
    terms: Sequence[Sequence[Form]], passages: int, words: int, least: int
) -> dict[int, float]:
    """Give the score of every passage that has forms of so many of the terms."""
    numbers = [{p.passage for form in term for p in form.postings} for term in terms]
    numbers.sort(key=len)
    if least == len(terms):
        scores = dict.fromkeys(numbers[0].intersection(*numbers[1:]), 0.0)
    else:
        counted = Counter(number for found in numbers for number in found)
        scores = dict.fromkeys((n for n, times in counted.items() if times >= least), 0.0)
    average = words / passages
    for form in (form for term in terms for form in term):
        rarity = log((passages - len(form.postings) + 0.5) / (len(form.postings) + 0.5))
        rarity = rarity if rarity > 0 else _LEAST
        for number, weight, length in form.postings:
            if number in scores:
                slow = _SATURATION * (1 - _LENGTH + _LENGTH * length / average)
                scores[number] += rarity * (weight * (_SATURATION + 1)) / (weight + slow)
    return scores


def _context(text: str, marked: dict[str, int]) -> str:
    """Show the part of a text with the most of the words, from the start of a sentence if it can be."""
    placed = list(tokens(text))
    hits = [(at, marked[word]) for at, (word, _, _) in enumerate(placed) if word in marked]
    first = _beginning(hits, _sentences(text, placed), len(placed))
    last = first + _WORDS_AROUND - 1
    at = placed[first][1] if first else 0
    shown = _CUT if first else ""
    for number, _ in hits:
        if first <= number <= last:
            _, start, end = placed[number]
            shown += f"{text[at:start]}{OPEN}{text[start:end]}{CLOSE}"
            at = end
    if last >= len(placed) - 1:
        return shown + text[at:]
    return shown + text[at : placed[last][2]] + _CUT


def _beginning(hits: list[tuple[int, int]], sentences: list[int], length: int) -> int:
    """Give the number of the word at which the best part begins."""
    best, beginning = 0, 0
    for place, _ in hits:
        within = [(at, word) for at, word in hits if place <= at < place + _WORDS_AROUND]
        score = _worth(word for _, word in within)
        if score > best:
            span = within[-1][0] + 1 - within[0][0]
            # C's division, which rounds towards zero
            middle = within[0][0] - int((_WORDS_AROUND - span) / 2)
            best, beginning = score, max(0, min(middle, length - _WORDS_AROUND))
        if length > _WORDS_AROUND:
            start = max((s for s in sentences if s <= place), default=0)
            if start < place:
                score = _worth(w for at, w in hits if start <= at < start + _WORDS_AROUND)
                score += 120 if start == 0 else 100
                if score > best:
                    best, beginning = score, start
    return beginning


def _worth(words: Iterable[int]) -> int:
    """Give what a part is worth: much for each word that it has, little for its coming again."""
    seen: set[int] = set()
    worth = 0
    for word in words:
        worth += 1 if word in seen else 1000
        seen.add(word)
    return worth


def _sentences(text: str, placed: list[tuple[str, int, int]]) -> list[int]:
    """Give the numbers of the words at which a sentence begins."""
    starts = [0]
    for number, (_, start, _) in enumerate(placed[1:], 1):
        before = text[placed[number - 1][2] : start]
        bare = before.rstrip(" \t\n\r")
        if bare != before and bare.endswith((".", ":")):
            starts.append(number)
    return starts
