"""What to ask or test next: the questions that would change the differential most, cheapest first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import exp, log2
from typing import Final, get_args

import msgspec

from cramps.errors import BadQuery
from cramps.knowledge import closed_lists
from cramps.ranking.differential import NONE_OF_THESE, Case, Engine, Observation

TIERS: Final[tuple[closed_lists.Tier, ...]] = get_args(closed_lists.Tier)

#: A question that changes less than so many bits is not worth asking.
WORTHLESS: Final = 0.005


class Effect(msgspec.Struct, frozen=True):
    """Where a candidate would stand after an answer."""

    id: str
    probability: float


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A finding to ask or look for, or a test result to look for."""

    #: Id of the finding or result.
    id: str
    tier: closed_lists.Tier
    #: The question, the manoeuvre, or the test to order.
    ask: str
    #: Expected fall of the uncertainty over the candidates, in bits.
    gain: float
    #: Chance of a yes, as things stand.
    probability: float
    #: The leading candidates after a yes and after a no, the likeliest first.
    if_yes: tuple[Effect, ...]
    if_no: tuple[Effect, ...]


def questions(
    engine: Engine,
    case: Case,
    *,
    kinds: Collection[closed_lists.FindingKind] | None = None,
    tiers: Collection[closed_lists.Tier] = TIERS,
    split: Sequence[str] = (),
    skip: Collection[str] = (),
    limit: int | None = None,
) -> tuple[Question, ...]:
    """Rank what is not yet answered by expected information gain, the most telling first.

    ``kinds`` keeps findings of these kinds only, and no tests; ``split`` asks what separates these
    disorders alone, taken as equally likely; ``skip`` leaves out what must not be asked again.
    Gain is the entropy over the candidates minus its expectation after the answer (Shannon 1948).
    Raises BadQuery for a case that cannot be, or fewer than two disorders to split.
    """
    candidates, now = _candidates(engine, case, split)
    before = _entropy(now)
    left_out = engine.answered(case) | set(skip)
    ranked = []
    for observation, tier, ask in _askable(engine, kinds, tiers):
        if observation in left_out:
            continue
        yes, no, chance = _after(engine, case, candidates, now, observation)
        gain = before - chance * _entropy(yes) - (1 - chance) * _entropy(no)
        if gain >= WORTHLESS:
            ranked.append((-gain, observation, tier, ask, chance, yes, no))
    ranked.sort(key=lambda r: r[:2])
    return tuple(
        Question(
            id=observation,
            tier=tier,
            ask=ask,
            gain=-gain,
            probability=chance,
            if_yes=_leading(engine, candidates, yes),
            if_no=_leading(engine, candidates, no),
        )
        for gain, observation, tier, ask, chance, yes, no in ranked[:limit]
    )


def _candidates(
    engine: Engine, case: Case, split: Sequence[str]
) -> tuple[list[int | None], list[float]]:
    """Give the candidates by number (None: none of these) with their probabilities now."""
    if not split:
        everyone: list[int | None] = [*range(len(engine.ids)), None]
        return everyone, engine.posterior(case)
    chosen = list(dict.fromkeys(split))
    if len(chosen) < 2:
        raise BadQuery("name at least two disorders to split")
    return [engine.ids.index(d) for d in chosen], [1 / len(chosen)] * len(chosen)


def _askable(
    engine: Engine,
    kinds: Collection[closed_lists.FindingKind] | None,
    tiers: Collection[closed_lists.Tier],
) -> list[tuple[str, closed_lists.Tier, str]]:
    """Give everything that a disorder lists, or that stands above it, as a question."""
    told = {seen.id for p in engine.profiles for seen in (*p.findings, *p.results)}
    asked: list[tuple[str, closed_lists.Tier, str]] = []
    for finding in engine.kb.findings.values():
        tier: closed_lists.Tier = "bedside" if finding.kind == "sign" else "question"
        wanted = tier in tiers and (kinds is None or finding.kind in kinds)
        if wanted and (
            finding.id in told or told.intersection(engine.kb.narrower.get(finding.id, ()))
        ):
            asked.append((finding.id, tier, finding.ask))
    if kinds is None:
        for test in engine.kb.tests.values():
            if test.tier in tiers:
                asked += [
                    (r.id, test.tier, f"{test.name}: {r.name}?")
                    for r in test.results
                    if r.id in told
                ]
    return asked


def _after(
    engine: Engine, case: Case, candidates: list[int | None], now: list[float], observation: str
) -> tuple[list[float], list[float], float]:
    """Give the probabilities after a yes and after a no, and the chance of a yes."""
    present = engine.change(case, Observation(observation, "present"))
    absent = engine.change(case, Observation(observation, "absent"))
    base = engine.background(observation)
    yes, no, chance = [], [], 0.0
    for share, number in zip(now, candidates, strict=True):
        if number is None:
            yes.append(share)
            no.append(share)
            chance += share * base
        else:
            yes.append(share * exp(present[number]))
            no.append(share * exp(absent[number]))
            chance += share * engine.chance(number, observation)
    return _normal(yes), _normal(no), chance


def _normal(weights: list[float]) -> list[float]:
    total = sum(weights)
    return [weight / total for weight in weights]


def _entropy(shares: list[float]) -> float:
    return -sum(share * log2(share) for share in shares if share > 0)


def _leading(
    engine: Engine, candidates: list[int | None], shares: list[float]
) -> tuple[Effect, ...]:
    named = [
        Effect(NONE_OF_THESE if number is None else engine.ids[number], share)
        for number, share in zip(candidates, shares, strict=True)
    ]
    return tuple(sorted(named, key=lambda e: (-e.probability, e.id))[:3])
