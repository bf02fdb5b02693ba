"""What to ask or test next: the questions that would change the differential most, cheapest first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import exp, log2
from typing import Final, Literal, get_args

import msgspec

from cramps.errors import BadQuery
from cramps.knowledge import closed_lists
from cramps.ranking.danger import Said
from cramps.ranking.differential import (
    NONE_OF_THESE,
    Case,
    Differential,
    Engine,
    Observation,
    calibrated,
    is_empty,
)

TIERS: Final[tuple[closed_lists.Tier, ...]] = get_args(closed_lists.Tier)

#: A question that changes less than so many bits is not worth asking.
WORTHLESS: Final = 0.005
#: What a question costs the patient in money, discomfort and days, a question being one.
COST: Final[dict[closed_lists.Tier, float]] = {
    "question": 1.0,
    "bedside": 1.2,
    "blood": 2.5,
    "electrodiagnosis": 10.0,
    "imaging": 12.0,
    "gene": 25.0,
    "biopsy": 60.0,
}
#: A test is left for later while something else is worth so many times as much for its cost.
FAR_BETTER: Final = 8.0
#: An answer that is less likely than this changes nothing that one would plan for.
UNLIKELY: Final = 0.03
#: So many of the first count: a question that changes none of them need not be asked.
FIRST: Final = 3


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
    #: The gain for what it costs: of two questions the one with more comes first.
    worth: float
    #: Chance of a yes, as things stand.
    probability: float
    #: The leading candidates after a yes and after a no, the likeliest first.
    if_yes: tuple[Effect, ...]
    if_no: tuple[Effect, ...]


class Stop(msgspec.Struct, frozen=True, kw_only=True):
    """Why nothing more need be tested."""

    #: ``ordinary``: all that is told is what ordinary cramps are; ``settled``: no answer would change the
    #: first candidates.
    because: Literal["ordinary", "settled"]
    text: str
    #: What sources say of it, where the case is ordinary.
    statements: tuple[Said, ...] = ()
    #: When to come back.
    come_back: tuple[Said, ...] = ()


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What to ask or test next, the most worth first, or why nothing."""

    questions: tuple[Question, ...]
    stop: Stop | None = None


def plan(
    engine: Engine,
    case: Case,
    *,
    tiers: Collection[closed_lists.Tier] = TIERS,
    answer: Differential | None = None,
) -> Plan:
    """Plan as a careful clinician would: what is cheap first, and nothing that would change nothing.

    Only what could change one of the first three candidates, or their order, is offered. Where the case is
    ordinary and no danger is raised, no test is needed, and the reason is given. ``answer`` is the case's
    differential where it is known already. Raises BadQuery for a case that cannot be.
    """
    found = questions(engine, case, tiers=tiers)
    answer = answer or engine.differential(case)
    first = [c.id for c in answer.candidates[:FIRST]]
    useful = tuple(q for q in found if changes(q, first))
    calm = answer.calm
    if calm is not None:
        asked = tuple(q for q in useful if q.tier in ("question", "bedside"))
        text = "No test is needed: nothing that was told is out of the ordinary, and no danger is raised."
        stop = Stop(
            because="ordinary",
            text=text,
            statements=calm.statements,
            come_back=calm.come_back,
        )
        return Plan(questions=asked, stop=stop)
    if not useful and not is_empty(case):
        names = ", ".join(engine.name_of(i) for i in first)
        text = f"Nothing that can be asked or tested would change the first three: {names}."
        return Plan(questions=(), stop=Stop(because="settled", text=text))
    return Plan(questions=useful)


def changes(question: Question, first: Sequence[str]) -> bool:
    """Tell whether a likely enough answer changes the first candidates or their order."""
    answers = ((question.probability, question.if_yes), (1 - question.probability, question.if_no))
    return any(
        chance >= UNLIKELY and [e.id for e in effects] != list(first[: len(effects)])
        for chance, effects in answers
    )


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
    """Rank what is not yet answered by expected information gain for its cost, the most worth first.

    ``kinds`` keeps findings of these kinds only, and no tests; ``split`` asks what separates these
    disorders alone, taken as equally likely; ``skip`` leaves out what must not be asked again.
    Gain is the entropy over the candidates minus its expectation after the answer (Shannon 1948). Unless
    disorders are split or tiers chosen, what costs more is left for later while something cheaper is worth
    far more. Raises BadQuery for a case that cannot be, or fewer than two disorders to split.
    """
    candidates, now = _candidates(engine, case, split)
    before = _entropy(now)
    left_out = engine.answered(case) | set(skip)
    there = engine.evidence.read(case).there
    ranked = []
    for observation, tier, ask in _askable(engine, kinds, tiers):
        if observation in left_out:
            continue
        yes, no, chance = _after(engine, case, candidates, now, observation, there)
        gain = before - chance * _entropy(yes) - (1 - chance) * _entropy(no)
        if gain >= WORTHLESS:
            ranked.append((-gain / COST[tier], observation, tier, ask, gain, chance, yes, no))
    ranked.sort(key=lambda r: r[:2])
    if ranked and not split and set(tiers) == set(TIERS):
        ranked = [r for r in ranked if r[2] in _SOON or -r[0] * FAR_BETTER >= -ranked[0][0]]
    return tuple(
        Question(
            id=observation,
            tier=tier,
            ask=ask,
            gain=gain,
            worth=-worth,
            probability=chance,
            if_yes=_leading(engine, candidates, yes),
            if_no=_leading(engine, candidates, no),
        )
        for worth, observation, tier, ask, gain, chance, yes, no in ranked[:limit]
    )


#: What is asked, looked at or drawn at once.
_SOON: Final = ("question", "bedside", "blood")


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
    told = engine.tables.listers.keys()
    relations = engine.tables.relations
    below = relations.below
    asked: list[tuple[str, closed_lists.Tier, str]] = []
    for finding in engine.kb.findings.values():
        tier: closed_lists.Tier = "bedside" if finding.kind == "sign" else "question"
        wanted = tier in tiers and (kinds is None or finding.kind in kinds)
        if (
            wanted
            and relations.one(finding.id) == finding.id
            and (finding.id in told or any(i in told for i in below.get(finding.id, ())))
        ):
            asked.append((finding.id, tier, finding.ask))
    if kinds is None:
        for test in engine.kb.tests.values():
            if test.tier in tiers:
                asked += [
                    (r.id, test.tier, f"{test.name}: {r.name}?")
                    for r in test.results
                    if r.id in told and relations.one(r.id) == r.id
                ]
    return asked


def _after(
    engine: Engine,
    case: Case,
    candidates: list[int | None],
    now: list[float],
    observation: str,
    there: set[str],
) -> tuple[list[float], list[float], float]:
    """Give the probabilities after a yes and after a no, and the chance of a yes."""
    present = engine.change(case, Observation(observation, "present"))
    absent = engine.change(case, Observation(observation, "absent"))
    yes, no, chance = [], [], 0.0
    chances = engine.chances_now(observation, case, there)
    for share, number in zip(now, candidates, strict=True):
        if number is None:
            yes.append(share)
            no.append(share)
            chance += share * engine.background_now(observation, case, there)
        else:
            yes.append(share * exp(present[number]))
            no.append(share * exp(absent[number]))
            chance += share * chances[number]
    return _normal(yes), _normal(no), chance


def _normal(weights: list[float]) -> list[float]:
    total = sum(weights)
    return [weight / total for weight in weights]


def _entropy(shares: list[float]) -> float:
    return -sum(share * log2(share) for share in shares if share > 0)


def _leading(
    engine: Engine, candidates: list[int | None], shares: list[float]
) -> tuple[Effect, ...]:
    shares = calibrated(shares, engine.weights.sureness)
    named = [
        Effect(NONE_OF_THESE if number is None else engine.ids[number], share)
        for number, share in zip(candidates, shares, strict=True)
    ]
    return tuple(sorted(named, key=lambda e: (-e.probability, e.id))[:3])
