"""The differential: how well each disorder explains a case, and why.

Naive Bayes over the disorders of the knowledge base and one more candidate, *none of these*. For a
disorder D and an observation f the likelihood ratio is P(f | D) / P(f | other causes of cramps); the
posterior is the prior times all ratios, brought to a sum of one (Pauker and Kassirer's threshold
papers and LIRICAL, Robinson et al. 2020, use the same frame). What differs from LIRICAL, on purpose:

- an unknown frequency is 40 %, never 100 %;
- an observation that an entry does not mention is nearly neutral, not 1/100;
- what is absent counts against a disorder in proportion to how often it is there;
- *none of these* takes its share, so that a poor fit reads as one;
- observations that follow from each other count once, and all together are tempered,
  since findings of one patient are not independent.

``Weights`` holds every assumption; its defaults were chosen on the tuning half of ``benchmarks/cases``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import exp, log
from typing import Final, Literal, NamedTuple

import msgspec

from cramps import frequency, terms
from cramps.errors import BadQuery
from cramps.kb import KnowledgeBase
from cramps.profile import Profile, Seen, profiles

Setting = Literal["primary-care", "neurology", "none"]
Sex = Literal["male", "female"]

NONE_OF_THESE: Final = "none-of-these"


class Weights(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the ranking assumes, with the defaults."""

    #: P(f | D) where the entry lists f without a frequency.
    unknown: float = 0.4
    #: The same for a test result: results are listed because they are expected.
    unknown_result: float = 0.7
    #: P(f | D) / P(f | others) where the entry does not mention f.
    unmentioned: float = 0.6
    #: P(narrow | broad): a disorder that lists weakness explains foot drop to this share.
    narrowing: float = 0.35
    #: P(f | D) stays within these: no single observation proves or excludes.
    lowest: float = 0.01
    highest: float = 0.98
    #: P(f | others) stays within these.
    rarest: float = 0.03
    commonest: float = 0.6
    #: P(result | D) of another result than the entry lists for the same test.
    contrary: float = 0.15
    #: Each log likelihood ratio is multiplied by this.
    temper: float = 0.7
    #: A finding that is there perhaps counts by this share of its weight.
    maybe: float = 0.5
    #: Likelihood ratios of the age at onset (or now): before, within and after the usual years.
    too_young: float = 0.2
    typical_age: float = 1.3
    other_age: float = 0.6
    #: A disorder is told up to so many years after it began.
    years_to_diagnosis: float = 10
    #: Likelihood ratios of sex: in a disorder of the other sex only, preferred, less often.
    wrong_sex: float = 0.02
    preferred_sex: float = 1.2
    other_sex: float = 0.7
    #: What the odds of a disorder are multiplied by when a drug that causes it is taken.
    drug_cause: float = 3.0
    #: Prior share of *none of these*.
    background: dict[Setting, float] = msgspec.field(
        default_factory=lambda: {"primary-care": 0.5, "neurology": 0.3, "none": 0.1}
    )
    #: A disorder's prior is its prevalence to this power: rare disease gathers at the neurologist's.
    prevalence_power: dict[Setting, float] = msgspec.field(
        default_factory=lambda: {"primary-care": 0.5, "neurology": 0.15, "none": 0.0}
    )


PREVALENCE: Final[dict[terms.PrevalenceBand, float]] = {
    ">1/1000": 2e-3,
    "6-9/10000": 7.5e-4,
    "1-5/10000": 2.5e-4,
    "1-9/100000": 4e-5,
    "1-9/1000000": 4e-6,
    "<1/1000000": 5e-7,
    "unknown": 1e-4,
}
#: Years of the HPO onset terms.
ONSET_YEARS: Final[dict[terms.OnsetBand, tuple[float, float]]] = {
    "congenital": (0, 0.1),
    "neonatal": (0, 0.1),
    "infantile": (0, 1),
    "childhood": (1, 5),
    "juvenile": (5, 15),
    "young-adult": (16, 40),
    "middle-age": (40, 60),
    "late": (60, 120),
}
OLDEST: Final = 120
#: A critical disorder above this share is not excluded.
EXCLUDED_BELOW: Final = 0.005
#: Something excludes a disorder where at least this share of its patients has it.
EXCLUDING: Final = 0.6


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a patient; ids throughout."""

    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()
    #: Test results that were found.
    results: tuple[str, ...] = ()
    #: Test results that were looked for and not found.
    not_results: tuple[str, ...] = ()
    #: Drugs and toxins of the knowledge base to which the patient is exposed.
    drugs: tuple[str, ...] = ()
    #: Years.
    age: float | None = None
    onset_age: float | None = None
    sex: Sex | None = None
    setting: Setting = "neurology"


Sign = Literal["present", "absent", "maybe"]


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
        self._listed = [_listed(p, self.weights) for p in self.profiles]
        self._known = [
            {seen.id for seen in (*p.findings, *p.results) if seen.frequency is not None}
            for p in self.profiles
        ]
        self._tests = [set(p.tests) for p in self.profiles]
        self._test_of = {r: test_id for test_id, rs in _results_of(kb).items() for r in rs}
        self._broader = {f: kb.broader(f) for f in kb.findings}
        self._ruled_out = _ruled_out(kb)
        self._chances: dict[str, list[float | None]] = {}
        self._ratios: dict[Observation, list[float]] = {}

    def chances(self, observation: str) -> list[float | None]:
        """Give P(observation | D) for every disorder, None where its entry does not tell."""
        known = self._chances.get(observation)
        if known is None:
            chance = self._result_chance if observation in self._test_of else self._finding_chance
            known = [chance(number, observation) for number in range(len(self.profiles))]
            self._chances[observation] = known
        return known

    def _finding_chance(self, number: int, finding: str) -> float | None:
        listed = self._listed[number]
        if finding in listed:
            return listed[finding]
        below = [listed[f] for f in self.kb.narrower.get(finding, ()) if f in listed]
        if below:
            return max(below)
        for above in self._broader.get(finding, ()):
            if above in listed:
                share = listed[above]
                return max(self.weights.lowest, share * self.weights.narrowing)
        return None

    def _result_chance(self, number: int, result: str) -> float | None:
        listed = self._listed[number]
        if result in listed:
            return listed[result]
        return self.weights.contrary if self._test_of[result] in self._tests[number] else None

    def background(self, observation: str) -> float:
        """Give P(observation | other causes): its mean over the entries, within bounds."""
        chances = [c for c in self.chances(observation) if c is not None]
        mean = sum(chances) / (len(self.profiles) + 1)
        return min(self.weights.commonest, max(self.weights.rarest, mean))

    def chance(self, number: int, observation: str) -> float:
        """Give P(observation | D), nearly that of other causes where the entry does not tell."""
        known = self.chances(observation)[number]
        return self.background(observation) * self.weights.unmentioned if known is None else known

    def ratios(self, observation: Observation) -> list[float]:
        """Give the log likelihood ratio of an observation for every disorder, tempered."""
        known = self._ratios.get(observation)
        if known is None:
            base = self.background(observation.id)
            known = []
            for number in range(len(self.profiles)):
                chance = self.chance(number, observation.id)
                if observation.sign == "absent":
                    told = self.chances(observation.id)[number] is not None
                    ratio = (1 - chance) / (1 - base) if told else 1.0
                else:
                    ratio = chance / base
                power = self.weights.temper * (
                    self.weights.maybe if observation.sign == "maybe" else 1
                )
                known.append(log(ratio) * power)
            self._ratios[observation] = known
        return known

    def observations(self, case: Case) -> list[Observation]:
        """Give what counts of a case: each thing once, and nothing that another one implies."""
        present = dict.fromkeys((*case.present, *case.maybe))
        implied = {above for f in present for above in self._broader.get(f, ())}
        absent = dict.fromkeys(case.absent)
        denied = {below for f in absent for below in self.kb.narrower.get(f, ())}
        counted = [
            Observation(f, "maybe" if f in case.maybe and f not in case.present else "present")
            for f in present
            if f not in implied
        ]
        counted += [Observation(f, "absent") for f in absent if f not in denied]
        counted += [Observation(r, "present") for r in dict.fromkeys(case.results)]
        counted += [Observation(r, "absent") for r in dict.fromkeys(case.not_results)]
        return sorted(counted)

    def priors(self, setting: Setting) -> list[float]:
        """Give the prior probability of every disorder in a setting; the rest is none of these."""
        power = self.weights.prevalence_power[setting]
        weights = [PREVALENCE[p.prevalence] ** power for p in self.profiles]
        share = (1 - self.weights.background[setting]) / sum(weights)
        return [weight * share for weight in weights]

    def scores(self, case: Case) -> list[float]:
        """Give the log of prior times likelihood ratios for every disorder."""
        scores = [log(prior) for prior in self.priors(case.setting)]
        for observation in self.observations(case):
            for number, ratio in enumerate(self.ratios(observation)):
                scores[number] += ratio
        for number, profile in enumerate(self.profiles):
            scores[number] += log(_age_ratio(profile, case, self.weights)) + log(
                _sex_ratio(profile, case, self.weights)
            )
        for drug in case.drugs:
            for number, ratio in enumerate(self._drug_ratios(drug)):
                scores[number] += log(ratio)
        return scores

    def posterior(self, case: Case) -> list[float]:
        """Give the probability of every disorder, and last that of none of these; they sum to one.

        Raises BadQuery for a case that cannot be.
        """
        check(case, self.kb)
        return shares([*self.scores(case), log(self.weights.background[case.setting])])

    def _drug_ratios(self, drug: str) -> list[float]:
        causes = self.kb.drugs[drug].causes
        return [self.weights.drug_cause if i in causes else 1.0 for i in self.ids]

    def differential(self, case: Case) -> Differential:
        """Rank the candidates of a case and say what each observation did. Raises BadQuery."""
        posterior = self.posterior(case)
        observations = self.observations(case)
        candidates = [
            self._candidate(number, case, observations, share)
            for number, share in enumerate(posterior[:-1])
        ]
        present = [o.id for o in observations if o.sign != "absent"]
        candidates.append(
            Candidate(
                id=NONE_OF_THESE,
                name="None of these",
                probability=posterior[-1],
                critical=False,
                contributions=(
                    Contribution(
                        "prior", "present", self.weights.background[case.setting], explained=True
                    ),
                ),
                unexplained=(),
            )
        )
        candidates.sort(key=lambda c: (-c.probability, c.id))
        return Differential(
            case=case,
            candidates=tuple(candidates),
            critical=self._critical(case, posterior),
            unknown_to_all=tuple(i for i in present if all(c is None for c in self.chances(i))),
        )

    def _candidate(
        self, number: int, case: Case, observations: Sequence[Observation], share: float
    ) -> Candidate:
        profile = self.profiles[number]
        contributions = [
            Contribution("prior", "present", self.priors(case.setting)[number], explained=True)
        ]
        unexplained = []
        for observation in observations:
            chance = self.chances(observation.id)[number]
            explained = chance is not None and chance > self.weights.lowest
            ratio = exp(self.ratios(observation)[number])
            contributions.append(Contribution(observation.id, observation.sign, ratio, explained))
            if observation.sign == "present" and not explained:
                unexplained.append(observation.id)
        for name, ratio in (
            ("age", _age_ratio(profile, case, self.weights)),
            ("sex", _sex_ratio(profile, case, self.weights)),
        ):
            if ratio != 1:
                contributions.append(Contribution(name, "present", ratio, explained=True))
        for drug in case.drugs:
            ratio = self._drug_ratios(drug)[number]
            if ratio != 1:
                contributions.append(Contribution(drug, "present", ratio, explained=True))
        return Candidate(
            id=profile.id,
            name=profile.name,
            probability=share,
            critical=profile.critical,
            contributions=tuple(contributions),
            unexplained=tuple(unexplained),
        )

    def _critical(self, case: Case, posterior: Sequence[float]) -> tuple[Unexcluded, ...]:
        answered = self.answered(case)
        found = [
            Unexcluded(
                id=profile.id,
                name=profile.name,
                probability=posterior[number],
                excluded_by=self._excluders(number, answered),
            )
            for number, profile in enumerate(self.profiles)
            if profile.critical and posterior[number] >= EXCLUDED_BELOW
        ]
        return tuple(sorted(found, key=lambda u: (-u.probability, u.id)))

    def _excluders(self, number: int, answered: set[str]) -> tuple[Excluder, ...]:
        """Give the three things whose absence would speak most against a disorder.

        Only what is known to be frequent can exclude; a guess cannot.
        """
        possible = []
        for observation, chance in self._listed[number].items():
            known = observation in self._known[number]
            if known and observation not in answered and chance > EXCLUDING:
                ratio = exp(self.ratios(Observation(observation, "absent"))[number])
                possible.append(Excluder(observation, chance, ratio))
        return tuple(sorted(possible, key=lambda e: (e.likelihood_ratio, e.id))[:3])

    def answered(self, case: Case) -> set[str]:
        """Give everything that the case tells already, by itself or by what it implies."""
        told = {*case.present, *case.absent, *case.maybe, *case.results, *case.not_results}
        told.update(above for f in case.present for above in self._broader.get(f, ()))
        told.update(below for f in case.absent for below in self.kb.narrower.get(f, ()))
        told.update(ruled_out for f in told.copy() for ruled_out in self._ruled_out.get(f, ()))
        return told


def shares(scores: Sequence[float]) -> list[float]:
    """Turn logarithms of weights into probabilities that sum to one."""
    highest = max(scores)
    weights = [exp(score - highest) for score in scores]
    total = sum(weights)
    return [weight / total for weight in weights]


def _listed(profile: Profile, weights: Weights) -> dict[str, float]:
    """Give P(observation | D) for everything that an entry lists."""
    listed = {f.id: _chance(f, weights.unknown, weights) for f in profile.findings}
    for result in profile.results:
        chance = _chance(result, weights.unknown_result, weights)
        listed[result.id] = max(chance, listed.get(result.id, 0))
    return listed


def _chance(seen: Seen, unknown: float, weights: Weights) -> float:
    """Give a frequency as a chance; a count is drawn towards the middle, the more the smaller it is."""
    if seen.frequency is None:
        return unknown
    known = frequency.parse(seen.frequency)
    share = known.middle
    if known.seen is not None and known.examined is not None:
        share = (known.seen + 0.5) / (known.examined + 1)
    return min(weights.highest, max(weights.lowest, share))


def _results_of(kb: KnowledgeBase) -> dict[str, list[str]]:
    plain = map(kb.tests.plain, kb.tests)
    return {test["id"]: [r["id"] for r in test["results"]] for test in plain}


def _ruled_out(kb: KnowledgeBase) -> dict[str, set[str]]:
    """Give for each finding those that its presence or absence answers too: each other's contrary."""
    pairs: dict[str, set[str]] = {}
    for finding in kb.findings.values():
        for excluded in finding.excludes:
            for other in (excluded, *kb.narrower.get(excluded, ())):
                pairs.setdefault(other, set()).add(finding.id)
            pairs.setdefault(finding.id, set()).update((excluded, *kb.narrower.get(excluded, ())))
    return pairs


def _age_ratio(profile: Profile, case: Case, weights: Weights) -> float:
    """Weigh the age at onset, else the age now: too young, as usual, or later than usual."""
    if not profile.onset or (case.age is None and case.onset_age is None):
        return 1.0
    years = [ONSET_YEARS[band] for band in profile.onset]
    first, last = min(y[0] for y in years), max(y[1] for y in years)
    onset = case.onset_age
    if onset is None:
        onset, last = case.age or 0.0, last + weights.years_to_diagnosis
    if onset < first:
        return weights.too_young
    return weights.typical_age if onset <= last else weights.other_age


def _sex_ratio(profile: Profile, case: Case, weights: Weights) -> float:
    if case.sex is None or profile.sex == "none":
        return 1.0
    if profile.sex.endswith("-only"):
        return weights.preferred_sex if profile.sex == f"{case.sex}-only" else weights.wrong_sex
    return weights.preferred_sex if profile.sex == case.sex else weights.other_sex


def check(case: Case, kb: KnowledgeBase) -> None:
    """Refuse what cannot be. Raises BadQuery for a contradiction or an impossible age."""
    for yes, no in (((*case.present, *case.maybe), case.absent), (case.results, case.not_results)):
        both = sorted(set(yes) & set(no))
        if both:
            raise BadQuery(f"{', '.join(both)}: present and absent at once; give one of them")
    for above in case.absent:
        below = sorted(set(kb.narrower.get(above, ())) & {*case.present, *case.maybe})
        if below:
            raise BadQuery(f"{above} is absent, but {below[0]}, a kind of it, is present")
    for name, years in (("age", case.age), ("onset age", case.onset_age)):
        if years is not None and not 0 <= years <= OLDEST:
            raise BadQuery(f"an {name} of {years:g} years is not possible; give 0 to {OLDEST}")
    if case.age is not None and case.onset_age is not None and case.onset_age > case.age:
        raise BadQuery(f"it cannot have begun at {case.onset_age:g} when the age is {case.age:g}")


def is_empty(case: Case) -> bool:
    """Tell whether a case has no observation at all."""
    return not any((case.present, case.absent, case.maybe, case.results, case.not_results))


def top(candidates: Iterable[Candidate], number: int) -> tuple[Candidate, ...]:
    """Give the likeliest candidates, and none of these with them wherever it stands."""
    kept = []
    for place, candidate in enumerate(candidates):
        if place < number or candidate.id == NONE_OF_THESE:
            kept.append(candidate)
    return tuple(kept)
