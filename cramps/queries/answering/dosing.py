"""How much of a medicine is given in a disorder: how to begin, the dose of the entry, and in whom to beware."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final, get_args

import msgspec

from cramps.late_regex import late_regex
from cramps.queries.answering.lines import Line, nothing_here, plain_line
from cramps.queries.answering.weighing_statements import tells_dose
from cramps.queries.asking.asked_words import Aspect, tells_of
from cramps.queries.asking.question import ORDINARY, Question
from cramps.words.folding import stem_set
from cramps.words.own_words import build

if TYPE_CHECKING:
    from cramps.knowledge import model

#: How a statement tells that the dose is raised by steps, or is that of a maker's text.
_TITRATED: Final = late_regex(
    r"\bat first\b|\bstart\w*|\binitial\w*|\bafter (?:at least )?a (?:further )?week\b|\bproduct characteristics\b",
    re.IGNORECASE,
)
#: How a statement tells the most that is given.
_MOST: Final = late_regex(
    r"\bat most\b|\bthe most\b|\bnot (?:over|more than)\b|\bmaxim(?:um|al)\b|\bup to\b",
    re.IGNORECASE,
)
#: How much is given to whom it is asked about; that it is less says no dose.
_LESSENED: Final = late_regex(
    r"\b(?:half the dose|dose is halved|no change of dose|contraindicated)\b"
    r"|\b\d+(?:\.\d+)?\s?(?:mg|g|mmol)\b(?!/)",
    re.IGNORECASE,
)
#: Organs by whose failure a dose is another.
_ORGANS: Final[tuple[Aspect, ...]] = ("kidney disease", "liver disease")
#: How it is said of whom.
_OF_WHOM: Final[dict[Aspect, str]] = {
    "kidney disease": "kidney failure",
    "liver disease": "liver failure",
    "the heart's rhythm": "disease of the heart",
}
#: A dose of so many words is no mere amount.
_LONG: Final = 4
#: What a caution says that is told in any case.
_FORBIDDING: Final = "contraindicated"
#: In whom to beware is told of so many, in full.
_CAUTIONS: Final = 2
#: What is told next of whom to beware in.
_URGENT_ASPECTS: Final[tuple[Aspect, ...]] = ("the heart's rhythm", "kidney disease", "pregnancy")


def dosing(question: Question, weighed: Sequence[Line], chosen: Sequence[Line]) -> Iterator[Line]:
    """Give what was chosen with how to begin before it, and behind it in whom to beware."""
    treatments = [t for t in sorted(question.treatments) if any(n.id == t for n in weighed)]
    begin = [
        n
        for n in weighed
        if n.kind == "treatment"
        and n.part == "what helps"
        and tells_dose(n.text)
        and _TITRATED.search(n.text)
        and _is_of_named(question, n.text)
    ]
    own = [n for n in chosen if n.kind == "disorder" and n.about]
    if any(n.part == "avoid" or (tells_dose(n.text) and _TITRATED.search(n.text)) for n in own):
        begin = []  # what is advised against is told as that, and how to begin is told once
    lead = begin[: len(question.given)]
    aspects = _of_whom(question)
    of_whom = [n for n in chosen if n.kind != "disorder" and _is_of_any(aspects, n)]
    of_whom += [n for n in chosen if n.id in question.disorders and aspects and n not in of_whom]
    for treatment_id in treatments if aspects else ():
        if not any(n.id == treatment_id and _is_of_any(aspects, n) for n in of_whom):
            cautions = (n for n in weighed if n.id == treatment_id and n.part == "avoid")
            of_whom = [*islice((n for n in cautions if _is_of_any(aspects, n)), 1), *of_whom]
    headed = tuple(beginning for a in aspects for beginning in _HEADED.get(a, ()))
    of_whom.sort(key=lambda n: not (headed and n.text.startswith(headed)))
    yield from of_whom
    yield from _no_dose_for(question, aspects, of_whom)
    yield from () if aspects or lead else _no_dose_in(question, chosen)
    if not question.disorders:
        ordinary = bool(
            question.general
        )  # of the ordinary cramp whether it helps at all goes first
        chosen = sorted(
            chosen,
            key=lambda n: (
                not (ordinary and n.id == ORDINARY),
                not (question.asks_most and tells_most(n.text)),
                not _is_warned(n),
                not is_start(n),
                not _is_dose(n),
            ),
        )
    chosen = [n for n in _once_told(chosen) if n not in of_whom]
    yield from (msgspec.structs.replace(n, text=f"dose: {n.text}") for n in lead)
    yield from (n for n in chosen if n not in lead and n.part != "not here")
    dosed = {n.id for n in (*of_whom, *chosen)} | {n.about for n in (*of_whom, *chosen)}
    for treatment_id in treatments:
        treatment = question.kb.treatments[treatment_id]
        if treatment.id in dosed or treatment.name in dosed:
            yield from _beware(treatment, {n.text for n in (*of_whom, *chosen)})
    yield from (n for n in chosen if n.part == "not here")


def tells_most(text: str) -> bool:
    """Tell whether a text says how much is given at most."""
    return _MOST.search(text) is not None


def is_start(line: Line) -> bool:
    """Tell whether a line says how to begin by steps, as a maker's text or an entry has it: no dose of a trial."""
    return _is_dose(line) and _TITRATED.search(line.text) is not None


def _is_warned(line: Line) -> bool:
    """Tell whether a line says how much with the advice not to give it."""
    return line.part == "avoid" and "dose: " in line.text


def _is_dose(line: Line) -> bool:
    return line.part == "what helps" and tells_dose(line.text)


def _of_whom(question: Question) -> tuple[Aspect, ...]:
    """Give in whom the dose is asked for: an aspect, or a disorder of the kidneys or the liver that is named."""
    told = [t.text for t in question.taken if t.kind in ("disorder", "finding")]
    named = (a for a in _ORGANS if any(tells_of(a, text) for text in told))
    return tuple(dict.fromkeys((*question.aspects, *named)))


def _is_of_any(aspects: Sequence[Aspect], line: Line) -> bool:
    return any(tells_of(aspect, line.text) for aspect in aspects)


def _no_dose_for(
    question: Question, aspects: Sequence[Aspect], told: Sequence[Line]
) -> Iterator[Line]:
    """Say of whom it was asked that no dose is known: those that follow are of others."""
    for aspect in aspects:
        if any(tells_of(aspect, n.text) and _LESSENED.search(n.text) for n in told):
            continue
        if any(n.id in question.disorders and "dose: " in n.text for n in told):
            continue
        for treatment_id in sorted(question.treatments)[:1]:
            name = question.kb.treatments[treatment_id].name
            whom = _OF_WHOM.get(aspect, aspect)
            text = f"No dose in {whom} stands here; a dose told here is that of others."
            yield nothing_here("treatment", treatment_id, name, text)


def _no_dose_in(question: Question, chosen: Sequence[Line]) -> Iterator[Line]:
    """Say of a disorder that is named, where no dose in it is known but one of others is, that it is that of others."""
    named = question.disorders
    dosed = [n for n in chosen if tells_dose(n.text) and n.part in ("what helps", "avoid")]
    if not named or not dosed or any(n.id in named for n in dosed):
        return
    kb = question.kb
    for treatment_id in sorted(question.treatments)[:1]:
        text = f"No dose in {kb.name('disorders', named[0])} stands here; a dose told here is that of others."
        yield nothing_here("treatment", treatment_id, kb.treatments[treatment_id].name, text)


def _once_told(lines: Sequence[Line]) -> Iterator[Line]:
    """Give each dose of a medicine once: of another disorder with the same that it is the same, and what else is said."""
    first: dict[tuple[str | None, str], Line] = {}
    for line in lines:
        dose = line.text.partition(" (")[0] if line.kind == "disorder" else ""
        if not dose.startswith("dose: ") or dose.count(" ") < _LONG:
            yield line
            continue
        known = first.setdefault((line.about, dose), line)
        if known is line:
            yield line
            continue
        rest = (
            line.text.partition("; ")[2]
            if line.text.startswith(known.text.partition("; ")[0])
            else None
        )
        if rest is None:
            yield line
            continue
        same = rest == known.text.partition("; ")[2]
        told = "" if same or not rest else f"; {rest}"
        yield msgspec.structs.replace(line, text=f"dose: the same as in {known.name}{told}")


def _is_of_named(question: Question, text: str) -> bool:
    """Tell whether a statement is of a disorder that is named, or of an umbrella word that it is under."""
    kb = question.kb
    words = stem_set(text)
    named = set(question.disorders)
    names = {
        name
        for family in kb.families.values()
        if not named.isdisjoint(family.members)
        for name in (family.name, *family.aliases)
    }
    names |= {n for n, ids in build(kb, "disorder").items() if not named.isdisjoint(ids)}
    return any(own and own <= words for own in (stem_set(n) for n in names))


def _beware(treatment: model.Treatment, told: set[str]) -> Iterator[Line]:
    """Give in whom it must not be given, then what is said of the heart, the kidneys and pregnancy; the rest by name."""
    left = [c for c in treatment.cautions if c.text not in told]
    pressing = [c for c in left if _FORBIDDING in c.text.casefold()]
    pressing.sort(key=lambda c: not c.text.casefold().startswith(_FORBIDDING))
    most = max(_CAUTIONS, len(pressing))
    pressing += [
        c
        for aspect in _URGENT_ASPECTS
        for c in left
        if c not in pressing and c.text.startswith(_HEADED[aspect])
    ]
    shown = pressing[:most]
    for caution in shown:
        yield plain_line(
            "treatment", treatment.id, treatment.name, "avoid", caution.text, caution.sources, 1.0
        )
    rest = [c for c in left if c not in shown]
    aspects = [a for a in get_args(Aspect) if any(tells_of(a, c.text) for c in rest)]
    if aspects:
        text = f"Its entry has further cautions: {', '.join(aspects)}."
        sources = [s for c in rest for s in c.sources]
        yield plain_line("treatment", treatment.id, treatment.name, "avoid", text, sources, 0.5)


#: How a caution on an aspect begins.
_HEADED: Final[dict[Aspect, tuple[str, ...]]] = {
    "the heart's rhythm": ("Heart", "QT", "The heart", "It prolongs"),
    "kidney disease": ("Kidney",),
    "pregnancy": ("Pregnancy",),
}
