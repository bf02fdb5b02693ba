"""What follows from what: kinds of things, findings that exclude each other, results that answer each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

import msgspec

from cramps.knowledge import frequency

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase
    from cramps.knowledge.model import Finding

Ids = tuple[str, ...]

#: The part of a compiled knowledge base that holds them.
PART: Final = "relations"


class Relations(msgspec.Struct, frozen=True, kw_only=True):
    """The vocabulary of a knowledge base as the ranking needs it; made once.

    Findings and results stand in one order: a result can be a kind of another result, or of a finding.
    What is there runs up all links. What is denied runs down only those that are so by meaning: not those
    that the HPO does not have (``broader_here``), along which a denial of the broad proves nothing.
    """

    #: Result -> its test.
    test_of: dict[str, str]
    #: Findings and results that say that nothing is amiss.
    normal: set[str]
    genes: set[str]
    signs: set[str]
    triggers: set[str]
    circumstances: set[str]
    #: Circumstances that come upon anybody.
    befalls: set[str]
    #: Circumstances that tell how it began.
    courses: set[str]
    #: Finding or result -> the one of the same meaning that stands for both.
    same: dict[str, str]
    #: Finding or result -> what it is a kind of, directly.
    parents: dict[str, Ids]
    #: The same however many levels up, nearest first; and down.
    above: dict[str, Ids]
    below: dict[str, Ids]
    #: By what each is denied, and what is denied with each.
    denied_by: dict[str, Ids]
    denies: dict[str, Ids]
    #: Finding -> those that are answered with it, in other words.
    answers: dict[str, Ids]
    #: Finding -> share of people at large who have it, or a kind of it.
    at_large: dict[str, float]
    #: Finding -> those that cannot be there together with it.
    contraries: dict[str, set[str]]
    #: Result -> those of the same test that it answers too. A normal result answers all others, every
    #: other one the normal one, and a value that passes one limit all that have limits.
    settled: dict[str, set[str]]

    def one(self, record_id: str) -> str:
        """Give what stands for a finding or a result among those of its meaning."""
        return self.same.get(record_id, record_id)


def relations(kb: KnowledgeBase) -> Relations:
    """Give the relations of a knowledge base, from the compiled one where it has them."""
    return kb.prepared_as(PART, Relations) or build(kb)


def build(kb: KnowledgeBase) -> Relations:
    """Make the relations from the records."""
    tests = [kb.tests.plain(test_id) for test_id in kb.tests]
    findings = list(kb.findings.values())
    results = [r for test in tests for r in test["results"]]
    normal = {f.id for f in findings if f.normal} | {r["id"] for r in results if r["normal"]}
    same = {f.id: f.same_as for f in findings if f.same_as}
    same |= {r["id"]: r["same_as"] for r in results if r.get("same_as")}

    def one(record_id: str) -> str:
        return same.get(record_id, record_id)

    links = _links(findings, results, one)
    parents = {i: tuple(b for b in above if b != i) for i, above in links.items()}
    by_meaning = {
        i: tuple(b for b, meant in above.items() if meant and b != i) for i, above in links.items()
    }
    above = {i: _upwards(i, parents) for i in parents}
    denied_by = {i: _upwards(i, by_meaning) for i in parents}
    contraries: dict[str, set[str]] = {}
    for finding in findings:
        for excluded in finding.excludes:
            contraries.setdefault(one(finding.id), set()).add(one(excluded))
            contraries.setdefault(one(excluded), set()).add(one(finding.id))
    settled: dict[str, set[str]] = {}
    for test in tests:
        settled |= _settled(test["results"], normal, one)
    return Relations(
        test_of={r["id"]: test["id"] for test in tests for r in test["results"]},
        normal=normal,
        genes={r["id"] for t in tests if t["tier"] == "gene" for r in t["results"]},
        signs={f.id for f in findings if f.kind == "sign"},
        triggers={f.id for f in findings if f.kind == "trigger"},
        circumstances={f.id for f in findings if f.kind == "circumstance"},
        befalls={f.id for f in findings if f.befalls},
        courses={f.id for f in findings if f.course},
        same=same,
        parents=parents,
        above=above,
        below=_reversed(above),
        denied_by=denied_by,
        denies=_reversed(denied_by),
        answers={one(f.id): tuple(map(one, f.answers)) for f in findings if f.answers},
        at_large=_at_large(findings, above, one),
        contraries=contraries,
        settled=settled,
    )


def _links(
    findings: Iterable[Finding], results: Iterable[Mapping[str, Any]], one: Callable[[str], str]
) -> dict[str, dict[str, bool]]:
    """Give what each is a kind of, directly, and whether it is so by meaning."""
    links: dict[str, dict[str, bool]] = {}
    for f in findings:
        mine = links.setdefault(one(f.id), {})
        mine.update({one(b): b not in f.broader_here for b in f.broader})
    for r in results:
        mine = links.setdefault(one(r["id"]), {})
        mine.update({one(b): True for b in r.get("broader") or ()})
    return links


def _at_large(
    findings: Iterable[Finding], above: Mapping[str, Ids], one: Callable[[str], str]
) -> dict[str, float]:
    counted: dict[str, float] = {}
    for f in findings:
        if f.at_large:
            share = frequency.parse(f.at_large.value).middle
            for i in (one(f.id), *above[one(f.id)]):
                counted[i] = max(share, counted.get(i, 0.0))
    return counted


def _settled(
    results: Iterable[Mapping[str, Any]], normal: set[str], one: Callable[[str], str]
) -> dict[str, set[str]]:
    """Give what each result of one test answers."""
    ids = {r["id"] for r in results}
    limited = {r["id"] for r in results if _is_limited(r)}
    found = {}
    for i in ids:
        more = limited if i in limited else set()
        settled = ids if i in normal else (ids & normal) | more
        found[i] = {one(s) for s in settled}
    return found


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
