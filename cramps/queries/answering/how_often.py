"""How common something is: a finding in a disorder where one is named, else the disorder itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, get_args

from cramps.knowledge import frequency
from cramps.queries.answering.lines import Line, nothing_here, plain_line
from cramps.queries.asking.asked_words import Aspect, tells_of
from cramps.queries.asking.naming import GENERAL, Taken
from cramps.queries.asking.question import Question
from cramps.queries.statements import joined
from cramps.words.folding import fold, stem, stem_set
from cramps.words.own_words import Category

if TYPE_CHECKING:
    from cramps.knowledge import model

_CRAMP: Final = "cramp"
_CRAMPS: Final = "cramps"
#: Disorders of which each is answered.
_EACH: Final = 6
#: Results of a test that are told.
_RESULTS: Final = 3
#: Kinds of record of which it is told how often a disorder shows them.
_ASKED: Final = frozenset[Category](["finding", "result", "test"])


def how_often(question: Question) -> Iterator[Line]:
    """Say of each disorder that is named how common what is asked is in it; where nothing is, it itself.

    Where its entry has no figure, that is said: the frequency of another thing is no answer.
    """
    kb = question.kb
    bound = set(question.bound)
    named = list(dict.fromkeys((*question.disorders, *bound)))[:_EACH]
    asked = [t for t in question.taken if t.kind in _ASKED and t.id not in GENERAL]
    asked = [t for t in asked if bound.isdisjoint(question.always_with(t.id))]
    special = [t.id for t in question.general if t.id != "muscle-cramps"]
    cramps = _CRAMP in question.stems - question.of_disorders or bool(question.general)
    if (
        _CRAMP in question.stems and not cramps
    ):  # the cramps of cirrhosis, and of what stands beside it
        cramps = any(_is_of_cramps(kb.disorders[i]) for i in named)
    for disorder_id in named:
        disorder = kb.disorders[disorder_id]
        yield from _shares(question, disorder, asked)
        known = stem_set(f"{disorder.name} {disorder.prevalence.figure or ''}")
        for word in question.unrecognised if not asked else ():
            if stem(fold(word)) in known or any(tells_of(a, word) for a in get_args(Aspect)):
                continue  # older people
            yield _unknown(disorder, f"{word} is in it")
        if asked:
            continue
        if cramps and not _is_of_cramps(disorder):
            yield from _cramps(question, disorder, special)
        elif disorder.prevalence.figure:
            prevalence = disorder.prevalence
            text = str(prevalence.figure)
            yield plain_line(
                "disorder", disorder.id, disorder.name, "how common", text, prevalence.sources, 9.0
            )
        else:
            yield _unknown(disorder, "it is")


def _shares(question: Question, disorder: model.Disorder, asked: list[Taken]) -> Iterator[Line]:
    """Say how often a disorder shows each thing that is asked; what words mean besides only where that is known."""
    shares = {(t.kind, t.id): list(_share(question, disorder, t.kind, t.id)) for t in asked}
    known = {t.text for t in asked if any(n.part != "not here" for n in shares[t.kind, t.id])}
    for taken in dict.fromkeys((t.kind, t.id) for t in asked):
        of_it = shares[taken]
        elsewhere = any((t.kind, t.id) == taken and t.text in known for t in asked)
        yield from (n for n in of_it if n.part != "not here" or not elsewhere)


def _share(
    question: Question, disorder: model.Disorder, kind: Category, record_id: str
) -> Iterator[Line]:
    """Say how often a disorder shows a finding, a result, or the positive results of a test."""
    if kind == "finding":
        yield from _seen(question, disorder, record_id)
        return
    kb = question.kb
    shown = [t for t in disorder.tests if record_id in (t.result, t.test)]
    told = [t for t in shown if t.frequency or t.sensitivity]
    for t in told[:_RESULTS]:
        share = frequency.words(t.frequency or t.sensitivity)
        share = share if t.frequency else f"sensitivity {share}"
        yield Line(
            kind="disorder",
            id=disorder.id,
            name=disorder.name,
            part="how common",
            about=kb.label(t.result),
            text=joined(share, t.remark),
            sources=t.sources,
            weight=9.0,
        )
    if not told:
        name = kb.label(record_id) if kind == "result" else kb.name("tests", record_id)
        yield _unknown(disorder, f"{name} is in it")


def _is_of_cramps(disorder: model.Disorder) -> bool:
    """Tell whether a disorder consists in cramps, so that its prevalence is theirs."""
    named = disorder.name.partition(" with ")[0].casefold()
    return _CRAMPS in named.split()


def _cramps(question: Question, disorder: model.Disorder, special: list[str]) -> Iterator[Line]:
    """Say how common cramps are; of those of a place or a time what is known of these, too."""
    told = disorder.cramps.frequency
    if told is not None:
        yield plain_line(
            "disorder", disorder.id, disorder.name, "how common", told.text, told.sources, 9.0
        )
    for finding in special:
        yield from (n for n in _seen(question, disorder, finding) if n.part != "not here")
    if told is None:
        yield from _seen(question, disorder, "muscle-cramps")


def _seen(question: Question, disorder: model.Disorder, finding: str) -> Iterator[Line]:
    """Say how often a disorder shows a finding or a kind of it."""
    kb = question.kb
    kinds = {finding, *kb.narrower.get(finding, ())}
    if finding in GENERAL:
        kinds = {finding}
    seen = sorted(
        (f for f in disorder.findings if f.finding in kinds), key=lambda f: f.finding != finding
    )
    own = [f for f in seen if f.finding == finding] or seen
    for f in own[:2]:
        yield Line(
            kind="disorder",
            id=disorder.id,
            name=disorder.name,
            part="how common",
            about=kb.label(f.finding),
            text=joined(frequency.words(f.frequency), f.remark),
            sources=f.sources,
            weight=9.0,
        )
    if not own:
        yield _unknown(disorder, f"{kb.name('findings', finding).casefold()} is in it")


def _unknown(disorder: model.Disorder, what: str) -> Line:
    text = f"No figure is given here for how common {what}."
    return nothing_here("disorder", disorder.id, disorder.name, text)
