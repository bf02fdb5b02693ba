"""The knowledge base as tables of likelihood ratios: what each observation says of each disorder.

For a finding that is a kind of others (weak legs: weakness) the ratio is split along the order: each step
down counts what it adds to the broader one. What is there runs up, so a broad finding counts once, however
many kinds of it are there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from math import exp, isclose, log
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from cramps.knowledge.closed_lists import Setting
from cramps.knowledge.profiles import Outline, Profile, outlines, profiles
from cramps.weighing.assumptions import MIDDLING, PREVALENCE, RARE, Weights
from cramps.weighing.compiled_tables import beforehand
from cramps.weighing.disorder_columns import Column, added, packed, times, whole
from cramps.weighing.likelihood import Listed, listed, thoroughness
from cramps.weighing.relations import relations

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
#: A band is known to a part of its width only: so many are most.
_MOST: Final = 0.5


def _prevalence(disorder: Outline) -> float:
    """Give how common a disorder is; a catalogued rare one of unknown prevalence is rarer than others."""
    if disorder.prevalence == "unknown" and disorder.catalogued:
        return RARE
    return PREVALENCE[disorder.prevalence]


class Listings(Sequence[dict[str, Listed]]):
    """What the entries list, in the order of the disorders, each read when it is first asked for."""

    def __init__(self, read: Callable[[int], dict[str, Listed]], length: int) -> None:
        self._read = read
        self._known: list[dict[str, Listed] | None] = [None] * length

    def __getitem__(self, number: int) -> dict[str, Listed]:  # type: ignore[override]
        """Give what one lists."""
        known = self._known[number]
        if known is None:
            known = self._known[number] = self._read(number)
        return known

    def __len__(self) -> int:
        """Count the entries."""
        return len(self._known)


class Tables:
    """Chances and ratios of every observation for every disorder, each reckoned when first asked for."""

    def __init__(self, kb: KnowledgeBase, weights: Weights) -> None:
        self.kb = kb
        self.weights = weights
        self.relations = relations(kb)
        self.outlines: tuple[Outline, ...] = outlines(kb)
        self.beforehand = beforehand(kb, weights)
        self.listed = Listings(self._read_listed, len(self.outlines))
        self._inborn = [o.inborn for o in self.outlines]
        self._idiopathic = [o.group == "idiopathic" for o in self.outlines]
        self._nevers: dict[int, set[str]] = {}
        self._chances: dict[tuple[str, bool], Chances] = {}
        self._backgrounds: dict[tuple[str, bool, Setting], float] = {}
        self._prior_weights: dict[Setting, tuple[float, ...]] = {}
        self._references: dict[Setting, list[tuple[int, float]]] = {}
        self._goes_with: dict[str, frozenset[int]] = {}
        self._steps: dict[tuple[str, Setting], Column] = {}
        self._whole_steps: dict[tuple[str, Setting], list[float]] = {}
        self._alone: dict[tuple[str, Setting], list[float]] = {}
        self._columns: dict[tuple[Observation, Setting], Column] = {}
        self._ratios: dict[tuple[Observation, Setting], list[float]] = {}

    def _read_listed(self, number: int) -> dict[str, Listed]:
        if self.beforehand is not None:
            known = self.beforehand.listed(self.outlines[number].id)
            if known is not None:
                return known
        return listed(self.profiles[number], self.relations, self.weights)

    @cached_property
    def profiles(self) -> tuple[Profile, ...]:
        """The disorders with all that they list."""
        return profiles(self.kb)

    @cached_property
    def silence_power(self) -> Sequence[float]:
        """How much the silence of each entry tells."""
        if self.beforehand is not None:
            return self.beforehand.general.silence
        return [thoroughness(p, self.weights) for p in self.profiles]

    @cached_property
    def listers(self) -> dict[str, list[int]]:
        """Finding or result -> the numbers of the disorders whose entries list it, in their order."""
        found: dict[str, list[int]] = {}
        for n, entry in enumerate(self.listed):
            for i in entry:
                found.setdefault(i, []).append(n)
        return found

    @cached_property
    def listed_at_all(self) -> frozenset[str]:
        """Findings and results that an entry lists."""
        return self.beforehand.general.listed if self.beforehand else frozenset(self.listers)

    @cached_property
    def definers(self) -> Mapping[str, Sequence[int]]:
        """Result -> the numbers of the disorders that it defines."""
        if self.beforehand is not None:
            return self.beforehand.general.definers
        found: dict[str, list[int]] = {}
        for n, p in enumerate(self.profiles):
            for i in set(map(self.relations.one, p.defined_by)):
                found.setdefault(i, []).append(n)
        return found

    @cached_property
    def defining_tests(self) -> Mapping[str, Sequence[int]]:
        """Test -> the numbers of the disorders that a result of it defines."""
        if self.beforehand is not None:
            return self.beforehand.general.defining_tests
        found: dict[str, list[int]] = {}
        for n, p in enumerate(self.profiles):
            tests = {self.relations.test_of.get(result) for result in p.defined_by}
            for test in tests - {None}:
                found.setdefault(str(test), []).append(n)
        return found

    @cached_property
    def for_others(self) -> Mapping[str, Sequence[int]]:
        """What speaks for look-alikes of disorders whose entries do not list it -> the numbers of these."""
        if self.beforehand is not None:
            return self.beforehand.general.for_others
        found: dict[str, list[int]] = {}
        for n, p in enumerate(self.profiles):
            for i in dict.fromkeys(map(self.relations.one, p.for_others)):
                if self.listed[n].keys().isdisjoint((i, *self.relations.below.get(i, ()))):
                    found.setdefault(i, []).append(n)
        return found

    @cached_property
    def untold(self) -> dict[str, Column]:
        """Finding -> what its not being told in a whole story does, where it does anything.

        Only findings without kinds: which of its kinds would be told of a broad one is not known.
        """
        if self.beforehand is not None:
            return {f: Column(0.0, *told) for f, told in self.beforehand.general.untold.items()}
        found = {}
        for f in sorted(self.listers):
            if f in self.kb.findings and not self.relations.below.get(f):
                silent = {n: self.silence(n, f) for n in self.listers[f]}
                numbers = [n for n, ratio in silent.items() if ratio]
                if numbers:
                    found[f] = Column(0.0, numbers, [silent[n] for n in numbers])
        return found

    @cached_property
    def tests(self) -> list[set[str]]:
        """Of each disorder the tests that its entry lists."""
        return [{t.test for t in p.tests} for p in self.profiles]

    @cached_property
    def _siblings(self) -> dict[str, set[str]]:
        """Finding -> the other kinds of what it is a kind of."""
        below = self.relations.below
        return {
            i: {s for b in above for s in below.get(b, ())} - {i}
            for i, above in self.relations.parents.items()
        }

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
            known = self._chances[key] = [None] * len(self.outlines)
            for n, chance in self._chances_told(observation, denied=denied):
                known[n] = chance
        return known

    def _chances_told(
        self, observation: str, *, denied: bool
    ) -> Iterable[tuple[int, float | None]]:
        """Give the disorders whose entries tell of an observation, and what."""
        known = self.beforehand and self.beforehand.chances(observation)
        if known:
            told = known.denied if denied else known.there
            return zip(told.numbers, told.chances, strict=True)
        wanted = self._with_kinds(observation, denied=denied)
        numbers = self._numbers_told(observation, wanted)
        return ((n, self._chance_of(n, wanted)) for n in numbers)

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
        never = self._never(number)
        if not never:
            return None
        above = [b for b in self.relations.denied_by.get(observation, ()) if b in never]
        return min((self.listed[number][b].chance for b in above), default=None)

    def _never(self, number: int) -> set[str]:
        """Give what an entry says is never there."""
        known = self._nevers.get(number)
        if known is None:
            entry = self.listed[number]
            known = self._nevers[number] = {i for i, told in entry.items() if told.never}
        return known

    def background(self, observation: str, setting: Setting = "neurology") -> float:
        """Give P(there | other causes), within bounds.

        What people with cramps of other causes have, the reference disorders weighed by how common they are
        in the setting; or how common it is in people at large, where that is more.
        """
        return self._background(self.relations.one(observation), setting, denied=False)

    def denied_background(self, observation: str, setting: Setting) -> float:
        """Give the same of what a denial denies."""
        return self._background(self.relations.one(observation), setting, denied=True)

    def _background(self, observation: str, setting: Setting, *, denied: bool) -> float:
        key = (observation, denied, setting)
        known = self._backgrounds.get(key)
        if known is None:
            reckoned = self.beforehand and self.beforehand.ratios(observation, setting)
            if reckoned:
                known = reckoned.denied if denied else reckoned.background
            else:
                known = self._mean(observation, setting, denied=denied)
            self._backgrounds[key] = known
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
        rarest = self._rarest(observation)
        return min(weights.commonest, max(rarest, mean, at_large))

    def _rarest(self, observation: str) -> float:
        """Give the least that P(there | other causes) can be."""
        if observation in self.relations.genes:
            return self.weights.rarest_gene
        return self.weights.course if observation in self.relations.courses else self.weights.rarest

    def _reference(self, setting: Setting) -> list[tuple[int, float]]:
        known = self._references.get(setting)
        if known is None:
            weighed = self.prior_weights(setting)
            known = [(n, weighed[n]) for n, o in enumerate(self.outlines) if o.reference]
            self._references[setting] = known
        return known

    def prior_weights(self, setting: Setting) -> Sequence[float]:
        """Give how much each disorder weighs before anything is known; one of middling prevalence, 1."""
        known = self._prior_weights.get(setting)
        if known is None:
            power = self.weights.prevalence_power[setting]
            share = self.weights.merely_annotated
            known = self._prior_weights[setting] = tuple(
                (_prevalence(o) / MIDDLING) ** power * (share if o.annotated else 1.0)
                for o in self.outlines
            )
        return known

    def chance(self, number: int, observation: str, setting: Setting = "neurology") -> float:
        """Give P(there | D) as it enters the sum: nearly that of other causes where no entry tells."""
        observation = self.relations.one(observation)
        alone = self.alone(observation, setting)[number]
        chance = self.background(observation, setting) * exp(alone)
        return min(self.weights.highest, max(self.weights.lowest / 10, chance))

    def chances_in(self, observation: str, setting: Setting) -> list[float]:
        """Give ``chance`` of every disorder."""
        observation = self.relations.one(observation)
        column = self.lone_chances(observation, setting)
        slope = column.slope
        if slope:
            ratios = [exp(slope * power) for power in self.silence_power]
            found = self.in_bounds(observation, setting, ratios)
        else:
            found = self.in_bounds(observation, setting, (1.0,)) * len(self.outlines)
        for n, chance in zip(column.numbers, column.values, strict=True):
            found[n] = chance
        return found

    def defines(self, observation: str) -> bool:
        """Tell whether a result defines a disorder."""
        return observation in self.definers

    def rarer_elsewhere(self, observation: str, number: int | None) -> float:
        """Give how many times rarer a result that defines a disorder is in one that does not go with that."""
        defining = self.definers.get(observation, ())
        apart = number not in defining and number not in self.goes_with(observation)
        return _RARER if defining and apart else 1.0

    def goes_with(self, observation: str) -> frozenset[int]:
        """Give the disorders that a result does not define and whose entries list it: who has it has both."""
        known = self._goes_with.get(observation)
        if known is None:
            defined = self.definers.get(observation, ())
            told = self._chances_told(observation, denied=False) if defined else ()
            known = self._goes_with[observation] = frozenset(
                n
                for n, chance in told
                if chance is not None and n not in defined and not self._is_never(n, observation)
            )
        return known

    def _is_never(self, number: int, observation: str) -> bool:
        told = self.told_of(number, observation)
        return told is None or told.never

    def alone(self, observation: str, setting: Setting) -> list[float]:
        """Give the log likelihood ratio of an observation with all that follows from it, untempered."""
        key = (observation, setting)
        known = self._alone.get(key)
        if known is None:
            nodes = (observation, *self.relations.above.get(observation, ()))
            columns = [self._step(node, setting) for node in nodes]
            known = self._alone[key] = [sum(c) for c in zip(*columns, strict=True)]
        return known

    def step(self, observation: str, setting: Setting) -> Column:
        """Give what an observation adds to those that it is a kind of: a log ratio for every disorder."""
        key = (observation, setting)
        known = self._steps.get(key)
        if known is None:
            reckoned = self.beforehand and self.beforehand.ratios(observation, setting)
            if reckoned:
                known = Column(reckoned.slope, reckoned.numbers, reckoned.steps)
            else:
                steps = self._reckon_step(observation, setting)
                known = packed(steps, self._slope(observation), self.silence_power)
            self._steps[key] = known
        return known

    def _slope(self, observation: str) -> float:
        """Give the log ratio of what an entry of usual length does not mention; that of a kind is in the broad one."""
        if self.relations.parents.get(observation) or not self._is_told(observation):
            return 0.0
        return log(self.weights.unmentioned)

    def lone_slope(self, observation: str) -> float:
        """Give the same of an observation with all that follows from it."""
        above = self.relations.above.get(observation, ())
        return sum(map(self._slope, (observation, *above)))

    def _step(self, observation: str, setting: Setting) -> list[float]:
        """Give a step in full."""
        key = (observation, setting)
        known = self._whole_steps.get(key)
        if known is None:
            known = whole(self.step(observation, setting), self.silence_power)
            self._whole_steps[key] = known
        return known

    def lone_chances(self, observation: str, setting: Setting) -> Column:
        """Give ``chances_in`` of the disorders for which the slope does not give it, and that slope.

        For the rest it is the background times e to the slope times the silence of the entry, in bounds.
        """
        reckoned = self.beforehand and self.beforehand.ratios(observation, setting)
        if reckoned:
            return Column(reckoned.lone_slope, reckoned.told, reckoned.chances)
        alone, slope = self.alone(observation, setting), self.lone_slope(observation)
        told = [
            n
            for n, power in enumerate(self.silence_power)
            if not isclose(alone[n], slope * power, abs_tol=1e-12)
        ]
        chances = self.in_bounds(observation, setting, [exp(alone[n]) for n in told])
        return Column(slope, told, chances)

    def in_bounds(self, observation: str, setting: Setting, ratios: Sequence[float]) -> list[float]:
        """Give P(there | D) of likelihood ratios, in bounds."""
        base, weights = self.background(observation, setting), self.weights
        least, most = weights.lowest / 10, weights.highest
        chances = [base * ratio for ratio in ratios]
        if chances and (min(chances) < least or max(chances) > most):
            return [min(most, max(least, chance)) for chance in chances]
        return chances

    def _reckon_step(self, observation: str, setting: Setting) -> list[float]:
        above = self.relations.above.get(observation, ())
        wholes = self._wholes(observation, setting)
        if not above:
            return wholes
        columns = [self._step(b, setting) for b in above]
        so_far = [sum(c) for c in zip(*columns, strict=True)]
        steps = [
            (whole - told) * self.weights.kin for whole, told in zip(wholes, so_far, strict=True)
        ]
        for broad in above:
            # A kind never helps a disorder against which the broad one speaks.
            against = self.alone(broad, setting)
            steps = [
                min(0.0, step) if ratio < 0 else step
                for step, ratio in zip(steps, against, strict=True)
            ]
        return self._least_for_the_excluded(observation, above, steps)

    def _least_for_the_excluded(
        self, observation: str, above: tuple[str, ...], steps: list[float]
    ) -> list[float]:
        """Let a kind help an entry that excludes the broad one no more than it helps any other."""
        excluded = [n for n in range(len(steps)) if self._never(n).intersection(above)]
        if excluded:
            least = min(*steps, log(self.weights.sibling), 0.0)
            for n in excluded:
                if self._excluded_above(n, observation) is not None:
                    steps[n] = least
        return steps

    def _wholes(self, observation: str, setting: Setting) -> list[float]:
        """Give the log ratio of an observation by itself, whatever it is a kind of, for every disorder."""
        ratios = self._of_unlisted(observation, setting)
        kinds = (observation, *self.relations.below.get(observation, ()))
        for number in sorted({n for kind in kinds for n in self.listers.get(kind, ())}):
            ratios[number] = self._of_lister(number, observation, kinds, setting)
        if observation not in self.relations.normal:
            for number in self.for_others.get(observation, ()):
                ratios[number] = min(ratios[number], self._of_silence(number))
        return ratios

    def _of_lister(
        self, number: int, observation: str, kinds: tuple[str, ...], setting: Setting
    ) -> float:
        """Give it for a disorder whose entry lists one of the kinds."""
        ratio = self._of_listed(number, observation, setting)
        if ratio < 0:
            # Weakness untold of which kind speaks against no disorder of which a kind would speak for it.
            kinds_alone = [
                self._of_listed(number, i, setting)
                for i in kinds
                if i in self.listed[number]
                and i != observation
                and self._excluded_above(number, i) is None
            ]
            ratio = min(0.0, max([ratio, *kinds_alone]))
        return ratio

    def _of_listed(self, number: int, observation: str, setting: Setting) -> float:
        relations, base = self.relations, self.background(observation, setting)
        chance = self.chances(observation)[number]
        told = self.listed[number].get(observation)
        if told is not None and not told.known and observation in relations.circumstances:
            if told.annotated or (observation in relations.befalls and self._inborn[number]):
                return 0.0  # that somebody had it, or that it made an attack, makes it no cause
            most = max(base, self.weights.unknown_circumstance_most)
            chance = min(most, base * self.weights.unknown_circumstance)
        ratio = log((chance or base) / base)
        if told is not None and told.never:
            # None of a few had it: that is no less against it than silence.
            ratio = min(ratio, self._of_silence(number))
        if observation in relations.normal:  # what most have who have it speaks against nothing
            uncounted = told is not None and not told.known
            ratio = 0.0 if uncounted or (chance and chance >= _MOST) else min(0.0, ratio)
        elif self._idiopathic[number] and (
            observation in relations.circumstances or self._is_association(number, observation)
        ):
            # What suggests another cause does not make a cramp one without a cause.
            ratio = min(0.0, ratio)
        elif told is not None and not told.known and not told.annotated:
            ratio = max(0.0, ratio)  # a guess of how often it is there speaks against nothing
        return ratio

    def _is_association(self, number: int, observation: str) -> bool:
        """Tell whether nobody counted what the entry says of an observation, nor of what it is a kind of."""
        told = self.told_of(number, observation)
        return told is not None and not told.known and not self._kind_of_known(number, observation)

    def _kind_of_known(self, number: int, observation: str) -> bool:
        """Tell whether the entry gives a frequency of what the observation is a kind of."""
        entry = self.listed[number]
        above = self.relations.above.get(observation, ())
        return any(b in entry and entry[b].known for b in above)

    def _of_unlisted(self, observation: str, setting: Setting) -> list[float]:
        """Give it for every disorder as if its entry listed none of the kinds."""
        relations, everyone = self.relations, range(len(self.outlines))
        parents = relations.parents.get(observation, ())
        if parents:
            ratios = [min(c) for c in zip(*(self.alone(b, setting) for b in parents), strict=True)]
            others = {n for s in self._siblings[observation] for n in self.listers.get(s, ())}
            for number in everyone:
                # An entry that speaks of the broad one would have named its kinds.
                if ratios[number] > 0 or number in others:
                    ratios[number] += log(self.weights.sibling)
            return ratios
        silent = self._is_told(observation)
        ratios = [self._of_silence(n) if silent else 0.0 for n in everyone]
        test, contraries = relations.test_of.get(observation), relations.contraries
        if test is not None or observation in contraries:
            ratios = [min(ratios[n], self._of_contrary(n, observation, setting)) for n in everyone]
        return ratios

    def _is_told(self, observation: str) -> bool:
        """Tell whether an entry would mention an observation: not what is normal, nor how it began."""
        relations = self.relations
        return observation not in relations.normal and observation not in relations.courses

    def _of_silence(self, number: int) -> float:
        """Give the log ratio of what an entry does not mention."""
        return log(self.weights.unmentioned) * self.silence_power[number]

    def _of_contrary(self, number: int, observation: str, setting: Setting) -> float:
        """Give the highest log ratio for what the entry has something else instead of."""
        test, contraries = self.relations.test_of.get(observation), self.relations.contraries
        if test not in self.tests[number] and observation not in contraries:
            return 0.0
        entry, base = self.listed[number], self.background(observation, setting)
        highest = 0.0
        if test in self.tests[number]:  # another result of the test
            chance = self._otherwise(number, str(test), observation)
            highest = min(highest, log(chance / base))
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

    def _otherwise(self, number: int, test: str, observation: str) -> float:
        """Give the most that P(another result of a test | D) can be: what those that the entry lists leave."""
        entry, test_of = self.listed[number], self.relations.test_of
        others = [
            told.chance
            for i, told in entry.items()
            if test_of.get(i) == test
            and i != observation
            and i not in self.relations.normal
            and (told.known or told.confirms)
        ]
        return max(self.weights.contrary, 1 - max(others, default=0.0))

    def ratios(self, observation: Observation, setting: Setting = "neurology") -> list[float]:
        """Give the log likelihood ratio of an observation for every disorder, as it enters the sum.

        Of one that is there: what it adds to those that it is a kind of, which are there too.
        """
        key = (observation, setting)
        known = self._ratios.get(key)
        if known is None:
            known = whole(self.column(observation, setting), self.silence_power)
            self._ratios[key] = known
        return known

    def column(self, observation: Observation, setting: Setting) -> Column:
        """Give `ratios` as a column."""
        key = (observation, setting)
        known = self._columns.get(key)
        if known is None:
            record_id = self.relations.one(observation.id)
            if observation.sign == "absent":
                known = self._denied(record_id, setting)
            else:
                power = self.temper(record_id)
                power *= self.weights.maybe if observation.sign == "maybe" else 1.0
                known = times(self.step(record_id, setting), power)
            if self.definers and observation.sign != "maybe":
                known = self._with_definitions(
                    record_id, known, denied=observation.sign == "absent"
                )
            self._columns[key] = known
        return known

    def temper(self, observation: str) -> float:
        """Give what the log likelihood ratio of an observation is multiplied by."""
        relations, weights = self.relations, self.weights
        apart = observation in relations.circumstances or observation in relations.genes
        return weights.temper_apart if apart else weights.temper

    def _denied(self, observation: str, setting: Setting) -> Column:
        base = self._background(observation, setting, denied=True)
        power = self.temper(observation)
        if observation not in self.relations.test_of:  # a test that was done counts in full
            power *= self.weights.denial
        told = [
            (n, chance)
            for n, chance in self._chances_told(observation, denied=True)
            if chance is not None
        ]
        told.sort()
        ratios = [log((1 - chance) / (1 - base)) * power for _, chance in told]
        return Column(0.0, [n for n, _ in told], ratios)

    def _with_definitions(self, observation: str, ratios: Column, *, denied: bool) -> Column:
        """Let a result that defines a disorder put it first, and a normal one rule it out."""
        power = log(self.weights.defining)
        defined = self.definers.get(observation, ())
        more = [(1, Column(0.0, defined, [-power if denied else power] * len(defined)))]
        if defined and not denied:
            with_it = sorted(self.goes_with(observation))
            apart = [power * self.weights.defining_with] * len(with_it)
            more.append((1, Column(0.0, with_it, apart)))
        if not denied and observation in self.relations.normal:
            test = self.relations.test_of.get(observation, "")
            others = [n for n in self.defining_tests.get(test, ()) if n not in defined]
            more.append((1, Column(0.0, others, [-power] * len(others))))
        more = [(sign, column) for sign, column in more if column.numbers]
        return added([(1, ratios), *more], self.silence_power) if more else ratios

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
        return log(1 - share * chance) * self.temper(finding)

    def told_of(self, number: int, finding: str) -> Listed | None:
        """Give what an entry says of a finding or, where it does not list it, its commonest kind."""
        entry = self.listed[number]
        kinds = (finding, *self.relations.below.get(finding, ()))
        return max((entry[i] for i in kinds if i in entry), default=None, key=lambda t: t.chance)
