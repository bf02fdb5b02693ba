"""Two rankings of the same cases, case by case: which of them put the truth higher, and is that chance.

A file of ranks holds for each case the rank of its disorder with test results and without; `evaluate.py`
writes one (`--save`) and compares with one (`--against`). None is kept in the repository.
"""

from collections.abc import Mapping
from math import comb
from pathlib import Path
from statistics import mean
from typing import Final, NamedTuple

import msgspec

#: Below this a difference is hardly chance.
CHANCE: Final = 0.05


class Ranks(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The rank of the true disorder of each case from inside, by the id of the case."""

    half: str
    setting: str
    with_results: dict[str, float]
    without: dict[str, float]


class Compared(NamedTuple):
    """How often the truth stands higher, lower and level in the second of two rankings."""

    higher: int
    lower: int
    level: int

    @property
    def by_chance(self) -> float:
        """Give the two-sided probability of the sign test: so far apart, or farther, by coin tosses."""
        told, fewer = self.higher + self.lower, min(self.higher, self.lower)
        tail: float = sum(comb(told, k) for k in range(fewer + 1)) / 2**told
        return min(1.0, 2 * tail)

    @property
    def verdict(self) -> str:
        """Say what the sign test says."""
        if self.by_chance >= CHANCE:
            return "no difference beyond chance"
        return "better beyond chance" if self.higher > self.lower else "worse beyond chance"


def compare(before: Mapping[str, float], after: Mapping[str, float]) -> Compared:
    """Compare the ranks of the cases that both have."""
    pairs = [(before[i], after[i]) for i in before.keys() & after.keys()]
    higher, lower = (sum(new < old for old, new in pairs), sum(new > old for old, new in pairs))
    return Compared(higher, lower, len(pairs) - higher - lower)


def read(path: str) -> Ranks:
    """Read a file of ranks. Raises OSError, or msgspec.DecodeError for one in another form."""
    return msgspec.json.decode(Path(path).read_bytes(), type=Ranks)


def write(path: str, ranks: Ranks) -> None:
    """Write a file of ranks. Raises OSError."""
    Path(path).write_bytes(msgspec.json.encode(ranks))


def told(before: Ranks, after: Ranks) -> list[str]:
    """Say in a line each how two rankings compare, with test results and without."""
    lines = []
    for name, old, new in (
        ("with results", before.with_results, after.with_results),
        ("without", before.without, after.without),
    ):
        c = compare(old, new)
        both = sorted(old.keys() & new.keys())
        shares = "; ".join(
            f"top-{k} {100 * mean(old[i] <= k for i in both):.0f} -> "
            f"{100 * mean(new[i] <= k for i in both):.0f} %"
            for k in (1, 3)
        )
        lines.append(
            f"{name:12} {len(both)} cases: higher {c.higher}, lower {c.lower}, level {c.level}; "
            f"sign test p = {c.by_chance:.3f}, {c.verdict}; {shares}"
        )
    return lines
