"""How well two codings of the same text agree: F1 per case, over the cases that keep a second coding.

Usage: python benchmarks/agreement.py
"""

from statistics import mean
from typing import Final, Literal

from case_files import PublishedCase, read

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


def agreement(cases: list[PublishedCase], part: Part) -> tuple[float, int]:
    """Give the mean F1, and over how many cases."""
    found = [score for case in cases if (score := f1(case, part)) is not None]
    return mean(found), len(found)


def main() -> None:
    """Print the agreement."""
    for part in PARTS:
        score, cases = agreement(read(), part)
        print(f"{part:8} F1 {score:.2f}, mean of {cases} cases")


if __name__ == "__main__":
    main()
