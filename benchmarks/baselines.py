"""The rankings that are compared: cramps, and what else one could do with the same knowledge base.

All see the same cases and the same candidates. Only cramps knows *none of these*; the others give it
nothing. Where a score is no probability, p(D) is proportional to exp(sharpness * score), and the
sharpness is the one that gives the cases of the tuning half the highest mean log probability: better
than dividing by the sum, which would leave the similarities of all disorders nearly alike.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from math import log
from statistics import mean
from typing import Final, Protocol

import msgspec
from case_files import PublishedCase
from hpo3_sets import COMBINES, METHODS, Sets
from metrics import Answer, rank

from cramps.knowledge import frequency
from cramps.knowledge.base import KnowledgeBase
from cramps.ranking.differential import Case, Engine, shares

#: hpo3's method is chosen on about so many cases: each takes seconds for all methods.
ENOUGH_TO_CHOOSE: Final = 50
SHARPNESS: Final = (0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 7, 10, 15, 20, 30, 50)


class Ranking(Protocol):
    """Anything that answers a case."""

    @property
    def name(self) -> str:
        """Say which it is."""

    def answer(self, case: Case) -> Answer:
        """Score the disorders and say how probable each is."""


class Cramps:
    """The engine as it is, or with the cases taken as the whole stories that they are."""

    def __init__(self, engine: Engine, *, whole_story: bool = False) -> None:
        self.engine = engine
        self.whole_story = whole_story
        self.name = "cramps --whole-story" if whole_story else "cramps"

    def answer(self, case: Case) -> Answer:
        """Give the posterior; its first part is the scores too."""
        told = msgspec.structs.replace(case, whole_story=self.whole_story)
        found = self.engine.standing(told).shares
        disorders = found[: len(self.engine.ids)]
        return Answer(disorders, [*disorders, sum(found[len(disorders) :])])


class Sharpened:
    """A ranking whose scores are no probabilities until they are sharpened."""

    sharpness = 1.0

    def scores(self, case: Case) -> list[float]:
        """Score every disorder."""
        raise NotImplementedError

    def answer(self, case: Case) -> Answer:
        """Score the disorders and turn the scores into probabilities."""
        scores = self.scores(case)
        return Answer(scores, [*shares([self.sharpness * score for score in scores]), 0.0])

    def fit(self, cases: Sequence[tuple[Case, int]]) -> None:
        """Choose the sharpness on the tuning half."""
        scored = [(self.scores(case), truth) for case, truth in cases]
        self.sharpness = max(SHARPNESS, key=lambda s: _log_likelihood(scored, s))


def _log_likelihood(scored: Sequence[tuple[list[float], int]], sharpness: float) -> float:
    """Give the mean log probability of the truth."""
    return mean(log(shares([sharpness * x for x in xs])[t] + 1e-9) for xs, t in scored)


class Overlap(Sharpened):
    """Count the present findings and results that an entry lists, itself or by a narrower one."""

    name = "overlap count"

    def __init__(self, engine: Engine) -> None:
        self.listed = [set(_listed(engine, number)) for number in range(len(engine.ids))]
        self.narrower = engine.kb.narrower

    def scores(self, case: Case) -> list[float]:
        """Count what is explained."""
        seen = [{f, *self.narrower.get(f, ())} for f in (*case.present, *case.results)]
        return [float(sum(not ids.isdisjoint(one) for one in seen)) for ids in self.listed]


def _listed(engine: Engine, number: int) -> dict[str, str | None]:
    """Give what an entry lists, with its frequency."""
    profile = engine.profiles[number]
    return {
        s.id: s.frequency
        for s in (*profile.results, *profile.findings)
        if not frequency.is_never(s.frequency)
    }


class Similarity(Sharpened):
    """hpo3's set similarity by the method and combination that rank the tuning half best."""

    method, combine = METHODS[0], COMBINES[0]

    def __init__(self, kb: KnowledgeBase) -> None:
        self.sets = Sets(kb)

    @property
    def name(self) -> str:
        """Say which similarity it is."""
        return f"hpo3 {self.method}/{self.combine}"

    def scores(self, case: Case) -> list[float]:
        """Give the similarities."""
        return self.sets.similarities(case, self.method, self.combine)

    def fit(self, cases: Sequence[tuple[Case, int]]) -> None:
        """Choose method, combination and sharpness on the tuning half, every so many-th case of it."""
        cases = cases[:: max(1, len(cases) // ENOUGH_TO_CHOOSE)]

        def success(choice: tuple[str, str]) -> float:
            return mean(1 / rank(self.sets.similarities(c, *choice), t) for c, t in cases)

        choices = ((method, combine) for method in METHODS for combine in COMBINES)
        self.method, self.combine = max(choices, key=success)
        super().fit(cases)


class Lirical:
    """A score like LIRICAL's (Robinson et al. 2020) over our findings, with its documented defaults.

    Likelihood ratio of a present finding: frequency / background, where a missing frequency is 100 %
    and the background is the mean frequency over all candidates; a broader finding takes the highest
    frequency of the narrower ones listed; a narrower one the frequency of the broader, divided by the
    number of its direct kinds at each step; anything else 1/100. Of an absent one: (1 - frequency) /
    (1 - background). All candidates have the same prior; age, sex and drugs are not used. Test
    results, which LIRICAL does not know, are treated as findings.
    """

    name = "LIRICAL-like"
    UNLISTED = 0.01

    def __init__(self, engine: Engine) -> None:
        self.kb = engine.kb
        self.number = len(engine.ids)
        self.listed = [
            {i: 1.0 if f is None else frequency.parse(f).middle for i, f in listed.items()}
            for listed in (_listed(engine, n) for n in range(self.number))
        ]
        self._chances: dict[str, list[float]] = {}

    @cached_property
    def kinds(self) -> dict[str, int]:
        """Count the direct kinds of every finding."""
        number: dict[str, int] = {}
        for finding in self.kb.findings.values():
            for above in finding.broader:
                number[above] = number.get(above, 0) + 1
        return number

    def frequency(self, listed: dict[str, float], observation: str) -> float:
        """Give how often a disorder shows an observation; 0 where nothing tells."""
        ids = (observation, *self.kb.narrower.get(observation, ()))
        known = [listed[i] for i in ids if i in listed]
        if known:
            return max(known)
        if observation not in self.kb.findings:
            return 0.0
        above = self.kb.findings[observation].broader
        return max((self.frequency_above(listed, f) for f in above), default=0.0)

    def frequency_above(self, listed: dict[str, float], finding: str) -> float:
        """Give the share that one kind of a listed finding gets."""
        if finding in listed:
            return listed[finding] / self.kinds[finding]
        above = self.kb.findings[finding].broader
        best = max((self.frequency_above(listed, f) for f in above), default=0.0)
        return best / self.kinds[finding]

    def chances(self, observation: str) -> list[float]:
        """Give the frequency of an observation in every disorder."""
        if observation not in self._chances:
            self._chances[observation] = [self.frequency(one, observation) for one in self.listed]
        return self._chances[observation]

    def answer(self, case: Case) -> Answer:
        """Multiply the likelihood ratios; the posterior is its own probability."""
        scores = [0.0] * self.number
        for observation in _once((*case.present, *case.results)):
            chances = self.chances(observation)
            background = mean(chances) or 1.0
            for number, chance in enumerate(chances):
                scores[number] += log(chance / background if chance else self.UNLISTED)
        for observation in _once(case.absent):
            chances = self.chances(observation)
            background = min(mean(chances), 0.99)
            for number, chance in enumerate(chances):
                scores[number] += log(max(1 - chance, self.UNLISTED) / (1 - background))
        return Answer(scores, [*shares(scores), 0.0])


def _once(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))


def truth_of(engine: Engine, case: PublishedCase) -> int:
    """Give the number of a case's disorder, -1 where it is not in the knowledge base."""
    return engine.ids.index(case.disorder) if case.disorder in engine.ids else -1


def rankings(engine: Engine, tuning: Sequence[PublishedCase]) -> list[Ranking]:
    """Make all rankings; what has to be chosen is chosen on the tuning half, results included."""
    known = [
        (case.as_case(results=with_results), truth_of(engine, case))
        for case in tuning
        if truth_of(engine, case) >= 0
        for with_results in (True, False)
    ]
    overlap, similarity = Overlap(engine), Similarity(engine.kb)
    for one in (overlap, similarity):
        one.fit(known)
    return [Cramps(engine), Cramps(engine, whole_story=True), Lirical(engine), similarity, overlap]
