"""Rules for assays: units that can be read, limits that fit each other, grades in their order."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import Final

from cramps.curation.checking import AnyRule, Loaded, Mistake, Rule
from cramps.curation.yaml_tree import Path
from cramps.knowledge import model
from cramps.laboratory.assays import to_own_unit, units
from cramps.laboratory.limits import GRADES

#: A mistake within a test: where, and what.
Found = Iterator[tuple[Path, str]]


@Rule
def assay(loaded: Loaded) -> Iterator[Mistake]:
    """A test with numbers knows its unit, and its limits lie among its plausible values."""
    for number, test in loaded.records("tests"):
        for path, message in _of_test(test):
            yield Mistake("tests", (number, *path), "error", "assay", message)


@Rule
def result_grades(loaded: Loaded) -> Iterator[Mistake]:
    """A graded result is beyond the milder ones of its side, and is a kind of the plain one."""
    for number, test in loaded.records("tests"):
        for place, message in _grades(test):
            path = (number, "results", place)
            yield Mistake("tests", path, "error", "result-grades", message)


def _of_test(test: model.Test) -> Found:
    if test.assay is None:
        for place, result in enumerate(test.results):
            if model.has_threshold(result):
                yield ("results", place), "it has a threshold, but the test no assay; add assay"
        return
    for unit in units(test):
        if to_own_unit(test, 1.0, unit) is None:
            message = f"{unit!r} cannot be brought to {test.unit!r}; add molar_mass or a conversion"
            yield ("assay", "units"), message
    yield from _limits(test, test.assay)
    plausible = test.assay.plausible
    for place, result in enumerate(test.results):
        low, high = span_of(result)
        if low > high:
            yield ("results", place), f"no value lies above {low:g} and below {high:g}"
        for end in (low, high):
            if abs(end) != inf and not plausible.low <= end <= plausible.high:
                yield ("results", place), f"no plausible value of {test.id!r} reaches {end:g}"


def _limits(test: model.Test, assay: model.Assay) -> Found:
    plausible = assay.plausible
    for name, span in (("plausible", plausible), ("usual", assay.usual)):
        if span and span.low >= span.high:
            yield ("assay", name), f"{span.low:g} to {span.high:g} runs downwards"
    for place, limits in enumerate(assay.limits):
        path = ("assay", "limits", place)
        unit = limits.unit or test.unit or "1"
        ends = [
            None if e is None else to_own_unit(test, e, unit) for e in (limits.low, limits.high)
        ]
        if limits.low is None and limits.high is None:
            yield path, "limits without a low and a high say nothing; give one"
        if limits.low is not None and limits.high is not None and limits.low >= limits.high:
            yield path, f"{limits.low:g} to {limits.high:g} runs downwards"
        if any(e is not None and not plausible.low <= e <= plausible.high for e in ends):
            yield path, f"they lie outside the plausible values of {test.id!r}"
    anyone = (None, None, None)
    if assay.limits and all((x.sex, x.from_age, x.to_age) != anyone for x in assay.limits):
        yield ("assay", "limits"), "none is for a person of unknown sex and age; add one"


def span_of(result: model.Result) -> tuple[float, float]:
    """Give the range of values of a result with thresholds of its own; infinite where it is open."""
    low = [end for end in (result.above, result.at_least) if end is not None]
    high = [end for end in (result.below, result.at_most) if end is not None]
    return max(low, default=-inf), min(high, default=inf)


def _grades(test: model.Test) -> Iterator[tuple[int, str]]:
    own = {result.id for result in test.results}
    for place, result in enumerate(test.results):
        if result.grade is None:
            continue
        if result.level not in ("low", "high"):
            yield place, "a grade needs a level, low or high"
        elif not model.has_threshold(result):
            yield place, "a grade needs a threshold"
        elif not own & set(result.broader) and len(own) > 1:
            yield place, "a graded result is a kind of the plain one; add it to broader"
        for other in test.results:
            if other.grade is None or other.level != result.level:
                continue
            if GRADES.index(other.grade) > GRADES.index(result.grade) and _beyond(result, other):
                yield place, f"it is milder than {other.id!r}, but lies further out"


def _beyond(milder: model.Result, graver: model.Result) -> bool:
    """Tell whether the milder of two results begins further from the limits than the graver."""
    if milder.over_times is not None and graver.over_times is not None:
        return milder.over_times > graver.over_times
    (low, high), (graver_low, graver_high) = span_of(milder), span_of(graver)
    return low > graver_low if milder.level == "high" else high < graver_high


RULES: Final[tuple[AnyRule, ...]] = (assay, result_grades)
