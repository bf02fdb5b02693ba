"""A value or a patient in a question: the danger that it raises, what to do, and from which value on it is urgent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final, get_args

from cramps.knowledge.closed_lists import Urgency
from cramps.knowledge.conditions import leaves, ways
from cramps.knowledge.danger_triggers import triggers
from cramps.knowledge.profiles import profiles
from cramps.queries.answering.lines import TO_DO, Line, line_of_section, plain_line
from cramps.queries.answering.weighing_statements import line_of
from cramps.queries.asking.question import Question
from cramps.queries.statements import Said, of_rule, treating
from cramps.ranking.danger import Danger
from cramps.words.folding import fold, stem, stem_set, stems

if TYPE_CHECKING:
    from cramps.knowledge import model
    from cramps.knowledge.base import KnowledgeBase

#: Statements told of what to do with a value.
_VALUED: Final = 5
#: The treatment that consists in stopping what brought the disorder on.
_STOPPING: Final = "stop-causative-drug"
#: What is asked for by its kind, not as a medicine: what fluids.
_GIVEN: Final = frozenset(
    map(stem, ["fluid", "fluids", "infusion", "dialysis", "saline", "antidote"])
)
#: Of a disorder that is known: rules of danger that are near what was told, and treatments.
_RULES: Final = 2
_HELPING: Final = 2
#: How a statement begins that says when not to wait: it is told first.
_PRESSING: Final = "Not to wait"


@lru_cache(maxsize=4)  # of one question the same is asked several times
def told_dangers(kb: KnowledgeBase, text: str) -> tuple[Danger, ...]:
    """Give the rules of danger that a text raises, read as ``ddx`` reads it."""
    from cramps.cases.in_words import read_words
    from cramps.cases.reader import CaseReader
    from cramps.ranking.danger import rules_of

    cases = CaseReader(kb, nearest=True)
    return rules_of(kb).raised(cases.read(read_words(cases, [text]).told).case)


def is_calm(kb: KnowledgeBase, text: str) -> bool:
    """Tell whether a text, read as ``ddx`` reads it, tells of an ordinary complaint, all of it understood."""
    from cramps.cases.in_words import read_words
    from cramps.cases.reader import CaseReader
    from cramps.ranking.danger import rules_of

    rules, cases = rules_of(kb), CaseReader(kb, nearest=True)
    case = cases.read(read_words(cases, [text]).told).case
    return not rules.raised(case) and rules.calm(case) is not None


def of_values(question: Question) -> tuple[Line, ...]:
    """Give what to do where a value was told, and from which on it is urgent by itself."""
    kb = question.kb
    raised = {danger.rule for danger in told_dangers(kb, question.told)}
    lines = list(_not_met(question, raised)) if "when to worry" in question.parts else []
    for section in kb.overview.values():
        of_test = set(section.tests[:1]) & question.measured
        if not of_test:
            continue
        title = stem_set(section.title)
        named = any(stem_set(kb.name("tests", t)) <= title for t in of_test)
        if section.part == "red-flag" and (named or raised.intersection(section.red_flags)):
            said = [s for s in section.statements if s.text.startswith(TO_DO)]
        elif section.part == "workup" and named and not raised:
            if all(question.levels.get(t) == "normal" for t in of_test):
                continue  # what is done with a raised one
            said = sorted(section.statements, key=lambda s: not s.text.startswith(_PRESSING))
        else:
            continue
        lines += [line_of_section(section, statement, 1.0) for statement in said]
    lines = [*_asked_to_give(question, raised), *lines]
    if question.asks_to_act:
        lines = [*_of_cause(question), *lines]
        if not raised and "when to worry" not in question.parts:
            lines += _not_met(question, raised)
    return tuple(lines[:_VALUED])


def _asked_to_give(question: Question, raised: set[str]) -> Iterator[Line]:
    """Say what is given in a danger that is raised, where it is asked: what is asked for by name, or what comes first."""
    kb = question.kb
    if not raised or not ("what helps" in question.parts or question.stems & _GIVEN):
        return
    pointed = [d for rule in sorted(raised) for d in kb.red_flags.plain(rule)["points_to"][:1]]
    for disorder_id in list(dict.fromkeys(pointed))[:1]:
        disorder = kb.disorders[disorder_id]
        helping = [said for said in treating(kb, disorder) if said.part == "what helps"]
        named = [said for said in helping if _names_it(question, said)]
        dosed = [said for said in helping if said.dose is not None]
        for said in (named or dosed or helping)[:_HELPING]:
            yield line_of(question, "disorder", disorder, said)


def _names_it(question: Question, said: Said) -> bool:
    """Tell whether a treatment is asked for by a word of its name or of another name of it."""
    treatment = question.kb.treatments[said.ids[0]]
    names = stems(fold(" ".join((treatment.name, *treatment.synonyms)))).split()
    return not _GIVEN.isdisjoint(names) and not question.stems.isdisjoint(_GIVEN & set(names))


def _of_cause(question: Question) -> Iterator[Line]:
    """Say of a value's disorder, where a medicine is taken that may be its cause, to stop that; then what is advised of it.

    The disorder is one that the result defines; that a cause is to be stopped stands in its entry.
    """
    kb = question.kb
    drugs = [kb.drugs[t.id] for t in question.taken if t.kind == "drug"]
    circumstances = {t.id for t in question.taken if t.kind == "finding"}
    if not drugs:
        drugs += [d for d in kb.drugs.values() if d.finding in circumstances and d.advice]
    if not drugs:
        return
    for disorder_id in dict.fromkeys(d for r in question.results for d in _defined_by(kb, r)):
        disorder = kb.disorders[disorder_id]
        listed = {f.finding for f in disorder.findings}
        here = [d for d in drugs if d.finding in listed]
        for said in treating(kb, disorder):
            if said.ids == (_STOPPING,):
                told = said
                if here:
                    name = f"{here[0].name[:1].lower()}{here[0].name[1:]}"
                    told = said._replace(about=f"{said.about}, here perhaps {name}")
                yield line_of(question, "disorder", disorder, told)
    measured = {word for t in question.measured if t in kb.tests for word in _words(kb, t)}
    for drug in drugs[:1]:
        groups = [drug, *(kb.drugs[i] for i in drug.broader)]
        advice = [a for d in groups for a in d.advice]
        fitting = (a for a in advice if measured & stem_set(a.text))
        for said_of in islice(fitting, 1):
            yield plain_line(
                "drug", drug.id, drug.name, "what helps", said_of.text, said_of.sources, 1.0
            )


def _words(kb: KnowledgeBase, test: str) -> set[str]:
    return stem_set(kb.name("tests", test))


def _defined_by(kb: KnowledgeBase, result: str) -> Iterator[str]:
    """Give the disorders that a result defines."""
    yield from (p.id for p in profiles(kb) if result in p.defined_by)


def in_known(question: Question, dangers: Sequence[Danger]) -> Iterator[Line]:
    """Say what the entry of a disorder that the patient has says of the dangers that are raised, then what helps."""
    kb = question.kb
    raised = {danger.rule for danger in dangers}
    named = [t.id for t in question.taken if t.kind == "disorder"]
    told = {t.id for t in question.findings} | question.measured
    for disorder_id in dict.fromkeys(named):
        disorder = kb.disorders[disorder_id]
        flags = [f for f in disorder.red_flags if f.note and f.rule in raised]
        for flag in flags:
            name = f"{disorder.name}: {kb.name('red_flags', flag.rule)}"
            yield plain_line(
                "disorder", disorder.id, name, "when to worry", str(flag.note), flag.sources, 9.0
            )
        if not raised:
            near = (of_rule(kb, rule) for rule in _near(kb, disorder, told))
            for said in islice(near, _RULES):
                yield line_of(question, "disorder", disorder, said)
    for value in of_values(question):
        if value.text.startswith(TO_DO):
            yield value
            break
    if any(danger.urgency != "soon" for danger in dangers):
        return  # what helps on other days is not for now
    for disorder_id in dict.fromkeys(named):
        disorder = kb.disorders[disorder_id]
        helping = (said for said in treating(kb, disorder) if said.part == "what helps")
        for said in islice(helping, _HELPING):
            yield line_of(question, "disorder", disorder, said)


def _near(kb: KnowledgeBase, disorder: model.Disorder, told: set[str]) -> Iterator[str]:
    """Give the rules of danger of a disorder: that point to it, the most urgent, and of what was told, first."""
    of_it = {flag.rule for flag in disorder.red_flags}
    near = [trigger for trigger in triggers(kb) if trigger.rule in of_it]
    near.sort(
        key=lambda t: (
            disorder.id not in kb.red_flags.plain(t.rule)["points_to"],
            get_args(Urgency).index(t.urgency),
            told.isdisjoint(leaf.id for leaf in leaves(t.when)),
        )
    )
    yield from (trigger.rule for trigger in near)


def _not_met(question: Question, raised: set[str]) -> Iterator[Line]:
    """Say of the rules of danger that a value would raise by itself from which value on."""
    kb = question.kb
    for trigger in triggers(kb):
        alone = [way[0] for way in ways(trigger.when) if len(way) == 1]
        for leaf in alone:
            if leaf.kind != "number" or leaf.id not in question.levels or trigger.rule in raised:
                continue
            low = leaf.bounds.below or leaf.bounds.at_most if leaf.bounds else None
            high = leaf.bounds.above or leaf.bounds.at_least if leaf.bounds else None
            side = {"low": low, "high": high}.get(question.levels[leaf.id])
            if side is None:
                continue
            unit = kb.tests[leaf.id].unit or ""
            rule = of_rule(kb, trigger.rule)
            where = "below" if side == low else "above"
            yield plain_line(
                "red flag",
                trigger.rule,
                str(rule.about),
                "when to worry",
                f"by the value alone {where} {side:g} {unit}, at any level with its signs: {rule.text}",
                rule.sources,
            )
            break
