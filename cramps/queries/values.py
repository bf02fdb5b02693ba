"""A value or a patient in a question: the danger that it raises, what to do, and from which value on it is urgent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from cramps.queries.lines import TO_DO, Line, line_of_section, plain_line
from cramps.queries.question import Question
from cramps.queries.statements import of_rule
from cramps.ranking.danger import Danger
from cramps.words.folding import fold, stems

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase

#: Statements told of what to do with a value.
_VALUED: Final = 5
#: How a statement begins that says when not to wait: it is told first.
_PRESSING: Final = "Not to wait"


def told_dangers(kb: KnowledgeBase, text: str) -> tuple[Danger, ...]:
    """Give the rules of danger that a text raises, read as ``ddx`` reads it."""
    from cramps.cases.in_words import read_words
    from cramps.cases.reader import CaseReader
    from cramps.ranking.danger import DangerRules

    cases = CaseReader(kb, nearest=True)
    return DangerRules(kb).raised(cases.read(read_words(cases, [text]).told).case)


def of_values(question: Question) -> tuple[Line, ...]:
    """Give what to do where a value was told, and from which on it is urgent by itself."""
    kb = question.kb
    raised = {danger.rule for danger in told_dangers(kb, question.told)}
    lines = list(_not_met(question, raised)) if "when to worry" in question.parts else []
    for section in kb.overview.values():
        of_test = set(section.tests[:1]) & question.measured
        if not of_test:
            continue
        title = set(stems(fold(section.title)).split())
        named = any(set(stems(fold(kb.name("tests", t))).split()) <= title for t in of_test)
        if section.part == "red-flag" and (named or raised.intersection(section.red_flags)):
            said = [s for s in section.statements if s.text.startswith(TO_DO)]
        elif section.part == "workup" and named and not raised:
            said = sorted(section.statements, key=lambda s: not s.text.startswith(_PRESSING))
        else:
            continue
        lines += [line_of_section(section, statement, 1.0) for statement in said]
    return tuple(lines[:_VALUED])


def _not_met(question: Question, raised: set[str]) -> Iterator[Line]:
    """Say of the rules of danger that a value would raise by itself from which value on."""
    from cramps.knowledge.conditions import ways
    from cramps.knowledge.triggers import triggers

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
