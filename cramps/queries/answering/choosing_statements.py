"""The statements that answer best, and of each thing that was asked for one, or that there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, zip_longest
from typing import Final

from cramps.queries.answering.dosing import dosing, is_start, tells_most
from cramps.queries.answering.lines import Line, nothing_here, plain_line
from cramps.queries.answering.weighing_statements import all_weighed, line_of, tells_dose
from cramps.queries.asking.asked_words import begins_with, tells_of
from cramps.queries.asking.question import Question
from cramps.queries.mentions import mentions
from cramps.queries.parts import Part
from cramps.queries.statements import treating
from cramps.words.own_words import Category

#: So many triggers are told beside other things.
_TRIGGERS: Final = 2
#: Where more is asked than there is room for, so many statements more are told.
_MORE: Final = 3
#: Statements that are kept behind those that are put first.
_BEHIND: Final = 2
#: Cautions that are told of a medicine where it is asked when not to give it.
_CAUTIONS: Final = 4
#: Doses of a medicine that are told where no disorder is named.
_DOSES: Final = 2
#: How it is told that a medicine is not to be given, and so many entries that say it are named.
_AGAINST: Final = "advised against"
_NAMED: Final = 3
#: Disorders of which each is to be answered.
_COMPARED: Final = 6


def chosen_of(question: Question, most: int) -> tuple[Line, ...]:
    """Give the best statements, and of each thing that was asked for one; that a medicine is advised against, before them."""
    chosen = _chosen(question, most)
    if question.asks_how_it_works and question.parts == ("cause",) and not question.disorders:
        how = [n for n in chosen if n.part == "cause"]
        unknown = [_none_here(question, ids, "how it works") for ids in question.given.values()]
        chosen = chosen if how else tuple(unknown)
    asked = not set(question.parts) - {"what helps", "cause"}
    if not asked or not chosen or _AGAINST in chosen[0].text:
        return chosen
    warnings = tuple({n.text: n for n in _advised_against(question)}.values())
    return (*warnings, *(n for n in chosen if n.text not in {w.text for w in warnings}))


def _advised_against(question: Question) -> Iterator[Line]:
    """Say of each medicine that is named where it is advised against: in what is named, else in which entries.

    Of a word that may mean several, all are to be advised against.
    """
    kb = question.kb
    for ids in question.given.values():
        having = [kb.disorders[d] for i in sorted(ids) for d in mentions(kb).with_treatment(i)]
        given = [(d, g) for d in dict.fromkeys(having) for g in d.treatments if g.treatment in ids]
        if question.disorders:
            given = [(d, g) for d, g in given if d.id in question.disorders]
        against = [(d, g) for d, g in given if g.stance == "avoid"]
        if len(against) * 2 <= len(given):
            continue  # where it is an option mostly, the entries say so each
        if question.disorders:
            disorder, one = against[0]
            for said in treating(kb, disorder):
                if said.ids == (one.treatment,):
                    yield line_of(question, "disorder", disorder, said)
            continue
        names = ", ".join(d.name for d, _ in against[:_NAMED])
        more = f" and {len(against) - _NAMED} more" if len(against) > _NAMED else ""
        cited = [s for _, g in against[:_NAMED] for s in g.sources]
        treatment = kb.treatments[against[0][1].treatment]
        text = f"{_AGAINST} in {names}{more}."
        yield plain_line("treatment", treatment.id, treatment.name, "avoid", text, cited, 9.0)


def _chosen(question: Question, most: int) -> tuple[Line, ...]:
    """Give the best statements, and of each thing that was asked for one, or that there is none."""
    weighed = sorted(_once(all_weighed(question)), key=lambda line: -line.weight)
    if len(question.routes) > 1:
        weighed = list(_by_turns(weighed))
    best = weighed[0].weight if weighed else 0
    most_behind = 6 if question.treatments and not question.parts else 3
    near = [line for line in weighed if line.weight >= max(2, best - most_behind)]
    asked = list(_demanded(question, weighed, near))
    missing = [line for line in asked if line.part == "not here"]
    wanted = dict.fromkeys(line for line in asked if line.part != "not here")
    drug_checked = {"confirm"} == set(question.parts) and question.has_drug
    if drug_checked or ("cause" in question.parts and question.treatments):
        near = weighed  # of little that is said, all that there is room for
    room = max(most, min(len(wanted) + len(missing), most + _MORE)) - len(missing)
    fill = (line for line in _not_all_of_one(near, question.parts) if line not in wanted)
    chosen = {*wanted, *islice(fill, max(0, room - len(wanted)))}
    ordered = [line for line in weighed if line in chosen]
    if missing and question.parts == ("avoid",) and all(n.part != "avoid" for n in ordered):
        dangers = (n for n in weighed if n.part == "when to worry")
        return (*missing, *islice(dangers, _BEHIND))
    if question.only_aspects:  # what was asked leads, in whom it must not be given is next
        ordered.sort(key=lambda n: not any(tells_of(a, n.text) for a in question.aspects))
        return (*missing, *ordered[:room])
    if question.parts[:1] == ("avoid",) and question.given:
        ordered.sort(key=lambda line: _of_safety(question, line))
    if "dose" in question.parts and question.treatments:
        dosed = tuple(dosing(question, weighed, (*ordered[:room], *missing)))
        known = any(n.part == "what helps" and tells_dose(n.text) for n in dosed)
        return dosed if known else tuple(sorted(dosed, key=lambda n: n.part != "not here"))
    if question.aspects:  # that nothing is known of who is asked about goes before what is
        return (*missing, *ordered[:room])
    return (*ordered[:room], *missing)


def _once(lines: Iterable[Line]) -> Iterator[Line]:
    """Give each statement once, with the most that it weighs."""
    known: dict[tuple[str, str | None, str], Line] = {}
    for line in lines:
        key = (line.id, line.about, line.text)
        if key not in known or known[key].weight < line.weight:
            known[key] = line
    return iter(known.values())


def _demanded(question: Question, weighed: Sequence[Line], near: Sequence[Line]) -> Iterator[Line]:
    """Give for each medicine, disorder, part and aspect that was asked for the best statement of it."""
    for said, ids in question.given.items():
        found = next((n for n in weighed if _is_of(question, n, ids)), None)
        yield found or _none_here(question, ids, said)
    for aspect in question.aspects:
        ids = question.treatments | {t.id for t in question.taken if t.kind == "drug"}
        told = [n for n in weighed if n.id in ids or _is_of(question, n, ids)]
        telling = [n for n in told if tells_of(aspect, n.text)]
        best = min(
            telling,
            key=lambda n: (not begins_with(aspect, n.text), n.part != "avoid"),
            default=None,
        )
        yield best or _none_here(question, ids, aspect)
    named = question.disorders[:_COMPARED]
    if not question.treatments:
        for disorder_id in named:
            yield from islice((n for n in near if n.id == disorder_id), 1)
    yield from _of_bound(question, weighed, named)
    for part in question.parts:
        of_part = [n for n in weighed if n.part == part and n.weight > 0]
        least = 1
        if question.treatments and not question.aspects:
            least = {"avoid": _CAUTIONS, "what helps": 1}.get(part, 1)
        yield from of_part[:least]
        for disorder_id in named:
            own = [n for n in of_part if n.id == disorder_id]
            yield from own[:1]
            if part == "confirm" and question.asks_to_confirm and not question.treatments:
                yield from _not_confirmed(question, disorder_id, weighed)
            if not own and part == "avoid" and not question.treatments:
                # what weighs nothing against the words of the question is named there all the same
                there = [n for n in weighed if n.part == part and n.id == disorder_id]
                yield from there[:1] or (_nothing_to_avoid(question, disorder_id),)
    if "dose" in question.parts and question.treatments:
        yield from _doses(question, weighed)


def _of_safety(question: Question, line: Line) -> int:
    """Order what is told of whether a medicine is safe: of the aspect, of who is so, then the cautions."""
    if any(tells_of(aspect, line.text) for aspect in question.aspects):
        return 0
    if line.kind == "disorder" and question.is_bound(line.id):
        return 1
    return 2 if line.part == "avoid" else 3


def _of_bound(question: Question, weighed: Sequence[Line], named: Sequence[str]) -> Iterator[Line]:
    """Give what is told of who is asked about, where it is asked whether it is safe: of the pregnant woman."""
    if not question.treatments or "avoid" not in question.parts:
        return
    for disorder_id in filter(question.is_bound, named):
        own = (n for n in weighed if n.id == disorder_id)
        yield from islice((n for n in own if _is_of(question, n, question.treatments)), 1)


def _not_confirmed(question: Question, disorder_id: str, weighed: Sequence[Line]) -> Iterator[Line]:
    """Say of a disorder whose entry has no test that confirms it that there is none, and name its gene."""
    kb = question.kb
    disorder = kb.disorders[disorder_id]
    if question.tests or any(test.role == "confirm" for test in disorder.tests):
        return
    if disorder.inheritance is not None and disorder.inheritance.genes:
        yield from islice((n for n in weighed if n.id == disorder_id and n.part == "gene"), 1)
    text = "Its entry names no test that confirms it; what it says was seen in it does not."
    yield nothing_here("disorder", disorder_id, disorder.name, text)


def _nothing_to_avoid(question: Question, disorder_id: str) -> Line:
    name = question.kb.name("disorders", disorder_id)
    text = "Its entry names nothing to avoid, which is no all-clear."
    return nothing_here("disorder", disorder_id, name, text)


def _doses(question: Question, weighed: Sequence[Line]) -> Iterator[Line]:
    """Give two doses of what is asked for, and say of which none is known here."""
    dosed = [n for n in weighed if n.part == "what helps" and tells_dose(n.text)]
    if question.asks_most:
        dosed.sort(key=lambda n: not tells_most(n.text))
    elif (
        not question.disorders
    ):  # how to begin goes before what was tried in a disorder that was not named
        dosed.sort(key=lambda n: not is_start(n))
    yield from dosed[:_DOSES]
    without = [
        ids for ids in question.given.values() if not any(_is_of(question, n, ids) for n in dosed)
    ]
    for ids in without:
        yield _none_here(question, ids, "the dose")


def _is_of(question: Question, line: Line, ids: set[str]) -> bool:
    names = {question.kb.treatments[i].name for i in ids if i in question.kb.treatments}
    return line.id in ids or line.about in names


def _none_here(question: Question, ids: set[str], said: str) -> Line:
    """Say that no statement of a medicine tells of what was asked."""
    kb = question.kb
    record_id = min(ids)
    own: Category = "treatment" if record_id in kb.treatments else "drug"
    name = kb.treatments[record_id].name if own == "treatment" else kb.drugs[record_id].name
    where = [kb.name("disorders", d) for d in question.disorders[:1]]
    if said in question.given:
        text = f"Nothing here on it in {where[0]}" if where else "Nothing here on it"
    else:
        text = f"Nothing here on {said}"
    return nothing_here(
        own,
        record_id,
        name,
        f"{text}: no statement of this knowledge base tells of it, which is no all-clear.",
    )


def _not_all_of_one(lines: Iterable[Line], parts: tuple[Part, ...]) -> Iterator[Line]:
    """Leave out the third trigger and the next where it was not triggers alone that were asked for."""
    triggers = 0
    for line in lines:
        triggers += line.part == "what sets it off"
        if triggers <= _TRIGGERS or line.part != "what sets it off" or len(parts) < _TRIGGERS:
            yield line


def _by_turns(lines: list[Line]) -> Iterator[Line]:
    """Give of each treatment in turn: who asks for two ways to give it wants to see both."""
    by_treatment: dict[str | None, list[Line]] = {}
    for line in lines:
        by_treatment.setdefault(line.about, []).append(line)
    for row in zip_longest(*by_treatment.values()):
        yield from filter(None, row)
