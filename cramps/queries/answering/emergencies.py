"""A disorder that is an emergency by itself: by which early sign it is known, and what is done in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from cramps.late_regex import late_regex
from cramps.queries.answering.lines import Line
from cramps.queries.answering.weighing_statements import line_of, of_nothing
from cramps.queries.asking.question import Question
from cramps.queries.statements import Said, of_disorder, of_rule, testing, treating

if TYPE_CHECKING:
    from cramps.knowledge import model

#: What a statement has that tells by what a disorder is first known.
_EARLY: Final = late_regex(
    r"\b(?:earl(?:y|iest)|first (?:sign|symptom|complaint)s?|clues?|hallmarks?|cardinal|classic(?:al)?)\b",
    re.IGNORECASE,
)
#: Signs by which it is known, and treatments, that are told.
_SIGNS: Final = 3
_HELPING: Final = 6
#: Parts beside which nothing is told in order.
_ASKED: Final = frozenset(["what helps", "what is seen", "when to worry", "confirm"])


def emergency_named(question: Question) -> model.Disorder | None:
    """Give the one disorder that is named where it is an emergency by itself, and what is done in it is asked."""
    kb = question.kb
    named = list(dict.fromkeys(t.id for t in question.taken if t.kind == "disorder"))
    if len(named) != 1 or question.given or question.has_drug or question.measured:
        return None
    if "what helps" not in question.parts or set(question.parts) - _ASKED:
        return None
    disorder = kb.disorders[named[0]]
    own = any(flag.rule == disorder.id for flag in disorder.red_flags)
    urgent = own and kb.red_flags.plain(disorder.id)["urgency"] == "now"
    return disorder if urgent else None


def in_emergency(question: Question, disorder: model.Disorder) -> Iterator[Line]:
    """Give what is done in an emergency in its order: what cannot wait, then the treatments of the entry."""
    kb = question.kb
    yield line_of(question, "disorder", disorder, of_rule(kb, disorder.id))
    if "what is seen" in question.parts:
        yield from early_signs(question, disorder)
    treated = list(treating(kb, disorder))
    helping = [said for said in treated if said.part == "what helps"]
    shunned = [said for said in treated if said.part == "avoid"]
    for said in (*helping[:_HELPING], *shunned[:1]):
        yield line_of(question, "disorder", disorder, said)


def early_signs(question: Question, disorder: model.Disorder) -> Iterator[Line]:
    """Give the signs and tests by which a disorder is first known, as its entry says."""
    for said in early(disorder_said(question, disorder))[:_SIGNS]:
        yield line_of(question, "disorder", disorder, said)


def disorder_said(question: Question, disorder: model.Disorder) -> list[Said]:
    """Give what an entry says of what is seen, tests included that found something."""
    kb = question.kb
    seen = [said for said in of_disorder(kb, disorder) if said.part == "what is seen"]
    return [*(said for said in testing(kb, disorder) if not of_nothing(said)), *seen]


def early(said: Sequence[Said]) -> list[Said]:
    """Give the statements that tell by what a disorder is first known, those that say early first."""
    known = [(found[0].casefold(), one) for one in said if (found := _EARLY.search(one.text))]
    return [
        one for _, one in sorted(known, key=lambda pair: not pair[0].startswith(("earl", "first")))
    ]
