"""How the numbers of a test are read, in words: units, limits, and what each result means."""

from cramps.knowledge import model
from cramps.output.views.forms import Bibliography

_BY_LIMITS = {"low": "below the limit", "high": "above the limit", "normal": "within the limits"}


def units(test: model.Test) -> str:
    """Name the unit of all numbers here, and the others in use."""
    others = ", ".join(unit for unit in (test.assay.units if test.assay else ()) if unit != "1")
    return f"{test.unit or ''}; also {others}".lstrip("; ") if others else test.unit or ""


def limits(test: model.Test, cite: Bibliography) -> list[tuple[str, str]]:
    """Give the reference limits of every group of people, and beyond what a value is refused."""
    if test.assay is None:
        return []
    told = [
        (x.of, _span(x.low, x.high, x.unit or test.unit) + cite.mark(x.sources))
        for x in test.assay.limits
    ]
    plausible = test.assay.plausible
    refused = _span(plausible.low, plausible.high, test.unit)
    by = " (judged by the editors)" if plausible.basis else ""
    return [*told, ("taken for possible", f"{refused}{by}{cite.mark(plausible.sources)}")]


def meaning(test: model.Test, result: model.Result) -> str:
    """Tell for which values a result holds: from 6, below 6.5 mmol/L; over 10 times the upper limit."""
    if result.over_times is not None:
        return f"over {result.over_times:g} times the upper limit"
    own = (
        ("above", result.above),
        ("from", result.at_least),
        ("below", result.below),
        ("up to", result.at_most),
    )
    sides = [f"{side} {_number(value)}" for side, value in own if value is not None]
    if sides:
        return f"{', '.join(sides)} {test.unit or ''}".rstrip()
    by_limits = test.assay is not None and test.assay.limits
    return _BY_LIMITS.get(result.level or "", "") if by_limits else ""


def _span(low: float | None, high: float | None, unit: str | None) -> str:
    if low is None or high is None:
        side, end = ("from", low) if high is None else ("up to", high)
        return f"{side} {_number(end or 0)} {unit or ''}".rstrip()
    return f"{_number(low)} to {_number(high)} {unit or ''}".rstrip()


def _number(value: float) -> str:
    return f"{value:.10g}"
