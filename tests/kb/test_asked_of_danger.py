"""A danger stays named whatever is asked beside it, and whatever clause stands between its signs."""

from collections.abc import Iterator
from itertools import cycle, islice

import pytest
from danger_table import told

from cramps.cases.in_words import read_words
from cramps.cases.reader import CaseReader
from cramps.knowledge.conditions import ways
from cramps.queries.ask import ask
from cramps.ranking.differential import Engine

#: Words that ask, around what is told.
ASKING = (
    "{}, what do I do?",
    "how fast should I refer {}",
    "{} - what now?",
    "should I worry about {}",
    "{}, is it urgent?",
    "what do I do about {}",
    "{}, should I worry?",
)
#: Clauses of which neither what is supposed nor what is denied reaches the signs.
BETWEEN = (
    "{}, if he rests it eases, {}",
    "he could not do it without stopping for air and there is {}, {}",
    "{}, should I worry, {}",
    "{} and {}, how fast should I refer him",
    "if he keeps going it gets easier, {}, {}",
)
#: Of the questions every so many is asked: each takes a fifth of a second.
EVERY = 12


def raised(engine: Engine, cases: CaseReader, text: str) -> set[str]:
    """Give the rules that a text raises."""
    case = cases.read(read_words(cases, [text]).told).case
    return {danger.rule for danger in engine.dangers.raised(case)}


def test_words_that_ask_take_no_danger_away(engine: Engine) -> None:
    cases = CaseReader(engine.kb, nearest=True)
    lost = []
    for number, ((rules, words), form) in enumerate(zip(told(), cycle(ASKING), strict=False)):
        if not rules:
            continue
        named = raised(engine, cases, words) & rules
        asked = form.format(words)
        there = raised(engine, cases, asked)
        if not number % EVERY:
            there &= {danger.rule for danger in ask(engine.kb, asked).dangers}
        if not named <= there:
            lost.append((asked, sorted(named - there)))
    assert not lost


def of_two_signs(engine: Engine) -> Iterator[tuple[str, str, str]]:
    """Give the rules that two findings raise, with the names of the two."""
    findings = engine.kb.findings
    for trigger in engine.dangers.triggers:
        for way in ways(trigger.when):
            if len(way) == 2 and all(leaf.kind == "id" and leaf.id in findings for leaf in way):
                one, other = (findings.plain(leaf.id)["name"].lower() for leaf in way)
                yield trigger.rule, one, other


def test_a_clause_between_two_signs_takes_no_danger_away(engine: Engine) -> None:
    cases = CaseReader(engine.kb, nearest=True)
    lost = []
    pairs = islice(of_two_signs(engine), 0, None, 2)
    for (rule, one, other), form in zip(pairs, cycle(BETWEEN), strict=False):
        if rule not in raised(engine, cases, f"{one}, {other}"):
            continue  # a name with a comma in it, or one of several words
        text = form.format(one, other)
        if rule not in raised(engine, cases, text):
            lost.append((rule, text))
    assert not lost


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("calf cramps, return if weakness, numbness or dark urine develops", "rhabdomyolysis"),
        ("should he develop weakness or dark urine, return", "rhabdomyolysis"),
        ("denies that his legs are weak and his urine is dark", "rhabdomyolysis"),
    ],
)
def test_what_is_advised_or_denied_is_no_danger(engine: Engine, text: str, rule: str) -> None:
    assert rule not in raised(engine, CaseReader(engine.kb, nearest=True), text)


def test_a_danger_told_under_an_if_is_named_and_keeps_from_calm(engine: Engine) -> None:
    cases = CaseReader(engine.kb, nearest=True)
    told = "cramp at night, fine unless he gets breathless with one swollen leg"
    case = cases.read(read_words(cases, [told]).told).case
    assert not engine.dangers.raised(case)
    assert [danger.danger.rule for danger in engine.dangers.perhaps(case)] == ["clot-to-the-lung"]
    assert engine.dangers.calm(case) is None
    advised = "calf cramps at night, return if weakness, numbness or dark urine develops"
    case = cases.read(read_words(cases, [advised]).told).case
    assert not engine.dangers.perhaps(case)
    assert engine.dangers.calm(case) is not None


@pytest.mark.parametrize(
    ("question", "old", "now"),
    [
        ("had a DVT 5 years ago, now night cramps, what helps", "deep-vein-thrombosis", "stretch"),
        (
            "night cramps in someone with previous Guillain-Barre, what helps",
            "guillain-barre",
            "stretch",
        ),
        ("DVT, what helps", "", "anticoagul"),
    ],
)
def test_an_illness_of_years_ago_is_not_treated(
    engine: Engine, question: str, old: str, now: str
) -> None:
    lines = ask(engine.kb, question).lines
    assert any(now in (line.about or "").casefold() for line in lines)
    assert all(line.id != old for line in lines)
