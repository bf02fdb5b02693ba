"""What to ask or test next: the questions that would change the differential most, cheapest first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from heapq import nsmallest
from itertools import islice
from operator import mul
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

import msgspec

from cramps.errors import BadQuery
from cramps.knowledge import closed_lists
from cramps.knowledge.questions import questions as every_question
from cramps.ranking.after_an_answer import Outcomes
from cramps.ranking.danger import Calm, Said
from cramps.ranking.danger_questions import DangerQuestions, of_medicines, settling
from cramps.ranking.differential import (
    NONE_OF_THESE,
    Case,
    Differential,
    Engine,
    Observation,
    Unexcluded,
    calibrated,
    is_empty,
)
from cramps.weighing.disorder_columns import Column

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase

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
#: An answer that moves no candidate by so much says nothing worth asking for: the many rare ones behind the
#: first share half of all that is uncertain, and what only shuffles them would otherwise lead.
MOVES: Final = 0.08
#: A yes to what a careful clinician asks of everybody opens up a candidate that it raises by so much.
OPENS: Final = 0.08
#: What a careful clinician asks tells without opening up anything where so much is gained.
TELLING: Final = 0.1
#: The section of the overview that says what a careful clinician asks.
HISTORY: Final = "workup-2-history-and-drugs"
#: What a guideline asks is asked even where a yes is as rare as this: most of its value is in the rare yes.
RARE: Final = 0.01
#: How far a yes to it moves a candidate, times its chance, counts for so many bits: what the uncertainty of
#: all falls by says little of a question whose rare yes opens up a new cause.
CAREFUL: Final = 12.0
#: But for no more than this: where more is known, what it points to is asked first.
AT_MOST: Final = 0.1
#: Ages outside which nobody is asked for a pregnancy.
BEARING: Final = (11.0, 55.0)
#: So many of the first count: a question that changes none of them need not be asked.
FIRST: Final = 3
#: What is asked or looked at without a test.
WITHOUT_TESTS: Final[tuple[closed_lists.Tier, ...]] = ("question", "bedside")
#: What is there speaks much for a critical disorder where it multiplies its odds by this.
MUCH: Final = 3.0
#: So many questions look for danger before all others, where none is raised.
DANGERS_FIRST: Final = 2
#: What a plan says of all but the medicine.
_NOTHING_ELSE: Final = "Nothing else that was told is out of the ordinary, and no danger is raised."
#: So many questions, the most worth first, fit on the first screen.
ON_SCREEN: Final = 7


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
    #: Expected fall of the uncertainty over the candidates, in bits; 0 where a yes opens up more than it settles.
    gain: float
    #: What it is worth for its cost: the gain, or, of what a careful clinician asks of everybody, what a yes
    #: opens up where that is more. Of two questions the one with more comes first.
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
    split: Sequence[str] = (),
    answer: Differential | None = None,
    per_tier: int | None = None,
) -> Plan:
    """Plan as a careful clinician would: what is cheap first, and nothing that would change nothing.

    Only what could change one of the first three candidates, or their order, is offered. Where the case is
    ordinary and no danger is raised, no test is needed but for what a medicine that is taken may well do,
    and the reason is given. Where it is not, and no danger is raised, what would raise one that fits what was
    told is asked first, and what would settle such a disorder stands on the first screen. With disorders to
    ``split``, all that separates them is. ``answer`` is the case's differential where it is known already;
    ``per_tier`` and ``split`` are those of `questions`. Raises BadQuery as they do.
    """
    if split:
        return Plan(questions=questions(engine, case, tiers=tiers, split=split, per_tier=per_tier))
    answer = answer or engine.differential(case, excluders=False)
    first = [c.id for c in answer.candidates[:FIRST]]
    if answer.calm is not None:
        return _calm_plan(engine, case, answer.calm, tiers, first, per_tier)
    critical = [u for u in answer.critical if u.fits]
    outcomes = _outcomes(engine, case, ())
    dangers = () if answer.red_flags else _dangers_first(engine, case, tiers, critical, outcomes)
    likely = [u for u in critical if u.support >= MUCH][:FIRST]
    keep = [
        result
        for result in settling(engine, likely, engine.answered(case))
        if engine.kb.results[result][0].tier in tiers
    ]
    useful = questions(
        engine,
        case,
        tiers=tiers,
        changing=first,
        per_tier=per_tier,
        careful=history(engine.kb),
        leading=dangers,
        keep=keep,
        outcomes=outcomes,
    )
    if not useful and not is_empty(case):
        names = ", ".join(engine.name_of(i) for i in first)
        text = (
            f"Nothing that can be asked or tested would change much among the first three: {names}."
        )
        return Plan(questions=(), stop=Stop(because="settled", text=text))
    return Plan(questions=useful)


def _calm_plan(
    engine: Engine,
    case: Case,
    calm: Calm,
    tiers: Collection[closed_lists.Tier],
    first: Sequence[str],
    per_tier: int | None,
) -> Plan:
    """Plan where all is ordinary: no test, but for what a medicine that is taken may well do."""
    keep = of_medicines(engine, case) if "blood" in tiers else ()
    useful = questions(
        engine,
        case,
        tiers=[t for t in tiers if t in WITHOUT_TESTS],
        changing=first,
        per_tier=per_tier,
        careful=history(engine.kb),
        careful_first=True,
        keep=keep,
        least_kept=UNLIKELY,
    )
    kept = [engine.kb.results[q.id][0].name for q in useful if q.id in keep]
    text = (
        "No test is needed: nothing that was told is out of the ordinary, and no danger is raised."
    )
    if kept:
        tests = ", ".join(name[0].lower() + name[1:] for name in dict.fromkeys(kept))
        text = f"No test is needed but for what the medicine may do: {tests}. {_NOTHING_ELSE}"
    stop = Stop(because="ordinary", text=text, statements=calm.statements, come_back=calm.come_back)
    return Plan(questions=useful, stop=stop)


def _dangers_first(
    engine: Engine,
    case: Case,
    tiers: Collection[closed_lists.Tier],
    critical: Sequence[Unexcluded],
    outcomes: Outcomes,
) -> tuple[str, ...]:
    """Give what would raise a danger that points to a critical disorder that fits what was told."""
    fitting = {u.id for u in critical[:FIRST]}
    asking = DangerQuestions(engine)
    there = engine.evidence.read(case).there
    left_out = engine.answered(case) | _impossible(engine.kb, case)
    chances = {
        i: _chance(engine, case, outcomes, i, there)
        for i, tier, _ in _askable(engine, None, [t for t in tiers if t in WITHOUT_TESTS])
        if i in asking.raisers and i not in left_out
    }
    pointing = (
        finding
        for finding, raised in asking.ranked(case, chances).items()
        if any(fitting & {*danger.points_to} for danger in raised)
    )
    return tuple(islice(pointing, DANGERS_FIRST))


def history(kb: KnowledgeBase) -> tuple[str, ...]:
    """Give what a careful clinician asks of everybody, as the overview says it."""
    return kb.overview[HISTORY].findings if HISTORY in kb.overview else ()


def changes(question: Question, first: Sequence[str]) -> bool:
    """Tell whether a likely enough answer changes the first candidates or their order."""
    yes, no = ([e.id for e in effects] for effects in (question.if_yes, question.if_no))
    return _changes(question.probability, yes, no, first)


def _changes(chance: float, yes: Sequence[str], no: Sequence[str], first: Sequence[str]) -> bool:
    """Tell the same of the first candidates after a yes, of which the chance is given, and after a no."""
    answers = ((chance, yes), (1 - chance, no))
    return any(
        likely >= UNLIKELY and list(order) != list(first[: len(order)]) for likely, order in answers
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
    changing: Sequence[str] | None = None,
    per_tier: int | None = None,
    careful: Collection[str] = (),
    careful_first: bool = False,
    leading: Sequence[str] = (),
    keep: Collection[str] = (),
    least_kept: float = 0.0,
    outcomes: Outcomes | None = None,
) -> tuple[Question, ...]:
    """Rank what is not yet answered by expected information gain for its cost, the most worth first.

    ``kinds`` keeps findings of these kinds only, and no tests; ``split`` asks what separates these
    disorders alone, taken as equally likely; ``skip`` leaves out what must not be asked again;
    ``changing`` keeps only those of which a likely enough answer would change these first candidates, and
    move one of them by `MOVES`; ``careful`` are worth what a yes would open up, where it raises one by
    `OPENS`, and with ``careful_first`` they go before all else;
    ``leading`` stand first in this order, whatever they are worth, and ``keep`` are offered whatever they are
    worth, of whatever tier, where a yes is as likely as ``least_kept``;
    ``per_tier`` keeps only what is shown: the first `ON_SCREEN`, and of each tier so many of the most gain;
    ``outcomes`` are those of the case and of ``split`` where they are known already.
    Gain is the entropy over the candidates minus its expectation after the answer (Shannon 1948). Unless
    disorders are split or tiers chosen, what costs more is left for later while something cheaper is worth
    far more. Raises BadQuery for a case that cannot be, or fewer than two disorders to split.
    """
    outcomes = outcomes or _outcomes(engine, case, split)
    before = outcomes.entropy
    left_out = engine.answered(case) | set(skip) | _impossible(engine.kb, case)
    there = engine.evidence.read(case).there
    ranked: list[_Ranked] = []
    wanted = {*leading, *keep}
    for observation, tier, ask in _askable(engine, kinds, TIERS if keep else tiers):
        if observation in left_out or (tier not in tiers and observation not in keep):
            continue
        yes = engine.change(case, Observation(observation, "present"))
        no = engine.change(case, Observation(observation, "absent"))
        chance = _chance(engine, case, outcomes, observation, there)
        left = chance * outcomes.after(yes).entropy + (1 - chance) * outcomes.after(no).entropy
        gain = before - left
        raised = 0.0
        if observation in careful and chance >= RARE:
            raised = max(_moves(outcomes, yes), default=0.0)
        opens = min(AT_MOST, CAREFUL * chance * raised) if raised >= OPENS else 0.0
        asked_anyway = observation in wanted and chance >= least_kept
        if tier not in tiers and not asked_anyway:
            continue
        if gain >= WORTHLESS or opens or asked_anyway:
            worth = max(gain, opens) / COST[tier]
            gain = max(gain, 0.0)
            telling = opens > 0 or (observation in careful and gain >= TELLING)
            early = telling or asked_anyway
            ranked.append(_Ranked(worth, observation, tier, ask, gain, chance, yes, no, early))
    places = {observation: place for place, observation in enumerate(leading)}
    ranked.sort(
        key=lambda r: (
            places.get(r.id, len(places)),
            careful_first and not r.early,
            round(-r.worth, _SURE_FIGURES),
            r.id,
        )
    )
    if ranked and not split and set(tiers) == set(TIERS):
        most = max(r.worth for r in ranked)
        ranked = [
            r for r in ranked if r.tier in _SOON or r.id in wanted or r.worth * FAR_BETTER >= most
        ]

    def matters(one: _Ranked) -> bool:
        if changing is None or one.early:
            return True
        orders = _order(outcomes, one.yes), _order(outcomes, one.no)
        return _changes(one.chance, *orders, changing) and any(
            likely >= UNLIKELY and max(map(abs, _moves(outcomes, change)), default=0.0) >= MOVES
            for likely, change in ((one.chance, one.yes), (1 - one.chance, one.no))
        )

    if keep:
        ranked = _on_screen(ranked, keep, matters)
    useful = filter(matters, ranked)
    asked = useful if per_tier is None else _shown(ranked, per_tier, matters)
    return tuple(_question(engine, outcomes, one) for one in islice(asked, limit))


class _Ranked(NamedTuple):
    """A question with its worth, before it is told where the candidates would stand."""

    worth: float
    id: str
    tier: closed_lists.Tier
    ask: str
    gain: float
    chance: float
    yes: Column
    no: Column
    #: A careful clinician asks it of everybody, and it opens up a candidate or tells much; or it is wanted
    #: whatever it is worth.
    early: bool


def _impossible(kb: KnowledgeBase, case: Case) -> set[str]:
    """Give what the sex or the age of a patient rules out: nobody asks a man whether he is pregnant."""
    young, old = BEARING
    bearing = case.sex != "male" and (case.age is None or young <= case.age <= old)
    return (
        set() if bearing else {"pregnancy", "recent-childbirth", *kb.narrower.get("pregnancy", ())}
    )


def _moves(outcomes: Outcomes, change: Column) -> list[float]:
    """Tell by how much the shares of the candidates that lead after an answer rise, or fall."""
    total = outcomes.after(change).total
    return [weight / total - outcomes.now[n] for weight, n in outcomes.leading(change)]


def _on_screen(
    ranked: Sequence[_Ranked], keep: Collection[str], matters: Callable[[_Ranked], bool]
) -> list[_Ranked]:
    """Bring what is kept onto the first screen, at its end where it is not there by its worth."""
    head = list(islice(filter(matters, ranked), ON_SCREEN))
    late = [r for r in ranked if r.id in keep and r not in head]
    free = [r for r in head if r.id not in keep]
    late = late[: len(free)]
    moved = {r.id for r in free[len(free) - len(late) :]}
    first = [*(r for r in head if r.id not in moved), *late]
    placed = {r.id for r in first}
    return [*first, *(r for r in ranked if r.id not in placed)]


def _shown(
    ranked: Sequence[_Ranked], per_tier: int, matters: Callable[[_Ranked], bool]
) -> list[_Ranked]:
    """Keep of those that matter the first, and of each tier so many of the most gain."""
    chosen = {one.id for one in islice(filter(matters, ranked), ON_SCREEN)}
    for tier in TIERS:
        of_tier = sorted((r for r in ranked if r.tier == tier), key=lambda r: (-r.gain, r.id))
        told = (r.id for r in of_tier if r.id in chosen or matters(r))
        chosen.update(list(islice(told, per_tier)))
    return [one for one in ranked if one.id in chosen]


def _question(engine: Engine, outcomes: Outcomes, one: _Ranked) -> Question:
    """Tell where the candidates would stand after each answer."""
    return Question(
        id=one.id,
        tier=one.tier,
        ask=one.ask,
        gain=one.gain,
        worth=one.worth,
        probability=one.chance,
        if_yes=_leading(engine, outcomes, one.yes),
        if_no=_leading(engine, outcomes, one.no),
    )


#: Figures of a worth that are sure, whatever the order in which it was summed: what is equal in these goes by
#: its id.
_SURE_FIGURES: Final = 9
#: What is asked, looked at or drawn at once.
_SOON: Final = ("question", "bedside", "blood")


def _outcomes(engine: Engine, case: Case, split: Sequence[str]) -> Outcomes:
    """Give the candidates with their probabilities now."""
    everyone = range(len(engine.ids))
    if not split:
        *now, none = engine.posterior(case)
        return Outcomes(engine.ids, now, everyone, engine.tables.silence_power, none)
    chosen = {engine.ids.index(d) for d in split}
    if len(chosen) < 2:
        raise BadQuery("name at least two disorders to split")
    now = [1 / len(chosen) if n in chosen else 0.0 for n in everyone]
    return Outcomes(engine.ids, now, chosen, engine.tables.silence_power, 0.0)


def _askable(
    engine: Engine,
    kinds: Collection[closed_lists.FindingKind] | None,
    tiers: Collection[closed_lists.Tier],
) -> list[tuple[str, closed_lists.Tier, str]]:
    """Give everything that a disorder lists, or that stands above it, as a question."""
    told, relations = engine.tables.listed_at_all, engine.tables.relations
    below = relations.below
    return [
        (asked.id, asked.tier, asked.ask)
        for asked in every_question(engine.kb)
        if asked.tier in tiers
        and (kinds is None or asked.kind in kinds)
        and relations.one(asked.id) == asked.id
        and (asked.id in told or (asked.kind and not told.isdisjoint(below.get(asked.id, ()))))
    ]


def _chance(
    engine: Engine, case: Case, outcomes: Outcomes, observation: str, there: set[str]
) -> float:
    """Give the chance of a yes: of every candidate its share times P(observation | candidate, what is there)."""
    known = outcomes.chances.get(observation)
    if known is None:
        known = outcomes.chances[observation] = _reckoned_chance(
            engine, case, outcomes, observation, there
        )
    return known


def _reckoned_chance(
    engine: Engine, case: Case, outcomes: Outcomes, observation: str, there: set[str]
) -> float:
    tables, setting = engine.tables, case.setting
    chance: float = outcomes.none * engine.background_now(observation, case, there)
    if there.intersection(tables.relations.above.get(observation, ())):
        everyones = engine.chances_now(observation, case, there)
        return chance + sum(p * c for p, c in zip(outcomes.now, everyones, strict=True))
    column = tables.lone_chances(observation, setting)
    rarer = tables.rarer_elsewhere(observation, None)
    unlisted = tables.in_bounds(observation, setting, outcomes.ratios_by_silence(column.slope))
    if rarer != 1.0:
        unlisted = [c / rarer for c in unlisted]
    chance += sum(map(mul, outcomes.shares_by_silence, unlisted))
    now, place = outcomes.now, outcomes.place_of_silence
    for n, told in zip(column.numbers, column.values, strict=True):
        mine = told / tables.rarer_elsewhere(observation, n) if rarer != 1.0 else told
        chance += now[n] * (mine - unlisted[place[n]])
    return chance


def _order(outcomes: Outcomes, change: Column) -> list[str]:
    """Give the first candidates after an answer, which calibration does not move."""
    told = [(weight, outcomes.ids[n]) for weight, n in outcomes.leading(change)]
    if outcomes.none:
        told.append((outcomes.none, NONE_OF_THESE))
    return [name for _, name in sorted(told, key=lambda t: (-t[0], t[1]))[:FIRST]]


def _leading(engine: Engine, outcomes: Outcomes, change: Column) -> tuple[Effect, ...]:
    """Give the first three after an answer; calibration moves the shares of all."""
    numbers, weights = outcomes.weights(change)
    names = [engine.ids[n] for n in numbers]
    if outcomes.none:
        names.append(NONE_OF_THESE)
        weights.append(outcomes.none)
    shares = calibrated(_normal(weights), engine.weights.sureness)
    first = nsmallest(3, zip(shares, names, strict=True), key=lambda told: (-told[0], told[1]))
    return tuple(Effect(name, share) for share, name in first)


def _normal(weights: list[float]) -> list[float]:
    total = sum(weights)
    return [weight / total for weight in weights]
