"""How well two codings of the same text agree: F1 per case, over the cases that keep a second coding.

Usage: python benchmarks/agreement.py
"""

from statistics import mean
from typing import Final, Literal, get_args

from case_files import Coder, PublishedCase, read

Part = Literal["present", "absent", "results"]
PARTS: Final[tuple[Part, ...]] = ("present", "results", "absent")


def f1(case: PublishedCase, part: Part) -> float | None:
    """Give 2 x (ids in both codings) / (ids in each, summed); None where neither coding has any.

    What both had was never settled away, so it is what the case has besides the differences.
    """
    if case.second is None:
        return None
    differences = getattr(case.second, part)
    first, second = set(differences.first_only), set(differences.second_only)
    both = set(getattr(case, part)) - first - second
    coded = 2 * len(both) + len(first) + len(second)
    return 2 * len(both) / coded if coded else None


def agreement(cases: list[PublishedCase], part: Part, by: Coder) -> tuple[float, int]:
    """Give the mean F1 with the second coder `by`, and over how many cases.

    A coder agrees with itself more than with another, so the two are never put together.
    """
    twice = [case for case in cases if case.second is not None and case.second.by == by]
    found = [score for case in twice if (score := f1(case, part)) is not None]
    return mean(found), len(found)


def main() -> None:
    """Print the agreement."""
    cases = read()
    for by in get_args(Coder):
        for part in PARTS:
            score, number = agreement(cases, part, by)
            print(f"second coder {by:11} {part:8} F1 {score:.2f}, mean of {number} cases")


if __name__ == "__main__":
    main()
