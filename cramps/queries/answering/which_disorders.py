"""Disorders of a group, in which something contracts, or that have and lack what is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, get_args

from cramps.knowledge import frequency
from cramps.knowledge.closed_lists import PrevalenceBand
from cramps.queries.answering.lines import Line, plain_line
from cramps.queries.asking.question import Question
from cramps.queries.mentions import mentions

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase

#: Of a finding that is denied, which is meant in a muscle.
_OF_MUSCLE: Final = {"pain": "myalgia"}
#: A finding as frequent as that in a disorder is no "without" it.
_MOSTLY: Final = 0.5


def disorders_of_group(question: Question) -> Iterator[Line]:
    """Give the disorders of a group, the commonest first."""
    kb = question.kb
    bands = get_args(PrevalenceBand)
    heads = [head for head in kb.heads if head["group"] == question.group]
    order = {head["id"]: n for n, head in enumerate(heads)}
    known = [kb.disorders[head["id"]] for head in heads]
    known.sort(
        key=lambda d: (
            not d.reference,
            d.depth != "full",
            bands.index(d.prevalence.band),
            order[d.id],
        )
    )
    for disorder in known:
        said = disorder.summary
        yield plain_line(
            "disorder", disorder.id, disorder.name, "what it is", said.text, said.sources
        )


def _denied(question: Question) -> set[str]:
    """Give what is to be without; the pain that a contraction is without is that of the muscle."""
    kb = question.kb
    meant = {_OF_MUSCLE.get(i, i) for i in question.denied}
    return {k for i in meant for k in (i, *kb.narrower.get(i, ()))}


def disorders_of_phenomenon(question: Question, phenomenon: str) -> Iterator[Line]:
    """Give the disorders in which this contracts, with what of it is denied in the question."""
    kb = question.kb
    denied = _denied(question)
    found = []
    for head in kb.heads:
        if head["phenomenon"][:1] != [phenomenon]:
            continue
        disorder = kb.disorders[head["id"]]
        character = disorder.cramps.character or disorder.summary
        without = [f for f in disorder.findings if f.finding in denied]
        seen = max(without, key=lambda f: frequency.middle(f.frequency), default=None)
        told = [f"{kb.label(seen.finding)}: {frequency.words(seen.frequency)}"] if seen else []
        cited = dict.fromkeys((*(seen.sources if seen else ()), *character.sources))
        found.append(
            plain_line(
                "disorder",
                disorder.id,
                disorder.name,
                "what is seen",
                "; ".join((*told, character.text)),
                tuple(cited),
                1.0
                - (frequency.middle(seen.frequency) if seen else 0.0)
                + (disorder.depth == "full"),
            )
        )
    yield from sorted(found, key=lambda line: -line.weight)


def disorders_having(question: Question) -> Iterator[Line]:
    """Give who has the findings that are named: first who never has what it is to be without."""
    kb = question.kb
    shown = [t for t in question.had if t.id not in question.denied]
    denied = _denied(question)
    candidates: set[str] | None = None
    for taken in shown:
        if taken.kind == "finding":
            having = set(mentions(kb).listing(taken.id))
        else:
            having = set(mentions(kb).with_test(kb.results[taken.id][0].id))
        candidates = having if candidates is None else candidates & having
    found = []
    for disorder_id in sorted(candidates or ()):
        line = _has(kb, disorder_id, [t.id for t in shown], denied)
        if line is not None:
            found.append(line)
    yield from sorted(found, key=lambda line: -line.weight)


def _has(
    kb: KnowledgeBase, disorder_id: str, shown: Sequence[str], denied: set[str]
) -> Line | None:
    """Say how often a disorder shows what is named, and whether it shows what is denied; None where it does not."""
    disorder = kb.disorders[disorder_id]
    told: list[str] = []
    sources: list[str] = []
    often = 0.0
    for finding in shown:
        kinds = {finding, *kb.narrower.get(finding, ())}
        seen = [f for f in disorder.findings if f.finding in kinds]
        results = [t for t in disorder.tests if t.result in kinds]
        both = [(f.frequency, kb.label(f.finding), f.sources) for f in seen]
        both += [(t.frequency, kb.label(t.result), t.sources) for t in results]
        both = [b for b in both if not frequency.is_never(b[0])]
        if not both:
            return None
        how_often, label, cited = max(both, key=lambda b: frequency.middle(b[0]))
        told.append(f"{label}: {frequency.words(how_often)}")
        sources += cited
        often += frequency.middle(how_often)
    without = [f for f in disorder.findings if f.finding in denied]
    for f in without[:1]:
        told.append(f"{kb.label(f.finding)}: {frequency.words(f.frequency)}")
        sources += f.sources
    mostly = any(frequency.middle(f.frequency) > _MOSTLY for f in without)
    never = any(frequency.is_never(f.frequency) for f in without)
    return plain_line(
        "disorder",
        disorder.id,
        disorder.name,
        "what is seen",
        "; ".join(told),
        sources,
        round(often + 2.0 * never - (3.0 if mostly else 1.0) * (bool(without) and not never), 4),
    )
