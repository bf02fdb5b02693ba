"""At which value of a test something happens: the limits that the entries name, and from which value on it is urgent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from cramps.knowledge.conditions import Leaf, leaves, ways
from cramps.knowledge.danger_triggers import Trigger, triggers
from cramps.knowledge.profiles import profiles
from cramps.late_regex import late_regex
from cramps.queries.answering.lines import Line, line_of_section, plain_line
from cramps.queries.answering.weighing_statements import line_of
from cramps.queries.asking.question import Question
from cramps.queries.statements import of_disorder, of_rule, testing
from cramps.words.folding import stem, stem_set

if TYPE_CHECKING:
    from cramps.knowledge import model
    from cramps.knowledge.base import KnowledgeBase

#: What asks for a value.
_ASKS: Final = late_regex(
    r"\b(?:at|which|what|how|above|below|over|under)\b[^?.;]*\b(?:levels?|values?|titres?|titers?|concentrations?|"
    r"cut-?offs?|thresholds?|limits?|times)\b|\bhow (?:low|high)\b|\b(?:levels?|titres?|titers?|cut-?offs?|thresholds?)\b[^?.;]*"
    r"\b(?:needs?|means?|matters?|meaningful|dangerous|significant|urgent|diagnostic)\b",
    re.IGNORECASE,
)
#: A value with what it is measured in, or a multiple of a limit.
_VALUE: Final = late_regex(
    r"\d\s?(?:mmol|nmol|pmol|micromol|mg|micrograms?|g|U|IU|units?|mEq|mIU)/?|\btimes (?:the |normal|upper)",
    re.IGNORECASE,
)
#: Disorders of a test of which the limits are told, statements of each, and rules of danger.
_DISORDERS: Final = 2
_EACH: Final = 2
_RULES: Final = 3
_KNOWN: Final = 2


def asks_level(question: Question) -> bool:
    """Tell whether it is asked at which value of a test that is named something happens."""
    return (
        bool(_tests(question)) and not question.measured and _ASKS.search(question.text) is not None
    )


def at_levels(question: Question) -> Iterator[Line]:
    """Give the limits that entries name for a test: how they part mild from severe, what happens, what to do from where on."""
    kb = question.kb
    tests = _tests(question)
    own = _disorders(question, tests)[:_DISORDERS]
    bands = [n for i in own for n in _of_disorder(question, kb.disorders[i], tests)]
    rules = list(_rules(question, tests))
    yield from (*rules, *bands) if "when to worry" in question.parts else (*bands, *rules)
    for test_id in sorted(tests):
        test = kb.tests[test_id]
        told = [said for said in test.about if _VALUE.search(said.text)]
        for said in told[:_KNOWN]:
            yield plain_line("test", test.id, test.name, "confirm", said.text, said.sources)
    for section in kb.overview.values():
        if tests.intersection(section.tests):
            for statement in section.statements:
                if _VALUE.search(statement.text) and _names(kb, tests) & stem_set(statement.text):
                    yield line_of_section(section, statement, 1.0)


def _tests(question: Question) -> set[str]:
    kb = question.kb
    named = {t.id for t in question.taken if t.kind == "test"}
    return named | {kb.results[t.id][0].id for t in question.taken if t.kind == "result"}


def _names(kb: KnowledgeBase, tests: set[str]) -> set[str]:
    return {word for test in tests for word in stem_set(kb.name("tests", test))}


def _disorders(question: Question, tests: set[str]) -> list[str]:
    """Give the disorders that are named, else those that a result of the test defines, the low side first."""
    kb = question.kb
    if question.disorders:
        return question.disorders
    causes = dict.fromkeys(
        d
        for t in question.taken
        if t.kind == "drug"
        for d in kb.drugs[t.id].causes
        if d in kb.disorders
    )
    if causes:
        return list(causes)
    results = {r: kb.results[r][1] for r in kb.results if kb.results[r][0].id in tests}
    defined = [p.id for p in profiles(kb) if not set(p.defined_by).isdisjoint(results)]
    confirmed = [
        d.id
        for d in kb.disorders.values()
        if any(
            t.role == "confirm" and t.result in results and _VALUE.search(t.note or "")
            for t in d.tests
        )
    ]
    high = stem("high") in question.stems
    low = {d for d in defined if kb.name("disorders", d).casefold().startswith("hypo")}
    defined.sort(key=lambda d: (d in low) is high)
    return list(dict.fromkeys((*defined, *confirmed)))


def _of_disorder(question: Question, disorder: model.Disorder, tests: set[str]) -> Iterator[Line]:
    """Give the bands of a test in a disorder, and what its entry says happens there."""
    kb = question.kb
    shown = [s for s in testing(kb, disorder) if s.ids[0] in tests and _VALUE.search(s.text)]
    shown.sort(key=lambda s: not s.confirms)
    names = _names(kb, tests)
    wanted = question.stems | names
    others = [
        s
        for s in of_disorder(kb, disorder)
        if s not in shown
        and s.part not in ("difference", "when to worry", "confirm", "how common")
        and _VALUE.search(s.text)
        and s.dose is None
        and (names & stem_set(s.text) or s.part == "what it is")
    ]
    others.sort(
        key=lambda s: (s.part != "what it is", -len(wanted & stem_set(f"{s.about} {s.text}")))
    )
    for said in (*shown[:_EACH], *others[:_EACH]):
        yield line_of(question, "disorder", disorder, said)


def _rules(question: Question, tests: set[str]) -> Iterator[Line]:
    """Give the rules of danger that a value raises by itself, or beside what is named, with that value."""
    kb = question.kb
    found: list[tuple[bool, Line]] = []
    findings = {t.id for t in question.taken if t.kind == "finding"}
    findings |= {b for f in findings for b in kb.narrower.get(f, ())}
    for trigger in triggers(kb):
        if not any(_is_of(kb, leaf, tests) for leaf in leaves(trigger.when)):
            continue
        of_own = set(kb.red_flags.plain(trigger.rule)["points_to"]).isdisjoint(question.disorders)
        best: str | None = None
        for way in ways(trigger.when):
            values = [leaf for leaf in way if _is_of(kb, leaf, tests)]
            besides = [leaf for leaf in way if leaf not in values]
            if len(values) != 1 or len(besides) > 1 or any(b.id not in findings for b in besides):
                continue
            told = _limit(kb, values[0])
            told += f", with {kb.label(besides[0].id).casefold()}" if besides else ""
            if best is None or not besides:
                best = told
        if best is not None:
            found.append((of_own, _line(kb, trigger, best)))
    found.sort(key=lambda pair: pair[0])
    yield from (line for _, line in found[:_RULES])


def _is_of(kb: KnowledgeBase, leaf: Leaf, tests: set[str]) -> bool:
    return leaf.id in tests or (leaf.id in kb.results and kb.results[leaf.id][0].id in tests)


def _limit(kb: KnowledgeBase, leaf: Leaf) -> str:
    """Say from which value on: below 2.5 mmol/L, creatine kinase over 10 times the upper limit."""
    if leaf.kind != "number" or leaf.bounds is None:
        name = kb.results[leaf.id][1].name
        return f"{name[:1].lower()}{name[1:]}"
    unit = kb.tests[leaf.id].unit or ""
    bounds = leaf.bounds
    for word, value in (
        ("below", bounds.below),
        ("at most", bounds.at_most),
        ("above", bounds.above),
        ("at least", bounds.at_least),
    ):
        if value is not None:
            return f"{word} {value:g} {unit}".rstrip()
    return kb.name("tests", leaf.id)


def _line(kb: KnowledgeBase, trigger: Trigger, limit: str) -> Line:
    rule = of_rule(kb, trigger.rule)
    urgency, _, action = rule.text.partition(": ")
    name = f"{rule.about} ({limit})"
    return plain_line(
        "red flag", trigger.rule, name, "when to worry", f"{urgency}: {action}", rule.sources
    )
