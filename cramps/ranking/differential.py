"""The differential: how well each disorder explains a case, and why.

What a case is answered: the candidates with what each observation did for them, the dangers, and what is
critical and not yet excluded. How the shares are reckoned: `standing`.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from math import exp, log, prod, sqrt
from typing import Final, NamedTuple

import msgspec

from cramps.cases.case import Case, Setting, Sex, check, is_empty
from cramps.ranking.answer import (
    NONE_OF_THESE,
    Candidate,
    Contribution,
    Differential,
    Excluder,
    Unexcluded,
    top,
)
from cramps.ranking.calibration import LEVEL, calibrated, moved, shares
from cramps.ranking.danger import Possible
from cramps.ranking.standing import EXCLUDED_BELOW, Standing, Standings
from cramps.weighing.assumptions import Weights
from cramps.weighing.disorder_columns import value_of
from cramps.weighing.tables import Observation, Sign

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
    "Standing",
    "Unexcluded",
    "Weights",
    "calibrated",
    "check",
    "is_empty",
    "shares",
    "top",
]

#: A critical disorder of at least this share that leads is told as a danger, though no rule is raised.
_LEADING: Final = 0.2
#: Something excludes a disorder where at least this share of its patients has it.
EXCLUDING: Final = 0.6
#: Half the width of an 80 % interval, in standard deviations.
_WIDTH: Final = 1.28
#: Patients from which on a frequency is counted in many.
_MANY: Final = 20
#: Among the critical that fit, how common each is counts by this share: what is rare must not be missed.
_COMMONNESS: Final = 0.5
#: What is there speaks for a disorder where it multiplies its odds by this at least; as a logarithm.
_SUPPORT: Final = log(1.2)

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


class Engine(Standings):
    """Answers cases from one knowledge base; made once, then asked about many."""

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
        red_flags = self.raised(case)
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
        if number in standing.pointed:
            ratio = self.weights.pointed_to
            contributions.append(Contribution("danger", "present", ratio, explained=True))
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
            low=moved(share, -_WIDTH * spread),
            high=moved(share, _WIDTH * spread),
            counted=counted,
            goes_with=self._goes_with(number, case),
            drug=standing.harms[number].effect if number in standing.harms else None,
        )

    def _goes_with(self, number: int, case: Case) -> tuple[str, ...]:
        """Give the disorders that are there by a result which the entry of another lists."""
        tables = self.tables
        there = self.evidence.read(case).there.intersection(tables.definers)
        found = {n for r in there if number in tables.goes_with(r) for n in tables.definers[r]}
        return tuple(self.ids[n] for n in sorted(found))

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
            if abs(ratio - 1) > LEVEL:
                more = Contribution("calibration", "present", ratio, explained=True)
                contributions = (*candidate.contributions, more)
                found.append(msgspec.structs.replace(candidate, contributions=contributions))
            else:
                found.append(candidate)
        return tuple(found)

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
            if abs(fit - 1) > LEVEL:
                contributions.append(Contribution("poor-fit", "present", fit, explained=True))
        return Candidate(
            id=standing.ids[number],
            name=standing.names[number],
            probability=share,
            critical=False,
            contributions=tuple(contributions),
            unexplained=(),
            low=moved(share, -_WIDTH * self.weights.spread_unknown),
            high=moved(share, _WIDTH * self.weights.spread_unknown),
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

    def _given(self, number: int, case: Case) -> list[Contribution]:
        """Give what age, sex and drugs do for a disorder."""
        given = self._given_ratios(self.outlines[number], case)
        untold = case.age is None and case.onset_age is None
        return [
            Contribution(i, "untold" if i == "age" and untold else "present", ratio, explained=True)
            for i, ratio in given
        ]


def _only_maybe(case: Case) -> set[str]:
    return set(case.maybe) - set(case.present)
