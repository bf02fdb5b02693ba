"""The library's face: a knowledge base and the questions that can be put to it.

Words are taken as on the command line: ids, names, aliases, lay words, codes, either spelling.
"""

import os
import warnings
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, get_args

from cramps.cases.measured_in_words import result_of
from cramps.cases.reader import CaseReader, Told, demand_findings, taken_as
from cramps.cases.several_at_once import read_told
from cramps.errors import NotFound, TakenAs
from cramps.knowledge import closed_lists, model
from cramps.knowledge.base import KnowledgeBase
from cramps.opening import load
from cramps.queries.find import Hit, Query
from cramps.queries.find import find as find_disorders
from cramps.queries.full_text import Passage
from cramps.queries.full_text import search as search_text
from cramps.words.closed_list_words import one_of
from cramps.words.lookup import Lookup, lookup_of
from cramps.words.own_words import Category

if TYPE_CHECKING:
    from cramps.ranking.differential import Differential, Engine


class Reference:
    """An open knowledge base.

    ``reference["als"]`` gives a disorder by any of its names; ``len(reference)`` counts them, and
    iterating goes through their ids. ``kb`` has the records of every kind by id.
    """

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb

    @classmethod
    def load(cls, path: str | os.PathLike[str] | None = None) -> "Reference":
        """Open the packaged knowledge base, a folder of YAML, or a compiled file.

        Raises InvalidKnowledgeBase when it is not there or has mistakes.
        """
        return cls(load(path))

    def __reduce__(self) -> tuple[object, tuple[str]]:
        """Pickle by path: the other process opens the same knowledge base."""
        return Reference.load, (self.kb.origin,)

    def __repr__(self) -> str:
        """Say what it is and where it came from."""
        return f"<cramps reference: {len(self)} disorders from {self.kb.origin}>"

    def __getitem__(self, name: str) -> model.Disorder:
        """Give the disorder that a word names. Raises NotFound or Ambiguous."""
        return self.kb.disorders[self._id(name, "disorder")]

    def __iter__(self) -> Iterator[str]:
        """Go through the ids of the disorders."""
        return iter(self.kb.disorders)

    def __len__(self) -> int:
        """Count the disorders."""
        return len(self.kb.disorders)

    def finding(self, name: str, *, exact: bool = True) -> model.Finding:
        """Give the finding that a word names: ``twitching``, ``HP:0002380``.

        Where it names none, and not ``exact``, the one that comes nearest, where that is sure, with
        the warning TakenAs. Raises NotFound, with suggestions, or Ambiguous.
        """
        return self.kb.findings[self._id(name, "finding", exact=exact)]

    @cached_property
    def lookup(self) -> Lookup:
        """What words mean: the same as on the command line."""
        return lookup_of(self.kb)

    def _id(self, word: str, *categories: Category, exact: bool = True) -> str:
        try:
            return self.lookup.find(word, *categories).id
        except NotFound as unknown:
            if not exact and (measured := result_of(self.lookup, word, *categories)):
                return measured.id
            if not exact and (near := self.lookup.sure(word, *categories)):
                _warn(taken_as(word, near))
                return near.id
            suggestions = self.lookup.suggestions(word, *categories)
            raise NotFound(unknown.message, suggestions) from None

    def _denied(self, word: str) -> str:
        self._id(word, "finding", "result")
        return self.lookup.denied(word, "finding", "result").id

    def find(
        self,
        *,
        symptoms: Iterable[str] = (),
        signs: Iterable[str] = (),
        triggers: Iterable[str] = (),
        tests: Iterable[str] = (),
        results: Iterable[str] = (),
        treatments: Iterable[str] = (),
        groups: Iterable[closed_lists.Group] = (),
        phenomena: Iterable[closed_lists.Phenomenon] = (),
        without: Iterable[str] = (),
        any: bool = False,  # noqa: A002  (the option's name)
        exact: bool = False,
    ) -> tuple[Hit, ...]:
        """Give the disorders that meet all criteria, with ``any`` one of them; the best fit first.

        A word that names nothing is taken for the record that comes nearest, where that is sure and not
        ``exact``, with the warning TakenAs; in ``without`` never.
        Raises NotFound, with suggestions, for a word that names nothing.
        """
        findings = (*_each(symptoms), *_each(signs), *_each(triggers))
        query = Query(
            findings=tuple(self._id(word, "finding", exact=exact) for word in findings),
            tests=tuple(self._id(word, "test", exact=exact) for word in _each(tests)),
            results=tuple(self._id(word, "result", exact=exact) for word in _each(results)),
            treatments=tuple(
                self._id(word, "treatment", exact=exact) for word in _each(treatments)
            ),
            groups=tuple(one_of(word, get_args(closed_lists.Group), "group") for word in groups),
            phenomena=tuple(
                one_of(word, get_args(closed_lists.Phenomenon), "phenomenon") for word in phenomena
            ),
            without=tuple(self._denied(word) for word in _each(without)),
            any=any,
        )
        return find_disorders(self.kb, query)

    @cached_property
    def engine(self) -> "Engine":
        """The tables of likelihood ratios behind `differential`, made once."""
        from cramps.ranking.differential import Engine

        return Engine(self.kb)

    def differential(
        self,
        *,
        symptoms: Iterable[str] = (),
        signs: Iterable[str] = (),
        triggers: Iterable[str] = (),
        absent: Iterable[str] = (),
        maybe: Iterable[str] = (),
        results: Iterable[str] = (),
        drugs: Iterable[str] = (),
        age: float | None = None,
        onset_age: float | None = None,
        sex: str | None = None,
        setting: str = "neurology",
        whole_story: bool = False,
        exact: bool = False,
    ) -> "Differential":
        """Rank the disorders that fit a patient, with the reasons.

        Words are read as on the command line: a symptom may be a result that is reported like one
        (``HP:0003236``), a result a number (``ck=1200``). ``whole_story`` says that all is told: what a
        disorder nearly always has and is not mentioned then speaks against it. A word that names nothing
        is taken for the record that comes nearest, where that is sure and not ``exact``, with the
        warning TakenAs; what is denied never. Raises NotFound, with
        suggestions, for a word that names nothing, and BadQuery for a case that cannot be or has no
        finding.
        """
        told = Told(
            present=(*_each(symptoms), *_each(signs), *_each(triggers)),
            absent=tuple(_each(absent)),
            maybe=tuple(_each(maybe)),
            results=tuple(_each(results)),
            drugs=tuple(_each(drugs)),
            age=age,
            onset_age=onset_age,
            sex=sex,
            setting=setting,
            whole_story=whole_story,
        )
        read = read_told(CaseReader(self.kb, self.lookup, nearest=not exact), told, strict=True)
        for unread in read.unread:
            suggestions = self.lookup.suggestions(unread.word, *unread.categories)
            raise type(unread.error)(unread.error.message, suggestions or unread.error.did_you_mean)
        demand_findings(read.case, read.unrecognised)
        for taken in read.taken:
            _warn(taken)
        return self.engine.differential(read.case)

    def search(self, words: str, limit: int = 20) -> tuple[Passage, ...]:
        """Give the passages that have all the words, the best first."""
        return search_text(self.kb, words, limit)


def _warn(taken: str) -> None:
    """Say what was taken for what, where the library was called."""
    warnings.warn(taken, TakenAs, stacklevel=3)


def _each(words: Iterable[str]) -> Iterable[str]:
    """Take one word given as such for a list of one."""
    return (words,) if isinstance(words, str) else words
