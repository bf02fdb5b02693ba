"""What is asked for a purpose: two told apart, urgency, the patient's words, blood tests, who carries a risk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

from cramps.knowledge import frequency
from cramps.late_regex import late_regex
from cramps.queries.answering.anaesthetics import for_an_anaesthetic
from cramps.queries.answering.definitions import ELECTRIC
from cramps.queries.answering.emergencies import early_signs
from cramps.queries.answering.in_general import BLOOD_TESTS, flags_near, of_children
from cramps.queries.answering.levels import at_levels
from cramps.queries.answering.lines import COME_BACK, TO_DO, Line, line_of_section, plain_line
from cramps.queries.answering.weighing_statements import line_of, of_nothing, text_and_sources
from cramps.queries.asking.asked_for import ANAESTHESIA
from cramps.queries.asking.question import Question
from cramps.queries.statements import Said, of_disorder, of_drug, of_rule, testing, treating
from cramps.words.folding import fold, stem_set, stems

if TYPE_CHECKING:
    from cramps.knowledge import model

#: Two are told apart by what their entries say.
COUPLE: Final = 2
#: Statements that are told of what is asked for a purpose.
PURPOSE: Final = 8
#: Rules of danger that go before what is to be done.
_RULES: Final = 2
#: Urgency of a rule, the most urgent first.
_URGENCIES: Final = ("now", "same-day", "soon")
#: What is ordinary -> the section of the overview that says so.
_ORDINARY: Final = {
    "nocturnal-leg-cramps": "ordinary-cramp",
    "benign-fasciculation-syndrome": "ordinary-twitch",
}
#: Before the topics on which a patient is to be told.
_ABOUT: Final = late_regex(r"\b(?:about|regarding|concerning)\b", re.IGNORECASE)
#: What a patient is told on a topic, what they can do first.
_ADVICE: Final = ("what helps", "avoid", "what sets it off", "when to worry")
#: The place of a rule that general practice meets seldom.
_SELDOM: Final = 99
#: Findings that are named as the most frequent of a disorder.
_FREQUENT: Final = 5
#: Statements that are told beside what each entry says.
_BESIDES: Final = 4


def telling_apart(question: Question, *, alone: bool) -> Iterator[Line]:
    """Give what tells the two disorders apart that are named, from both entries, then the own danger of each."""
    kb = question.kb
    named = question.disorders
    if len(named) != COUPLE:
        return
    lines = [
        line_of(question, "disorder", kb.disorders[one], said)
        for one, other in (named, named[::-1])
        for said in of_disorder(kb, kb.disorders[one])
        if said.part == "difference" and said.ids[0] == other
    ]
    yield from lines
    if not lines and alone:  # nothing else was asked of them
        yield from _each_by_itself(question, named)
    own = {d: next((f.rule for f in kb.disorders[d].red_flags if f.rule == d), None) for d in named}
    for disorder_id, rule in own.items():
        if lines and rule is not None:
            yield line_of(question, "disorder", kb.disorders[disorder_id], of_rule(kb, rule))


def _each_by_itself(question: Question, named: list[str]) -> Iterator[Line]:
    """Say what each of two is, and what settles it, where no entry tells the two apart."""
    kb = question.kb
    for disorder_id in named:
        disorder = kb.disorders[disorder_id]
        summary = Said("what it is", None, (), *text_and_sources(disorder.summary))
        yield line_of(question, "disorder", disorder, summary)
    for disorder_id in named:
        disorder = kb.disorders[disorder_id]
        settling = [said for said in testing(kb, disorder) if said.confirms]
        for said in settling[:1]:
            yield line_of(question, "disorder", disorder, said)


def tests_apart(question: Question) -> Iterator[Line]:
    """Give what tests of the kind that is asked show in each that is named, disorders and what contracts."""
    kb = question.kb
    for taken in question.taken:
        if taken.kind in ("disorder", "family"):
            ids = [taken.id] if taken.kind == "disorder" else kb.families[taken.id].members[:1]
            for disorder_id in ids:
                disorder = kb.disorders[disorder_id]
                shown = [
                    said
                    for said in testing(kb, disorder)
                    if not question.tests.isdisjoint(said.kinds) and not of_nothing(said)
                ]
                for said in shown[:COUPLE]:
                    yield line_of(question, "disorder", disorder, said)
        elif taken.kind == "finding":
            for section in kb.overview.values():
                if section.part != "phenomenon" or fold(section.title) != fold(taken.text):
                    continue
                told = [s for s in section.statements if ELECTRIC in s.text.casefold()]
                for statement in told[:COUPLE]:
                    yield line_of_section(section, statement, 2.0)


def urgent_rules(question: Question) -> Iterator[Line]:
    """Give the rules of danger of the disorders that are named, the most urgent first."""
    kb = question.kb
    named = [t.id for t in question.taken if t.kind == "disorder"]
    for disorder_id in named[:COUPLE]:
        disorder = kb.disorders[disorder_id]
        rules = sorted(
            (flag.rule for flag in disorder.red_flags),
            key=lambda rule: (
                _URGENCIES.index(kb.red_flags.plain(rule)["urgency"]),
                rule != disorder_id,
            ),
        )
        for rule in rules[: _RULES if len(named) == 1 else 1]:
            yield line_of(question, "disorder", disorder, of_rule(kb, rule))


def suspecting(question: Question) -> Iterator[Line]:
    """Say what makes a disorder to be thought of: the rules that point to it first, then what tells it, then its tests.

    The dangers of who is known to have it stand behind them.
    """
    kb = question.kb
    for disorder_id in dict.fromkeys(question.disorders[:COUPLE]):
        disorder = kb.disorders[disorder_id]
        pointing = [
            flag.rule
            for flag in disorder.red_flags
            if disorder_id in kb.red_flags.plain(flag.rule).get("points_to", ())[:1]
            and flag.rule != COME_BACK
        ]
        of_known = [flag.rule for flag in disorder.red_flags if flag.rule not in pointing]
        of_known.sort(key=lambda rule: _URGENCIES.index(kb.red_flags.plain(rule)["urgency"]))
        # that which a practice meets leads: it tells of who is not yet known to have it
        pointing.sort(key=lambda rule: kb.red_flags.plain(rule)["primary_care"] or _SELDOM)
        suspected = not pointing or "when to worry" not in question.parts
        signs = list(early_signs(question, disorder)) if question.asks_to_recognise else []
        yield from signs
        rules = [line_of(question, "disorder", disorder, of_rule(kb, r)) for r in pointing[:_RULES]]
        yield from () if suspected else rules
        if suspected:
            what = Said("what it is", None, (), *text_and_sources(disorder.summary))
            if not signs:  # by what it is known tells it better than what it is
                yield line_of(question, "disorder", disorder, what)
            yield _telling(question, disorder)
            confirming = (said for said in testing(kb, disorder) if said.confirms)
            for said in islice(confirming, 1):
                yield line_of(question, "disorder", disorder, said)
            yield from rules
        for rule in of_known[:_RULES]:
            yield line_of(question, "disorder", disorder, of_rule(kb, rule))


def _telling(question: Question, disorder: model.Disorder) -> Line:
    """Name what is most frequent in a disorder, with how frequent it is."""
    kb = question.kb
    seen = [
        f
        for f in disorder.findings
        if f.frequency and not frequency.is_never(f.frequency) and not kb.findings[f.finding].normal
    ]
    seen.sort(key=lambda f: -frequency.middle(f.frequency))
    told = [f"{kb.label(f.finding)}: {frequency.words(f.frequency)}" for f in seen[:_FREQUENT]]
    cited = [s for f in seen[:_FREQUENT] for s in f.sources]
    return plain_line(
        "disorder", disorder.id, disorder.name, "what is seen", "; ".join(told), cited, 5.0
    )


def worrying(question: Question, *, calm: bool) -> Iterator[Line]:
    """Say of a finding what beside it is no more harmless, and what to do; then when it is ordinary."""
    kb = question.kb
    told = {t.id for t in question.findings}
    of_child = list(of_children(question))
    yield from of_child
    calm = calm and not of_child
    flags = (section for section in flags_near(question) if section.id != COME_BACK)
    for section in islice(flags, 1):
        acting = [s for s in section.statements if s.text.startswith(TO_DO)]
        for rule in section.red_flags[:_RULES]:
            said = of_rule(kb, rule)
            name = str(said.about)
            yield plain_line(
                "overview", section.id, name, "when to worry", said.text, said.sources, 3.0
            )
        for statement in (*section.statements[:1], *acting):
            yield line_of_section(section, statement, 2.0)
    yield from _of_results(question)
    if not calm:
        return
    for section in kb.overview.values():
        if section.calm_when is not None and told <= set(section.findings):
            yield line_of_section(section, section.statements[0], 1.0)


def _of_results(question: Question) -> Iterator[Line]:
    """Say of a result by itself how it is worked up, and from which value on it is urgent."""
    kb = question.kb
    results = {kb.results[t.id][0].id for t in question.findings if t.kind == "result"}
    for section in kb.overview.values():
        own = results.intersection(section.tests[:1])
        if own and any(stem_set(kb.name("tests", t)) <= stem_set(section.title) for t in own):
            for statement in section.statements:
                yield line_of_section(section, statement, 2.0)
    yield from at_levels(question) if results else ()


def to_the_patient(question: Question, *, calm: bool) -> Iterator[Line]:
    """Give what a patient may be told: of the disorder that is named, or of an ordinary cramp or twitch."""
    kb = question.kb
    named = question.disorders
    of_own = [d for d in named if d not in _ORDINARY]
    for disorder_id in of_own[:COUPLE]:
        disorder = kb.disorders[disorder_id]
        said = [
            Said("what it is", None, (), *text_and_sources(disorder.summary)),
            *treating(kb, disorder),
        ]
        yield from _on_topics(question, disorder)
        rules = {flag.rule for flag in disorder.red_flags}
        telling = [n for n in said if rules.isdisjoint(n.ids)][: PURPOSE // 2]
        for one in telling:
            yield line_of(question, "disorder", disorder, one)
        own = (
            r for r in urgent_rules(question) if r.about == kb.red_flags.plain(disorder_id)["name"]
        )
        yield from islice(own if disorder_id in kb.red_flags else (), 1)
    if of_own:
        return
    twitch = "fasciculations" in question.ids or "benign-fasciculation-syndrome" in named
    ordinary = "ordinary-twitch" if twitch else "ordinary-cramp"
    sections = [] if not calm else [(ordinary, slice(0, 1))]
    sections.append((COME_BACK, slice(1, None)))
    if not twitch:
        stretching = ("acute-stretch-of-a-cramp", slice(0, 1))
        sections.append(("physical-therapy-and-stretching", slice(0, 1)))
        # who has a cramp now wants to end it
        sections.insert(0 if question.asks_of_a_cramp_now else len(sections) - 1, stretching)
    for section_id, part in sections:
        if section := kb.overview.get(section_id):
            for statement in section.statements[part]:
                yield line_of_section(section, statement, 1.0)


def _on_topics(question: Question, disorder: model.Disorder) -> Iterator[Line]:
    """Give what an entry says of each topic on which the patient is to be told: of exercise, of an anaesthetic."""
    kb = question.kb
    about = _ABOUT.search(question.text)
    if about is None:
        return
    behind = question.text[about.end() :]
    found = (t for t in question.findings if t.kind == "finding" and t.text in behind)
    topics = dict.fromkeys((t.id, t.text) for t in found)
    said = [s for s in of_disorder(kb, disorder) if s.part not in ("how common", "confirm")]
    for finding, text in topics:
        words = stem_set(text) | set(stems(fold(kb.name("findings", finding))).split())
        if finding == ANAESTHESIA:
            yield from islice(for_an_anaesthetic(question), COUPLE)
            continue
        telling = [s for s in said if words & stem_set(f"{s.about} {s.text}")]
        telling.sort(key=lambda s: _ADVICE.index(s.part) if s.part in _ADVICE else len(_ADVICE))
        for one in telling[:COUPLE]:
            yield line_of(question, "disorder", disorder, one)


def blood_tests(question: Question) -> Iterator[Line]:
    """Give the step of the workup that lists the blood tests: when none is needed first, then the list."""
    section = question.kb.overview.get(BLOOD_TESTS)
    if section is None:
        return
    for statement in section.statements:
        yield line_of_section(section, statement, 1.0)


def carrying(question: Question, most: int) -> Iterator[Line]:
    """Say who carries the disorder that is named: in whose entry it stands, and what brings it on."""
    kb = question.kb
    (taken,) = question.taken
    own = kb.disorders[taken.id]
    rules = {
        rule["id"]
        for rule in (kb.red_flags.plain(i) for i in kb.red_flags)
        if taken.id in rule.get("points_to", ())[:1]
    }
    words = stem_set(own.name)
    found: list[Line] = []
    for disorder in kb.disorders.values():
        if disorder.id == taken.id:
            continue
        told = list(of_disorder(kb, disorder))
        told += [
            Said("avoid", dispute.question, (), position.text, position.sources)
            for dispute in disorder.disputes
            for position in dispute.positions[:1]
        ]
        about = [n for n in told if words <= stem_set(f"{n.about or ''} {n.text}")]
        about = [n for n in about if n.part != "difference"]
        about.sort(key=lambda n: (rules.isdisjoint(n.ids), n.part != "avoid"))
        found += [line_of(question, "disorder", disorder, n) for n in about[:1]]
    found.sort(key=lambda n: n.part == "when to worry")
    if found:
        cited = tuple(dict.fromkeys(s for n in found for s in n.sources))
        text = f"it is spoken of in the entries of {'; '.join(n.name for n in found)}"
        yield line_of(question, "disorder", own, Said("avoid", None, (), text, cited))
    for drug in kb.drugs.values():
        if taken.id in drug.causes:
            effects = sorted(of_drug(kb, drug), key=lambda n: not words <= stem_set(n.text))
            for said in effects[:1]:
                yield line_of(question, "drug", drug, said)
    shunned = [n for n in treating(kb, own) if n.part == "avoid" and rules.isdisjoint(n.ids)]
    for said in shunned[:COUPLE]:
        yield line_of(question, "disorder", own, said)
    if own.inheritance is not None:
        gene = next(n for n in of_disorder(kb, own) if n.part == "gene")
        yield line_of(question, "disorder", own, gene)
    yield from found[: most - _BESIDES]
