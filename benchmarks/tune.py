"""Look for better weights of the ranking, on the tuning half of the cases only.

Usage: python benchmarks/tune.py [--steps N]

The aim is the mean log probability of the truth, with and without test results, whole stories or not;
the truth of a case from outside is *none of these*. Each step tries every value of the grid for every
weight and takes the one change that gains most. It must gain at least LEAST, and do so in four of five
fifths of the disorders: with some eighty cases a weight that helps only some of them is chance. Few
changes are the point. The last lines print what to write into `cramps.weighing.assumptions.Weights`.
"""

import argparse
from collections.abc import Sequence
from hashlib import sha256
from math import log
from statistics import mean
from typing import Final

import msgspec
from baselines import truth_of
from case_files import PublishedCase, read

from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.profiles import profiles
from cramps.opening import load
from cramps.ranking.differential import Case, Engine, Setting, Weights

#: Smallest gain for which a weight is changed, in mean log probability.
LEAST: Final = 0.01
FIFTHS: Final = 5
#: A probability below this counts as this: no single case decides.
FLOOR: Final = 1e-4

GRID: Final[dict[str, tuple[float, ...]]] = {
    "unknown": (0.2, 0.3, 0.4, 0.5, 0.6),
    "unknown_sign": (0.1, 0.15, 0.2, 0.3, 0.4),
    "unknown_annotated": (0.05, 0.1, 0.15, 0.2, 0.3, 0.4),
    "fewest_kinds": (0.1, 0.2, 0.3, 0.5, 0.7, 1.0),
    "unknown_circumstance": (2.0, 3.0, 5.0, 8.0, 12.0),
    "count_middle": (0.2, 0.3, 0.4, 0.5),
    "counted_more": (1.0, 2.0, 3.0, 5.0, 8.0),
    "unknown_result": (0.4, 0.5, 0.6, 0.7, 0.8, 0.9),
    "unmentioned": (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0),
    "sibling": (0.3, 0.5, 0.7, 0.85, 1.0),
    "kin": (0.5, 0.6, 0.7, 0.8, 0.9, 1.0),
    "at_large": (0.5, 1.0, 2.0, 4.0, 8.0),
    "entry_length": (15, 20, 25, 30, 40),
    "annotated_length": (0.0, 0.3, 0.5, 0.7, 1.0),
    "shortest_entry": (1.0, 3.0, 6.0, 9.0),
    "merely_annotated": (0.15, 0.25, 0.35, 0.5, 1.0),
    "lowest": (0.001, 0.003, 0.01, 0.02, 0.03, 0.05, 0.1),
    "highest": (0.9, 0.95, 0.98, 0.99),
    "rarest": (0.003, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1),
    "commonest": (0.4, 0.5, 0.6, 0.8),
    "contrary": (0.02, 0.05, 0.1, 0.15, 0.2, 0.3),
    "cardinal": (0.6, 0.7, 0.75, 0.8, 0.85, 0.9),
    "told": (0.0, 0.3, 0.5, 0.7, 0.85),
    "temper": (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0),
    "temper_apart": (0.6, 0.7, 0.8, 0.9, 1.0),
    "denial": (0.3, 0.5, 0.7, 1.0),
    "too_young": (0.03, 0.05, 0.1, 0.2, 0.3, 0.5),
    "years_off": (5, 10, 15, 20, 30),
    "typical_age": (1.0, 1.3, 1.6, 2.0),
    "too_old": (0.2, 0.3, 0.4, 0.6, 0.8, 1.0),
    "years_to_diagnosis": (5, 10, 20, 30),
    "preferred_sex": (1.0, 1.2, 1.5),
    "other_sex": (0.5, 0.7, 0.9),
}
#: The cases were chosen some per disorder, however common it is: they cannot tell what prevalence is
#: worth, and the prior is that of all disorders alike.
SETTING: Final[Setting] = "none"


def with_value(weights: Weights, name: str, value: float) -> Weights:
    """Give the weights with one changed."""
    changed: Weights = msgspec.structs.replace(weights, **{name: value})
    return changed


def gains(kb: KnowledgeBase, weights: Weights, cases: Sequence[PublishedCase]) -> list[float]:
    """Give the log probability of each case's truth.

    The mean of with and without test results, as a whole story and as a few words typed.
    """
    engine = Engine(kb, weights)
    found = []
    for case in cases:
        truth = truth_of(engine, case)
        told = (
            engine.posterior(_asked(case, results=results, whole_story=whole))[truth]
            for results in (True, False)
            for whole in (True, False)
        )
        found.append(mean(log(max(FLOOR, p)) for p in told))
    return found


def _asked(case: PublishedCase, *, results: bool, whole_story: bool) -> Case:
    told = case.as_case(results=results)
    return msgspec.structs.replace(told, setting=SETTING, whole_story=whole_story)


def fifth(case: PublishedCase) -> int:
    """Put the cases of a disorder into the same fifth."""
    return sha256((case.disorder or case.diagnosis).encode()).digest()[1] % FIFTHS


def steady(before: Sequence[float], after: Sequence[float], cases: Sequence[PublishedCase]) -> bool:
    """Tell whether a change helps, or does no harm, in four of five fifths."""
    change = [0.0] * FIFTHS
    for old, new, case in zip(before, after, cases, strict=True):
        change[fifth(case)] += new - old
    return sum(c >= 0 for c in change) >= FIFTHS - 1


def step(
    kb: KnowledgeBase, weights: Weights, cases: Sequence[PublishedCase]
) -> tuple[str, float, float] | None:
    """Give the best single change: the weight, its value and the gain; None where none is worth it."""
    before = gains(kb, weights, cases)
    best: tuple[str, float, float] | None = None
    for name, values in GRID.items():
        for value in values:
            if value == getattr(weights, name):
                continue
            after = gains(kb, with_value(weights, name, value), cases)
            gain = mean(after) - mean(before)
            better = gain > (best[2] if best else LEAST)
            if better and steady(before, after, cases):
                best = (name, value, gain)
    return best


def main() -> None:
    """Print each step, and at the end the weights that changed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--steps", type=int, default=6, help="at most so many changes")
    parser.add_argument("--data", help="another knowledge base than the packaged one")
    options = parser.parse_args()
    steps, kb = options.steps, load(options.data)
    profiles(kb)
    cases = [case for case in read() if case.half == "tuning"]
    weights = Weights()
    truths = [truth_of(Engine(kb), case) for case in cases]
    none = truths.count(-1) / sum(t >= 0 for t in truths) * len(kb.disorders)
    weights = msgspec.structs.replace(
        weights, none_of_these={**weights.none_of_these, SETTING: none}
    )
    print(
        f"{len(cases)} cases; mean log probability of the truth now "
        f"{mean(gains(kb, weights, cases)):.3f}"
    )
    for _ in range(steps):
        change = step(kb, weights, cases)
        if change is None:
            break
        name, value, gain = change
        print(f"{name}: {getattr(weights, name):g} -> {value:g} gains {gain:.3f}", flush=True)
        weights = with_value(weights, name, value)
    print(f"then {mean(gains(kb, weights, cases)):.3f}")
    for name in GRID:
        if getattr(weights, name) != getattr(Weights(), name):
            print(f"{name} = {getattr(weights, name):g}")


if __name__ == "__main__":
    main()
