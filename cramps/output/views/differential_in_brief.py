"""The differential and the next step on one screen: danger, the first candidates, what would settle it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby
from math import log2
from typing import TYPE_CHECKING, Final

import msgspec

from cramps.output.views import danger
from cramps.output.views.closed_list_names import (
    NO_DIAGNOSIS,
    URGENCY,
    few,
    inside,
    listed,
    whole_sentences,
)
from cramps.output.views.forms import Brief, Point

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase
    from cramps.ranking.danger import Calm, Danger
    from cramps.ranking.differential import Candidate, Contribution, Differential, Unexcluded
    from cramps.ranking.drugs import Effect as Taken
    from cramps.ranking.next_step import Effect, Question, Stop

#: Candidates that a screen has room for, and those that it always shows.
MOST_SHOWN: Final = 5
LEAST_SHOWN: Final = 3
#: Dangers that are told with what to do; of the others the name.
IN_FULL: Final = 2
#: Letters for the first of several, three lines, and for the second, two.
_FIRST_OF_SEVERAL: Final = 200
_SECOND_OF_SEVERAL: Final = 132
#: Findings told for and against a candidate.
_EACH_WAY: Final = 2
#: A finding that changes the odds by less says nothing.
_TELLING: Final = 1.05
#: The complaint that nearly all here have in common.
_CRAMPS: Final = "muscle-cramps"
#: Letters of what is said where nothing is out of the ordinary, in whole sentences.
_CALM: Final = 160
#: A share that moves by less has not moved for a reader.
_MOVED: Final = 0.05
#: Critical disorders told with what to look for.
_LOOK_FOR: Final = 2
#: Below this share it is not told that a candidate goes together with another.
_TOGETHER: Final = 0.01
#: Below this share a critical disorder that does not fit is not told.
_LIKELY: Final = 0.03

_OTHER_NAMES: Final = {
    "age": "age",
    "sex": "sex",
    "prior": "how common it is",
    "drug-taken": "a drug that causes cramps is taken",
    "danger": "the danger that is raised",
    "fit": "what the drug does",
    "poor-fit": "how well a cause that is not here would fit",
    "calibration": "how often such a first one is right",
    "none-of-these": "None of these",
}

#: Tests that confirm the first candidate.
_CONFIRMING: Final = 2

#: From so likely on it is said what is done first.
_DONE_FROM: Final = 0.2

#: Why nothing more need be tested -> the label of that.
_STOPPED: Final = {"ordinary": "no test", "settled": "no more"}


def name_of(kb: KnowledgeBase, record_id: str) -> str:
    """Name a finding, a result, a drug, a disorder, or what else counts in a differential."""
    if record_id in _OTHER_NAMES:
        return _OTHER_NAMES[record_id]
    record_id = record_id.removeprefix("drug:")
    for file in ("disorders", "drugs"):
        if record_id in kb.table(file):
            return kb.name(file, record_id)
    return kb.label(record_id)


def percent(share: float) -> str:
    """Say a probability for a reader, without claiming more than it holds."""
    if share < 0.01:
        return "< 1 %"
    return "> 99 %" if share > 0.99 else f"{100 * share:.0f} %"


def signed(kb: KnowledgeBase, c: Contribution) -> str:
    """Name a contribution with whether it is there."""
    sign = {"present": "", "absent": "no ", "maybe": "perhaps ", "untold": "not told: "}[c.sign]
    return sign + inside(name_of(kb, c.id))


def by_weight(candidate: Candidate) -> list[Contribution]:
    """Give what counts for and against a candidate, the weightiest first."""
    told = [c for c in candidate.contributions if c.id not in ("prior", "calibration")]
    return sorted(told, key=lambda c: (-abs(log2(c.likelihood_ratio)), c.id))


def speaking(
    kb: KnowledgeBase, candidate: Candidate, weighed: Sequence[Contribution]
) -> tuple[list[Contribution], list[Contribution]]:
    """Give what speaks for a candidate, and what against it.

    What is there and the entry lists is merely less usual in it than in others, and so is a kind of cramp in
    what gives cramps: neither is told as speaking against it.
    """
    speaks_for = [c for c in weighed if c.likelihood_ratio > _TELLING]
    against = [
        c
        for c in weighed
        if c.likelihood_ratio < 1 / _TELLING
        and not (c.sign == "present" and (c.explained or _is_cramp_of(kb, candidate, c.id)))
    ]
    return speaks_for, against


def _is_cramp_of(kb: KnowledgeBase, candidate: Candidate, finding: str) -> bool:
    """Tell whether a finding is a kind of cramp, and a candidate a disorder that lists cramps."""
    if candidate.id not in kb.disorders or finding not in kb.narrower.get(_CRAMPS, ()):
        return False
    return any(f["finding"] == _CRAMPS for f in kb.disorders.plain(candidate.id)["findings"])


def together(kb: KnowledgeBase, candidate: Candidate) -> list[Contribution]:
    """Give what counts for and against a candidate, findings that are kinds of one another as the narrowest.

    What the narrow one adds to the broad one can be below one although both together speak for it.
    """
    told = {c.id: c for c in by_weight(candidate)}
    for broad in list(told):
        below = kb.narrower.get(broad, ())
        kinds = [i for i in told if i in below and told[i].sign == told[broad].sign]
        for narrow in kinds[:1]:
            both = told[narrow].likelihood_ratio * told.pop(broad).likelihood_ratio
            told[narrow] = msgspec.structs.replace(told[narrow], likelihood_ratio=both)
    return sorted(told.values(), key=lambda c: (-abs(log2(c.likelihood_ratio)), c.id))


def look_for(kb: KnowledgeBase, unexcluded: Unexcluded) -> str:
    """Say what to look for that would tell a critical disorder; without it the disorder is less likely."""
    names = (_own_name(kb, e.id) for e in unexcluded.excluded_by)
    return ", ".join(map(inside, names)) or "nothing listed that it nearly always has"


def _own_name(kb: KnowledgeBase, record_id: str) -> str:
    """Name a finding, or a result without the test that shows it."""
    if record_id in kb.findings:
        return kb.name("findings", record_id)
    return kb.result_names[record_id][1]


def differential(
    kb: KnowledgeBase,
    answer: Differential,
    number: int,
    settles: Question | None,
    unrecognised: Sequence[str],
    repeat: str = "",
) -> Brief:
    """The answer of ``ddx`` on one screen."""
    points = [*dangers(kb, answer.red_flags), *_perhaps(kb, answer), *calm(answer.calm)]
    points += _candidates(kb, answer, number)
    points += _pointed(kb, answer, number)
    points += _to_do(kb, answer)
    if settles is not None:
        from cramps.ranking.next_step import Effect

        now = [Effect(c.id, c.probability) for c in answer.candidates]
        points.append(Point("next", question_in_words(kb, settles, now)))
    points += _settling(kb, answer)
    points += _critical(kb, answer)
    points += _words(kb, answer, unrecognised)
    points += [Point("repeat it", repeat)] if repeat else []
    more = f"More: --full, cramps next, cramps show NAME. {NO_DIAGNOSIS}"
    return Brief(points=tuple(points), more=more)


def dangers(kb: KnowledgeBase, red_flags: Sequence[Danger]) -> Iterator[Point]:
    """The most urgent dangers with what to do, the others by name.

    One is told whole; of several as much as seven lines hold in all, in whole sentences.
    """
    if len(red_flags) == 1:
        (raised,) = red_flags
        yield Point(URGENCY[raised.urgency], danger.told(kb, raised))
        return
    for place, raised in enumerate(red_flags[:IN_FULL]):
        if place:
            told = danger.in_brief(kb, raised, _SECOND_OF_SEVERAL)
        else:
            told = danger.told(kb, raised, _FIRST_OF_SEVERAL)
        yield Point(URGENCY[raised.urgency], told)
    if rest := red_flags[IN_FULL:]:
        by_urgency = groupby(rest, lambda d: URGENCY[d.urgency])
        named = (f"{u} {', '.join(inside(d.name) for d in group)}" for u, group in by_urgency)
        yield Point("and", "; ".join(named), least=1)


def _perhaps(kb: KnowledgeBase, answer: Differential) -> Iterator[Point]:
    """Name what may be a danger, if what is not sure is there."""
    for one in answer.perhaps[: danger.SUPPOSED]:
        yield Point("careful", danger.may_be(kb, one))


def calm(told: Calm | None) -> Iterator[Point]:
    """What is said where nothing is out of the ordinary."""
    if told is None:
        return
    for place, said in enumerate(told.statements[:2]):
        yield Point("" if place else "no danger", whole_sentences(said.text, _CALM))
    if told.come_back[1:]:
        yield Point("come back", whole_sentences(told.come_back[1].text, _CALM))


def _candidates(kb: KnowledgeBase, answer: Differential, number: int) -> Iterator[Point]:
    if answer.poorly_explained:
        names = ", ".join(inside(name_of(kb, i)) for i in answer.poorly_explained)
        yield Point("poor fit", f"Nothing here explains it well; left unexplained: {names}.", 2)
    for place, c in enumerate(answer.candidates[: min(number, MOST_SHOWN)], 1):
        label = f"{place}.{percent(c.probability):>7}"
        critical = ", critical" if c.critical else ""
        told = "; ".join(_for_and_against(kb, c, answer))
        text = f"{c.name}{critical}{_with(kb, c)}" + (f": {told}" if told else "")
        yield Point(label, text, bar=c.probability, spare=max(0, place - LEAST_SHOWN))


def _with(kb: KnowledgeBase, candidate: Candidate) -> str:
    """Say with what a candidate goes together, which a result of the case defines."""
    if candidate.probability < _TOGETHER:
        return ""
    names = [inside(kb.name("disorders", i)) for i in candidate.goes_with]
    return f", together with {listed(names)}" if names else ""


def no_rivals(kb: KnowledgeBase, shown: Sequence[Candidate]) -> tuple[str, ...]:
    """Say which of the candidates go together with one that a result defines, a sentence for each."""
    found: dict[tuple[str, ...], list[str]] = {}
    for c in shown:
        if c.goes_with and c.probability >= _TOGETHER:
            names = found.setdefault(c.goes_with, [])
            names.append(inside(c.name) if names else c.name)
    return tuple(
        f"{listed(names)} {'goes' if len(names) == 1 else 'go'} together with "
        f"{listed([inside(kb.name('disorders', i)) for i in defined])}: no rivals, both can be there"
        for defined, names in found.items()
    )


def pointed_to(answer: Differential, shown: AbstractSet[str]) -> tuple[str, ...]:
    """Give the disorders that urgent dangers point to first, of dangers of which none is shown."""
    from cramps.ranking.danger import FIRST_POINTED

    urgent = [d.points_to for d in answer.red_flags if d.urgency != "soon"]
    unseen = (points for points in urgent if shown.isdisjoint(points))
    return tuple(dict.fromkeys(i for points in unseen for i in points[:FIRST_POINTED]))


def _pointed(kb: KnowledgeBase, answer: Differential, number: int) -> Iterator[Point]:
    shown = {c.id for c in answer.candidates[: min(number, MOST_SHOWN)]}
    if missing := pointed_to(answer, shown):
        names = ", ".join(kb.name("disorders", i) for i in missing[:MOST_SHOWN])
        yield Point("also", f"raised by the danger: {names}", least=1)


def is_named(kb: KnowledgeBase, effect: Taken, answer: Differential) -> bool:
    """Tell whether it is known what is taken: a medicine that was named, or any of one class."""
    classes = {kb.drugs.plain(drug).get("class") for drug in effect.drugs}
    return len(classes) == 1 or not set(effect.drugs).isdisjoint(answer.case.drugs)


def _for_and_against(
    kb: KnowledgeBase, candidate: Candidate, answer: Differential
) -> Iterator[str]:
    if candidate.drug is not None:
        told = candidate.drug.figure or candidate.drug.text
        named = is_named(kb, candidate.drug, answer)
        yield f"review it first, {inside(told)}" if named else "find out which medicine it is"
    weighed = [c for c in together(kb, candidate) if c.id not in ("fit", "poor-fit")]
    speaks_for, against = speaking(kb, candidate, weighed)
    if speaks_for:
        yield f"for it {', '.join(signed(kb, c) for c in speaks_for[:_EACH_WAY])}"
    if against:
        yield f"against it {', '.join(signed(kb, c) for c in against[:_EACH_WAY])}"


def question_in_words(kb: KnowledgeBase, question: Question, now: Sequence[Effect] = ()) -> str:
    """Tell what to ask or test, and whom each answer moves.

    Of those that lead ``now`` only those that an answer moves are told of; where it moves none, nothing.
    """
    ask = question.ask if question.ask.endswith(("?", ".")) else f"{question.ask}."
    told = []
    for answer, effects in (("Yes", question.if_yes), ("No", question.if_no)):
        if moved := _moved(effects, now):
            told.append(f" {answer}: {_leads(kb, moved)}.")
    return ask + "".join(told)


def _moved(effects: Sequence[Effect], now: Sequence[Effect]) -> list[Effect]:
    """Give whom an answer brings up; where it brings up none, whom it takes down."""
    before = {e.id: e.probability for e in now}
    change = [(e, e.probability - before.get(e.id, 0.0)) for e in effects]
    up = [e for e, by in change if by >= _MOVED]
    return up or [e for e, by in change if by <= -_MOVED]


def _leads(kb: KnowledgeBase, effects: Sequence[Effect]) -> str:
    return ", ".join(f"{name_of(kb, e.id)} {percent(e.probability)}" for e in effects[:_EACH_WAY])


def _settling(kb: KnowledgeBase, answer: Differential) -> Iterator[Point]:
    """Name the test that confirms the first candidate; nothing where all is ordinary."""
    from cramps.output.views.disorder_in_brief import settling

    urgent = [d.points_to for d in answer.red_flags if d.urgency != "soon"]
    pointed = {i for points in urgent for i in points}
    # beside an urgent danger the test of another is not what settles it
    candidates = (c.id for c in answer.candidates if c.id in (pointed or kb.disorders))
    first = next((i for i in candidates if i in kb.disorders), None)
    if first is None or answer.calm is not None:
        return
    disorder = kb.disorders[first]
    told_of = {*answer.case.results, *answer.case.not_results}
    confirming = [
        t
        for t in settling(disorder)
        if (t.defines or t.role == "confirm") and t.result not in told_of
    ]
    names = [kb.result_names[t.result] for t in confirming[:_CONFIRMING]]
    told = "; ".join(f"{inside(test)} ({inside(result)})" for test, result in names)
    if told:
        tests = "; ".join(dict.fromkeys(inside(test) for test, _ in names))
        shorter = (f"{disorder.name}: {tests}",)
        yield Point("settle", f"{disorder.name}: {told}", shorter=shorter)


def _to_do(kb: KnowledgeBase, answer: Differential) -> Iterator[Point]:
    """Say what is done first in the likeliest, where no danger says what to do and it is likely enough."""
    if answer.red_flags or answer.calm is not None:
        return
    for first in (c for c in answer.candidates[:LEAST_SHOWN] if c.probability >= _DONE_FROM):
        if first.drug is not None:
            advice = [a for d in first.drug.drugs for a in kb.drugs[d].advice][:1]
            told = "; ".join(a.text for a in advice)
        elif first.id in kb.disorders:
            given = [t for t in kb.disorders[first.id].treatments if t.stance == "first-line"]
            names = (inside(kb.name("treatments", t.treatment)) for t in given)
            told = ", ".join(names)
        else:
            continue
        if told:
            name = name_of(kb, first.id)
            yield Point("what to do", f"{name}: {whole_sentences(told, _CALM)}", spare=1)
            return


def worth_telling(answer: Differential) -> list[Unexcluded]:
    """Give the critical disorders that a reader should hear of: likely ones, and those that fit.

    Where all is ordinary the likely ones alone: every ordinary cramp fits something rare.
    """
    return [
        u for u in answer.critical if u.probability >= _LIKELY or (u.fits and answer.calm is None)
    ]


def _critical(kb: KnowledgeBase, answer: Differential) -> Iterator[Point]:
    told = {c.id for c in answer.candidates[:LEAST_SHOWN]}
    worth = worth_telling(answer)
    rest = [u for u in worth if u.id not in told and u.excluded_by]
    for u in rest[:_LOOK_FOR]:
        share = percent(u.probability)
        text = f"{u.name} ({share}): look for {look_for(kb, u)}"
        yield Point("critical", text, spare=MOST_SHOWN)
    left = len(worth) - len(rest[:_LOOK_FOR])
    if left > 0 and answer.calm is None:
        many = "disorder is" if left == 1 else "disorders are"
        more = "more " if rest else ""
        text = f"{left} {more}critical {many} not excluded"
        yield Point("", text, spare=MOST_SHOWN + 1)


def _words(kb: KnowledgeBase, answer: Differential, unrecognised: Sequence[str]) -> Iterator[Point]:
    if answer.unknown_to_all:
        names = ", ".join(inside(name_of(kb, i)) for i in answer.unknown_to_all)
        yield Point("no cause", f"no disorder here explains {names}", least=1)
    if unrecognised:
        yield Point("left out", f"not understood: {few(unrecognised)}", least=2)
        if answer.calm is None and not answer.red_flags and not answer.perhaps:
            yield Point("careful", danger.NOT_CALM, least=1)


def next_step(
    kb: KnowledgeBase,
    questions: Sequence[Question],
    answer: Differential,
    now: Sequence[Effect],
    unrecognised: Sequence[str],
    stop: Stop | None = None,
) -> Brief:
    """The answer of ``next`` on one screen: what is worth most for its cost comes first."""
    from cramps.ranking.next_step import ON_SCREEN

    points = [*dangers(kb, answer.red_flags), *_perhaps(kb, answer), *calm(answer.calm)]
    if stop is not None:
        points.append(Point(_STOPPED[stop.because], stop.text, least=2))
    if now:
        points.append(Point("now", _leads(kb, now), least=2))
    points += [
        Point(q.tier, question_in_words(kb, q, now), spare=place)
        for place, q in enumerate(questions[:ON_SCREEN])
    ]
    points += _words(kb, answer, unrecognised)
    more = f"More: --full, --tier TIER. {NO_DIAGNOSIS}"
    return Brief(points=tuple(points), more=more)
