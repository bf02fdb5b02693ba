"""The differential: how well each disorder explains a case, and why.

Naive Bayes over the disorders of the knowledge base, the drugs that are taken, and one more candidate, *none
of these*. For a disorder D and an observation f the likelihood ratio is P(f | D) / P(f | other causes of
cramps); the odds against *none of these* are those before times all ratios (Bayes' theorem; LIRICAL works in
the same frame). What differs from LIRICAL, on purpose:

- an unknown frequency is 25 %, that of a sign 15 %, never 100 %;
- an observation that an entry does not mention counts against it a little (about one half), not 1/100;
  a normal finding or result counts for nothing, or against what it contradicts;
- what is there runs up to what it is a kind of, and counts once; what is denied runs down, and so does what
  an entry excludes; a kind never helps a disorder against which the broad finding speaks;
- what is absent counts against a disorder in proportion to how often it is there;
- in a whole story, what a disorder nearly always has and nobody mentions counts against it: it would
  often have been told;
- the other causes are a fixed set of common ones and people at large, so an entry more moves nothing among
  the rest; *none of these* takes its share, and comes first where the likeliest fits poorly;
- all ratios together are tempered: findings of one patient are not independent.

``Weights`` holds every assumption; its defaults were chosen on the tuning half of ``benchmarks/cases``.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from math import exp, log, log1p, prod, sqrt
from operator import mul
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from cramps.cases.case import Case, Setting, Sex, check, is_empty
from cramps.ranking.danger import Calm, Danger, DangerRules, Possible, rules_of
from cramps.ranking.drug_groups import groups
from cramps.ranking.drugs import LEAST_EXCESS, Effect, Suspect, Suspects
from cramps.ranking.evidence import Evidence, Told
from cramps.weighing.assumptions import Weights
from cramps.weighing.disorder_columns import NOTHING, Column, added, value_of, whole
from cramps.weighing.likelihood import age_ratio, sex_ratio
from cramps.weighing.tables import Observation, Sign, Tables

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase
    from cramps.knowledge.profiles import Outline, Profile

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
    "calibrated",
    "check",
    "is_empty",
    "shares",
    "top",
]

NONE_OF_THESE: Final = "none-of-these"
_NONE_NAME: Final = "None of these"
#: A critical disorder of at least this share that leads is told as a danger, though no rule is raised.
_LEADING: Final = 0.2
#: A critical disorder is excluded when its odds against other causes fall below this part of where they
#: started. Its share would not do: with every entry more it is smaller from the start.
EXCLUDED_BELOW: Final = 0.1
#: Starts of the sum that an engine remembers.
_MOST_STARTS: Final = 10_000
#: Something excludes a disorder where at least this share of its patients has it.
EXCLUDING: Final = 0.6
#: Half the width of an 80 % interval, in standard deviations.
_WIDTH: Final = 1.28
#: Patients from which on a frequency is counted in many.
_MANY: Final = 20


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
    """A disorder, a drug that is taken, or none of these, with its share."""

    id: str
    name: str
    probability: float
    critical: bool
    contributions: tuple[Contribution, ...]
    #: Present findings and results that the candidate does not explain; what is normal wants no explanation.
    unexplained: tuple[str, ...]
    #: Between these the share lies in four of five, as far as the frequencies behind it are known.
    low: float = 0.0
    high: float = 1.0
    #: Part of the evidence for and against that rests on frequencies counted in 20 patients or more.
    counted: float = 0.0
    #: What a drug does, where the candidate is one: review it first.
    drug: Effect | None = None


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
    #: What all that is there multiplies its odds by; what is denied does not count: it may yet come.
    support: float = 1.0
    #: It explains half at least of what is there and wants a cause, and that speaks for it.
    fits: bool = False


class Differential(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to a case."""

    case: Case
    #: The dangers that the case raises, whatever the ranking says, the most urgent first.
    red_flags: tuple[Danger, ...] = ()
    #: Those that cannot wait, and that the case would raise if what is not sure is there: told under an
    #: "if", or the nearest to words that were not understood.
    perhaps: tuple[Possible, ...] = ()
    #: Where there is none and all is ordinary: that no test is needed, why, and when to come back.
    calm: Calm | None = None
    #: All candidates, the likeliest first; none of these is among them.
    candidates: tuple[Candidate, ...]
    #: Those that fit come first: what is there orders them, and by half how common they are.
    critical: tuple[Unexcluded, ...]
    #: Observations that no disorder of the knowledge base explains.
    unknown_to_all: tuple[str, ...]
    #: What is there and the likeliest disorder does not explain, where that is most of it: nothing here
    #: explains the case well. Empty where one does.
    poorly_explained: tuple[str, ...] = ()


class Standing(NamedTuple):
    """Where the candidates of a case stand: disorders in their order, drugs, and last none of these."""

    ids: list[str]
    names: list[str]
    #: Logarithms of prior times ratios.
    scores: list[float]
    #: Probabilities that sum to one; that of the first is as often right as it says.
    shares: list[float]
    suspects: list[Suspect]
    #: Number of a disorder that is the harm of a drug which is taken -> that drug.
    harms: dict[int, Suspect]
    #: What the likeliest disorder does not explain, where it fits poorly.
    poorly: tuple[str, ...]

    @property
    def taken_unmeasured(self) -> bool:
        """Tell whether a drug is taken that makes cramps, nobody knows how often."""
        return any(s.unmeasured for s in (*self.suspects, *self.harms.values()))


#: Observations under the words that were told, each with its parts and their ratios for every disorder.
Worded = list[tuple[Observation, list[tuple[Observation, list[float]]]]]


class _Reasons(NamedTuple):
    """What of a case the contributions to all candidates are made of."""

    priors: list[float]
    weighed: Worded
    #: Ids of what was told to be there.
    told: set[str]
    #: Finding whose silence counts -> what it does for every disorder.
    untold: dict[str, list[float]]


class Engine:
    """The knowledge base as tables of likelihood ratios; made once, then asked about many cases."""

    def __init__(self, kb: KnowledgeBase, weights: Weights | None = None) -> None:
        self.kb = kb
        self.weights = weights or Weights()
        self.tables = Tables(kb, self.weights)
        self.outlines = self.tables.outlines
        self.ids = [o.id for o in self.outlines]
        self.names = [o.name for o in self.outlines]
        self.evidence = Evidence(kb, self.tables.relations)
        self._suspects = Suspects(kb, self.evidence, self.tables)
        self._idiopathic = [n for n, o in enumerate(self.outlines) if o.group == "idiopathic"]
        self._critical_ones = [n for n, o in enumerate(self.outlines) if o.critical]
        self._toxic = [n for n, o in enumerate(self.outlines) if o.group == "drug-toxic"]
        self._starts: dict[object, list[float]] = {}
        #: The case that was last asked about, what it tells, and what it leaves untold.
        self._last: tuple[Case | None, Told, list[str]] = (None, Told(set(), set(), set(), {}), [])

    @cached_property
    def dangers(self) -> DangerRules:
        """The rules of danger, made when a case is first asked about."""
        return rules_of(self.kb)

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """The disorders with all that they list."""
        return self.tables.profiles

    @cached_property
    def _untold_always(self) -> dict[str, Column]:
        """What the silence about a finding does in any story.

        Who takes the drug or has the disease that an entry takes for granted says so with the complaint.
        """
        circumstances = self.tables.relations.circumstances
        return {f: silent for f, silent in self.tables.untold.items() if f in circumstances}

    def _silent(self, case: Case) -> dict[str, Column]:
        """Give what silence does for every disorder, by the finding that a case may leave untold."""
        return self.tables.untold if case.whole_story else self._untold_always

    def _silences(self, case: Case) -> dict[str, list[float]]:
        """Give what the silence of a case does for every disorder, by the finding that is not told."""
        silent = self._silent(case)
        return {f: whole(silent[f], self.tables.silence_power) for f in self.untold(case)}

    def name_of(self, candidate: str) -> str:
        """Name a candidate."""
        if candidate == NONE_OF_THESE:
            return _NONE_NAME
        return self.kb.name("disorders", candidate) if candidate in self.kb.disorders else candidate

    def chances(self, observation: str) -> list[float | None]:
        """Give P(observation | D) for every disorder, None where its entry does not tell."""
        return self.tables.chances(observation)

    def background(self, observation: str, setting: Setting = "neurology") -> float:
        """Give P(observation | other causes), within bounds."""
        return self.tables.background(observation, setting)

    def chance(self, number: int, observation: str, setting: Setting = "neurology") -> float:
        """Give P(observation | D), nearly that of other causes where the entry does not tell."""
        return self.tables.chance(number, observation, setting)

    def background_now(self, observation: str, case: Case, there: set[str]) -> float:
        """Give P(observation | none of these, what is there).

        Who has weakness has foot drop more often than who may have none; ``there`` is what is known.
        """
        setting, above = case.setting, self.tables.relations.above.get(observation, ())
        whole = self.background(observation, setting)
        broad = min((self.background(b, setting) for b in above if b in there), default=1.0)
        whole /= self.tables.rarer_elsewhere(observation, None)
        return min(self.weights.highest, whole / max(broad, whole))

    def chances_now(self, observation: str, case: Case, there: set[str]) -> list[float]:
        """Give P(observation | D, what is there) of every disorder, as `background_now` of the others."""
        setting, above = case.setting, self.tables.relations.above.get(observation, ())
        everyone, highest = range(len(self.ids)), self.weights.highest
        wholes = self.tables.chances_in(observation, setting)
        if self.tables.defines(observation):
            wholes = [wholes[n] / self.tables.rarer_elsewhere(observation, n) for n in everyone]
        columns = [self.tables.chances_in(b, setting) for b in above if b in there]
        broads = list(map(min, zip([1.0] * len(wholes), *columns, strict=True)))
        return [min(highest, wholes[n] / max(broads[n], wholes[n])) for n in everyone]

    def ratios(self, observation: Observation, setting: Setting = "neurology") -> list[float]:
        """Give the log likelihood ratio of an observation for every disorder, as it enters the sum."""
        return self.tables.ratios(observation, setting)

    def observations(self, case: Case) -> list[Observation]:
        """Give what counts of a case: what it tells and what follows, each thing once."""
        return self.evidence.observations(case)

    def weighed(self, case: Case) -> list[tuple[Observation, list[float]]]:
        """Give what counts of a case with its log likelihood ratios as they enter the sum."""
        return [(o, self.ratios(o, case.setting)) for o in self.observations(case)]

    def priors(self, setting: Setting) -> list[float]:
        """Give the prior probability of every disorder in a setting; the rest is none of these."""
        total = self._total(setting)
        return [weight / total for weight in self.tables.prior_weights(setting)]

    def scores(self, case: Case) -> list[float]:
        """Give the log of prior times likelihood ratios for every disorder."""
        ratios = (ratios for _, ratios in self.weighed(case))
        silences = self._silences(case).values()
        return list(map(sum, zip(self._start(case), *ratios, *silences, strict=True)))

    def untold(self, case: Case) -> list[str]:
        """Give the findings whose silence counts: no one said whether they are there, nor what tells it."""
        told = self.answered(case)
        return [f for f in self._silent(case) if f not in told]

    def change(self, case: Case, observation: Observation) -> Column:
        """Give the log of what the odds of every disorder are multiplied by if this is told too."""
        if self._last[0] is not case:
            self._last = (case, self.evidence.read(case), self.untold(case))
        _, told, silent = self._last
        parts = [
            (sign, self.tables.column(o, case.setting))
            for sign, o in self.evidence.steps(told, observation)
        ]
        if silent:
            answers = self.evidence.answers_of(observation)
            parts += [(-1, self._silent(case)[f]) for f in silent if f in answers]
        return added(parts, self.tables.silence_power) if parts else NOTHING

    def _start(self, case: Case) -> list[float]:
        """Give the log of prior, age, sex and drugs: the same for many cases of a stream."""
        key = (case.setting, case.age, case.onset_age, case.sex, case.drugs)
        known = self._starts.get(key)
        if known is None:
            if len(self._starts) >= _MOST_STARTS:
                self._starts.clear()
            known = [log(weight) for weight in self.tables.prior_weights(case.setting)]
            for number, outline in enumerate(self.outlines):
                for _, ratio in self._given_ratios(outline, case):
                    known[number] += log(ratio)
            self._starts[key] = known
        return known

    def _given(self, number: int, case: Case) -> list[Contribution]:
        """Give what age, sex and drugs do for a disorder."""
        given = self._given_ratios(self.outlines[number], case)
        untold = case.age is None and case.onset_age is None
        return [
            Contribution(i, "untold" if i == "age" and untold else "present", ratio, explained=True)
            for i, ratio in given
        ]

    def _given_ratios(self, outline: Outline, case: Case) -> Iterator[tuple[str, float]]:
        """Give the likelihood ratios other than 1 of age, sex and drugs."""
        if (age := age_ratio(outline, case.age, case.onset_age, self.weights)) != 1:
            yield "age", age
        if (sex := sex_ratio(outline, case.sex, self.weights)) != 1:
            yield "sex", sex
        for drug in sorted(set(case.drugs)):
            if (ratio := self._drug_ratio(drug, outline.id)) != 1:
                yield drug, ratio

    def _drug_ratio(self, drug: str, disorder: str) -> float:
        if self.evidence.circumstances_of(drug):
            return 1.0  # one that is a finding counts as such
        taken = (self.kb.drugs[d] for d in groups(self.kb, drug))
        return self.weights.drug_cause if any(disorder in t.causes for t in taken) else 1.0

    def standing(self, case: Case) -> Standing:
        """Tell where every candidate of a case stands. Raises BadQuery for a case that cannot be."""
        check(case, self.kb)
        observations = self.observations(case)
        ratios = (self.ratios(o, case.setting) for o in observations)
        silences = self._silences(case).values()
        columns = zip(self._start(case), *ratios, *silences, strict=True)
        scores = [float(sum(column)) for column in columns]
        taken = self._suspects.of(case)
        own, harms = self._with_drugs(case, taken, observations, scores)
        suspects, drugs = [s for s, _ in own], [score for _, score in own]
        to_explain = self._to_explain(case)
        # A cause that is not here explains some of everything that is there.
        unlisted = self.weights.unlisted * self.weights.temper * sum(to_explain.values())
        none = log(self.weights.none_of_these[case.setting]) + unlisted
        poorly = self._poorly_explained(case, to_explain, scores)
        if poorly or self._is_without_complaint(to_explain):  # nothing here explains it well: first
            none = max(none, *scores, *drugs) + _AHEAD
        everyone = [*scores, *drugs, none]
        return Standing(
            ids=[*self.ids, *(s.id for s in suspects), NONE_OF_THESE],
            names=[*self.names, *(s.name for s in suspects), _NONE_NAME],
            scores=everyone,
            shares=calibrated(shares(everyone), self.weights.sureness),
            suspects=suspects,
            harms=harms,
            poorly=poorly,
        )

    def _with_drugs(
        self,
        case: Case,
        suspects: list[Suspect],
        observations: list[Observation],
        scores: list[float],
    ) -> tuple[list[tuple[Suspect, float]], dict[int, Suspect]]:
        """Give the drugs with no entry of their own, scored, and the disorders that stand for the others.

        A cramp that a drug makes looks like one without a cause: of those who have cramps on it, as many as
        its ratio exceeds one have them from it, for each who would have had them anyway. Where nobody
        measured the ratio, nothing is without a cause so easily while the drug is taken.
        """
        found: list[tuple[Suspect, float]] = []
        harms: dict[int, Suspect] = {}
        like = max((scores[n] for n in self._idiopathic), default=None)
        for s in suspects:
            score = self._suspects.score(s, case, observations)
            if s.cramps and like is not None:
                score = max(score, like + log(max(LEAST_EXCESS, s.ratio - 1)))
            mine = [n for n in self._toxic if self.ids[n] in s.causes]
            for n in mine:  # the drug has an entry of its own, which stands for it
                scores[n] = max(scores[n], score)
                if n not in harms or harms[n].ratio < s.ratio:
                    harms[n] = s
            if not mine:
                found.append((s, score))
        if any(s.unmeasured for s in suspects):
            for n in self._idiopathic:
                scores[n] += log(self.weights.idiopathic_on_drug)
        return found, harms

    def _to_explain(self, case: Case) -> dict[str, float]:
        """Give what is there and wants a cause, with how rare it is among other causes, as a logarithm.

        Normal findings and circumstances want none, and of a finding and its kind only the kind.
        """
        relations = self.tables.relations
        everything = {relations.one(i) for i in (*case.present, *case.results)}
        implied = {b for i in everything for b in relations.above.get(i, ())}
        return {
            i: -log(self.background(i, case.setting))
            for i in sorted({*case.present, *case.results})
            if relations.one(i) not in implied
            and relations.one(i) not in relations.normal
            and relations.one(i) not in relations.circumstances
        }

    def _poorly_explained(
        self, case: Case, weight: Mapping[str, float], scores: Sequence[float]
    ) -> tuple[str, ...]:
        """Give what the likeliest disorder leaves unexplained, where that is most of what is there.

        Findings count by ``weight``.
        """
        if not weight or not scores:
            return ()
        best = max(range(len(scores)), key=lambda n: scores[n])
        missing = tuple(i for i in weight if not self.explains(best, i))
        if self._leaves_too_much(missing, weight):
            # What a danger that points to one of the disorders was raised by is explained by that.
            flagged = {i for d in self.dangers.raised(case) if d.points_to for i in d.raised_by}
            missing = tuple(i for i in missing if i not in flagged)
        return missing if self._leaves_too_much(missing, weight) else ()

    def _is_without_complaint(self, weight: Mapping[str, float]) -> bool:
        """Tell whether all that is there is what brings something on, and of what is brought on nothing."""
        findings = self.kb.findings
        return bool(weight) and all(i in findings and findings[i].kind == "trigger" for i in weight)

    def _leaves_too_much(self, missing: Sequence[str], weight: Mapping[str, float]) -> bool:
        """Tell whether less is explained than in a case that fits."""
        explained = 1 - sum(weight[i] for i in missing) / sum(weight.values())
        return explained < self.weights.poor_fit

    def explains(self, number: int, observation: str) -> bool:
        """Tell whether an entry lists an observation, a kind of it, or what it is a kind of."""
        observation = self.tables.relations.one(observation)
        if number in self.tables.for_others.get(observation, ()):
            return False
        chance = self.tables.chances(observation)[number]
        if chance is not None:
            told = self.tables.told_of(number, observation)
            return chance > self.weights.lowest and not (told and told.never)
        above = self.tables.relations.above.get(observation, ())
        entry = self.tables.listed[number]
        return any(b in entry and not entry[b].never for b in above)

    def posterior(self, case: Case) -> list[float]:
        """Give the probability of every disorder, and last that of none of these; they sum to one.

        As the ratios make it: before it is calibrated, and before what is there counts for none of these.
        What a drug that is taken may explain is none of these disorders. Raises BadQuery for a case that cannot be.
        """
        none = log(self.weights.none_of_these[case.setting])
        found = shares([*self.standing(case).scores[:-1], none])
        disorders = found[: len(self.ids)]
        return [*disorders, sum(found[len(self.ids) :])]

    def not_excluded(self, case: Case, scores: Sequence[float] | None = None) -> list[int]:
        """Give the critical disorders whose odds have not fallen far below where they started."""
        found = self.scores(case) if scores is None else scores
        weights = self.tables.prior_weights(case.setting)
        least = log(EXCLUDED_BELOW)
        return [n for n in self._critical_ones if found[n] - log(weights[n]) >= least]

    def differential(
        self, case: Case, most: int | None = None, *, excluders: bool = True
    ) -> Differential:
        """Rank the candidates of a case and say what each observation did.

        With ``most`` only so many candidates are given, and none of these with them wherever it stands; without
        ``excluders`` it is not told what would exclude the critical ones, which takes longest to find.
        Raises BadQuery for a case that cannot be.
        """
        standing = self.standing(case)
        reasons = _Reasons(
            priors=self.priors(case.setting),
            weighed=self._worded(case),
            told={*case.present, *case.results, *self.evidence.circumstances(case)},
            untold=self._silences(case),
        )
        order = sorted(
            range(len(standing.ids)), key=lambda n: (-standing.shares[n], standing.ids[n])
        )
        if most is not None:
            none = len(standing.ids) - 1
            order = [n for place, n in enumerate(order) if place < most or n == none]
        told = dict.fromkeys((*case.present, *self.evidence.circumstances(case), *case.results))
        red_flags = self.dangers.raised(case)
        calm = None if red_flags else self.dangers.calm(case)
        candidates = self._calibrated(
            [self._candidate(n, case, reasons, standing) for n in order], order, standing
        )
        perhaps = self.dangers.perhaps(case)
        if not (red_flags or calm or perhaps):
            perhaps = self._leading(candidates, case)
        return Differential(
            case=case,
            red_flags=red_flags,
            perhaps=perhaps,
            calm=calm,
            candidates=candidates,
            critical=self._critical(case, standing, reasons.weighed, excluders=excluders),
            unknown_to_all=tuple(
                i
                for i in (*sorted(told), *sorted(set(case.maybe) - set(told)))
                if self._is_known_to_none(i, told)
            ),
            poorly_explained=standing.poorly,
        )

    def _leading(self, candidates: Sequence[Candidate], case: Case) -> tuple[Possible, ...]:
        """Give the danger of a critical disorder that leads, where nothing that is told raises one."""
        first = max(candidates, key=lambda c: c.probability, default=None)
        if first is None or not first.critical or first.probability < _LEADING:
            return ()
        possible = self.dangers.pointing_to(first.id, case)
        return () if possible is None else (possible,)

    def _is_known_to_none(self, observation: str, told: Container[str]) -> bool:
        """Tell whether no entry speaks of what is there, nor of the broader thing that is there with it.

        What is normal needs no entry.
        """
        if self.tables.relations.one(observation) in self.tables.relations.normal:
            return False
        above = self.tables.relations.above.get(observation, ())
        said = (observation, *(broad for broad in above if broad in told))
        return all(chance is None for one in said for chance in self.chances(one))

    def _worded(self, case: Case) -> Worded:
        """Give the weighed observations under the words that were told.

        What only one told finding implies counts under that one; what several imply stands for itself.
        """
        words = self.evidence.read(case).words
        found: dict[Observation, list[tuple[Observation, list[float]]]] = {}
        for o, ratios in self.weighed(case):
            word = words.get(o.id)
            if word is None:
                tellers = self.evidence.tellers(case, o.id)
                word = tellers[0] if len(tellers) == 1 else o.id
            sign: Sign = "maybe" if o.sign == "present" and word in _only_maybe(case) else o.sign
            found.setdefault(Observation(word, sign), []).append((o, ratios))
        return sorted(found.items(), key=lambda item: item[0])

    def _candidate(
        self,
        number: int,
        case: Case,
        reasons: _Reasons,
        standing: Standing,
    ) -> Candidate:
        share = standing.shares[number]
        if number >= len(self.ids):
            return self._other_candidate(number, case, standing)
        outline, normal = self.outlines[number], self.tables.relations.normal
        contributions = [Contribution("prior", "present", reasons.priors[number], explained=True)]
        unexplained = []
        for observation, parts in reasons.weighed:
            explained = self.explains(number, observation.id)
            ratio = exp(sum(ratios[number] for _, ratios in parts))
            contributions.append(Contribution(observation.id, observation.sign, ratio, explained))
            told = observation.sign == "present" and observation.id in reasons.told
            if told and not explained and observation.id not in normal:
                unexplained.append(observation.id)
        contributions += [
            Contribution(finding, "untold", exp(silent[number]), explained=True)
            for finding, silent in reasons.untold.items()
            if silent[number]
        ]
        contributions += self._given(number, case)
        if number in self._idiopathic and standing.taken_unmeasured:
            ratio = self.weights.idiopathic_on_drug
            contributions.append(Contribution("drug-taken", "present", ratio, explained=False))
        if number in standing.harms:  # where the drug fits better than the entry, its score counts
            so_far = self._total(case.setting) * prod(c.likelihood_ratio for c in contributions)
            ratio = exp(standing.scores[number]) / so_far
            contributions.append(Contribution("fit", "present", ratio, explained=True))
        spread, counted = self._sureness(
            number, [o for _, parts in reasons.weighed for o, _ in parts], case
        )
        return Candidate(
            id=outline.id,
            name=outline.name,
            probability=share,
            critical=outline.critical,
            contributions=tuple(contributions),
            unexplained=tuple(unexplained),
            low=_moved(share, -_WIDTH * spread),
            high=_moved(share, _WIDTH * spread),
            counted=counted,
            drug=standing.harms[number].effect if number in standing.harms else None,
        )

    def _calibrated(
        self, candidates: list[Candidate], order: Sequence[int], standing: Standing
    ) -> tuple[Candidate, ...]:
        """Tell what calibration does for each candidate's odds against none of these."""
        scores, told = standing.scores, standing.shares
        if not told[-1]:
            return tuple(candidates)
        found = []
        for candidate, number in zip(candidates, order, strict=True):
            ratio = told[number] / told[-1] / exp(scores[number] - scores[-1])
            if abs(ratio - 1) > _LEVEL:
                more = Contribution("calibration", "present", ratio, explained=True)
                contributions = (*candidate.contributions, more)
                found.append(msgspec.structs.replace(candidate, contributions=contributions))
            else:
                found.append(candidate)
        return tuple(found)

    def _total(self, setting: Setting) -> float:
        """Give the sum of the weights before anything is known."""
        return sum(self.tables.prior_weights(setting)) + self.weights.none_of_these[setting]

    def _other_candidate(self, number: int, case: Case, standing: Standing) -> Candidate:
        """Make the candidate of a drug, or of none of these."""
        total = self._total(case.setting)
        scores, share = standing.scores, standing.shares[number]
        none = self.weights.none_of_these[case.setting]
        contributions = [Contribution("prior", "present", none / total, explained=True)]
        drug = None
        if number < len(scores) - 1:
            suspect = standing.suspects[number - len(self.ids)]
            drug = suspect.effect
            prior = exp(self._suspects.prior(suspect, case)) / total
            fit = exp(scores[number]) / (prior * total)
            contributions = [
                Contribution("prior", "present", prior, explained=True),
                Contribution("fit", "present", fit, explained=True),
            ]
        else:
            fit = exp(scores[number]) / none
            if abs(fit - 1) > _LEVEL:
                contributions.append(Contribution("poor-fit", "present", fit, explained=True))
        return Candidate(
            id=standing.ids[number],
            name=standing.names[number],
            probability=share,
            critical=False,
            contributions=tuple(contributions),
            unexplained=(),
            low=_moved(share, -_WIDTH * self.weights.spread_unknown),
            high=_moved(share, _WIDTH * self.weights.spread_unknown),
            drug=drug,
        )

    def _sureness(
        self, number: int, observations: Sequence[Observation], case: Case
    ) -> tuple[float, float]:
        """Give the standard deviation of a disorder's log odds, and how much of them rests on counts."""
        variance, weight, counted = 0.0, 0.0, 0.0
        for o in observations:
            told = self.tables.told_of(number, o.id)
            spread = self.weights.spread_unmentioned if told is None else told.spread
            ratio = self.ratios(o, case.setting)[number]
            if ratio:
                variance += spread**2
                weight += abs(ratio)
                counted += abs(ratio) if told is not None and told.examined >= _MANY else 0.0
        return sqrt(variance) * self.weights.temper, counted / weight if weight else 0.0

    def _critical(
        self, case: Case, standing: Standing, weighed: Worded, *, excluders: bool
    ) -> tuple[Unexcluded, ...]:
        answered, weight = self.answered(case), self._to_explain(case)
        start = self._start(case)
        normal = self.tables.relations.normal  # what is normal is a denial in other words
        there = [
            ratios
            for told, parts in weighed
            for one, ratios in parts
            if told.sign == "present" and one.id not in normal
        ]
        found = []
        for n in self.not_excluded(case, standing.scores):
            support = sum(ratios[n] for ratios in there)
            fits = support > _SUPPORT and self._explains_half(n, weight)
            told = Unexcluded(
                id=self.ids[n],
                name=self.names[n],
                probability=standing.shares[n],
                excluded_by=self._excluders(n, case, answered) if excluders else (),
                support=exp(support),
                fits=fits,
            )
            place = (0, -(start[n] * _COMMONNESS + support)) if fits else (1, -told.probability)
            found.append((place, told.id, told))
        return tuple(told for *_, told in sorted(found, key=lambda one: one[:2]))

    def _explains_half(self, number: int, weight: Mapping[str, float]) -> bool:
        """Tell whether a disorder explains half of what is there, findings counting by ``weight``."""
        missing = [i for i in weight if not self.explains(number, i)]
        return bool(weight) and not self._leaves_too_much(missing, weight)

    def _excluders(self, number: int, case: Case, answered: set[str]) -> tuple[Excluder, ...]:
        """Give the three things whose absence would speak most against a disorder.

        Only what is known to be frequent can exclude; a guess cannot.
        """
        possible = []
        for observation, told in self.tables.listed[number].items():
            if not told.known or observation in answered:
                continue
            denied = self.tables.denied_chance(number, observation)
            if denied and denied > EXCLUDING:
                absence = Observation(observation, "absent")
                change = self.change(case, absence)
                ratio = exp(value_of(change, number, self.tables.silence_power))
                if ratio < 1:
                    possible.append(Excluder(observation, denied, ratio))
        return tuple(sorted(possible, key=lambda e: (e.likelihood_ratio, e.id))[:3])

    def answered(self, case: Case) -> set[str]:
        """Give everything that the case tells already, by itself or by what it implies."""
        return self.evidence.answered(case)


#: Calibration raises shares to powers between these.
_BLUNTEST: Final = 0.1
_SHARPEST: Final = 3.0
#: Steps of Newton's method at most, and what they need not tell apart.
_MOST_STEPS: Final = 30
_LEVEL: Final = 1e-9
#: Among the critical that fit, how common each is counts by this share: what is rare must not be missed.
_COMMONNESS: Final = 0.5
#: What is there speaks for a disorder where it multiplies its odds by this at least; as a logarithm.
_SUPPORT: Final = log(1.2)
#: So much, as a logarithm, none of these is ahead where nothing explains the case.
_AHEAD: Final = 1e-6


def _only_maybe(case: Case) -> set[str]:
    return set(case.maybe) - set(case.present)


def _moved(share: float, by: float) -> float:
    """Move a share by a step of its log odds."""
    if not 0 < share < 1:
        return share
    return 1 / (1 + (1 - share) / share * exp(-by))


def shares(scores: Sequence[float]) -> list[float]:
    """Turn logarithms of weights into probabilities that sum to one."""
    highest = max(scores)
    weights = [exp(score - highest) for score in scores]
    total = sum(weights)
    return [weight / total for weight in weights]


def calibrated(found: Sequence[float], sureness: float) -> list[float]:
    """Bring the first share to what is right as often as it says, all others by the same power.

    The log odds of the first against all the rest are multiplied by ``sureness``, a number between 0 and 1:
    findings that hang together make a high share too sure, and many candidates that nothing speaks for a
    low one too small. A power of all shares keeps their order, and equal ones equal; it stays within
    bounds, so where several lead alike the first is raised less. Newton's method on the concave logarithm
    of the first share.
    """
    best = max(found)
    if not 0 < best < 1:
        return list(found)
    # minus the log of the share that the first shall have.
    wanted = log1p(((1 - best) / best) ** sureness)
    behind = [log(share / best) for share in found if share > 0]
    power = 1.0
    for _ in range(_MOST_STEPS):
        weights = [exp(power * b) for b in behind]
        total = sum(weights)
        slope = -sum(map(mul, weights, behind)) / total
        if slope < _LEVEL:
            break  # all that weigh anything are alike
        before, power = power, power + (log(total) - wanted) / slope
        power = min(_SHARPEST, max(_BLUNTEST, power))
        if abs(power - before) < _LEVEL:
            break
    powers = iter([exp(power * b) for b in behind])
    weights = [next(powers) if share > 0 else 0.0 for share in found]
    total = sum(weights)
    return [weight / total for weight in weights]


def top(candidates: Iterable[Candidate], number: int) -> tuple[Candidate, ...]:
    """Give the likeliest candidates, and none of these with them wherever it stands."""
    placed = enumerate(candidates)
    return tuple(c for place, c in placed if place < number or c.id == NONE_OF_THESE)
