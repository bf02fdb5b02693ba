"""Words and codes of cases -> ids, each looked up once: for streams in which the same words return.

A word means what it means in `cramps find` (`names.resolve`); only suggestions, which cost more than
the rest, are not made.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from cramps.errors import CrampsError
from cramps.words import names
from cramps.words.hpo_ids import HpoIndex, normal_id

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase
    from cramps.laboratory.assay import Reading
    from cramps.words.names import Category

#: So many words are remembered; a stream of ever new ones must not fill the memory.
REMEMBERED: Final = 50_000
#: A longer word names nothing.
LONGEST: Final = 200


class Entry(NamedTuple):
    """What a word was taken for."""

    category: Category
    id: str
    #: False for the nearest ancestor of an HPO term: it must not be taken as absent.
    exact: bool = True
    #: A slip of the keyboard was forgiven.
    corrected: bool = False


class _Index:
    """The words of one category."""

    def __init__(self, kb: KnowledgeBase, category: Category) -> None:
        self.category = category
        self.words = names.index_of(kb, category)
        self._single: dict[tuple[str, int], list[tuple[str, str]]] = {}
        for key, ids in self.words.items():
            if len(ids) == 1:
                self._single.setdefault((key[:1], len(key)), []).append((key, ids[0]))

    def slips(self, typed: str) -> Iterator[str]:
        """Give the records that a word with a slip may mean."""
        for length in (len(typed) - 1, len(typed), len(typed) + 1):
            for key, record_id in self._single.get((typed[:1], length), ()):
                if names.is_slip(typed, key):
                    yield record_id


class Lexicon:
    """What the words of cases mean in one knowledge base."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self._indexes: dict[Category, _Index] = {}
        self._known: dict[tuple[str, tuple[Category, ...]], Entry | None] = {}
        self._results: dict[str, Reading | None] = {}

    @cached_property
    def _hpo(self) -> HpoIndex:
        return HpoIndex(self.kb)

    def find(self, word: str, *categories: Category) -> Entry | None:
        """Give the one record that a word or an HPO id names; None for none, or for several.

        The categories are tried in order, and the first that knows the word decides.
        """
        if len(word) > LONGEST:
            return None
        key = (word, categories)
        if key not in self._known:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[key] = self._look_up(word, categories)
        return self._known[key]

    def results(self, reading: str) -> Reading | None:
        """Give what ``ck=1200`` or ``ck=high`` means; None where it cannot be told."""
        if len(reading) > LONGEST:
            return None
        if reading not in self._results:
            if len(self._results) >= REMEMBERED:
                self._results.clear()
            from cramps.laboratory.measure import result_of

            try:
                self._results[reading] = result_of(self.kb, reading)
            except CrampsError:
                self._results[reading] = None
        return self._results[reading]

    def _look_up(self, word: str, categories: tuple[Category, ...]) -> Entry | None:
        if normal_id(word):
            term = self._hpo.find(word)
            return Entry(term.category, term.id, term.exact) if term else None
        folded = names.fold(word)
        if not folded:
            return None
        indexes = [self._index(category) for category in categories]
        for index in indexes:
            if ids := index.words.get(folded):
                return Entry(index.category, ids[0]) if len(ids) == 1 else None
        return self._slip(word, folded, indexes)

    def _slip(self, word: str, folded: str, indexes: list[_Index]) -> Entry | None:
        if len(folded) < names.SHORTEST_SLIP:
            return None
        # The s that looks like a plural's may be what the slip has left of two, as in resolve.
        plural = word.rstrip().endswith(("s", "S"))
        typed = {folded, f"{folded}s"} if plural else {folded}
        found = {
            Entry(index.category, record_id, corrected=True)
            for index in indexes
            for form in typed
            for record_id in index.slips(form)
        }
        return found.pop() if len(found) == 1 else None

    def _index(self, category: Category) -> _Index:
        if category not in self._indexes:
            self._indexes[category] = _Index(self.kb, category)
        return self._indexes[category]
