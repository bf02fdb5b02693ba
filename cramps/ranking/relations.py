"""What follows from what: kinds of things, findings that exclude each other, results that answer each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from cramps.knowledge import frequency

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase
    from cramps.knowledge.model import Finding

Ids = tuple[str, ...]


class Relations:
    """The vocabulary of a knowledge base as the ranking needs it; made once.

    Findings and results stand in one order: a result can be a kind of another result, or of a finding.
    What is there runs up all links. What is denied runs down only those that are so by meaning: not those
    that the HPO does not have (``broader_here``), along which a denial of the broad proves nothing.
    """

    def __init__(self, kb: KnowledgeBase) -> None:
        tests = [kb.tests.plain(test_id) for test_id in kb.tests]
        findings = list(kb.findings.values())
        results = [r for test in tests for r in test["results"]]
        #: Result -> its test.
        self.test_of = {r["id"]: test["id"] for test in tests for r in test["results"]}
        #: Findings and results that say that nothing is amiss.
        self.normal = {f.id for f in findings if f.normal}
        self.normal |= {r["id"] for r in results if r["normal"]}
        self.genes = {r["id"] for t in tests if t["tier"] == "gene" for r in t["results"]}
        self.signs = {f.id for f in findings if f.kind == "sign"}
        self.circumstances = {f.id for f in findings if f.kind == "circumstance"}
        #: Finding or result -> the one of the same meaning that stands for both.
        self.same = {f.id: f.same_as for f in findings if f.same_as}
        self.same |= {r["id"]: r["same_as"] for r in results if r.get("same_as")}
        self._order(findings, results)
        #: Finding -> those that are answered with it, in other words.
        self.answers = {
            self.one(f.id): tuple(map(self.one, f.answers)) for f in findings if f.answers
        }
        #: Finding -> share of people at large who have it, or a kind of it.
        self.at_large = self._at_large(findings)
        #: Finding -> those that cannot be there together with it.
        self.contraries: dict[str, set[str]] = {}
        for finding in findings:
            for excluded in finding.excludes:
                one, other = self.one(finding.id), self.one(excluded)
                self.contraries.setdefault(one, set()).add(other)
                self.contraries.setdefault(other, set()).add(one)
        #: Result -> those of the same test that it answers too. A normal result answers all others, every
        #: other one the normal one, and a value that passes one limit all that have limits.
        self.settled: dict[str, set[str]] = {}
        for test in tests:
            self._settle(test["results"])

    def one(self, record_id: str) -> str:
        """Give what stands for a finding or a result among those of its meaning."""
        return self.same.get(record_id, record_id)

    def _order(self, findings: Iterable[Finding], results: Iterable[Mapping[str, Any]]) -> None:
        parents: dict[str, dict[str, bool]] = {}
        for f in findings:
            mine = parents.setdefault(self.one(f.id), {})
            mine.update({self.one(b): b not in f.broader_here for b in f.broader})
        for r in results:
            mine = parents.setdefault(self.one(r["id"]), {})
            mine.update({self.one(b): True for b in r.get("broader") or ()})
        #: Finding or result -> what it is a kind of, directly.
        self.parents: dict[str, Ids] = {
            i: tuple(b for b in above if b != i) for i, above in parents.items()
        }
        sure = {
            i: tuple(b for b, by_meaning in p.items() if by_meaning and b != i)
            for i, p in parents.items()
        }
        #: The same however many levels up, nearest first; and down.
        self.above = {i: _upwards(i, self.parents) for i in self.parents}
        self.below = _reversed(self.above)
        #: What is denied with each, and by what each is denied.
        self.denied_by = {i: _upwards(i, sure) for i in self.parents}
        self.denies = _reversed(self.denied_by)
        #: Finding -> the other kinds of what it is a kind of.
        self.siblings = {
            i: {s for b in above for s in self.below.get(b, ())} - {i}
            for i, above in self.parents.items()
        }

    def _at_large(self, findings: Iterable[Finding]) -> dict[str, float]:
        counted: dict[str, float] = {}
        for f in findings:
            if f.at_large:
                share = frequency.parse(f.at_large.value).middle
                for i in (self.one(f.id), *self.above[self.one(f.id)]):
                    counted[i] = max(share, counted.get(i, 0.0))
        return counted

    def _settle(self, results: Iterable[Mapping[str, Any]]) -> None:
        ids = {r["id"] for r in results}
        limited = {r["id"] for r in results if _is_limited(r)}
        for i in ids:
            more = limited if i in limited else set()
            settled = ids if i in self.normal else (ids & self.normal) | more
            self.settled[i] = {self.one(s) for s in settled}


def _is_limited(result: Mapping[str, Any]) -> bool:
    """Tell whether a number means the result or another of its test."""
    limits = ("above", "below", "at_least", "at_most", "over_times")
    return result.get("level") in ("low", "high") or any(
        result.get(key) is not None for key in limits
    )


def _upwards(start: str, parents: Mapping[str, Ids]) -> Ids:
    found: dict[str, None] = {}
    waiting = list(parents.get(start, ()))
    while waiting:
        above = waiting.pop(0)
        if above not in found and above != start:
            found[above] = None
            waiting.extend(parents.get(above, ()))
    return tuple(found)


def _reversed(above: Mapping[str, Ids]) -> dict[str, Ids]:
    below: dict[str, set[str]] = {}
    for i, ids in above.items():
        for b in ids:
            below.setdefault(b, set()).add(i)
    return {i: tuple(sorted(ids)) for i, ids in below.items()}
