"""Tests that a question names: which of several comes first, and how a tumour is looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

import msgspec

from cramps.knowledge import frequency
from cramps.late_regex import late_regex
from cramps.queries.answering.in_general import BLOOD_TESTS
from cramps.queries.answering.lines import Line, line_of_section, nothing_here
from cramps.queries.answering.weighing_statements import line_of
from cramps.queries.asking.question import Question
from cramps.queries.mentions import mentions
from cramps.queries.parts import TestKind
from cramps.queries.purposes_of_tests import NOT_EXCLUDED
from cramps.queries.statements import Said, of_disorder, testing, treating

if TYPE_CHECKING:
    from cramps.knowledge import model

#: What a statement has that tells of a tumour, or of where it is looked for.
_TUMOUR: Final = late_regex(
    r"\b(?:tumou?rs?|thymomas?|cancers?|malignan\w+|paraneoplastic)\b|\bimage the chest\b",
    re.IGNORECASE,
)
#: Disorders, statements of a search and treatments that are told.
_DISORDERS: Final = 2
_SEARCHED: Final = 3
_HELPING: Final = 3
#: What the tests that are named show in a disorder, at most.
_SHOWN: Final = 4
#: Kinds of test that are asked of a complaint, disorders that have it, statements of each, and the place of a late test.
_BY_KIND: Final = frozenset[TestKind](["imaging", "blood", "antibody"])
_COMPLAINTS: Final = 3
_EACH: Final = 2
_LATE: Final = 3
#: What asks for tests.
_WHICH: Final = late_regex(
    r"\b(?:which|what|need|any|should i (?:order|do|send|request)|(?:bloods?|scans?|imaging|tests?|antibod\w+) (?:for|in|with))\b",
    re.IGNORECASE,
)
#: Several tests are put in an order.
_SEVERAL: Final = 2
#: How a kind of test is called that an entry has none of.
_KINDS: Final[dict[TestKind, str]] = {
    "antibody": "antibodies",
    "gene": "a gene test",
    "blood": "blood tests",
    "electrodiagnosis": "electrodiagnosis",
    "biopsy": "a biopsy",
    "imaging": "imaging",
}


def tumour_search(question: Question) -> Iterator[Line]:
    """Say how a tumour is looked for in what is named, and what helps where that is asked too."""
    kb = question.kb
    for disorder_id in _meant(question):
        disorder = kb.disorders[disorder_id]
        said = [
            s
            for s in of_disorder(kb, disorder)
            if s.part in ("when to worry", "confirm") and _TUMOUR.search(f"{s.about} {s.text}")
        ]
        said.sort(key=lambda s: (not _TUMOUR.search(s.about or ""), s.part != "when to worry"))
        yield from (line_of(question, "disorder", disorder, s) for s in said[:_SEARCHED])
        if not said:
            text = "Its entry says nothing of a search for a tumour, which is no all-clear."
            yield nothing_here("disorder", disorder.id, disorder.name, text)
        if "what helps" in question.parts:
            helping = (s for s in treating(kb, disorder) if s.part == "what helps")
            for one in islice(helping, _HELPING):
                yield line_of(question, "disorder", disorder, one)


def _meant(question: Question) -> list[str]:
    """Give the disorders that are named, or that a test which is named speaks for."""
    if question.disorders:
        return question.disorders[:_DISORDERS]
    named = {t.id for t in question.taken if t.kind in ("test", "result")}
    having = [
        disorder.id
        for disorder in question.kb.disorders.values()
        if any(
            t.role == "confirm" and not named.isdisjoint((t.test, t.result)) for t in disorder.tests
        )
    ]
    return having[:_DISORDERS]


def placed(question: Question) -> tuple[Line, ...]:
    """Say of each of several tests that are named what it is for in the one disorder, those that confirm it first.

    Of one that its entry does not have that is said. Empty where no such question is put.
    """
    kb = question.kb
    if not question.compares or len(question.disorders) != 1 or question.given:
        return ()
    disorder = kb.disorders[question.disorders[0]]
    told = list(testing(kb, disorder))
    tests = list(dict.fromkeys(t.id for t in question.taken if t.kind == "test"))
    of_tests = {t: [s for s in told if s.ids[0] == t] for t in tests}
    kinds_of_tests = {k for said in of_tests.values() for s in said for k in s.kinds}
    kinds = [k for k in _KINDS if k in question.tests and k not in kinds_of_tests]
    if len(tests) + len(kinds) < _SEVERAL:
        return ()
    groups = [(kb.name("tests", t), said) for t, said in of_tests.items()]
    groups += [(_KINDS[k], [s for s in told if k in s.kinds]) for k in kinds]
    lines = [_best(question, disorder, said) for _, said in groups if said]
    lines.sort(key=lambda line: -line.weight)
    lacking = [name for name, said in groups if not said]
    missing = [
        nothing_here(
            "disorder",
            disorder.id,
            disorder.name,
            f"Its entry does not have {name[:1].lower()}{name[1:]}.",
        )
        for name in lacking
    ]
    return (*lines, *missing)


def tests_of_kind(question: Question) -> Iterator[Line]:
    """Give the tests of the kind that is asked for a complaint: what is said in general, then those of who has it most.

    Of a kind that none of them has that is said, with what is tested instead.
    """
    kb = question.kb
    if not _asks_kind(question):
        return
    told = {t.id for t in question.findings}
    having = [
        (max(frequency.middle(f.frequency) for f in d.findings if f.finding in told), d)
        for d in (kb.disorders[i] for i in _complaining(question, told))
    ]
    having.sort(key=lambda pair: (-pair[0], pair[1].depth != "full"))
    lines, others = [], []
    for _, disorder in having[:_COMPLAINTS]:
        tests = [s for s in testing(kb, disorder) if not s.seen]
        tests.sort(key=lambda s: (not s.confirms, s.tier))
        of_kind = [s for s in tests if not question.tests.isdisjoint(s.kinds)]
        # what comes before it settles more than it does
        before = [s for s in tests if s.confirms and s not in of_kind and s.tier < _LATE]
        lines += [line_of(question, "disorder", disorder, s) for s in of_kind[:_EACH]]
        others += [line_of(question, "disorder", disorder, s) for s in before[:1] if of_kind]
    general = question.kb.overview.get(BLOOD_TESTS)
    if "blood" in question.tests and general is not None:  # what is measured whatever the complaint
        for statement in general.statements[1:2]:
            yield line_of_section(general, statement, 2.0)
    yield from (*others[:1], *lines) if lines else ()


def _asks_kind(question: Question) -> bool:
    """Tell whether it is asked which tests of a kind a complaint needs."""
    kinds = question.tests & _BY_KIND
    if not kinds or question.names_more or question.measured or question.compares:
        return False
    if question.asks_blood_tests or question.has_person or not question.findings:
        return False
    return _WHICH.search(question.text) is not None


def _complaining(question: Question, told: set[str]) -> list[str]:
    """Give the disorders that have all of what is told."""
    found: set[str] | None = None
    for finding in told:
        having = set(mentions(question.kb).listing(finding))
        found = having if found is None else found & having
    return sorted(
        d
        for d in found or ()
        if any(
            f.finding in told and not frequency.is_never(f.frequency)
            for f in question.kb.disorders[d].findings
        )
    )


def _best(question: Question, disorder: model.Disorder, said: list[Said]) -> Line:
    best = min(said, key=lambda s: (not s.confirms, s.seen, s.text.startswith(NOT_EXCLUDED)))
    line = line_of(question, "disorder", disorder, best)
    weight = 2.0 * best.confirms - 1.0 * best.seen - 0.1 * best.tier
    return msgspec.structs.replace(line, weight=weight)


def asks_of_test(question: Question) -> bool:
    """Tell whether nothing is asked of a disorder but what a test shows in it: is the EMG normal."""
    named = any(t.kind in ("test", "result") for t in question.taken) or question.tests
    if not named or not question.disorders or question.given or question.has_drug:
        return False
    return not (question.parts or question.measured or question.compares)


def of_test(question: Question) -> Iterator[Line]:
    """Give what the tests that are named show in each disorder; of one that its entry does not have that, and what confirms it."""
    kb = question.kb
    tests = {t.id for t in question.taken if t.kind == "test"}
    tests |= {kb.results[t.id][0].id for t in question.taken if t.kind == "result"}
    for disorder_id in question.disorders[:_DISORDERS]:
        disorder = kb.disorders[disorder_id]
        told = list(testing(kb, disorder))
        shown = [s for s in told if s.ids[0] in tests or not question.tests.isdisjoint(s.kinds)]
        shown.sort(key=lambda s: not s.confirms)
        for said in shown[:_SHOWN]:
            yield line_of(question, "disorder", disorder, said)
        if shown:
            continue
        names = [kb.name("tests", t) for t in sorted(tests)] or [_KINDS[k] for k in question.tests]
        text = f"Its entry does not have {names[0][:1].lower()}{names[0][1:]}."
        yield nothing_here("disorder", disorder.id, disorder.name, text)
        for said in islice((s for s in told if s.confirms), 1):
            yield line_of(question, "disorder", disorder, said)
