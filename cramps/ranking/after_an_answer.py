"""Where the candidates of a case would stand after an answer.

For most disorders, whose entries do not speak of what is asked, one answer does the same as the next. So the
sums over all of them are made once for each slope (see `weighing.disorder_columns`), and an answer costs what the
disorders cost whose entries speak of it: their share of the sum is taken away, and what the answer makes
of it is added.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from heapq import nsmallest
from itertools import islice
from math import exp, log, log2
from typing import Final, NamedTuple

from cramps.weighing.disorder_columns import Column

#: Where so little is left of all candidates, the sum that is left is reckoned anew: of a difference of large
#: numbers too few figures would be sure.
_LITTLE: Final = 1e-6
_LOG_2: Final = log(2)


class After(NamedTuple):
    """What is left after an answer, before it is shared out anew."""

    #: The sum of the weights: of each candidate its share before times its ratio.
    total: float
    #: The sum of each weight times its logarithm to the base of two.
    terms: float

    @property
    def entropy(self) -> float:
        """The entropy of the new shares, in bits."""
        return log2(self.total) - self.terms / self.total


#: Disorders that a reader is told of after an answer; none of these can be one of the first as well.
_TOLD: Final = 3


class _Alike:
    """What an answer would make of the disorders if it did to all what the length of their entries does."""

    def __init__(self, outcomes: Outcomes, slope: float) -> None:
        pairs = zip(outcomes.now, outcomes.silence, strict=True)
        self.weights = [share * exp(slope * power) for share, power in pairs]
        self.terms = [weight * log2(weight) if weight else 0.0 for weight in self.weights]
        self.total = sum(self.weights) + outcomes.none
        self.terms_total = sum(self.terms) + outcomes.none_term
        self._outcomes = outcomes

    @cached_property
    def order(self) -> list[int]:
        """The candidates, the likeliest first."""
        return sorted(
            self._outcomes.members, key=lambda n: (-self.weights[n], self._outcomes.ids[n])
        )


class Outcomes:
    """The candidates of a case with their shares now.

    ``now`` and ``silence`` are of every disorder, ``members`` the numbers of those that are candidates;
    ``none`` is the share of the one more candidate that no answer speaks for or against.
    """

    def __init__(
        self,
        ids: Sequence[str],
        now: Sequence[float],
        members: Collection[int],
        silence: Sequence[float],
        none: float,
    ) -> None:
        self.ids = ids
        self.now = now
        self.members = members
        self.silence = silence
        self.none = none
        #: Observation -> the chance that it is there, where it was reckoned.
        self.chances: dict[str, float] = {}
        self.none_term = none * log2(none) if none else 0.0
        self._logs = [share * log2(share) if share else 0.0 for share in now]
        self._alike: dict[float, _Alike] = {}
        self._ratios: dict[float, list[float]] = {}
        by_silence: dict[float, float] = {}
        for share, power in zip(now, silence, strict=True):
            by_silence[power] = by_silence.get(power, 0.0) + share
        self._powers = list(by_silence)
        #: For each amount that the silence of an entry can tell, the share of all disorders with such an entry.
        self.shares_by_silence = list(by_silence.values())
        places = {power: place for place, power in enumerate(by_silence)}
        #: For each disorder the place of its own amount among these.
        self.place_of_silence = [places[power] for power in silence]

    def ratios_by_silence(self, slope: float) -> list[float]:
        """Give the ratio of what an entry does not mention, for each amount that its silence can tell."""
        known = self._ratios.get(slope)
        if known is None:
            known = self._ratios[slope] = [exp(slope * power) for power in self._powers]
        return known

    @property
    def entropy(self) -> float:
        """The entropy of the shares now, in bits."""
        return -sum(self._logs) - self.none_term

    def _alike_with(self, slope: float) -> _Alike:
        known = self._alike.get(slope)
        if known is None:
            known = self._alike[slope] = _Alike(self, slope)
        return known

    def after(self, change: Column) -> After:
        """Give what is left after an answer, of which ``change`` has the log ratio for every disorder."""
        alike, now, logs = self._alike_with(change.slope), self.now, self._logs
        total, terms = alike.total, alike.terms_total
        weights, all_terms = alike.weights, alike.terms
        for n, by in zip(change.numbers, change.values, strict=True):
            ratio = exp(by)
            weight = now[n] * ratio
            total += weight - weights[n]
            terms += logs[n] * ratio + weight * by / _LOG_2 - all_terms[n]
        return After(total, terms) if total > _LITTLE else self._anew(change)

    def _anew(self, change: Column) -> After:
        _, weights = self.weights(change)
        terms = sum(weight * log2(weight) for weight in weights if weight)
        return After(sum(weights) + self.none, terms + self.none_term)

    def leading(self, change: Column) -> list[tuple[float, int]]:
        """Give the heaviest disorders after an answer, with their weights."""
        alike, now = self._alike_with(change.slope), self.now
        spoken = {n: now[n] * exp(by) for n, by in zip(change.numbers, change.values, strict=True)}
        unspoken = (n for n in alike.order if n not in spoken)
        found = [(alike.weights[n], n) for n in islice(unspoken, _TOLD)]
        found += [(weight, n) for n, weight in spoken.items() if weight]
        return nsmallest(_TOLD, found, key=lambda told: (-told[0], self.ids[told[1]]))

    def weights(self, change: Column) -> tuple[Collection[int], list[float]]:
        """Give the candidates and their weights after an answer, one by one."""
        found = self._alike_with(change.slope).weights.copy()
        for n, by in zip(change.numbers, change.values, strict=True):
            found[n] = self.now[n] * exp(by)
        return self.members, [found[n] for n in self.members]
