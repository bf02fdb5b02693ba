"""How much of a medicine is given in a disorder: how to begin, the dose of the entry, and in whom to beware."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, get_args

import msgspec

from cramps.queries.asked_words import Aspect, tells_of
from cramps.queries.lines import Line, plain_line
from cramps.queries.question import Question
from cramps.queries.weighed import tells_dose
from cramps.words.folding import fold, stems
from cramps.words.word_index import build

if TYPE_CHECKING:
    from cramps.knowledge import model

#: How a statement tells that the dose is raised by steps, or is that of a maker's text.
_TITRATED: Final = re.compile(
    r"\bat first\b|\bstart\w*|\binitial\w*|\bafter (?:at least )?a (?:further )?week\b|\bproduct characteristics\b",
    re.IGNORECASE,
)
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
    yield from (msgspec.structs.replace(n, text=f"dose: {n.text}") for n in lead)
    yield from (n for n in chosen if n not in lead and n.part != "not here")
    dosed = {n.id for n in chosen} | {n.about for n in chosen}
    for treatment_id in treatments:
        treatment = question.kb.treatments[treatment_id]
        if treatment.id in dosed or treatment.name in dosed:
            yield from _beware(treatment, {n.text for n in chosen})
    yield from (n for n in chosen if n.part == "not here")


def _is_of_named(question: Question, text: str) -> bool:
    """Tell whether a statement is of a disorder that is named, or of an umbrella word that it is under."""
    kb = question.kb
    words = set(stems(fold(text)).split())
    named = set(question.disorders)
    names = {
        name
        for family in kb.families.values()
        if not named.isdisjoint(family.members)
        for name in (family.name, *family.aliases)
    }
    names |= {n for n, ids in build(kb, "disorder").items() if not named.isdisjoint(ids)}
    return any(own and own <= words for own in (set(stems(fold(n)).split()) for n in names))


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
        text = f"Cautions stand there on {', '.join(aspects)} too."
        sources = [s for c in rest for s in c.sources]
        yield plain_line("treatment", treatment.id, treatment.name, "avoid", text, sources, 0.5)


#: How a caution on an aspect begins.
_HEADED: Final[dict[Aspect, tuple[str, ...]]] = {
    "the heart's rhythm": ("Heart", "QT", "The heart", "It prolongs"),
    "kidney disease": ("Kidney",),
    "pregnancy": ("Pregnancy",),
}
