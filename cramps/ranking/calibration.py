"""Scores as shares that sum to one, and as often right as they say."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log, log1p
from operator import mul
from typing import Final

#: Calibration raises shares to powers between these.
_BLUNTEST: Final = 0.1
_SHARPEST: Final = 3.0
#: Steps of Newton's method at most.
_MOST_STEPS: Final = 30
#: Below this two numbers are one.
LEVEL: Final = 1e-9


def moved(share: float, by: float) -> float:
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
        if slope < LEVEL:
            break  # all that weigh anything are alike
        before, power = power, power + (log(total) - wanted) / slope
        power = min(_SHARPEST, max(_BLUNTEST, power))
        if abs(power - before) < LEVEL:
            break
    powers = iter([exp(power * b) for b in behind])
    weights = [next(powers) if share > 0 else 0.0 for share in found]
    total = sum(weights)
    return [weight / total for weight in weights]
