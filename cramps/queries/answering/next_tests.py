"""A disorder is suspected and a test of it was negative: what that leaves open, and the tests that are left."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

from cramps.queries.answering.lines import Line
from cramps.queries.answering.weighing_statements import line_of, of_nothing
from cramps.queries.asking.question import Question
from cramps.queries.mentions import mentions
from cramps.queries.parts import TestKind
from cramps.queries.statements import Said, of_lookalikes, testing

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase

#: Of one disorder so many tests are told, of what looks like it so many.
_TESTS: Final = 6
_ALIKE: Final = 2
#: Where only a test is named, so many of its disorders are answered, if it speaks for few.
_DISORDERS: Final = 2
_FEW: Final = 3
#: Kinds of test of which a negative one leads on by itself.
_SETTLING: Final = frozenset[TestKind](["antibody", "gene"])


def next_tests(question: Question) -> Iterator[Line]:
    """Give what a negative test leaves open, the tests that were not done, those that settle it first, and what looks alike."""
    kb = question.kb
    done = {t.id for t in question.taken if t.kind == "test"}
    done |= {kb.results[t.id][0].id for t in question.taken if t.kind == "result"}
    disorders = question.disorders or _having(kb, done)
    for disorder_id in disorders[:_DISORDERS]:
        disorder = kb.disorders[disorder_id]
        tests = list(testing(kb, disorder))
        kinds: set[TestKind] = {k for said in tests if said.ids[0] in done for k in said.kinds}
        left = [s for s in tests if s.ids[0] in done and of_nothing(s)]
        for said in left[:1]:
            yield line_of(question, "disorder", disorder, said)
        others = [s for s in tests if s.ids[0] not in done and not of_nothing(s)]
        others.sort(key=lambda s: (not _like(s, kinds), not s.confirms, s.tier))
        for said in others[:_TESTS]:
            yield line_of(question, "disorder", disorder, said)
        for apart in islice(of_lookalikes(kb, disorder), _ALIKE):
            yield line_of(question, "disorder", disorder, apart)


def _like(said: Said, kinds: set[TestKind]) -> bool:
    """Tell whether a test is of the kind that was negative: another antibody."""
    return "antibody" in kinds and "antibody" in said.kinds


def _having(kb: KnowledgeBase, tests: set[str]) -> list[str]:
    """Give the disorders that a positive result of the tests would speak for; none where those are many."""
    found = [
        disorder
        for disorder in dict.fromkeys(d for test in tests for d in mentions(kb).with_test(test))
        if any(
            said.ids[0] in tests
            and said.confirms
            and not of_nothing(said)
            and said.kinds & _SETTLING
            for said in testing(kb, kb.disorders[disorder])
        )
    ]
    return found if len(found) <= _FEW else []
