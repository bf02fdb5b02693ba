"""Drugs as causes: what a patient takes is a candidate of its own, by the size of its effect where measured."""

from __future__ import annotations

from collections.abc import Iterator
from math import log
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from cramps.cases.case import Case
from cramps.ranking.drug_groups import groups
from cramps.weighing.assumptions import MIDDLING, PREVALENCE

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase
    from cramps.knowledge.model import Drug
    from cramps.ranking.evidence import Evidence
    from cramps.weighing.tables import Observation, Tables

#: Before the id of a drug, or of the circumstance that drugs are, in the id of a candidate.
PREFIX: Final = "drug:"
#: No measured effect makes a drug less likely than this: the cause in one taker in twenty.
LEAST_EXCESS: Final = 0.05


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """What a drug that is taken does to muscle."""

    #: Ids of the drugs; several where only the circumstance was told (a diuretic).
    drugs: tuple[str, ...]
    text: str
    #: The measured size of the effect, with its denominator and setting; None where nobody measured it.
    figure: str | None = None
    ratio: float | None = None
    sources: tuple[str, ...] = ()


class Suspect(NamedTuple):
    """A drug, or a circumstance that drugs are, as a candidate."""

    id: str
    name: str
    #: What the candidate does: how many times as often cramps come with it.
    ratio: float
    effect: Effect
    #: Findings that the effect explains.
    explains: frozenset[str]
    #: It makes true cramps, which look like those without a cause.
    cramps: bool
    #: Disorders that it causes.
    causes: frozenset[str]

    @property
    def unmeasured(self) -> bool:
        """Tell whether it makes cramps, and nobody measured how often."""
        return self.cramps and self.effect.ratio is None


class Suspects:
    """The drugs of one knowledge base as candidates."""

    def __init__(self, kb: KnowledgeBase, evidence: Evidence, tables: Tables) -> None:
        self.kb = kb
        self.evidence = evidence
        self.tables = tables
        self._known: dict[str, Suspect | None] = {}
        self._phenomena: dict[str, set[str]] | None = None

    def of(self, case: Case) -> list[Suspect]:
        """Give the candidates of a case: what is taken, and what is told as a circumstance alone."""
        if not case.drugs and not case.present:
            return []
        found = [self._suspect(f"{PREFIX}{d}", (d,)) for d in sorted(set(case.drugs))]
        named = {f for d in case.drugs for f in self.taken(d)}
        for circumstance in sorted(set(case.present)):
            drugs = self.kb.taken_as.get(circumstance)
            if drugs and circumstance not in named:
                found.append(self._suspect(f"{PREFIX}{circumstance}", drugs))
        return [s for s in found if s is not None]

    def taken(self, drug: str) -> tuple[str, ...]:
        """Give the circumstances that taking a drug is."""
        return self.evidence.circumstances_of(drug)

    def _suspect(self, candidate: str, drugs: tuple[str, ...]) -> Suspect | None:
        if candidate not in self._known:
            self._known[candidate] = self._made(candidate, drugs)
        return self._known[candidate]

    def _made(self, candidate: str, drugs: tuple[str, ...]) -> Suspect | None:
        """Make a candidate of what a drug, or a group that it belongs to, does to muscle."""
        records = [self.kb.drugs[g] for d in drugs for g in groups(self.kb, d)]
        acting = [r for r in records if r.effects and r.link != "none-known"]
        if not acting:
            return None
        ratios = sorted(self._ratio(r) for r in acting)
        told = [(e.ratio is not None, self._ratio(r), e) for r in acting for e in r.effects]
        effect = max(told, key=lambda t: t[:2])[2]
        own = candidate.removeprefix(PREFIX)
        name = self.kb.name("drugs" if own in self.kb.drugs else "findings", own)
        phenomena = {e.phenomenon for r in acting for e in r.effects}
        # Of a drug the strongest effect that is known; of a circumstance that several are, the middle one.
        ratio = ratios[-1] if len(drugs) == 1 else ratios[(len(ratios) - 1) // 2]
        return Suspect(
            candidate,
            f"drug-related: {name}",
            ratio,
            Effect(
                drugs=drugs,
                text=effect.text,
                figure=effect.figure,
                ratio=effect.ratio,
                sources=effect.sources,
            ),
            frozenset(i for p in phenomena for i in self._findings_of().get(p, ())),
            "true-cramp" in phenomena,
            frozenset(d for r in records for d in r.causes),
        )

    def _ratio(self, drug: Drug) -> float:
        measured = [e.ratio for e in drug.effects if e.ratio is not None]
        return max(measured, default=self.tables.weights.drug_ratio[drug.link])

    def _findings_of(self) -> dict[str, set[str]]:
        """Give the findings of each phenomenon, as the overview tells them, with their kinds."""
        if self._phenomena is None:
            self._phenomena = {}
            relations = self.tables.relations
            for section in self.kb.overview.values():
                if section.phenomenon and section.part == "phenomenon":
                    told = {relations.one(f) for f in section.findings} - relations.circumstances
                    kinds = {n for f in told for n in relations.below.get(f, ())}
                    self._phenomena[section.phenomenon] = told | kinds
        return self._phenomena

    def score(self, suspect: Suspect, case: Case, observations: list[Observation]) -> float:
        """Give the log of its prior times likelihood ratios, by itself."""
        return self.prior(suspect, case) + sum(
            ratio for _, ratio in self.ratios(suspect, case, observations)
        )

    def prior(self, suspect: Suspect, case: Case) -> float:
        """Give the log of its prior weight.

        Of those with cramps who take it, (ratio - 1) / ratio have them from it; the rest as people at large
        have cramps, who weigh as much as the commonest disorder.
        """
        power = self.tables.weights.prevalence_power[case.setting]
        common = (max(PREVALENCE.values()) / MIDDLING) ** power
        return log(common * max(LEAST_EXCESS, suspect.ratio - 1))

    def ratios(
        self, suspect: Suspect, case: Case, observations: list[Observation]
    ) -> Iterator[tuple[Observation, float]]:
        """Give what each observation says of it."""
        weights, relations = self.tables.weights, self.tables.relations
        taken = {relations.one(f) for f in self._taken(suspect)}
        for o in observations:
            if o.id in relations.normal or o.id in relations.circumstances or o.id in taken:
                continue
            base = self.tables.background(o.id, case.setting)
            explained = o.id in suspect.explains or bool(
                suspect.explains.intersection(relations.below.get(o.id, ()))
            )
            if o.sign == "absent":
                if o.id in suspect.explains and not relations.parents.get(o.id):
                    power = weights.temper * weights.denial
                    yield o, log((1 - weights.drug_effect) / (1 - base)) * power
                continue
            power = weights.temper * (weights.maybe if o.sign == "maybe" else 1.0)
            if relations.parents.get(o.id):
                continue
            yield o, log(weights.drug_effect / base if explained else weights.unmentioned) * power

    def _taken(self, suspect: Suspect) -> set[str]:
        return {f for d in suspect.effect.drugs for f in self.taken(d)}
