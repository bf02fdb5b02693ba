"""The differential: how well each disorder explains a case, and why.

Naive Bayes over the disorders of the knowledge base and one more candidate, *none of these*. For a
disorder D and an observation f the likelihood ratio is P(f | D) / P(f | other causes of cramps); the
posterior is the prior times all ratios, brought to a sum of one (Bayes' theorem; LIRICAL works in the
same frame). What differs from LIRICAL, on purpose:

- an unknown frequency is 40 %, that of a sign 15 %, never 100 %;
- an observation that an entry does not mention counts against it a little (about one half), not 1/100;
  a normal finding or result counts not at all;
- what is absent counts against a disorder in proportion to how often it is there;
- in a whole story, what a disorder nearly always has and nobody mentions counts against it: it would
  often have been told;
- *none of these* takes its share, so that a poor fit reads as one;
- observations that follow from each other count once, kinds of one finding (weak arms, weak legs) count
  less, and all together are tempered: findings of one patient are not independent.

``Weights`` holds every assumption; its defaults were chosen on the tuning half of ``benchmarks/cases``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from math import exp, log
from typing import Final, Literal, NamedTuple

import msgspec

from cramps.cases.case import Case, Setting, Sex, check, is_empty
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.summaries import profiles
from cramps.ranking.assumptions import PREVALENCE, Weights
from cramps.ranking.danger import Calm, Danger, DangerRules
from cramps.ranking.likelihood import age_ratio, listed_chances, sex_ratio, thoroughness
from cramps.ranking.relations import Relations

__all__ = [
    "EXCLUDED_BELOW",
    "EXCLUDING",
    "NONE_OF_THESE",
    "Candidate",
    "Case",
    "Contribution",
    "Differential",
    "Engine",
    "Excluder",
    "Observation",
    "Setting",
    "Sex",
    "Unexcluded",
    "Weights",
    "check",
    "is_empty",
    "shares",
    "top",
]

NONE_OF_THESE: Final = "none-of-these"
#: A critical disorder above this share is not excluded.
EXCLUDED_BELOW: Final = 0.005
#: Starts of the sum that an engine remembers.
_MOST_STARTS: Final = 10_000
#: Something excludes a disorder where at least this share of its patients has it.
EXCLUDING: Final = 0.6


Sign = Literal["present", "absent", "maybe", "untold"]


class Observation(NamedTuple):
    """One thing that is known, as it enters the sum."""

    id: str
    sign: Sign


class Contribution(msgspec.Struct, frozen=True):
    """What one observation does for a candidate."""

    #: Id of a finding, result or drug; ``age``, ``sex`` or ``prior``.
    id: str
    sign: Sign
    #: Above one it speaks for the candidate, below one against; tempered as it entered the sum.
    likelihood_ratio: float
    #: The entry lists the observation, or one that it follows from.
    explained: bool


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A disorder, or none of these, with its share."""

    id: str
    name: str
    probability: float
    critical: bool
    contributions: tuple[Contribution, ...]
    #: Present findings and results that the candidate does not explain.
    unexplained: tuple[str, ...]


class Excluder(msgspec.Struct, frozen=True):
    """What would speak against a disorder: something it nearly always has, if it were not there."""

    id: str
    #: P(found | disorder).
    frequency: float
    #: What the odds of the disorder are multiplied by when it is not there.
    likelihood_ratio: float


class Unexcluded(msgspec.Struct, frozen=True, kw_only=True):
    """A critical disorder that is not yet excluded."""

    id: str
    name: str
    probability: float
    excluded_by: tuple[Excluder, ...]


class Differential(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to a case."""

    case: Case
    #: The dangers that the case raises, whatever the ranking says, the most urgent first.
    red_flags: tuple[Danger, ...] = ()
    #: Where there is none and all is ordinary: that no test is needed, why, and when to come back.
    calm: Calm | None = None
    #: All candidates, the likeliest first; none of these is among them.
    candidates: tuple[Candidate, ...]
    critical: tuple[Unexcluded, ...]
    #: Observations that no disorder of the knowledge base explains.
    unknown_to_all: tuple[str, ...]


class Engine:
    """The knowledge base as tables of likelihood ratios; made once, then asked about many cases."""

    def __init__(self, kb: KnowledgeBase, weights: Weights | None = None) -> None:
        self.kb = kb
        self.weights = weights or Weights()
        self.profiles = profiles(kb)
        self.ids = [p.id for p in self.profiles]
        self._relations = Relations(kb)
        self._listed = [
            listed_chances(p, self._relations.signs, self.weights) for p in self.profiles
        ]
        self._known = [
            {seen.id for seen in (*p.findings, *p.results) if seen.frequency is not None}
            for p in self.profiles
        ]
        self._tests = [set(p.tests) for p in self.profiles]
        self._thoroughness = thoroughness(self.profiles)
        self._broader = {f: kb.broader(f) for f in kb.findings}
        #: Results that an entry tells; of another one what it is a kind of counts, where it is one.
        self._told = {seen.id for p in self.profiles for seen in p.results}
        self._priors: dict[Setting, list[float]] = {}
        self._starts: dict[object, list[float]] = {}
        self._chances: dict[str, list[float | None]] = {}
        self._backgrounds: dict[str, float] = {}
        self._ratios: dict[Observation, list[float]] = {}
        self._untold = {f: self._silence(f) for f in self._cardinal()}

    @cached_property
    def dangers(self) -> DangerRules:
        """The rules of danger, made when a case is first asked about."""
        return DangerRules(self.kb)

    def _cardinal(self) -> list[str]:
        """Give the findings that some disorder nearly always has, and so its story nearly always too.

        Only findings without kinds: which of its kinds would be told of a broad one is not known.
        """
        known = (
            (seen.id, listed[seen.id])
            for p, listed in zip(self.profiles, self._listed, strict=True)
            for seen in p.findings
            if seen.frequency is not None and not self.kb.narrower.get(seen.id)
        )
        return sorted({f for f, chance in known if chance >= self.weights.cardinal})

    def _silence(self, finding: str) -> list[float]:
        """Give the log likelihood ratio of a finding's not being told, for every disorder.

        P(untold | D) = 1 - P(finding | D) P(told | it is there), against the same of other causes.
        """
        told = self.weights.told
        base = log(1 - told * self.background(finding))
        silent = []
        for number, listed in enumerate(self._listed):
            chance = listed.get(finding, 0.0) if finding in self._known[number] else 0.0
            counts = chance >= self.weights.cardinal
            silent.append((log(1 - told * chance) - base) * self.weights.temper if counts else 0.0)
        return silent

    def chances(self, observation: str) -> list[float | None]:
        """Give P(observation | D) for every disorder, None where its entry does not tell."""
        known = self._chances.get(observation)
        if known is None:
            chance = (
                self._result_chance
                if observation in self._relations.test_of
                else self._finding_chance
            )
            known = [chance(number, observation) for number in range(len(self.profiles))]
            self._chances[observation] = known
        return known

    def _finding_chance(self, number: int, finding: str) -> float | None:
        listed = self._listed[number]
        kinds = (finding, *self.kb.narrower.get(finding, ()))
        there = [listed[f] for f in kinds if f in listed]
        if there:  # who has one of its kinds has it
            return max(there)
        for above in self._broader.get(finding, ()):
            if above in listed:
                share = listed[above]
                return max(self.weights.lowest, share * self.weights.narrowing)
        return None

    def _result_chance(self, number: int, result: str) -> float | None:
        return self._listed[number].get(result)

    def background(self, observation: str) -> float:
        """Give P(observation | other causes), within bounds.

        Its mean over the entries, or how common it is in people at large, where that is more.
        """
        known = self._backgrounds.get(observation)
        if known is None:
            known = self._backgrounds[observation] = self._background(observation)
        return known

    def _background(self, observation: str) -> float:
        chances = [c for c in self.chances(observation) if c is not None]
        mean = sum(chances) / (len(self.profiles) + 1)
        common = max(mean, self._relations.at_large.get(observation, 0.0))
        return min(self.weights.commonest, max(self.weights.rarest, common))

    def chance(self, number: int, observation: str) -> float:
        """Give P(observation | D), nearly that of other causes where the entry does not tell."""
        known = self.chances(observation)[number]
        if known is not None:
            return known
        chance = self.background(observation) * self._unmentioned(number, observation)
        if self._relations.test_of.get(observation) in self._tests[number]:
            return min(chance, self.weights.contrary)  # it lists another result of the test
        return chance

    def _unmentioned(self, number: int, observation: str) -> float:
        """Give P(observation | D) / P(observation | others) where the entry does not mention it."""
        if observation in self._relations.normal:
            return 1.0
        kin = self._relations.siblings.get(observation, set()) & self._listed[number].keys()
        share = self.weights.sibling if kin else self.weights.unmentioned
        thoroughly: float = share ** self._thoroughness[number]
        return thoroughly

    def ratios(self, observation: Observation) -> list[float]:
        """Give the log likelihood ratio of an observation for every disorder, as it enters the sum."""
        known = self._ratios.get(observation)
        if known is None:
            known = [self._ratio(number, observation) for number in range(len(self.profiles))]
            self._ratios[observation] = known
        return known

    def _ratio(self, number: int, observation: Observation) -> float:
        base, chance = self.background(observation.id), self.chance(number, observation.id)
        if observation.sign != "absent":
            return log(chance / base) * self._power(observation)
        if self.chances(observation.id)[number] is None:
            return 0.0
        return log((1 - chance) / (1 - base)) * self._power(observation)

    def _power(self, observation: Observation) -> float:
        """Give the share with which an observation counts.

        A finding that is a kind of another has kin that come along with it (weak arms, weak legs,
        weak hands), so it counts less. The share depends on nothing else that is observed: if it
        did, a finding more could speak against the disorder that has it most.
        """
        power = self.weights.temper
        if observation.sign == "maybe":
            power *= self.weights.maybe
        if self._broader.get(observation.id):
            power *= self.weights.kin
        return power

    def observations(self, case: Case) -> list[Observation]:
        """Give what counts of a case: each thing once, and nothing that another one implies."""
        present = dict.fromkeys((*self._present(case), *case.maybe))
        implied = {above for f in self._present(case) for above in self._broader.get(f, ())}
        hinted = {above for f in case.maybe for above in self._broader.get(f, ())}
        absent = dict.fromkeys(case.absent)
        denied = {below for f in absent for below in self.kb.narrower.get(f, ())}
        counted = []
        for f in present:
            surely = f not in case.maybe or f in case.present
            if f not in implied and (surely or f not in hinted):
                # What is there surely, and perhaps as a narrower one, counts half as each of them.
                counted.append(Observation(f, "present" if surely and f not in hinted else "maybe"))
        counted += [Observation(f, "absent") for f in absent if f not in denied]
        broader = self._relations.broader_results
        counted += [
            Observation(r, "present")
            for r in dict.fromkeys(case.results)
            if r in self._told or not broader.get(r)
        ]
        counted += [Observation(r, "absent") for r in dict.fromkeys(case.not_results)]
        return sorted(counted)

    def _present(self, case: Case) -> tuple[str, ...]:
        """Give what is there, the circumstances that drugs are among it, unless they are denied."""
        taken = (self.kb.drugs[d].finding for d in case.drugs)
        told = {*case.present, *case.maybe, *case.absent}
        return (*case.present, *(f for f in dict.fromkeys(taken) if f and f not in told))

    def weighed(self, case: Case) -> list[tuple[Observation, list[float]]]:
        """Give what counts of a case with its log likelihood ratios as they enter the sum."""
        return [(o, self.ratios(o)) for o in self.observations(case)]

    def priors(self, setting: Setting) -> list[float]:
        """Give the prior probability of every disorder in a setting; the rest is none of these."""
        if setting in self._priors:
            return self._priors[setting]
        power = self.weights.prevalence_power[setting]
        weights = [PREVALENCE[p.prevalence] ** power for p in self.profiles]
        share = (1 - self.weights.background[setting]) / sum(weights)
        self._priors[setting] = [weight * share for weight in weights]
        return self._priors[setting]

    def scores(self, case: Case) -> list[float]:
        """Give the log of prior times likelihood ratios for every disorder."""
        ratios = (ratios for _, ratios in self.weighed(case))
        silences = (self._untold[f] for f in self.untold(case))
        return list(map(sum, zip(self._start(case), *ratios, *silences, strict=True)))

    def untold(self, case: Case) -> list[str]:
        """Give the findings whose silence counts: no one said that they are there, or that they are not."""
        if not case.whole_story:
            return []
        perhaps = (*self._present(case), *case.maybe)
        there = {*perhaps, *(above for f in perhaps for above in self._broader.get(f, ()))}
        denied = {contrary for f in there for contrary in self._relations.contraries.get(f, ())}
        denied.update(case.absent)
        told = there | denied | {n for f in denied for n in self.kb.narrower.get(f, ())}
        return [f for f in self._untold if f not in told]

    def change(self, case: Case, observation: Observation) -> list[float]:
        """Give the log of what the odds of every disorder are multiplied by if this is told too."""
        broken = self._broken_silence(case, observation)
        ratios = self.ratios(observation)
        return [ratio - sum(silent) for ratio, *silent in zip(ratios, *broken, strict=True)]

    def _broken_silence(self, case: Case, observation: Observation) -> list[list[float]]:
        """Give the silences that end when this is told: its own, and that of what it excludes."""
        silent = self.untold(case)
        if not silent or observation.sign == "untold" or observation.id in self._relations.test_of:
            return []
        field = observation.sign
        told = {field: (*getattr(case, field), observation.id)}
        still = set(self.untold(msgspec.structs.replace(case, **told)))
        return [self._untold[f] for f in silent if f not in still]

    def _start(self, case: Case) -> list[float]:
        """Give the log of prior, age, sex and drugs: the same for many cases of a stream."""
        key = (case.setting, case.age, case.onset_age, case.sex, case.drugs)
        known = self._starts.get(key)
        if known is None:
            if len(self._starts) >= _MOST_STARTS:
                self._starts.clear()
            known = [log(prior) for prior in self.priors(case.setting)]
            for number in range(len(known)):
                known[number] += sum(log(c.likelihood_ratio) for c in self._given(number, case))
            self._starts[key] = known
        return known

    def _given(self, number: int, case: Case) -> list[Contribution]:
        """Give what age, sex and drugs do for a disorder."""
        profile = self.profiles[number]
        ratios = [
            ("age", age_ratio(profile, case, self.weights)),
            ("sex", sex_ratio(profile, case, self.weights)),
            *((d, self._drug_ratio(d, profile.id)) for d in sorted(set(case.drugs))),
        ]
        return [Contribution(i, "present", r, explained=True) for i, r in ratios if r != 1]

    def _drug_ratio(self, drug: str, disorder: str) -> float:
        taken = self.kb.drugs[drug]  # one that is a finding counts as such
        counts = taken.finding is None and disorder in taken.causes
        return self.weights.drug_cause if counts else 1.0

    def posterior(self, case: Case) -> list[float]:
        """Give the probability of every disorder, and last that of none of these; they sum to one.

        Raises BadQuery for a case that cannot be.
        """
        check(case, self.kb)
        return shares([*self.scores(case), log(self.weights.background[case.setting])])

    def differential(self, case: Case) -> Differential:
        """Rank the candidates of a case and say what each observation did.

        Raises BadQuery for a case that cannot be.
        """
        posterior = self.posterior(case)
        weighed = self.weighed(case)
        ids = [*self.ids, NONE_OF_THESE]
        order = sorted(range(len(ids)), key=lambda n: (-posterior[n], ids[n]))
        present = [o.id for o, _ in weighed if o.sign != "absent"]
        red_flags = self.dangers.raised(case)
        return Differential(
            case=case,
            red_flags=red_flags,
            calm=None if red_flags else self.dangers.calm(case),
            candidates=tuple(self._candidate(n, case, weighed, posterior[n]) for n in order),
            critical=self._critical(case, posterior),
            unknown_to_all=tuple(i for i in present if all(c is None for c in self.chances(i))),
        )

    def _candidate(
        self,
        number: int,
        case: Case,
        weighed: Sequence[tuple[Observation, list[float]]],
        share: float,
    ) -> Candidate:
        if number == len(self.ids):
            prior = self.weights.background[case.setting]
            return Candidate(
                id=NONE_OF_THESE,
                name="None of these",
                probability=share,
                critical=False,
                contributions=(Contribution("prior", "present", prior, explained=True),),
                unexplained=(),
            )
        profile = self.profiles[number]
        prior = self.priors(case.setting)[number]
        contributions = [Contribution("prior", "present", prior, explained=True)]
        unexplained = []
        for observation, ratios in weighed:
            chance = self.chances(observation.id)[number]
            explained = chance is not None and chance > self.weights.lowest
            ratio = exp(ratios[number])
            contributions.append(Contribution(observation.id, observation.sign, ratio, explained))
            if observation.sign == "present" and not explained:
                unexplained.append(observation.id)
        contributions += [
            Contribution(finding, "untold", exp(self._untold[finding][number]), explained=True)
            for finding in self.untold(case)
            if self._untold[finding][number]
        ]
        return Candidate(
            id=profile.id,
            name=profile.name,
            probability=share,
            critical=profile.critical,
            contributions=(*contributions, *self._given(number, case)),
            unexplained=tuple(unexplained),
        )

    def _critical(self, case: Case, posterior: Sequence[float]) -> tuple[Unexcluded, ...]:
        answered = self.answered(case)
        found = [
            Unexcluded(
                id=profile.id,
                name=profile.name,
                probability=posterior[number],
                excluded_by=self._excluders(number, case, answered),
            )
            for number, profile in enumerate(self.profiles)
            if profile.critical and posterior[number] >= EXCLUDED_BELOW
        ]
        return tuple(sorted(found, key=lambda u: (-u.probability, u.id)))

    def _excluders(self, number: int, case: Case, answered: set[str]) -> tuple[Excluder, ...]:
        """Give the three things whose absence would speak most against a disorder.

        Only what is known to be frequent can exclude; a guess cannot.
        """
        possible = []
        for observation, chance in self._listed[number].items():
            known = observation in self._known[number]
            if known and observation not in answered and chance > EXCLUDING:
                absence = Observation(observation, "absent")
                silence = sum(told[number] for told in self._broken_silence(case, absence))
                ratio = exp(self._ratio(number, absence) - silence)
                possible.append(Excluder(observation, chance, ratio))
        return tuple(sorted(possible, key=lambda e: (e.likelihood_ratio, e.id))[:3])

    def answered(self, case: Case) -> set[str]:
        """Give everything that the case tells already, by itself or by what it implies."""
        present = self._present(case)
        there = {
            *present,
            *(above for f in present for above in self._broader.get(f, ())),
        }
        absent = {
            *case.absent,
            *(below for f in case.absent for below in self.kb.narrower.get(f, ())),
        }
        told = {*there, *absent, *case.maybe, *case.results, *case.not_results}
        for contrary in {
            c for f in (*there, *case.maybe) for c in self._relations.contraries.get(f, ())
        }:
            told.update((contrary, *self.kb.narrower.get(contrary, ())))
        for f in absent:  # of two that are each other's only contrary, one is there
            contraries = self._relations.contraries.get(f, set())
            told.update(
                c for c in contraries if len(contraries) == len(self._relations.contraries[c]) == 1
            )
        told.update(r for result in case.results for r in self._relations.settled.get(result, ()))
        return told


def shares(scores: Sequence[float]) -> list[float]:
    """Turn logarithms of weights into probabilities that sum to one."""
    highest = max(scores)
    weights = [exp(score - highest) for score in scores]
    total = sum(weights)
    return [weight / total for weight in weights]


def top(candidates: Iterable[Candidate], number: int) -> tuple[Candidate, ...]:
    """Give the likeliest candidates, and none of these with them wherever it stands."""
    placed = enumerate(candidates)
    return tuple(c for place, c in placed if place < number or c.id == NONE_OF_THESE)
