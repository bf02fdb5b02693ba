"""Why something happens in a disorder: the steps of its mechanism that speak of what is asked, first."""

from __future__ import annotations

from collections.abc import Iterator

from cramps.queries.answering.lines import Line, plain_line
from cramps.queries.asking.question import Question
from cramps.words.folding import stem_set

#: Disorders of which the steps are told, and steps of one and of each of several.
_DISORDERS = 2
_STEPS = 4
_EACH = 2


def reasons(question: Question) -> Iterator[Line]:
    """Give the steps that have the words of the question, each with what follows from it; then the others.

    They stand in the order of the entry, for each speaks of what the one before it said. The first step tells
    how the disorder itself comes about: it is left out before the others are.
    """
    kb = question.kb
    named = question.disorders[:_DISORDERS]
    asked = set(question.rest)
    for taken in question.taken:
        if taken.kind not in ("disorder", "family"):
            asked |= stem_set(taken.text)
    asked -= question.of_disorders
    for disorder_id in named:
        disorder = kb.disorders[disorder_id]
        steps = disorder.mechanism.steps
        shared = [len(asked & stem_set(step.text)) for step in steps]
        ordered: list[int] = []
        for n in sorted(range(len(steps)), key=lambda n: -shared[n]):
            if shared[n]:
                ordered += [n, n + 1]
        ordered += [*range(1, len(steps)), 0]
        told = [n for n in dict.fromkeys(ordered) if n < len(steps)]
        for n in sorted(told[: _STEPS if len(named) == 1 else _EACH]):
            step = steps[n]
            yield plain_line(
                "disorder", disorder.id, disorder.name, "cause", step.text, step.sources, 9.0
            )
