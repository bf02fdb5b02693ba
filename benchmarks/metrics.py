"""How good a list of answers is: ranks, Brier score, calibration, area under the curve."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from random import Random
from statistics import mean
from typing import NamedTuple, TypeVar

T = TypeVar("T")

#: Edges of the bins in which confidence and success are compared.
EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
#: The cases are drawn anew so often for an interval, which holds the middle 95 of 100 draws.
DRAWS = 1000
SEED = 20261130


class Answer(NamedTuple):
    """What a ranking says of a case."""

    #: One score a disorder; the higher, the better it fits.
    scores: list[float]
    #: One probability a disorder, and last that of none of these; they sum to one.
    probabilities: list[float]

    @property
    def confidence(self) -> float:
        """Give the probability of the likeliest disorder."""
        return max(self.probabilities[:-1])

    @property
    def best(self) -> int:
        """Give the number of the likeliest disorder."""
        return self.probabilities.index(self.confidence)


class Bin(NamedTuple):
    """The cases that were answered with about the same confidence."""

    low: float
    high: float
    number: int
    #: Mean probability of the likeliest disorder.
    confidence: float
    #: Share of cases in which that disorder was right.
    right: float


class Summary(NamedTuple):
    """What the tables show of a ranking."""

    top1: float
    top3: float
    top5: float
    reciprocal: float
    #: Mean sum of squared errors over all disorders and none of these, of cases inside.
    brier: float
    #: The same with the cases from outside, whose truth is none of these.
    brier_all: float
    #: Expected calibration error of the likeliest disorder, over all cases.
    calibration: float


def rank(scores: Sequence[float], truth: int) -> float:
    """Give the rank of the true disorder; ties share their mean rank."""
    above = sum(score > scores[truth] for score in scores)
    level = sum(score == scores[truth] for score in scores)
    return above + (level + 1) / 2


def brier(probabilities: Sequence[float], truth: int) -> float:
    """Give the squared error over all candidates: 0 is perfect, 2 is sure and wrong."""
    return sum((p - (number == truth)) ** 2 for number, p in enumerate(probabilities))


def reliability(answers: Sequence[Answer], truths: Sequence[int]) -> list[Bin]:
    """Compare in bins how probable the likeliest disorder was said to be, and how often it was."""
    told = [(a.confidence, a.best == t) for a, t in zip(answers, truths, strict=True)]
    bins = []
    for low, high in pairwise(EDGES):
        inside = [pair for pair in told if low < pair[0] <= high]
        if inside:
            sure, right = (mean(column) for column in zip(*inside, strict=True))
            bins.append(Bin(low, high, len(inside), sure, right))
    return bins


def calibration_error(bins: Sequence[Bin]) -> float:
    """Give the mean distance of confidence and success, weighted by the cases in a bin."""
    total = sum(b.number for b in bins)
    return sum(b.number * abs(b.confidence - b.right) for b in bins) / total


def area_under_curve(inside: Sequence[float], outside: Sequence[float]) -> float:
    """Give the chance that an inside case is answered more surely than an outside one."""
    won = sum((a > b) + (a == b) / 2 for a in inside for b in outside)
    return won / (len(inside) * len(outside))


class Interval(NamedTuple):
    """Between these a figure lies in 95 of 100 draws of the cases."""

    low: float
    high: float


def interval(cases: Sequence[T], figure: Callable[[Sequence[T]], float]) -> Interval:
    """Draw the cases again and again, with replacement, and tell between what a figure lies (bootstrap)."""
    dice = Random(SEED)  # noqa: S311 - no secrets here
    found = sorted(figure(dice.choices(cases, k=len(cases))) for _ in range(DRAWS))
    return Interval(found[DRAWS * 25 // 1000], found[DRAWS * 975 // 1000 - 1])


def summary(answers: Sequence[Answer], truths: Sequence[int]) -> Summary:
    """Sum up; a truth is the number of a disorder, or -1 for a case from outside."""
    inside = [(a, t) for a, t in zip(answers, truths, strict=True) if t >= 0]
    ranks = [rank(a.scores, t) for a, t in inside]
    all_errors = [
        brier(a.probabilities, t % len(a.probabilities))
        for a, t in zip(answers, truths, strict=True)
    ]
    return Summary(
        top1=mean(r <= 1 for r in ranks),
        top3=mean(r <= 3 for r in ranks),
        top5=mean(r <= 5 for r in ranks),
        reciprocal=mean(1 / r for r in ranks),
        brier=mean(brier(a.probabilities, t) for a, t in inside),
        brier_all=mean(all_errors),
        calibration=calibration_error(reliability(answers, truths)),
    )
