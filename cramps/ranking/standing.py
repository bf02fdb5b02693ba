"""Where every candidate of a case stands: prior times likelihood ratios, as one share of a whole.

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

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from math import log
from typing import TYPE_CHECKING, Final, NamedTuple

from cramps.cases.case import Case, Setting, check
from cramps.ranking.answer import NONE_OF_THESE
from cramps.ranking.calibration import calibrated, shares
from cramps.ranking.danger import FIRST_POINTED, Danger, DangerRules, rules_of
from cramps.ranking.drug_groups import groups
from cramps.ranking.drugs import LEAST_EXCESS, Suspect, Suspects
from cramps.ranking.evidence import Evidence, Told
from cramps.weighing.assumptions import Weights
from cramps.weighing.disorder_columns import NOTHING, Column, added, whole
from cramps.weighing.likelihood import age_ratio, sex_ratio
from cramps.weighing.tables import Observation, Tables

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase
    from cramps.knowledge.profiles import Outline, Profile

_NONE_NAME: Final = "None of these"
#: A critical disorder is excluded when its odds against other causes fall below this part of where they
#: started. Its share would not do: with every entry more it is smaller from the start.
EXCLUDED_BELOW: Final = 0.1
#: Starts of the sum that an engine remembers.
_MOST_STARTS: Final = 10_000
#: So much, as a logarithm, none of these is ahead where nothing explains the case.
_AHEAD: Final = 1e-6


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
    #: Numbers of the disorders to which a danger points that several things together raised.
    pointed: set[int]
    #: What the likeliest disorder does not explain, where it fits poorly.
    poorly: tuple[str, ...]

    @property
    def taken_unmeasured(self) -> bool:
        """Tell whether a drug is taken that makes cramps, nobody knows how often."""
        return any(s.unmeasured for s in (*self.suspects, *self.harms.values()))


class Standings:
    """The knowledge base as tables of likelihood ratios, and where the candidates of a case stand in them."""

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
        self._raised: tuple[Case | None, tuple[Danger, ...]] = (None, ())
        #: The case that was last asked about, what it tells, and what it leaves untold.
        self._last: tuple[Case | None, Told, list[str]] = (None, Told(set(), set(), set(), {}), [])

    @cached_property
    def dangers(self) -> DangerRules:
        """The rules of danger, made when a case is first asked about."""
        return rules_of(self.kb)

    def raised(self, case: Case) -> tuple[Danger, ...]:
        """Give the dangers that a case raises; of the case that was last asked about they are remembered."""
        if self._raised[0] is not case:
            self._raised = (case, self.dangers.raised(case))
        return self._raised[1]

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
        pointed = self._pointed_to(case)
        for n in pointed:
            scores[n] += log(self.weights.pointed_to)
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
            pointed=pointed,
            poorly=poorly,
        )

    def _pointed_to(self, case: Case) -> set[int]:
        """Give the disorders to which a danger that cannot wait points first, raised by more than one thing.

        What one thing says of a disorder is in its own ratio already.
        """
        found = {
            disorder
            for danger in self.raised(case)
            if danger.urgency == "now" and self._says_several_things(danger)
            for disorder in danger.points_to[:FIRST_POINTED]
        }
        return {n for n, i in enumerate(self.ids) if i in found} if found else set()

    def _says_several_things(self, danger: Danger) -> bool:
        """Tell whether a danger was raised by more than one finding, test or drug; kinds of one are one."""
        relations = self.tables.relations
        ids = {relations.one(i.partition("=")[0]) for i in danger.raised_by} - {"age", "sex"}
        broad = {b for i in ids for b in relations.above.get(i, ())}
        return len({relations.test_of.get(i, i) for i in ids - broad}) > 1

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
            flagged = {i for d in self.raised(case) if d.points_to for i in d.raised_by}
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

    def _total(self, setting: Setting) -> float:
        """Give the sum of the weights before anything is known."""
        return sum(self.tables.prior_weights(setting)) + self.weights.none_of_these[setting]

    def answered(self, case: Case) -> set[str]:
        """Give everything that the case tells already, by itself or by what it implies."""
        return self.evidence.answered(case)
