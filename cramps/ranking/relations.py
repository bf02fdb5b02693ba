"""What follows from what: findings that exclude each other, results that answer each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from cramps.knowledge import frequency

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase
    from cramps.knowledge.model import Finding


class Relations:
    """The vocabulary of a knowledge base as the ranking needs it; made once."""

    def __init__(self, kb: KnowledgeBase) -> None:
        tests = [kb.tests.plain(test_id) for test_id in kb.tests]
        findings = list(kb.findings.values())
        #: Result -> its test.
        self.test_of = {r["id"]: test["id"] for test in tests for r in test["results"]}
        #: Result -> the results and findings that it is a kind of.
        self.broader_results = {
            r["id"]: tuple(r["broader"]) for test in tests for r in test["results"]
        }
        #: Findings and results that say that nothing is amiss.
        self.normal = {f.id for f in findings if f.normal}
        self.normal |= {r["id"] for test in tests for r in test["results"] if r["normal"]}
        self.signs = {f.id for f in findings if f.kind == "sign"}
        #: Finding -> share of people at large who have it, or a kind of it.
        self.at_large = _at_large(kb, findings)
        #: Finding -> the other kinds of what it is a kind of.
        self.siblings = {
            f.id: {s for above in f.broader for s in kb.narrower.get(above, ())} - {f.id}
            for f in findings
        }
        #: Finding -> those that cannot be there together with it.
        self.contraries: dict[str, set[str]] = {}
        for finding in findings:
            for excluded in finding.excludes:
                self.contraries.setdefault(finding.id, set()).add(excluded)
                self.contraries.setdefault(excluded, set()).add(finding.id)
        #: Result -> those of the same test that it answers too. A normal result answers all others, every
        #: other one the normal one, and a value that passes one limit all that have limits.
        self.settled: dict[str, set[str]] = {}
        for test in tests:
            ids = {r["id"] for r in test["results"]}
            limited = {r["id"] for r in test["results"] if _is_limited(r)}
            for i in ids:
                more = limited if i in limited else set()
                self.settled[i] = ids if i in self.normal else (ids & self.normal) | more


def _is_limited(result: Mapping[str, Any]) -> bool:
    """Tell whether a number means the result, or another one of its test."""
    thresholds = ("above", "below", "at_least", "at_most", "over_times")
    return result["level"] in ("low", "high") or any(result[t] is not None for t in thresholds)


def _at_large(kb: KnowledgeBase, findings: Iterable[Finding]) -> dict[str, float]:
    counted = {f.id: frequency.parse(f.at_large.value).middle for f in findings if f.at_large}
    return {
        f: max(counted.get(kind, 0.0) for kind in (f, *kb.narrower.get(f, ()))) for f in kb.findings
    }
