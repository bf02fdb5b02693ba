"""Profiles: of each disorder what filtering and ranking need, and nothing else.

They are a fiftieth of the records, and `cramps compile` prepares them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from cramps.knowledge import closed_lists
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.citations import place_of
from cramps.knowledge.conditions import leaves

if TYPE_CHECKING:
    from cramps.knowledge.model import Codes, Disorder, DisorderTest


#: Ways in which a change in a gene is passed on.
INHERITED: Final[frozenset[closed_lists.InheritanceMode]] = frozenset(
    {"autosomal-dominant", "autosomal-recessive", "x-linked", "mitochondrial"}
)
#: A rule that points to more disorders than this describes none of them.
_MOST_POINTED_TO: Final = 2


class Seen(NamedTuple):
    """A finding or a result in a disorder; ``frequency`` as the entry gives it."""

    id: str
    frequency: str | None
    #: Nothing but the annotations of the HPO says so.
    annotated: bool = False
    #: A result that confirms the disorder.
    confirms: bool = False
    #: Of the narrower diseases that the entry stands for, the share that are annotated with it.
    kinds: float = 1.0


class Given(NamedTuple):
    """A result of a test that an entry gives, whether it is expected or looked for to exclude."""

    test: str
    result: str
    frequency: str | None


class Outline(msgspec.Struct, frozen=True, array_like=True):
    """What the ranking needs of every disorder, whichever findings are told."""

    id: str
    name: str
    group: closed_lists.Group
    phenomenon: tuple[closed_lists.Phenomenon, ...]
    critical: bool
    prevalence: closed_lists.PrevalenceBand
    onset: tuple[closed_lists.OnsetBand, ...]
    sex: closed_lists.SexSkew
    #: One of those that stand for all other causes in the ranking.
    reference: bool
    #: Orphanet or OMIM has a number for it.
    catalogued: bool
    #: Nothing but the annotations of the HPO says anything of it.
    annotated: bool
    #: One is born with it: all ways to it are inherited, or a new change in a gene.
    inborn: bool


class Profile(Outline, frozen=True, array_like=True):
    """A disorder in short: its outline, and what it lists."""

    findings: tuple[Seen, ...]
    #: Test results that are expected in it; the frequency, else the sensitivity, of each.
    results: tuple[Seen, ...]
    #: All its tests.
    tests: tuple[Given, ...]
    #: Treatments, each with its stances.
    treatments: tuple[tuple[str, tuple[closed_lists.Stance, ...]], ...]
    #: Results that define it.
    defined_by: tuple[str, ...]
    #: Of a brief entry: findings and results of the rules of danger that describe it.
    by_rules: tuple[str, ...]
    #: What it does not list, and says to speak for a disorder that it is taken for.
    for_others: tuple[str, ...]


def build(kb: KnowledgeBase) -> tuple[Profile, ...]:
    """Make the profiles of all disorders from their records."""
    for_others = _for_others(kb)
    return tuple(
        Profile(
            id=d.id,
            name=d.name,
            group=d.group,
            phenomenon=d.phenomenon,
            critical=d.critical,
            prevalence=d.prevalence.band,
            onset=d.onset.bands,
            sex=d.sex.skew,
            findings=tuple(
                Seen(
                    f.finding,
                    f.frequency,
                    _is_annotated(f.sources),
                    kinds=_share_of_kinds(d.codes, f.sources),
                )
                for f in d.findings
            ),
            results=tuple(
                Seen(
                    t.result,
                    t.frequency or t.sensitivity,
                    _is_annotated(t.sources),
                    t.role == "confirm",
                    _share_of_kinds(d.codes, t.sources),
                )
                for t in d.tests
                if _is_expected(kb, t)
            ),
            tests=tuple(Given(t.test, t.result, t.frequency or t.sensitivity) for t in d.tests),
            treatments=tuple(_stances(d).items()),
            reference=d.reference,
            defined_by=tuple(t.result for t in d.tests if t.defines),
            catalogued=bool(d.codes.orpha or d.codes.omim),
            annotated=_is_merely_annotated(d),
            inborn=_is_inborn(d),
            by_rules=_by_rules(kb, d),
            for_others=for_others[d.id],
        )
        for d in kb.disorders.values()
    )


def _is_expected(kb: KnowledgeBase, test: DisorderTest) -> bool:
    """Tell whether a result is listed because it is seen in the disorder.

    One that is looked for to exclude, and was counted in nobody, is another disorder's, unless it is normal.
    """
    result = kb.results[test.result][1]
    if test.role != "exclude" or test.frequency or test.sensitivity:
        return True
    return result.normal or result.level in ("normal", "negative")


def _for_others(kb: KnowledgeBase) -> dict[str, tuple[str, ...]]:
    """Give of each disorder what speaks for those that it is taken for, and is not listed of it.

    Either of the two entries may say so.
    """
    told: dict[str, dict[str, None]] = {d: {} for d in kb.disorders}
    for d in kb.disorders.values():
        for other in d.lookalikes:
            told[d.id].update(dict.fromkeys(other.for_other))
            told[other.disorder].update(dict.fromkeys(other.for_this))
    found = {}
    for d in kb.disorders.values():
        listed = {f.finding for f in d.findings} | {t.result for t in d.tests}
        found[d.id] = tuple(i for i in told[d.id] if i not in listed)
    return found


def _by_rules(kb: KnowledgeBase, disorder: Disorder) -> tuple[str, ...]:
    """Give what the rules of danger ask for that a brief entry names and that point to it, and to few others."""
    found: dict[str, None] = {}
    for named in disorder.red_flags if disorder.depth == "brief" else ():
        rule = kb.red_flags[named.rule]
        if disorder.id in rule.points_to and len(rule.points_to) <= _MOST_POINTED_TO:
            asked = (leaf.id for leaf in leaves(rule.when) if leaf.kind in {"id", "told"})
            found.update(dict.fromkeys(asked))
    return tuple(found)


def _is_inborn(disorder: Disorder) -> bool:
    modes = set(disorder.inheritance.modes) if disorder.inheritance else set()
    return bool(modes & INHERITED) and modes.isdisjoint({"acquired", "multifactorial"})


def _is_merely_annotated(disorder: Disorder) -> bool:
    everything = (*disorder.findings, *disorder.tests)
    return bool(everything) and all(_is_annotated(seen.sources) for seen in everything)


def _is_annotated(sources: Sequence[str]) -> bool:
    return bool(sources) and all(s.startswith("HPOA") for s in sources)


def _share_of_kinds(codes: Codes, sources: Sequence[str]) -> float:
    """Give the share of the included diseases that have something by their annotations; 1 where the entry has it."""
    seen_in = {place_of(s).partition("/")[0] for s in sources}
    if not _is_annotated(sources) or not seen_in <= set(codes.includes):
        return 1.0
    return len(seen_in) / len(codes.includes)


def _stances(disorder: Disorder) -> dict[str, tuple[closed_lists.Stance, ...]]:
    stances: dict[str, tuple[closed_lists.Stance, ...]] = {}
    for t in disorder.treatments:
        stances[t.treatment] = (*stances.get(t.treatment, ()), t.stance)
    return stances


def profiles(kb: KnowledgeBase) -> tuple[Profile, ...]:
    """Give the profiles of all disorders, from the compiled knowledge base where it has them."""
    return kb.once("profiles", lambda: kb.prepared_as("profiles", tuple[Profile, ...]) or build(kb))


def outlines(kb: KnowledgeBase) -> tuple[Outline, ...]:
    """Give the outlines of all disorders: of a compiled knowledge base the first fields of the profiles."""
    known: tuple[Outline, ...] | None = kb.computed.get("profiles")
    return known or kb.prepared_as("profiles", tuple[Outline, ...]) or profiles(kb)
