"""Filters: which disorders have these findings, tests, results, treatments."""

from collections.abc import Iterable
from typing import Literal

import msgspec

from cramps.knowledge import closed_lists, frequency
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.profiles import Profile, Seen, profiles

MatchKind = Literal["finding", "test", "result", "treatment", "group", "phenomenon", "family"]


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for; ids throughout, several values of one field mean all of them."""

    findings: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    treatments: tuple[str, ...] = ()
    groups: tuple[closed_lists.Group, ...] = ()
    phenomena: tuple[closed_lists.Phenomenon, ...] = ()
    #: Umbrella words: the disorder is one of their members.
    families: tuple[str, ...] = ()
    #: Findings and results that the disorder must not be known to show.
    without: tuple[str, ...] = ()
    #: One criterion is enough.
    any: bool = False


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """One criterion that a disorder meets, and by what."""

    kind: MatchKind
    #: The id that was asked for.
    asked: str
    #: The id that the disorder lists: the same one, a narrower finding, or a result of the test.
    found: str
    #: As the disorder's entry gives it; None where it is not known or does not apply.
    frequency: str | None = None
    #: What the entry says of a treatment: first line, option, by specialists, to avoid.
    stance: tuple[closed_lists.Stance, ...] = ()


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A disorder that fits, and why."""

    disorder: Profile
    matches: tuple[Match, ...]


def find(kb: KnowledgeBase, query: Query) -> tuple[Hit, ...]:
    """Give the disorders that meet all criteria (with ``any``: at least one), the best fit first.

    A broad finding is met by any narrower one that a disorder lists. A finding that is never seen in
    a disorder does not meet a criterion. Order: most criteria met, then most frequently seen, then id.
    """
    criteria = list(_criteria(query))
    unwanted = {below for asked in query.without for below in _and_narrower(kb, asked)}
    hits = []
    for disorder in profiles(kb):
        if unwanted and unwanted & _shown(disorder):
            continue
        met = [_meet(kb, disorder, kind, asked) for kind, asked in criteria]
        if any(met) if query.any and criteria else all(met):
            matches = tuple(match for matches in met for match in matches)
            hits.append(
                (sum(map(bool, met)), _weight(met), Hit(disorder=disorder, matches=matches))
            )
    hits.sort(key=lambda scored: (-scored[0], -scored[1], scored[2].disorder.id))
    return tuple(hit for _, _, hit in hits)


def unmet(kb: KnowledgeBase, query: Query) -> tuple[str, ...]:
    """Give the findings and results of a query that no disorder shows, each by itself."""
    known = profiles(kb)
    return tuple(
        asked
        for kind, asked in _criteria(query)
        if kind in ("finding", "result") and not any(_meet(kb, d, kind, asked) for d in known)
    )


def less_specific(kb: KnowledgeBase, query: Query) -> tuple[tuple[str, int], ...]:
    """Point beyond what was asked: cramps, but not said where.

    For each finding and each one that it is directly a kind of: the broader one, and how many
    disorders list that itself and nothing that meets what was asked; none are left out.
    """
    known = profiles(kb)
    pointers: list[tuple[str, int]] = []
    for asked in query.findings:
        others = [d for d in known if not _meet(kb, d, "finding", asked)]
        counts = ((above, _listing(others, above)) for above in kb.findings[asked].broader)
        pointers.extend((above, more) for above, more in counts if more)
    return tuple(pointers)


def _listing(disorders: Iterable[Profile], finding: str) -> int:
    """Count the disorders that list a finding itself, at least in some patients."""
    return sum(
        any(f.id == finding and not frequency.is_never(f.frequency) for f in d.findings)
        for d in disorders
    )


def _criteria(query: Query) -> list[tuple[MatchKind, str]]:
    fields: list[tuple[MatchKind, tuple[str, ...]]] = [
        ("finding", query.findings),
        ("test", query.tests),
        ("result", query.results),
        ("treatment", query.treatments),
        ("group", query.groups),
        ("phenomenon", query.phenomena),
        ("family", query.families),
    ]
    return [(kind, asked) for kind, values in fields for asked in dict.fromkeys(values)]


def _and_narrower(kb: KnowledgeBase, finding: str) -> tuple[str, ...]:
    return (finding, *kb.narrower.get(finding, ()))


def _shown(disorder: Profile) -> set[str]:
    """Findings and results that a disorder shows at least in some patients."""
    seen = (*disorder.findings, *disorder.results)
    return {s.id for s in seen if not frequency.is_never(s.frequency)}


def _meet(kb: KnowledgeBase, disorder: Profile, kind: MatchKind, asked: str) -> tuple[Match, ...]:
    """Give what meets a criterion, the most frequent first; nothing where it is not met."""
    seen: list[Seen] = []
    if kind == "treatment":
        stance = dict(disorder.treatments).get(asked)
        return (Match(kind=kind, asked=asked, found=asked, stance=stance),) if stance else ()
    if kind == "finding":
        wanted = _and_narrower(kb, asked)
        seen = [f for f in disorder.findings if f.id in wanted]
    elif kind == "result":
        seen = [r for r in disorder.results if r.id == asked]
    elif kind == "test":
        seen = [Seen(t.result, t.frequency) for t in disorder.tests if t.test == asked]
    else:
        listed = {
            "group": (disorder.group,),
            "phenomenon": disorder.phenomenon,
            "family": (asked,) if kind == "family" and _is_member(kb, disorder, asked) else (),
        }
        seen = [Seen(asked, None)] if asked in listed[kind] else []
    found = [
        Match(kind=kind, asked=asked, found=s.id, frequency=s.frequency)
        for s in seen
        if not frequency.is_never(s.frequency)
    ]
    found.sort(key=lambda match: (-_share(match), match.found))
    return tuple(found)


def _is_member(kb: KnowledgeBase, disorder: Profile, family: str) -> bool:
    return disorder.id in kb.families[family].members


def _share(match: Match) -> float:
    return frequency.middle(match.frequency)


def _weight(met: list[tuple[Match, ...]]) -> float:
    """How often the criteria are met in the disorder, added up; an unknown frequency adds nothing."""
    return sum(max(map(_weight_of, matches)) for matches in met if matches)


def _weight_of(match: Match) -> float:
    """What is to be avoided comes last."""
    return -1.0 if set(match.stance) == {"avoid"} else _share(match)
