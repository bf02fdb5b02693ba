"""Filters: which disorders have these findings, tests, results, treatments."""

from typing import Literal

import msgspec

from cramps import frequency, model, terms
from cramps.kb import KnowledgeBase

MatchKind = Literal["finding", "test", "result", "treatment", "group", "phenomenon"]


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for; ids throughout, several values of one field mean all of them."""

    findings: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    treatments: tuple[str, ...] = ()
    groups: tuple[terms.Group, ...] = ()
    phenomena: tuple[terms.Phenomenon, ...] = ()
    #: Findings and results that the disorder must not be known to show.
    without: tuple[str, ...] = ()
    #: One criterion is enough.
    any: bool = False


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """One criterion that a disorder meets, and by what."""

    kind: MatchKind
    #: The id that was asked for.
    asked: str
    #: The id that the disorder lists: the same one, or a narrower finding.
    found: str
    #: As the disorder's entry gives it; None where it is not known or does not apply.
    frequency: str | None = None
    note: str | None = None
    sources: tuple[str, ...] = ()


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A disorder that fits, and why."""

    disorder: model.Disorder
    matches: tuple[Match, ...]


def find(kb: KnowledgeBase, query: Query) -> tuple[Hit, ...]:
    """Give the disorders that meet all criteria (with ``any``: at least one), the best fit first.

    A broad finding is met by any narrower one that a disorder lists. A finding that is never seen in
    a disorder does not meet a criterion. Order: most criteria met, then most frequently seen, then id.
    """
    criteria = list(_criteria(query))
    unwanted = {below for asked in query.without for below in _and_narrower(kb, asked)}
    hits = []
    for disorder in kb.disorders.values():
        if unwanted & _shown(disorder):
            continue
        met = [_meet(kb, disorder, kind, asked) for kind, asked in criteria]
        if any(met) if query.any and criteria else all(met):
            matches = tuple(match for matches in met for match in matches)
            hits.append(
                (sum(map(bool, met)), _weight(met), Hit(disorder=disorder, matches=matches))
            )
    hits.sort(key=lambda scored: (-scored[0], -scored[1], scored[2].disorder.id))
    return tuple(hit for _, _, hit in hits)


def _criteria(query: Query) -> list[tuple[MatchKind, str]]:
    fields: list[tuple[MatchKind, tuple[str, ...]]] = [
        ("finding", query.findings),
        ("test", query.tests),
        ("result", query.results),
        ("treatment", query.treatments),
        ("group", query.groups),
        ("phenomenon", query.phenomena),
    ]
    return [(kind, asked) for kind, values in fields for asked in dict.fromkeys(values)]


def _and_narrower(kb: KnowledgeBase, finding: str) -> tuple[str, ...]:
    return (finding, *kb.narrower.get(finding, ()))


def _shown(disorder: model.Disorder) -> set[str]:
    """Findings and results that a disorder shows at least in some patients."""
    findings = {f.finding for f in disorder.findings if not frequency.is_never(f.frequency)}
    return findings | {t.result for t in disorder.tests if not frequency.is_never(t.frequency)}


def _meet(
    kb: KnowledgeBase, disorder: model.Disorder, kind: MatchKind, asked: str
) -> tuple[Match, ...]:
    """Give what meets a criterion, the most frequent first; nothing where it is not met."""
    found: list[Match] = []
    if kind == "finding":
        wanted = _and_narrower(kb, asked)
        found = [
            Match(
                kind=kind,
                asked=asked,
                found=f.finding,
                frequency=f.frequency,
                note=f.note,
                sources=f.sources,
            )
            for f in disorder.findings
            if f.finding in wanted and not frequency.is_never(f.frequency)
        ]
    elif kind in ("test", "result"):
        found = [
            Match(
                kind=kind,
                asked=asked,
                found=t.result,
                frequency=t.frequency or t.sensitivity,
                note=t.note,
                sources=t.sources,
            )
            for t in disorder.tests
            if asked == (t.test if kind == "test" else t.result)
            and not frequency.is_never(t.frequency)
        ]
    elif kind == "treatment":
        found = [
            Match(kind=kind, asked=asked, found=asked, note=t.note, sources=t.sources)
            for t in disorder.treatments
            if t.treatment == asked
        ]
    elif asked == disorder.group or asked in disorder.phenomenon:
        found = [Match(kind=kind, asked=asked, found=asked)]
    found.sort(key=lambda match: (-_share(match), match.found))
    return tuple(found)


def _share(match: Match) -> float:
    return frequency.parse(match.frequency).middle if match.frequency else 0.0


def _weight(met: list[tuple[Match, ...]]) -> float:
    """How often the criteria are met in the disorder, added up; an unknown frequency adds nothing."""
    return sum(max(map(_share, matches)) for matches in met if matches)
