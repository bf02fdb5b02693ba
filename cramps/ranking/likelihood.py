"""What the entries say, as chances and likelihood ratios."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import sqrt

from cramps.cases.case import Case
from cramps.knowledge import frequency
from cramps.knowledge.summaries import Profile, Seen
from cramps.ranking.assumptions import ONSET_YEARS, Weights


def listed_chances(profile: Profile, signs: Collection[str], weights: Weights) -> dict[str, float]:
    """Give P(observation | D) for everything that an entry lists."""
    chances = {
        f.id: _chance(f, weights.unknown_sign if f.id in signs else weights.unknown, weights)
        for f in profile.findings
    }
    for result in profile.results:
        chance = _chance(result, weights.unknown_result, weights)
        chances[result.id] = max(chance, chances.get(result.id, 0))
    return chances


def _chance(seen: Seen, unknown: float, weights: Weights) -> float:
    """Give a frequency as a chance; a count is drawn towards the middle, the more the smaller it is."""
    if seen.frequency is None:
        return unknown
    known = frequency.parse(seen.frequency)
    share = known.middle
    if known.seen is not None and known.examined is not None:
        share = (known.seen + 0.5) / (known.examined + 1)
    return min(weights.highest, max(weights.lowest, share))


def thoroughness(profiles: Sequence[Profile]) -> list[float]:
    """Give how much the silence of each entry tells: the root of its length, the mean length being 1."""
    mean = sum(len(p.findings) for p in profiles) / max(1, len(profiles))
    return [sqrt(len(p.findings) / mean) if mean else 1.0 for p in profiles]


def age_ratio(profile: Profile, case: Case, weights: Weights) -> float:
    """Weigh the age at onset, else the age now: the farther from the usual years, the less likely."""
    if not profile.onset or (case.age is None and case.onset_age is None):
        return 1.0
    years = [ONSET_YEARS[band] for band in profile.onset]
    first, last = min(y[0] for y in years), max(y[1] for y in years)
    onset = case.onset_age
    if onset is None:
        onset, last = case.age or 0.0, last + weights.years_to_diagnosis
    if first <= onset <= last:
        return weights.typical_age
    years_off = first - onset if onset < first else onset - last
    farthest = weights.too_young if onset < first else weights.too_old
    ratio: float = farthest ** min(1, years_off / weights.years_off)
    return ratio


def sex_ratio(profile: Profile, case: Case, weights: Weights) -> float:
    """Weigh the sex where a disorder prefers one."""
    if case.sex is None or profile.sex == "none":
        return 1.0
    if profile.sex.endswith("-only"):
        return weights.preferred_sex if profile.sex == f"{case.sex}-only" else weights.wrong_sex
    return weights.preferred_sex if profile.sex == case.sex else weights.other_sex
