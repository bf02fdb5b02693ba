"""Slips inside a text: a word that is none, one edit away from one word of the records' names.

A letter dropped, doubled or swapped is forgiven, a changed one is not (`lookup.is_slip`). So that nothing
is taken that was meant, the word must be long, be no word of its own (`ORDINARY`: English words
that lie so near to a word of a name), and but one word of the names may come into question.
"""

from __future__ import annotations

import string
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from cramps.words.folding import fold, is_beside, stem
from cramps.words.ordinary_english import ORDINARY
from cramps.words.own_words import CARRYING, Category, build
from cramps.words.word_index import is_coded

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase

#: Name of the part of a compiled knowledge base.
PART: Final = "words-of-names"
#: Shorter words, as they are typed, are left as they are: too many differ by one letter.
SHORTEST: Final = 6
#: A longer word is no word.
LONGEST: Final = 40
#: A word that is meant has so many letters, folded.
_SHORTEST_MEANT: Final = 5
#: Slips that many make, and that are more than one edit away.
_COMMON: Final = {
    "tounge": "tongue",
    "tounges": "tongue",
    "brethless": "breathless",
    "diarrea": "diarrhea",
}
#: So many words are remembered.
_REMEMBERED: Final = 20_000
#: The kinds of record whose names count: a disorder's are looked up by themselves.
_KINDS: Final[tuple[Category, ...]] = (
    *("finding", "result", "treatment"),
    *("drug", "test", "disorder", "family"),
)


def build_names(kb: KnowledgeBase) -> list[str]:
    """Gather the words of all names, folded; ``cramps compile`` does it once."""
    from cramps.words.lexicon import build_lexicon

    words: set[str] = set()
    for category in _KINDS:
        added = build_lexicon(kb, category) if category in CARRYING else {}
        for key in (*build(kb, category), *added):
            if not is_coded(key):
                words.update(word for word in key.split() if word.isascii() and word.isalpha())
    return sorted(words)


class Slips:
    """Finds the words that are meant by slips, in one knowledge base."""

    def __init__(self, kb: KnowledgeBase) -> None:
        prepared = kb.prepared_as(PART, list[str])
        self._words = frozenset(build_names(kb) if prepared is None else prepared)
        self._known: dict[str, str | None] = {}

    def meant(self, typed: str) -> str | None:
        """Give the word, folded, that is meant by a word as it was typed; None where it is no slip."""
        if not SHORTEST <= len(typed) <= LONGEST or not (typed.isascii() and typed.isalpha()):
            return None
        if typed not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[typed] = self._meant(typed)
        return self._known[typed]

    def _meant(self, typed: str) -> str | None:
        folded = fold(typed)
        if typed.casefold() in _COMMON:
            return fold(_COMMON[typed.casefold()])
        if " " in folded or folded in self._words or self._is_form(folded):
            return None
        if folded in ORDINARY or is_beside(folded):
            return None
        # weaknes: the s that looks like a plural's may be what the slip has left of two
        forms = {folded, f"{folded}s"} if typed.casefold().endswith("s") else {folded}
        near = {
            word
            for form in forms
            for word in edits(form)
            if len(word) >= _SHORTEST_MEANT and word in self._words
        }
        return near.pop() if len(near) == 1 or len(set(map(stem, near))) == 1 else None

    def _is_form(self, folded: str) -> bool:
        """Tell whether a word is another form of one of the names; stems keep their first three letters."""
        meant = stem(folded)
        return any(stem(word) == meant for word in self._words if word[:3] == folded[:3])


def slips_of(kb: KnowledgeBase) -> Slips:
    """Give the slips of a knowledge base, made once."""
    return kb.once(PART, lambda: Slips(kb))


def edits(word: str) -> Iterator[str]:
    """Give the words from which one is a slip: the first letter stays."""
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
    for at in range(1, len(word) + 1):
        for letter in string.ascii_lowercase:
            yield word[:at] + letter + word[at:]
