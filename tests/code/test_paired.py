"""The comparison of two rankings case by case, and the intervals of the evaluation."""

import importlib
import sys
from pathlib import Path
from statistics import mean
from typing import Any

import msgspec
import pytest

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))  # its scripts find each other so
metrics: Any = importlib.import_module("metrics")
paired: Any = importlib.import_module("paired")


@pytest.mark.parametrize(
    ("higher", "lower", "chance"),
    [(0, 0, 1), (3, 3, 1), (5, 0, 2 / 32), (6, 0, 2 / 64), (0, 6, 2 / 64), (9, 1, 2 * 11 / 1024)],
)
def test_the_sign_test_counts_coin_tosses(higher: int, lower: int, chance: float) -> None:
    assert paired.Compared(higher, lower, 7).by_chance == pytest.approx(chance)


def test_a_verdict_names_the_side_only_beyond_chance() -> None:
    assert paired.Compared(5, 0, 0).verdict == "no difference beyond chance"
    assert paired.Compared(6, 0, 0).verdict == "better beyond chance"
    assert paired.Compared(0, 6, 0).verdict == "worse beyond chance"


def test_only_cases_that_both_rankings_have_are_compared() -> None:
    before = {"a": 3.0, "b": 1.0, "c": 2.0, "gone": 1.0}
    after = {"a": 1.0, "b": 1.5, "c": 2.0, "new": 9.0}
    assert paired.compare(before, after) == (1, 1, 1)


def test_ranks_read_back_and_another_form_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "ranks.json"
    ranks = paired.Ranks(half="tuning", setting="none", with_results={"a": 1.5}, without={"a": 4})
    paired.write(str(file), ranks)
    assert paired.read(str(file)) == ranks
    file.write_text('{"half": "tuning"}', encoding="utf-8")
    with pytest.raises(msgspec.ValidationError, match="setting"):
        paired.read(str(file))


def test_an_interval_is_seeded_holds_the_figure_and_narrows_with_more_cases() -> None:
    few, many = [1, 0] * 10, [1, 0] * 200
    low, high = metrics.interval(few, mean)
    assert metrics.interval(few, mean) == (low, high)
    # Half of twenty: the middle 95 % of a binomial distribution is 6 to 14 of 20.
    assert low == pytest.approx(0.3, abs=0.051)
    assert high == pytest.approx(0.7, abs=0.051)
    closer = metrics.interval(many, mean)
    assert low < closer.low < 0.5 < closer.high < high
    assert metrics.interval([1, 1, 1], mean) == (1, 1)
