"""The knowledge base as tables of likelihood ratios: what each observation says of each disorder.

For a finding that is a kind of others (weak legs: weakness) the ratio is split along the order: each step
down counts what it adds to the broader one. What is there runs up, so a broad finding counts once, however
many kinds of it are there.
"""

from __future__ import annotations

from math import exp, log
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from cramps.cases.case import Setting
from cramps.knowledge.summaries import Profile, profiles
from cramps.ranking.assumptions import MIDDLING, PREVALENCE, RARE, Weights
from cramps.ranking.likelihood import Listed, is_merely_annotated, listed, thoroughness
from cramps.ranking.relations import Relations

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase

Sign = Literal["present", "absent", "maybe", "untold"]
Chances = list[float | None]


class Observation(NamedTuple):
    """One thing that is known, as it enters the sum."""

    id: str
    sign: Sign


#: A result that defines a disorder is so many times rarer without it than a mere finding would be.
_RARER: Final = 10.0


def _prevalence(disorder: Profile) -> float:
    """Give how common a disorder is; a catalogued rare one of unknown prevalence is rarer than others."""
    if disorder.prevalence == "unknown" and disorder.catalogued:
        return RARE
    return PREVALENCE[disorder.prevalence]


class Tables:
    """Chances and ratios of every observation for every disorder, each reckoned when first asked for."""

    def __init__(self, kb: KnowledgeBase, weights: Weights) -> None:
        self.weights = weights
        self.relations = Relations(kb)
        self.profiles: tuple[Profile, ...] = profiles(kb)
        self.listed = [listed(p, self.relations, weights) for p in self.profiles]
        self.tests = [set(p.tests) for p in self.profiles]
        self.defined_by = [set(map(self.relations.one, p.defined_by)) for p in self.profiles]
        self._denied_test = [
            {self.relations.test_of[r] for r in p.defined_by if r in self.relations.test_of}
            for p in self.profiles
        ]
        self._prior_shares = [
            weights.merely_annotated if is_merely_annotated(p) else 1.0 for p in self.profiles
        ]
        self._silence_power = [thoroughness(p, weights) for p in self.profiles]
        self._never = [{i for i, told in entry.items() if told.never} for entry in self.listed]
        #: Finding or result -> the numbers of the disorders whose entries list it, in their order.
        self.listers: dict[str, list[int]] = {}
        for n, entry in enumerate(self.listed):
            for i in entry:
                self.listers.setdefault(i, []).append(n)
        #: Result -> the numbers of the disorders that it defines.
        self._definers: dict[str, list[int]] = {}
        for n, results in enumerate(self.defined_by):
            for i in results:
                self._definers.setdefault(i, []).append(n)
        self._idiopathic = [p.group == "idiopathic" for p in self.profiles]
        self._chances: dict[tuple[str, bool], Chances] = {}
        self._backgrounds: dict[tuple[str, bool, Setting], float] = {}
        self._references: dict[Setting, list[tuple[int, float]]] = {}
        self._steps: dict[tuple[str, Setting], list[float]] = {}
        self._alone: dict[tuple[str, Setting], list[float]] = {}
        self._ratios: dict[tuple[Observation, Setting], list[float]] = {}

    def chances(self, observation: str) -> Chances:
        """Give P(there | D) for every disorder: of it or its commonest kind; None where no entry tells."""
        return self._told(self.relations.one(observation), denied=False)

    def denied_chances(self, observation: str) -> Chances:
        """Give the same of what a denial denies: it, and what is a kind of it by meaning."""
        return self._told(self.relations.one(observation), denied=True)

    def denied_chance(self, number: int, observation: str) -> float | None:
        """Give ``denied_chances`` of one disorder."""
        observation = self.relations.one(observation)
        return self._chance_of(number, self._with_kinds(observation, denied=True))

    def _with_kinds(self, observation: str, *, denied: bool) -> tuple[str, ...]:
        kinds = self.relations.denies if denied else self.relations.below
        return (observation, *kinds.get(observation, ()))

    def _told(self, observation: str, *, denied: bool) -> Chances:
        key = (observation, denied)
        known = self._chances.get(key)
        if known is None:
            wanted = self._with_kinds(observation, denied=denied)
            known = [None] * len(self.profiles)
            for n in self._numbers_told(observation, wanted):
                known[n] = self._chance_of(n, wanted)
            self._chances[key] = known
        return known

    def _numbers_told(self, observation: str, kinds: tuple[str, ...]) -> set[int]:
        """Give the disorders whose entries list one of the kinds, or what the observation is denied by."""
        above = self.relations.denied_by.get(observation, ())
        return {n for i in (*kinds, *above) for n in self.listers.get(i, ())}

    def _chance_of(self, number: int, kinds: tuple[str, ...]) -> float | None:
        entry = self.listed[number]
        there = [self._listed_chance(number, i) for i in kinds if i in entry]
        if there:  # who has one of its kinds has it
            return max(there)
        return self._excluded_above(number, kinds[0])

    def _listed_chance(self, number: int, observation: str) -> float:
        """Give what the entry says, but not more than of what it excludes above."""
        above = self._excluded_above(number, observation)
        chance = self.listed[number][observation].chance
        return chance if above is None else min(chance, above)

    def _excluded_above(self, number: int, observation: str) -> float | None:
        """What an entry excludes, it excludes with all that is a kind of it by meaning."""
        never = self._never[number]
        if not never:
            return None
        above = [b for b in self.relations.denied_by.get(observation, ()) if b in never]
        return min((self.listed[number][b].chance for b in above), default=None)

    def background(self, observation: str, setting: Setting = "neurology") -> float:
        """Give P(there | other causes), within bounds.

        What people with cramps of other causes have, the reference disorders weighed by how common they are
        in the setting; or how common it is in people at large, where that is more.
        """
        return self._background(self.relations.one(observation), setting, denied=False)

    def _background(self, observation: str, setting: Setting, *, denied: bool) -> float:
        key = (observation, denied, setting)
        known = self._backgrounds.get(key)
        if known is None:
            known = self._backgrounds[key] = self._mean(observation, setting, denied=denied)
        return known

    def _mean(self, observation: str, setting: Setting, *, denied: bool) -> float:
        weights, at_large = self.weights, self.relations.at_large.get(observation, 0.0)
        if observation in self.relations.normal:
            return weights.commonest
        chances = self._told(observation, denied=denied)
        references = self._reference(setting)
        total = sum(w for _, w in references)
        others = total / max(1, len(references)) * weights.at_large
        mean = sum(w * (chances[n] or 0.0) for n, w in references)
        mean = (mean + others * at_large) / (total + others) if references else 0.0
        rarest = weights.rarest_gene if observation in self.relations.genes else weights.rarest
        return min(weights.commonest, max(rarest, mean, at_large))

    def _reference(self, setting: Setting) -> list[tuple[int, float]]:
        known = self._references.get(setting)
        if known is None:
            weighed = self.prior_weights(setting)
            known = [(n, weighed[n]) for n, p in enumerate(self.profiles) if p.reference]
            self._references[setting] = known
        return known

    def prior_weights(self, setting: Setting) -> list[float]:
        """Give how much each disorder weighs before anything is known; one of middling prevalence, 1."""
        power = self.weights.prevalence_power[setting]
        return [
            (_prevalence(p) / MIDDLING) ** power * share
            for p, share in zip(self.profiles, self._prior_shares, strict=True)
        ]

    def chance(self, number: int, observation: str, setting: Setting = "neurology") -> float:
        """Give P(there | D) as it enters the sum: nearly that of other causes where no entry tells."""
        observation = self.relations.one(observation)
        alone = self.alone(observation, setting)[number]
        chance = self.background(observation, setting) * exp(alone)
        return min(self.weights.highest, max(self.weights.lowest / 10, chance))

    def chances_in(self, observation: str, setting: Setting) -> list[float]:
        """Give ``chance`` of every disorder."""
        observation = self.relations.one(observation)
        base, weights = self.background(observation, setting), self.weights
        least, most = weights.lowest / 10, weights.highest
        return [min(most, max(least, base * exp(a))) for a in self.alone(observation, setting)]

    def defines(self, observation: str) -> bool:
        """Tell whether a result defines a disorder."""
        return observation in self._definers

    def rarer_elsewhere(self, observation: str, number: int | None) -> float:
        """Give how many times rarer a result that defines a disorder is in another than its entry tells."""
        defining = self._definers.get(observation, ())
        return _RARER if defining and number not in defining else 1.0

    def alone(self, observation: str, setting: Setting) -> list[float]:
        """Give the log likelihood ratio of an observation with all that follows from it, untempered."""
        key = (observation, setting)
        known = self._alone.get(key)
        if known is None:
            nodes = (observation, *self.relations.above.get(observation, ()))
            columns = [self._step(node, setting) for node in nodes]
            known = self._alone[key] = [sum(c) for c in zip(*columns, strict=True)]
        return known

    def _step(self, observation: str, setting: Setting) -> list[float]:
        """Give what an observation adds to those that it is a kind of: a log ratio for every disorder."""
        key = (observation, setting)
        known = self._steps.get(key)
        if known is None:
            known = self._steps[key] = self._reckon_step(observation, setting)
        return known

    def _reckon_step(self, observation: str, setting: Setting) -> list[float]:
        above = self.relations.above.get(observation, ())
        if not above:
            return [self._whole(n, observation, setting) for n in range(len(self.profiles))]
        columns = [self._step(b, setting) for b in above]
        so_far = [sum(c) for c in zip(*columns, strict=True)]
        against = [self.alone(b, setting) for b in above]
        steps = []
        for n in range(len(self.profiles)):
            step = (self._whole(n, observation, setting) - so_far[n]) * self.weights.kin
            if any(column[n] < 0 for column in against):
                # A kind never helps a disorder against which the broad one speaks.
                step = min(0.0, step)
            steps.append(step)
        return self._least_for_the_excluded(observation, above, steps)

    def _least_for_the_excluded(
        self, observation: str, above: tuple[str, ...], steps: list[float]
    ) -> list[float]:
        """Let a kind help an entry that excludes the broad one no more than it helps any other."""
        excluded = [n for n in range(len(steps)) if self._never[n].intersection(above)]
        if excluded:
            least = min(*steps, log(self.weights.sibling), 0.0)
            for n in excluded:
                if self._excluded_above(n, observation) is not None:
                    steps[n] = least
        return steps

    def _whole(self, number: int, observation: str, setting: Setting) -> float:
        """Give the log ratio of an observation by itself, whatever it is a kind of."""
        entry = self.listed[number]
        kinds = (observation, *self.relations.below.get(observation, ()))
        there = [i for i in kinds if i in entry]
        if not there:
            return self._of_unlisted(number, observation, setting)
        ratio = self._of_listed(number, observation, setting)
        if ratio < 0:
            # Weakness untold of which kind speaks against no disorder of which a kind would speak for it.
            kinds_alone = [
                self._of_listed(number, i, setting)
                for i in there
                if i != observation and self._excluded_above(number, i) is None
            ]
            ratio = min(0.0, max([ratio, *kinds_alone]))
        return ratio

    def _of_listed(self, number: int, observation: str, setting: Setting) -> float:
        relations, base = self.relations, self.background(observation, setting)
        chance = self.chances(observation)[number]
        told = self.listed[number].get(observation)
        if told is not None and not told.known and observation in relations.circumstances:
            chance = min(self.weights.highest, base * self.weights.unknown_circumstance)
        ratio = log((chance or base) / base)
        if observation in relations.normal:
            ratio = min(0.0, ratio)
        elif self._idiopathic[number] and (
            observation in relations.circumstances
            or (
                told is not None and not told.known and not self._kind_of_known(number, observation)
            )
        ):
            # What suggests another cause does not make a cramp one without a cause.
            ratio = min(0.0, ratio)
        return ratio

    def _kind_of_known(self, number: int, observation: str) -> bool:
        """Tell whether the entry gives a frequency of what the observation is a kind of."""
        entry = self.listed[number]
        above = self.relations.above.get(observation, ())
        return any(b in entry and entry[b].known for b in above)

    def _of_unlisted(self, number: int, observation: str, setting: Setting) -> float:
        relations, weights = self.relations, self.weights
        parents = relations.parents.get(observation, ())
        if parents:
            least = min(self.alone(b, setting)[number] for b in parents)
            other_kinds = relations.siblings[observation] & self.listed[number].keys()
            return least + (log(weights.sibling) if other_kinds else 0.0)
        ratio = 0.0
        if observation not in relations.normal:
            ratio = log(weights.unmentioned) * self._silence_power[number]
        return min(ratio, self._of_contrary(number, observation, setting))

    def _of_contrary(self, number: int, observation: str, setting: Setting) -> float:
        """Give the highest log ratio for what the entry has something else instead of."""
        test, contraries = self.relations.test_of.get(observation), self.relations.contraries
        if test not in self.tests[number] and observation not in contraries:
            return 0.0
        entry, base = self.listed[number], self.background(observation, setting)
        highest = 0.0
        if test in self.tests[number]:
            highest = min(highest, log(self.weights.contrary / base))  # another result of the test
        for contrary in contraries.get(observation, ()):
            there = [
                entry[i].chance
                for i in (contrary, *self.relations.denies.get(contrary, ()))
                if i in entry and entry[i].known
            ]
            if there:
                chance = max(self.weights.lowest, 1 - max(there))
                highest = min(highest, log(chance / base))
        return highest

    def ratios(self, observation: Observation, setting: Setting = "neurology") -> list[float]:
        """Give the log likelihood ratio of an observation for every disorder, as it enters the sum.

        Of one that is there: what it adds to those that it is a kind of, which are there too.
        """
        key = (observation, setting)
        known = self._ratios.get(key)
        if known is None:
            record_id = self.relations.one(observation.id)
            if observation.sign == "absent":
                known = self._denied(record_id, setting)
            else:
                power = self.weights.temper
                power *= self.weights.maybe if observation.sign == "maybe" else 1.0
                known = [step * power for step in self._step(record_id, setting)]
            if self.defined_by and observation.sign != "maybe":
                known = self._with_definitions(
                    record_id, known, denied=observation.sign == "absent"
                )
            self._ratios[key] = known
        return known

    def _denied(self, observation: str, setting: Setting) -> list[float]:
        base = self._background(observation, setting, denied=True)
        return [
            0.0 if c is None else log((1 - c) / (1 - base)) * self.weights.temper
            for c in self.denied_chances(observation)
        ]

    def _with_definitions(
        self, observation: str, ratios: list[float], *, denied: bool
    ) -> list[float]:
        """Let a result that defines a disorder put it first, and a normal one rule it out."""
        relations, power = self.relations, log(self.weights.defining)
        test = relations.test_of.get(observation)
        changed = list(ratios)
        for n in sorted({n for numbers in self._definers.values() for n in numbers}):
            defining = self.defined_by[n]
            if observation in defining:
                changed[n] += -power if denied else power
            elif not denied and observation in relations.normal and test in self._denied_test[n]:
                changed[n] -= power
        return changed

    def silence(self, number: int, finding: str) -> float:
        """Give the log ratio of a finding's not being told in a whole story.

        P(untold | D) = 1 - P(told | there) P(there | D); only what is nearly always there would be told, so
        the first grows from nothing at ``cardinal`` to ``told`` where all have it. Silence never speaks for.
        """
        told = self.listed[number].get(finding)
        if told is None or not told.known:
            return 0.0
        weights, chance = self.weights, self._listed_chance(number, finding)
        share = max(0.0, (chance - weights.cardinal) / (1 - weights.cardinal)) * weights.told
        return log(1 - share * chance) * weights.temper

    def told_of(self, number: int, finding: str) -> Listed | None:
        """Give what an entry says of a finding or, where it does not list it, its commonest kind."""
        entry = self.listed[number]
        kinds = (finding, *self.relations.below.get(finding, ()))
        return max((entry[i] for i in kinds if i in entry), default=None, key=lambda t: t.chance)
