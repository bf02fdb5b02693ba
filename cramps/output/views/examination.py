"""Findings in the order of an examination: cramps, strength, reflexes, sensation, the rest, what brings it on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cramps.knowledge import model
    from cramps.knowledge.base import KnowledgeBase

#: Heading -> findings that belong under it with all their kinds; the first heading that takes one has it.
HEADINGS: Final[dict[str, tuple[str, ...]]] = {
    "cramps and spontaneous activity": (
        "muscle-cramps",
        "muscle-spasms",
        "muscle-stiffness",
        "dystonia",
        "delayed-muscle-relaxation",
        "fasciculations",
        "myokymia",
        "eyelid-myokymia",
        "muscle-rippling",
        "myoclonus",
        "myoedema",
        "abdominal-rigidity",
        "calf-cramp-on-resisted-flexion",
        "chvostek-sign",
        "trousseau-sign",
        "risus-sardonicus",
        "periodic-limb-movements",
    ),
    "strength and bulk": (
        "weakness",
        "normal-strength",
        "muscle-atrophy",
        "muscle-hypertrophy",
        "hypotonia",
        "exercise-intolerance",
        "fatigue",
        "second-wind",
        "out-of-wind-phenomenon",
        "scapular-winging",
    ),
    "reflexes and tone": (
        "hyperreflexia",
        "hyporeflexia",
        "slow-relaxing-reflexes",
        "clonus",
        "normal-reflexes",
        "upper-motor-neuron-signs",
        "increased-muscle-tone",
    ),
    "sensation and pain": (
        "sensory-symptoms",
        "normal-sensation",
        "romberg-sign",
        "loss-of-temperature-sense",
        "cold-dysaesthesia",
        "pain",
        "muscle-tenderness",
        "tinel-sign",
        "straight-leg-raise-positive",
        "crossed-straight-leg-raise",
        "spurling-sign",
    ),
}
OTHER: Final = "other"
#: Headings of the kinds that are no findings of an examination.
KINDS: Final = {"trigger": "triggers", "circumstance": "circumstances"}


def heading(kb: KnowledgeBase, finding: str) -> str:
    """Tell under which heading a finding belongs."""
    kind = kb.findings[finding].kind
    if kind in KINDS:
        return KINDS[kind]
    family = {finding, *kb.broader(finding)}
    return next((h for h, roots in HEADINGS.items() if family.intersection(roots)), OTHER)


def grouped(
    kb: KnowledgeBase, findings: Iterable[model.DisorderFinding]
) -> list[tuple[str, list[model.DisorderFinding]]]:
    """Group findings, in the order of an examination; within each they keep their order."""
    groups: dict[str, list[model.DisorderFinding]] = {
        title: [] for title in (*HEADINGS, OTHER, *KINDS.values())
    }
    for f in findings:
        groups[heading(kb, f.finding)].append(f)
    return [(title, found) for title, found in groups.items() if found]
