"""Whether something makes a complaint or a disorder worse: what the entries that have both say of it, or that none does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cramps.knowledge import frequency
from cramps.queries.answering.lines import Line, nothing_here
from cramps.queries.answering.weighing_statements import line_of
from cramps.queries.mentions import mentions
from cramps.queries.statements import of_disorder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cramps.knowledge import model
    from cramps.queries.asking.question import Question

#: So many disorders are told.
_TOLD: Final = 4


def worsening(question: Question, cause: str) -> Iterator[Line]:
    """Give what entries say of something that is asked to make what is named worse; that none speaks of it where that is so."""
    kb = question.kb
    kinds = {cause, *kb.narrower.get(cause, ())}
    others = [t.id for t in question.findings if t.kind == "finding" and t.id != cause]
    named = [d for d in question.disorders if not question.is_bound(d)]
    having = named or [d for other in others[:1] for d in mentions(kb).listing(other)]
    found: list[tuple[float, Line]] = []
    for disorder_id in dict.fromkeys(having):
        disorder = kb.disorders[disorder_id]
        for said in of_disorder(kb, disorder):
            # a circumstance of which no more is told than that it was there makes nothing worse
            tells = said.part == "what sets it off" or (
                said.part == "what is seen" and ";" in said.text
            )
            if tells and said.ids[0] in kinds:
                line = line_of(question, "disorder", disorder, said)
                found.append((_often(disorder, said.ids[0]), line))
    found.sort(key=lambda pair: -pair[0])
    if found:
        yield from (line for _, line in found[:_TOLD])
        return
    name = kb.name("findings", cause)
    of = (
        kb.name("disorders", named[0])
        if named
        else ", ".join(kb.name("findings", o) for o in others)
    )
    text = f"Nothing here on whether it makes {of} worse, which is no all-clear."
    yield nothing_here("finding", cause, name, text)


def _often(disorder: model.Disorder, finding: str) -> float:
    return max(
        (frequency.middle(f.frequency) for f in disorder.findings if f.finding == finding),
        default=0.0,
    )
