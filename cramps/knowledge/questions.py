"""Questions: of each finding and result what asking for it takes, and nothing else.

All of them are weighed for every case; `cramps compile` prepares them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cramps.knowledge.closed_lists import FindingKind, Tier

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase

#: The part of a compiled knowledge base that holds them.
PART = "questions"


class Asked(NamedTuple):
    """A finding or a result as a question."""

    id: str
    tier: Tier
    ask: str
    #: None of a result.
    kind: FindingKind | None


def build(kb: KnowledgeBase) -> tuple[Asked, ...]:
    """Make the questions of all findings, then those of all results, from their records."""
    findings = [
        Asked(f.id, "bedside" if f.kind == "sign" else "question", f.ask, f.kind)
        for f in kb.findings.values()
    ]
    results = [
        Asked(r.id, test.tier, f"{test.name}: {r.name}?", None)
        for test in kb.tests.values()
        for r in test.results
    ]
    return (*findings, *results)


def questions(kb: KnowledgeBase) -> tuple[Asked, ...]:
    """Give the questions of all findings and results, from the compiled knowledge base where it has them."""

    def made() -> tuple[Asked, ...]:
        prepared = kb.prepared_as(PART, tuple[Asked, ...])
        return build(kb) if prepared is None else prepared

    return kb.once(PART, made)
