"""What an entry says of one disorder, as chances and likelihood ratios."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

from cramps.knowledge import frequency
from cramps.knowledge.closed_lists import PatientSex
from cramps.knowledge.profiles import Outline, Profile, Seen
from cramps.weighing.assumptions import ADULT, ONSET_YEARS, Weights
from cramps.weighing.relations import Relations


class Listed(NamedTuple):
    """What an entry says of a finding or a result that it lists."""

    #: P(observation | D).
    chance: float
    #: The entry gives a frequency.
    known: bool
    #: The entry says that it is never there.
    never: bool
    #: Standard deviation of the log of the chance.
    spread: float
    #: Patients counted; 0 for a band or none.
    examined: int
    #: Nothing but the annotations of the HPO says so.
    annotated: bool = False
    #: A result that confirms the disorder: it is looked for because it is expected.
    confirms: bool = False


def listed(profile: Profile, relations: Relations, weights: Weights) -> dict[str, Listed]:
    """Give what an entry says of everything that it lists; of twins the more frequent counts."""
    found: dict[str, Listed] = {}
    for seen in profile.findings:
        unknown = _unknown(seen, relations, weights)
        _keep(found, relations.one(seen.id), _read(seen, unknown, weights))
    for seen in profile.results:
        unknown = _unknown_result(seen, relations, weights)
        _keep(found, relations.one(seen.id), _read(seen, unknown, weights))
    for asked in profile.by_rules:  # an entry that says little is also known by its dangers
        if relations.one(asked) not in found:
            seen = Seen(asked, None)
            unknown = _unknown(seen, relations, weights)
            _keep(found, relations.one(asked), _read(seen, unknown, weights))
    return found


def _unknown_result(seen: Seen, relations: Relations, weights: Weights) -> float:
    if seen.annotated:
        return _annotated(seen, weights)
    if seen.confirms or seen.id in relations.normal:
        return weights.unknown_result
    return weights.unknown


def _unknown(seen: Seen, relations: Relations, weights: Weights) -> float:
    if seen.annotated:
        return _annotated(seen, weights)
    if seen.id in relations.normal:  # it is listed because it is expected, as a result is
        return weights.unknown_result
    rarer = seen.id in relations.signs or seen.id in relations.triggers
    return weights.unknown_sign if rarer else weights.unknown


def _annotated(seen: Seen, weights: Weights) -> float:
    """Give the chance of what is annotated without a figure; of few kinds of the disorder, less."""
    return weights.unknown_annotated * max(weights.fewest_kinds, seen.kinds)


def _keep(found: dict[str, Listed], observation: str, told: Listed) -> None:
    other = found.get(observation)
    if other is None or (other.chance, other.known) < (told.chance, told.known):
        found[observation] = told


def _read(seen: Seen, unknown: float, weights: Weights) -> Listed:
    """Give a frequency as a chance; a count is drawn towards the middle, the more the smaller it is."""
    if seen.frequency is None:
        return Listed(
            unknown,
            known=False,
            never=False,
            spread=weights.spread_unknown,
            examined=0,
            annotated=seen.annotated,
            confirms=seen.confirms,
        )
    known = frequency.parse(seen.frequency)
    share, examined = known.middle, known.examined or 0
    if known.seen is not None and known.examined is not None:
        more = weights.counted_more
        share = (known.seen + more * weights.count_middle) / (known.examined + more)
    share = min(weights.highest, max(weights.lowest, share))
    if examined:
        spread = sqrt((1 - share) / (share * (examined + 1)))
    else:  # a band or a percentage without its count: four standard deviations wide
        spread = max(weights.spread_least, (known.high - known.low) / (4 * share))
    never = frequency.is_never(seen.frequency)
    return Listed(share, known=True, never=never, spread=spread, examined=examined)


def thoroughness(profile: Profile, weights: Weights) -> float:
    """Give how much the silence of an entry tells: the root of its length, an entry of usual length being 1.

    What was merely annotated makes an entry less thorough than what somebody wrote.
    """
    length = sum(weights.annotated_length if s.annotated else 1.0 for s in profile.findings)
    return sqrt(max(weights.shortest_entry, length) / weights.entry_length)


def age_ratio(
    outline: Outline, age: float | None, onset_age: float | None, weights: Weights
) -> float:
    """Weigh the age at onset, else the age now: the farther from the usual years, the less likely.

    Where no age is told, it is taken for an adult's.
    """
    if not outline.onset:
        return 1.0
    years = [ONSET_YEARS[band] for band in outline.onset]
    first, last = min(y[0] for y in years), max(y[1] for y in years)
    onset = onset_age
    if onset is None and age is None:
        return weights.too_old if last < ADULT else 1.0
    if onset is None:
        onset, last = age or 0.0, last + weights.years_to_diagnosis
    if first <= onset <= last:
        return weights.typical_age
    years_off = first - onset if onset < first else onset - last
    farthest = weights.too_young if onset < first else weights.too_old
    ratio: float = farthest ** min(1, years_off / weights.years_off)
    return ratio


def sex_ratio(outline: Outline, sex: PatientSex | None, weights: Weights) -> float:
    """Weigh the sex where a disorder prefers one."""
    if sex is None or outline.sex == "none":
        return 1.0
    if outline.sex.endswith("-only"):
        return weights.preferred_sex if outline.sex == f"{sex}-only" else weights.wrong_sex
    return weights.preferred_sex if outline.sex == sex else weights.other_sex
