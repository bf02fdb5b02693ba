"""Cross-validate how sure the first share is, on the tuning half of the cases only.

Usage: python benchmarks/calibration.py

For each fifth of the disorders, `sureness`, `unlisted` and the weight of *none of these* are chosen on the
other four and used on it. Prints the expected calibration error of what was held out, beside what a ranking
that is right exactly as often as it says would have with so few cases (chance alone) and in how many of a
hundred draws chance makes it as large, and how often a share above 80 % was right.
"""

from itertools import product
from math import log
from random import Random
from statistics import mean
from typing import Final, NamedTuple

import msgspec
from baselines import truth_of
from case_files import read
from metrics import Answer, calibration_error, reliability
from tune import FIFTHS, SETTING, fifth

from cramps.opening import load
from cramps.ranking.differential import Engine, Weights

GRID: Final = tuple(product((0.5, 0.6, 0.7, 0.8), (0.1, 0.15, 0.2), (4.0, 6.0, 10.0)))
SEED: Final = 20261130
DRAWS: Final = 200
SURE: Final = 0.8


class Told(NamedTuple):
    """What was said of a case."""

    answer: Answer
    truth: int
    results: bool
    fifth: int

    @property
    def right(self) -> bool:
        """Tell whether the likeliest disorder was the truth."""
        return self.answer.best == self.truth


def answers(engine: Engine, weights: Weights) -> list[Told]:
    """Answer the tuning half with and without results, by other weights of what is not in the tables."""
    engine.weights = weights
    found = []
    for case in read():
        if case.half != "tuning":
            continue
        for results in (True, False):
            asked = msgspec.structs.replace(case.as_case(results=results), setting=SETTING)
            shares = engine.standing(asked).shares
            disorders = shares[: len(engine.ids)]
            answer = Answer(disorders, [*disorders, sum(shares[len(disorders) :])])
            found.append(Told(answer, truth_of(engine, case), results, fifth(case)))
    return found


def loss(told: list[Told]) -> float:
    """Give the mean log loss of the first share being right."""
    return -mean(
        log(max(1e-6, t.answer.confidence if t.right else 1 - t.answer.confidence)) for t in told
    )


def error(told: list[Told]) -> float:
    """Give the expected calibration error."""
    return calibration_error(reliability([t.answer for t in told], [t.truth for t in told]))


def by_chance(told: list[Told]) -> list[float]:
    """Give errors, drawn by chance, if each share were right just as often as it says."""
    dice = Random(SEED)  # noqa: S311 - no secrets here

    def drawn() -> float:
        answers = [t.answer for t in told]
        truths = [a.best if dice.random() < a.confidence else -1 for a in answers]
        return calibration_error(reliability(answers, truths))

    return [drawn() for _ in range(DRAWS)]


def main() -> None:
    """Print a line for all, with results and without."""
    engine, weights = Engine(load()), Weights()
    by_choice = {}
    for sureness, unlisted, none in GRID:
        tried = msgspec.structs.replace(
            weights,
            sureness=sureness,
            unlisted=unlisted,
            none_of_these={**weights.none_of_these, SETTING: none},
        )
        by_choice[sureness, unlisted, none] = answers(engine, tried)
    held_out: list[Told] = []
    for number in range(FIFTHS):
        chosen = min(by_choice, key=lambda c: loss([t for t in by_choice[c] if t.fifth != number]))
        print(f"fifth {number + 1}: sureness, unlisted, none of these: {chosen}")
        held_out += [t for t in by_choice[chosen] if t.fifth == number]
    for name, told in (
        ("all", held_out),
        ("with results", [t for t in held_out if t.results]),
        ("without", [t for t in held_out if not t.results]),
    ):
        sure = [t.right for t in told if t.answer.confidence > SURE]
        found, drawn = error(told), by_chance(told)
        print(
            f"{name:12} {len(told):4} answers, error {found:.3f}, by chance {mean(drawn):.3f} and as "
            f"large in {100 * mean(d >= found for d in drawn):.0f} of 100; "
            f"above 80 %: {sum(sure)} of {len(sure)} right"
        )


if __name__ == "__main__":
    main()
